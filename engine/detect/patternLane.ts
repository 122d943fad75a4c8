import { UNLIMITED, type Budget } from './budget.ts';
import type { CompiledPattern, PatternGroup } from './pack.ts';
import { buildLiteralIndex, type LiteralIndex } from './regex/literalIndex.ts';
import type { TextView } from './text/textView.ts';

/** Longer texts are matched in pieces, so that a pattern's cost is bounded; a match longer than the overlap may be missed there. */
const PIECE = 2048;
const OVERLAP = 512;
/** Matches of one pattern in one piece that are looked at; exceptions may set aside all of them. */
const MAX_TRIES = 64;

export type Span = readonly [start: number, end: number];

/** The patterns of all rules behind one literal index: only patterns whose anchor occurs are run at all. */
export interface PatternLane {
  /** A reader of one text. What it finds in the text's anchors is shared by all groups. */
  open(view: TextView, budget?: Budget): PatternReader;
}

export interface PatternReader {
  /** False when no pattern of the lane can match: none of their anchors is in the text. */
  readonly promising: boolean;
  /** First place where the group holds, in offsets of the view. */
  find(group: PatternGroup): Span | undefined;
  /** Up to `limit` places of the group's patterns, in text order per pattern. */
  findAll(group: PatternGroup, limit: number): readonly Span[];
}

interface LoadedPattern {
  readonly regex: RegExp;
  readonly anchored: boolean;
}

/** Builds the lane for all pattern groups of a set of rules. `prefilter: false` runs every pattern on every piece. */
export function createPatternLane(groups: readonly PatternGroup[], options = { prefilter: true }): PatternLane {
  const loaded = new Map<CompiledPattern, LoadedPattern>();
  const byAnchor = new Map<string, CompiledPattern[]>();
  for (const pattern of groups.flatMap((group) => group.patterns)) {
    const anchored = options.prefilter && pattern.anchors !== undefined;
    loaded.set(pattern, { regex: new RegExp(pattern.source, `${pattern.flags}g`), anchored });
    for (const anchor of anchored ? (pattern.anchors ?? []) : []) {
      const sharing = byAnchor.get(anchor);
      if (sharing) sharing.push(pattern);
      else byAnchor.set(anchor, [pattern]);
    }
  }
  const allAnchored = [...loaded.values()].every((pattern) => pattern.anchored);
  const exceptions = new Map(groups.map((group) => [group, group.except.map((p) => new RegExp(p.source, p.flags))]));
  const index = buildLiteralIndex([...byAnchor.keys()]);
  const owners = [...byAnchor.values()];

  return {
    open(view, budget = UNLIMITED) {
      let candidates: Candidates | undefined;
      const candidatePieces = () => (candidates ??= findCandidates(view.text, index, owners, budget));
      const findPattern = (pattern: CompiledPattern, except: readonly RegExp[], limit: number): readonly Span[] => {
        const { regex, anchored } = loaded.get(pattern) ?? { regex: /$^/g, anchored: false };
        if (!anchored) return searchPieces(view.text, regex, allPieces(view.text), except, limit, budget);
        const pieces = candidatePieces().get(pattern);
        return pieces ? searchPieces(view.text, regex, pieces, except, limit, budget) : [];
      };
      return {
        get promising() {
          return !allAnchored || candidatePieces().size > 0;
        },
        find(group) {
          const except = exceptions.get(group) ?? [];
          const spans = group.patterns.map((pattern) => findPattern(pattern, except, 1)[0]);
          if (group.all && spans.includes(undefined)) return undefined;
          return spans.find((span) => span !== undefined);
        },
        findAll(group, limit) {
          const except = exceptions.get(group) ?? [];
          return group.patterns.flatMap((pattern) => findPattern(pattern, except, limit));
        },
      };
    },
  };
}

/** Pieces (by number) of the text in which a pattern's anchor ends. */
type Candidates = ReadonlyMap<CompiledPattern, ReadonlySet<number>>;

function findCandidates(
  text: string,
  index: LiteralIndex,
  owners: readonly (readonly CompiledPattern[])[],
  budget: Budget,
): Candidates {
  const found = new Map<CompiledPattern, Set<number>>();
  const note = (literal: number, end: number) => {
    for (const pattern of owners[literal] ?? []) {
      let pieces = found.get(pattern);
      if (!pieces) found.set(pattern, (pieces = new Set()));
      if (text.length <= PIECE + OVERLAP) pieces.add(0);
      else for (const piece of piecesAt(end)) pieces.add(piece);
    }
  };
  index.search(text, note, budget);
  return found;
}

/** Piece n covers [n * PIECE - OVERLAP, (n + 1) * PIECE + OVERLAP). */
function piecesAt(offset: number): readonly number[] {
  const piece = Math.floor(offset / PIECE);
  const inside = offset - piece * PIECE;
  if (inside < OVERLAP && piece > 0) return [piece - 1, piece];
  return inside >= PIECE - OVERLAP ? [piece, piece + 1] : [piece];
}

function allPieces(text: string): Iterable<number> {
  if (text.length <= PIECE + OVERLAP) return [0];
  return Array.from({ length: Math.ceil(text.length / PIECE) }, (_, i) => i);
}

function searchPieces(
  text: string,
  regex: RegExp,
  pieces: Iterable<number>,
  except: readonly RegExp[],
  limit: number,
  budget: Budget,
): readonly Span[] {
  const found: Span[] = [];
  const whole = text.length <= PIECE + OVERLAP;
  for (const number of pieces) {
    if (!whole && budget.spent()) return found;
    const start = whole ? 0 : Math.max(0, number * PIECE - OVERLAP);
    const piece = whole ? text : text.slice(start, (number + 1) * PIECE + OVERLAP);
    regex.lastIndex = 0;
    for (let tries = 0; tries < MAX_TRIES; tries++) {
      const match = regex.exec(piece);
      if (!match) break;
      if (match[0] === '') regex.lastIndex++;
      const line = except.length > 0 ? lineAround(piece, match.index) : '';
      if (except.some((exception) => exception.test(line))) continue;
      found.push([start + match.index, start + match.index + match[0].length]);
      if (found.length >= limit) return found;
    }
  }
  return found;
}

function lineAround(text: string, offset: number): string {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const end = text.indexOf('\n', offset);
  return text.slice(start, end < 0 ? undefined : end);
}
