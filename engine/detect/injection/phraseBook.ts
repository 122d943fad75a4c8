import type { CompiledPhrase, PatternGroup } from '../pack.ts';
import type { ReadView } from '../patternLane.ts';
import type { Transform } from '../text/textView.ts';
import type { PhraseHit } from '../types.ts';

/** Occurrences of one phrase that are kept: enough to find the place where several come together. */
const MAX_PER_PHRASE = 6;
/** What writers use honestly; all else that had to be undone was meant to deceive. */
const HONEST: ReadonlySet<Transform> = new Set(['accents', 'compatibility']);

/** The phrases of all packs. Their patterns stand in the lane of the rules, so that a text is searched once for both. */
export interface PhraseBook {
  readonly groups: readonly PatternGroup[];
  /** Hits in the views of a field. `first` is the position of the book's first group in the lane. */
  hits(views: readonly ReadView[], first: number): readonly PhraseHit[];
}

export function createPhraseBook(phrases: readonly CompiledPhrase[]): PhraseBook {
  const groups = phrases.map(({ pattern }): PatternGroup => ({ all: false, patterns: [pattern], except: [] }));
  return {
    groups,
    hits(views, first) {
      const hits = new Map<string, PhraseHit>();
      for (const { view, reader } of views) {
        const disguised = [...view.transforms].some((transform) => !HONEST.has(transform));
        for (const position of reader.candidates) {
          const phrase = phrases[position - first];
          const group = groups[position - first];
          if (!phrase || !group) continue;
          for (const [start, end] of reader.findAll(group, MAX_PER_PHRASE)) {
            const span = [view.rawOffset(start), view.rawOffset(end)] as const;
            const key = `${phrase.group} ${span[0]}`;
            if (hits.has(key)) continue;
            const weight = isMentioned(view.text, start, end) ? phrase.weight * MENTIONED : phrase.weight;
            hits.set(key, { group: phrase.group, weight, span, disguised });
          }
        }
      }
      return hits.size === 0 ? NO_HITS : [...hits.values()].sort((a, b) => a.span[0] - b.span[0]);
    },
  };
}

const NO_HITS: readonly PhraseHit[] = [];

/** A phrase that is quoted whole, as a thing to talk about, is worth half. Quotes of JSON or CSV are no such quotes. */
const MENTIONED = 0.5;
const OPENED = /(?:[\w)>,;] |\w\(|^)["'`“‘«]\W{0,2}$/;
const CLOSED = /^[^"'`”’»\n]{0,24}["'`”’»](?!\s*[:}\]])/;

function isMentioned(text: string, start: number, end: number): boolean {
  return OPENED.test(text.slice(Math.max(0, start - 6), start)) && CLOSED.test(text.slice(end, end + 30));
}
