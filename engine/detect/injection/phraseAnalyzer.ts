import * as z from 'zod';
import type { Field } from '../../protocol/call.ts';
import type { Analyzer, Match, PhraseHit } from '../types.ts';
import { SIGNAL_GROUPS } from './signalRow.ts';

const schema = z.strictObject({
  /** Each of these must be there. */
  needs: z.array(z.enum(SIGNAL_GROUPS)).min(1),
  /** At least one of these too, if given. */
  along: z.array(z.enum(SIGNAL_GROUPS)).min(1).optional(),
  /** Sum over the groups of their heaviest phrase. */
  atLeast: z.number().positive(),
  /** Words that are one of these cannot be another of these too: "verified by" is no rank and trust at once. */
  apart: z.boolean().default(false),
  /** What a tool brought back is long and holds all such words somewhere: there they stand in one of these together. */
  inResults: z.enum(['sentence', 'paragraph']).optional(),
  /** How far apart they may stand, in characters. */
  reach: z.number().int().min(1).max(2000).default(600),
});
type Params = z.infer<typeof schema>;

/** What a phrase that was written so as not to be seen adds. */
const DISGUISE = 0.5;

/** Scores phrases that try to steer whoever reads the text, where several kinds of them come together. */
export const phraseAnalyzer: Analyzer<Params> = {
  name: 'phrases',
  roles: ['prompt', 'message', 'argument', 'description', 'result', 'content', 'query'],
  schema,
  compile(params) {
    return (facts, field) => {
      const hits = facts.of(field, facts.phraseHits);
      const span = hits.length > 0 ? densestPlace(hits, params, partedBy(params, field)) : undefined;
      return span ? [{ field, span } satisfies Match] : [];
    };
  },
  index: {
    present: (facts, field, show) => {
      for (const { group } of facts.of(field, facts.phraseHits)) show(group);
    },
    // All of them must be there, so any one will do.
    needed: ({ needs }) => needs.slice(0, 1),
  },
};

/** What ends a sentence or a paragraph of prose, of a comment or of a table. */
const ENDS = {
  sentence: /[.!?;]["')]?\s+["'(]?[A-Z\W]|\n[^\w\n]{0,8}(?:\n|- |\* |\|)|[;{}]\s*\n/,
  paragraph: /\n[^\w\n]{0,8}\n/,
} as const;

type Parted = (from: number, to: number) => boolean;

function partedBy({ inResults }: Params, { role, text }: Field): Parted | undefined {
  if (inResults === undefined || role !== 'result') return undefined;
  return (from, to) => from < to && ENDS[inResults].test(text.slice(from, to + 1));
}

function densestPlace(
  hits: readonly PhraseHit[],
  { needs, along, atLeast, reach, apart }: Params,
  parted?: Parted,
): PhraseHit['span'] | undefined {
  const counted = new Set<string>([...needs, ...(along ?? [])]);
  const relevant = hits.filter((hit) => counted.has(hit.group));
  for (const [i, first] of relevant.entries()) {
    const heaviest = new Map<string, number>();
    const taken: PhraseHit[] = [];
    let end = first.span[1];
    let disguised = false;
    for (let j = i; j < relevant.length; j++) {
      const hit = relevant[j]!;
      if (hit.span[0] > first.span[0] + reach) break;
      if (parted?.(first.span[1], hit.span[0])) break;
      if (apart && taken.some((each) => each.group !== hit.group && overlap(each, hit))) continue;
      taken.push(hit);
      heaviest.set(hit.group, Math.max(heaviest.get(hit.group) ?? 0, hit.weight));
      disguised ||= hit.disguised;
      end = Math.max(end, hit.span[1]);
    }
    const complete =
      needs.every((group) => heaviest.has(group)) && (along?.some((group) => heaviest.has(group)) ?? true);
    const score = [...heaviest.values()].reduce((sum, weight) => sum + weight, disguised ? DISGUISE : 0);
    if (complete && score >= atLeast - 1e-9) return [first.span[0], end];
  }
  return undefined;
}

function overlap(a: PhraseHit, b: PhraseHit): boolean {
  return a.span[0] < b.span[1] && b.span[0] < a.span[1];
}
