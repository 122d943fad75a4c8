import type { CompiledPhrase } from '../pack.ts';
import { createPatternLane } from '../patternLane.ts';
import { textViews, type Transform } from '../text/textView.ts';
import type { Derive, PhraseHit } from '../types.ts';

/** Occurrences of one phrase that are kept: enough to find the place where several come together. */
const MAX_PER_PHRASE = 6;
/** What writers use honestly; all else that had to be undone was meant to deceive. */
const HONEST: ReadonlySet<Transform> = new Set(['accents', 'compatibility']);

/** Finds the phrases of all packs in a field's text; the function is stable, so facts can remember its results. */
export function createPhraseBook(phrases: readonly CompiledPhrase[]): Derive<readonly PhraseHit[]> {
  const entries = phrases.map((phrase) => ({
    phrase,
    group: { all: false, patterns: [phrase.pattern], except: [] },
  }));
  const lane = createPatternLane(entries.map((entry) => entry.group));
  return (field, input, budget) => {
    const hits = new Map<string, PhraseHit>();
    for (const view of textViews(field, input, budget)) {
      const reader = lane.open(view, budget);
      if (!reader.promising) continue;
      const disguised = [...view.transforms].some((transform) => !HONEST.has(transform));
      for (const { phrase, group } of entries) {
        for (const [start, end] of reader.findAll(group, MAX_PER_PHRASE)) {
          const span = [view.rawOffset(start), view.rawOffset(end)] as const;
          const key = `${phrase.group} ${span[0]}`;
          if (hits.has(key)) continue;
          const weight = isMentioned(view.text, start, end) ? phrase.weight * MENTIONED : phrase.weight;
          hits.set(key, { group: phrase.group, weight, span, disguised });
        }
      }
    }
    return [...hits.values()].sort((a, b) => a.span[0] - b.span[0]);
  };
}

/** A phrase that is quoted whole, as a thing to talk about, is worth half. Quotes of JSON or CSV are no such quotes. */
const MENTIONED = 0.5;
const OPENED = /(?:[\w)>,;] |\w\(|^)["'`“‘«]\W{0,2}$/;
const CLOSED = /^[^"'`”’»\n]{0,24}["'`”’»](?!\s*[:}\]])/;

function isMentioned(text: string, start: number, end: number): boolean {
  return OPENED.test(text.slice(Math.max(0, start - 6), start)) && CLOSED.test(text.slice(end, end + 30));
}
