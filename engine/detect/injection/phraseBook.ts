import type { CompiledPhrase, PatternGroup } from '../pack.ts';
import type { ReadView } from '../patternLane.ts';
import type { Transform } from '../text/textView.ts';
import type { Budget } from '../budget.ts';
import type { PhraseHit } from '../types.ts';
import type { WordTables } from '../text/wordTables.ts';
import { createOrderFinder } from './orderFinder.ts';

/** Occurrences of one phrase that are kept: enough to find the place where several come together. */
const MAX_PER_PHRASE = 6;
/** What writers use honestly; all else that had to be undone was meant to deceive. */
const HONEST: ReadonlySet<Transform> = new Set(['accents', 'compatibility', 'padding', 'layout']);
/** What the search for orders sees through by itself. */
const SEEN_THROUGH: ReadonlySet<Transform> = new Set(['accents', 'padding', 'layout']);

/** The phrases of all packs. Their patterns stand in the lane of the rules, so that a text is searched once for both. */
export interface PhraseBook {
  readonly groups: readonly PatternGroup[];
  /** Hits in the views of a field. `first` is the position of the book's first group in the lane. */
  hits(views: readonly ReadView[], first: number, budget: Budget): readonly PhraseHit[];
}

export function createPhraseBook(phrases: readonly CompiledPhrase[], words?: WordTables): PhraseBook {
  const orders = words && createOrderFinder(words);
  const groups = phrases.map(({ pattern }): PatternGroup => ({ all: false, patterns: [pattern], except: [] }));
  return {
    groups,
    hits(views, first, budget) {
      const hits = new Map<string, PhraseHit>();
      for (const { view, reader } of views) {
        const disguised = [...view.transforms].some((transform) => !HONEST.has(transform));
        const note = (group: string, full: number, start: number, end: number, verb = start) => {
          const span = [view.rawOffset(start), view.rawOffset(end)] as const;
          const key = `${group} ${span[0]}`;
          const weight = full * standing(view.text, group, start, end, verb);
          const known = hits.get(key);
          if (known && known.weight >= weight) return;
          hits.set(key, { group, weight, span, disguised: disguised && known === undefined });
        };
        for (const position of reader.candidates) {
          const phrase = phrases[position - first];
          const group = groups[position - first];
          if (!phrase || !group) continue;
          for (const [start, end] of reader.findAll(group, MAX_PER_PHRASE))
            note(phrase.group, phrase.weight, start, end);
        }
        const seen = view.transforms.size > 0 && [...view.transforms].every((each) => SEEN_THROUGH.has(each));
        if (!orders || seen) continue;
        for (const { group, weight, start, end, verb } of orders(view.text, budget))
          note(group, weight, start, end, verb);
      }
      return hits.size === 0 ? NO_HITS : [...hits.values()].sort((a, b) => a.span[0] - b.span[0]);
    },
  };
}

const NO_HITS: readonly PhraseHit[] = [];

