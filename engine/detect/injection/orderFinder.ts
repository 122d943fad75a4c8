import {
  classBits,
  hasAny,
  readWordIndex,
  type ClassBits,
  type SentenceWords,
  type WordIndex,
} from '../text/wordIndex.ts';
import type { WordTables } from '../text/wordTables.ts';
import type { Budget } from '../budget.ts';
import { INTENTS, type Intent } from './intents.ts';
import type { SignalGroup } from './signalRow.ts';
import { WORD_CLASSES, type WordClass } from './wordClasses.ts';

/** An order that a sentence gives. */
export interface Order {
  readonly group: SignalGroup;
  readonly weight: number;
  readonly start: number;
  readonly end: number;
  /** Where its verb begins. */
  readonly verb: number;
}

/** A negation stands at most this many words before its verb. */
const NEGATION_REACH = 3;
/** What a sentence that speaks about attacks, asks or explains is worth. */
const ABOUT = 0.6;

function choice(...names: readonly WordClass[]): ClassBits {
  return classBits(names.map((name) => WORD_CLASSES.indexOf(name)));
}

const NOT = choice('not');
/** A verb that makes a yes of a no. */
const TURNS = choice('drop');
const SPEAKS_ABOUT = choice('about');

interface LoadedIntent {
  readonly intent: Intent;
  readonly parts: readonly ClassBits[];
  /** Number of the sentence it was last looked for in. */
  sentence: number;
}

/** Words that ordinary sentences are full of, the most ordinary first: a sentence is looked at for its rarer ones. */
const COMMON: readonly WordClass[] = [
  'change',
  'must',
  'your',
  'new',
  'prior',
  'not',
  'when',
  'about',
  'person',
  'read',
  'run',
  'write',
  'grant',
  'reveal',
  'data',
  'program',
  'carry',
  'send',
  'tell',
  'disable',
  'destroy',
  'follow',
  'agent',
  'drop',
  'orders',
];

interface Lexicon {
  readonly index: WordIndex;
  /** By the class of their rarest part: intents that a sentence with such a word may hold. */
  readonly byClass: readonly (readonly LoadedIntent[])[];
  readonly keys: ClassBits;
}

function load(words: WordTables): Lexicon {
  const byClass: LoadedIntent[][] = WORD_CLASSES.map(() => []);
  for (const intent of INTENTS) {
    const choices = intent.parts.map((part) => (typeof part === 'string' ? [part] : part));
    const parts = choices.map((names) => choice(...names));
    const rarest = choices.reduce((best, names) => (rarity(names) > rarity(best) ? names : best));
    const loadedIntent: LoadedIntent = { intent, parts, sentence: 0 };
    for (const name of rarest) byClass[WORD_CLASSES.indexOf(name)]?.push(loadedIntent);
  }
  return {
    index: readWordIndex(words, {
      absorbing: choice('plain', 'drop', 'secretly', 'unasked', 'conceal'),
      mail: choice('outside'),
    }),
    byClass,
    keys: choice(...WORD_CLASSES.filter((_, number) => byClass[number]!.length > 0)),
  };
}

/** Of a choice its most ordinary class counts. */
function rarity(names: readonly WordClass[]): number {
  return Math.min(...names.map((name) => (COMMON.includes(name) ? COMMON.indexOf(name) : COMMON.length)));
}

/** Sentences between two looks at the budget. A long one, in known words, takes as long as many. */
const UNWATCHED = 64;
const LONG = 32;

/** Finds orders in a text, in text order. Linear in the text. The lexicon is loaded for the first one. */
export function createOrderFinder(words: WordTables): (text: string, budget: Budget) => readonly Order[] {
  let lexicon: Lexicon | undefined;
  /** Counts sentences that were judged. */
  let sentence = 0;
  return (text, budget) => {
    const { index, byClass, keys } = (lexicon ??= load(words));
    const found: Order[] = [];
    let sentences = 0;
    index.scan(text, (words) => {
      if (hasAny(words, keys)) judge(words, byClass, found, ++sentence);
      return (++sentences % UNWATCHED === 0 || words.count > LONG) && budget.spent();
    });
    return found;
  };
}

function judge(words: SentenceWords, byClass: Lexicon['byClass'], found: Order[], sentence: number): void {
  const factor = hasAny(words, SPEAKS_ABOUT) ? ABOUT : 1;
  for (let third = 0; third < 3; third++) {
    for (let bits = third === 0 ? words.low : third === 1 ? words.mid : words.high; bits !== 0; bits &= bits - 1) {
      const number = 31 - Math.clz32(bits & -bits) + 32 * third;
      for (const each of byClass[number]!) {
        if (each.sentence === sentence) continue;
        each.sentence = sentence;
        const { intent, parts } = each;
        const span = place(words, intent, parts);
        if (span) found.push({ ...span, group: intent.group, weight: intent.weight * factor });
      }
    }
  }
}

function place(
  words: SentenceWords,
  intent: Intent,
  parts: readonly ClassBits[],
): Pick<Order, 'start' | 'end' | 'verb'> | undefined {
  for (const part of parts) if (!hasAny(words, part)) return undefined;
  const verbs = parts[0]!;
  for (let verb = 0; verb < words.count; verb++) {
    if (!words.isOf(verb, verbs)) continue;
    if (intent.negated !== undefined && isNegated(words, verb) !== intent.negated) continue;
    const taken = [verb];
    if (!parts.every((part, i) => i === 0 || attach(words, part, taken, intent))) continue;
    return {
      start: Math.min(...taken.map((word) => words.start(word))),
      end: Math.max(...taken.map((word) => words.end(word))),
      verb: words.start(verb),
    };
  }
  return undefined;
}

/** Finds the word of the part that is nearest to those taken, and takes it. One word is one part. */
function attach(words: SentenceWords, part: ClassBits, taken: number[], { within, forward }: Intent): boolean {
  let best = -1;
  let nearest = within + 1;
  for (let word = 0; word < words.count; word++) {
    if (!words.isOf(word, part) || (forward && word < taken[0]!)) continue;
    if (taken.some((each) => words.start(word) < words.end(each) && words.start(each) < words.end(word))) continue;
    for (const each of taken) {
      const distance = Math.abs(words.ordinal(word) - words.ordinal(each));
      if (distance >= nearest) continue;
      best = word;
      nearest = distance;
    }
  }
  if (best < 0) return false;
  taken.push(best);
  return true;
}

/** "Never reveal", but not "do not hesitate to reveal" or "do not forget to ignore". */
function isNegated(words: SentenceWords, verb: number): boolean {
  let turned = false;
  for (let word = verb - 1; word >= 0; word--) {
    if (words.ordinal(verb) - words.ordinal(word) > NEGATION_REACH) return false;
    if (words.isOf(word, NOT) && words.end(word) <= words.start(verb)) return !turned;
    turned ||= words.isOf(word, TURNS);
  }
  return false;
}
