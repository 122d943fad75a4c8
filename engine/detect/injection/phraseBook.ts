import type { CompiledPhrase, PatternGroup } from '../pack.ts';
import type { ReadView } from '../patternLane.ts';
import type { Transform } from '../text/textView.ts';
import type { Budget } from '../budget.ts';
import type { PhraseHit } from '../types.ts';
import type { WordTables } from '../text/wordTables.ts';
import { createOrderFinder } from './orderFinder.ts';
import { standing } from './standing.ts';

/** Occurrences of one phrase that are kept: enough to find the place where several come together. */
const MAX_PER_PHRASE = 16;
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
          if (budget.spent()) break;
          for (const [start, end] of reader.findAll(group, MAX_PER_PHRASE))
            note(phrase.group, phrase.weight, start, end);
        }
        const seen = view.transforms.size > 0 && [...view.transforms].every((each) => SEEN_THROUGH.has(each));
        if (!orders || seen) continue;
        let noted = 0;
        for (const { group, weight, start, end, verb } of orders(view.text, budget)) {
          if (++noted % ORDERS_UNWATCHED === 0 && budget.spent()) break;
          note(group, weight, start, end, verb);
        }
      }
      return hits.size === 0 ? NO_HITS : [...hits.values()].sort((a, b) => a.span[0] - b.span[0]);
    },
  };
}

const NO_HITS: readonly PhraseHit[] = [];
/** Orders between two looks at the budget. */
const ORDERS_UNWATCHED = 64;