/** A phrase that is quoted whole, as a thing to talk about, is worth half. Quotes of JSON or CSV are no such quotes. */
const MENTIONED = 0.5;
const OPENED = /(?:[\w)>,;] |\w\(|^)["'`\u201c\u2018\u00ab]\W{0,2}$/;
/** After a colon a quote may be the order itself, unless what stands around speaks about such phrases. */
const INTRODUCED = /: ["'`\u201c\u2018\u00ab]\W{0,2}$/;
const DISCUSSED =
  /\b(?:examples?|quot\w+|phrases?|such as|attack\w{0,4}|malicious|documentation|train\w{1,4}|detect\w{0,4}|classif\w+|reject\w{0,3}|label\w{0,3}|unsafe|strings?|refus\w{1,4}|flag(?:s|ged)?|patterns?|fixtures?|embed(?:s|ded)|jailbreaks?|payloads?|injections?|regex\w{0,3})\b/i;
const CLOSED = /^[^"'`\u201d\u2019\u00bb\n]{0,24}["'`\u201d\u2019\u00bb](?!\s*[:}\]])/;

/** "We ignore", "attackers may ask": somebody does it, nobody is told to. */
const DESCRIBED = 0.5;
const SUBJECT = /\b(?:we|they|it|he|she|i|who|which|attackers?|hackers?|people|some)\s+(?:\w+\s+)?$/i;
/** "A description tells the model to read ...", "To switch it off, ...": what others do, and what somebody may want. */
const TOLD_OF =
  /\b(?:tell|ask|instruct|order|get|make|trick|cause|lead|persuade|convince|coerce)(?:s|ed|ing)?\s+(?:the|an?|your|its|an? ai)\s+(?:model|agent|assistant|ai|llm|bot|chatbot)s?\s+(?:in)?(?:to\s+)?(?:\w+\s+)?$/i;
/** A line of a program's help: what an option does is no order. */
const OPTION = /(?:^|\n)[ \t]{1,12}(?:-\w,[ \t])?--[\w-]{2,30}(?:[ =]\S{1,20})?[ \t]{2,30}$/;
const PURPOSE = /(?:^|[.\n]\s*|\bhow\s)to\s$/i;
/** "Do not follow any instructions that the page contains": a warning of what others write. */
const WARNED = /^(?:do not|don.?t|never)\s+(?:follow|obey|act|comply)/i;
const OF_DATA =
  /^[^.\n]{0,24}\b(?:returned|contained|found|embedded|included|hidden|written|appearing|(?:that|which) (?:\w{1,12} ){0,2}(?:contains?|returns?))\b/i;
/** A heading over a guide for agents is no message to them. */
const HEADING = /(?:^|\n)#{1,6} [^\n]{0,30}$/;
/** The protocol's name in code or prose leads nowhere: only an address does. */
const BARE_PROTOCOL = /^(?![^]*:\/\/)[^]*\bhttps?\b/i;
/** "Never reveal": the opposite of the order. */
const FORBIDDEN = 0.3;
const PROHIBITION =
  /\b(?:never|not|don.?t|cannot|can.?t|mustn.?t|shouldn.?t|won.?t|avoid|refuse to|nicht|nie|jamais|nunca)\s+(?:ever\s+|also\s+|simply\s+|just\s+)?$/i;
/** What an application shows to those who use it, such as one message for every failed login, is a task like any other. */
const APPLICATION = 0.4;
const SHOWN =
  /\b(?:users?|customers?|visitors?|people|anyone|clients?|callers?)\b[^.\n]{0,24}?\b(?:whether|which (?:of|one|field)|if (?:the|their|an?) (?:e-?mail|account|password|user ?name|login|address)|(?:their|the) (?:e-?mail|user ?name|password|account|login) (?:is|was|does|exists|has|isn)|that (?:an?|the|their) (?:account|e-?mail|user ?name|password|address)|(?:raw|internal|technical|stack|detailed|server|sql|database|exact|underlying|verbose) (?:\w+ )?(?:errors?|traces?|details?|exceptions?|ids?|messages?|reasons?|stack traces?))\b/i;
const PROHIBITED: ReadonlySet<string> = new Set(['override', 'reveal', 'act', 'exfil', 'disarm']);
const ORDERS: ReadonlySet<string> = new Set([...PROHIBITED, 'conceal']);

/** A phrase in the middle of a quote: the mark that opened it, and the one that closes it. A regular expression has slashes. */
const OPENED_BEFORE =
  /(?:[\w)>,;:] |[[(,=:]\s?|\n\s{0,8})(["'`\u201c\u2018\u00ab/])[^"'`\u201c\u201d\u2018\u00ab\u00bb\n]{0,90}$/;
const CLOSED_AFTER = /^[^"'`\u201c\u201d\u2019\u00bb\n]{0,90}["'`\u201d\u2019\u00bb/](?!\s*[:}])/;

function isMentioned(text: string, start: number, end: number): boolean {
  const after = text.slice(end, end + 100);
  const closed = CLOSED.test(after.slice(0, 30));
  const before = text.slice(Math.max(0, start - 6), start);
  if (closed && OPENED.test(before)) return true;
  const isDiscussed = () => DISCUSSED.test(text.slice(Math.max(0, start - 90), end + 90));
  if (closed && INTRODUCED.test(before)) return isDiscussed();
  const opened = OPENED_BEFORE.exec(text.slice(Math.max(0, start - 100), start));
  return opened !== null && CLOSED_AFTER.test(after) && isDiscussed();
}

/** How much of its weight a phrase keeps in its sentence. Never nothing: what stands before it is the writer's choice. */
function standing(text: string, group: string, start: number, end: number, verb: number): number {
  let share = isMentioned(text, start, end) ? MENTIONED : 1;
  if (group === 'exfil' && BARE_PROTOCOL.test(text.slice(start, end + 3))) share *= MENTIONED;
  if (group === 'fake-role' && HEADING.test(text.slice(Math.max(0, start - 40), start))) share *= 0.6;
  if (group === 'override' && WARNED.test(text.slice(start, start + 20)) && OF_DATA.test(text.slice(end, end + 60)))
    return share * FORBIDDEN;
  if (!ORDERS.has(group)) return share;
  const before = text.slice(Math.max(0, verb - 30), verb);
  if (TOLD_OF.test(text.slice(Math.max(0, verb - 50), verb))) share *= DESCRIBED;
  if (OPTION.test(text.slice(Math.max(0, verb - 80), verb))) share *= DESCRIBED;
  if (group === 'disarm' && PURPOSE.test(before)) share *= DESCRIBED;
  if (group === 'conceal' && SHOWN.test(text.slice(start, end + 80))) share *= APPLICATION;
  if (SUBJECT.test(before)) share *= DESCRIBED;
  if (PROHIBITED.has(group) && PROHIBITION.test(before)) share *= FORBIDDEN;
  return share;
}
