import type { CompiledPattern, PatternGroup } from './pack.ts';
import { buildLiteralIndex, type LiteralIndex } from './regex/literalIndex.ts';
import type { TextView } from './text/textView.ts';

/** Longer texts are matched in pieces, so that a pattern's cost is bounded; a match longer than the overlap may be missed there. */
const PIECE = 2048;
const OVERLAP = 512;
/** Matches of one pattern that an exception may set aside before it is given up. */
const MAX_EXCEPTED = 64;

export type Span = readonly [start: number, end: number];

/** The patterns of all rules behind one literal index: only patterns whose anchor occurs are run at all. */
export interface PatternLane {
  /** A reader of one text. What it finds in the text's anchors is shared by all groups. */
  open(view: TextView): PatternReader;
}

export interface PatternReader {
  /** First place where the group holds, in offsets of the view. */
  find(group: PatternGroup): Span | undefined;
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
  const exceptions = new Map(groups.map((group) => [group, group.except.map((p) => new RegExp(p.source, p.flags))]));
  const index = buildLiteralIndex([...byAnchor.keys()]);
  const owners = [...byAnchor.values()];

  return {
    open(view) {
      let candidates: Candidates | undefined;
      const findPattern = (pattern: CompiledPattern, except: readonly RegExp[]): Span | undefined => {
        const { regex, anchored } = loaded.get(pattern) ?? { regex: /$^/g, anchored: false };
        if (!anchored) return searchPieces(view.text, regex, allPieces(view.text), except);
        candidates ??= findCandidates(view.text, index, owners);
        const pieces = candidates.get(pattern);
        return pieces && searchPieces(view.text, regex, pieces, except);
      };
      return {
        find(group) {
          const except = exceptions.get(group) ?? [];
          if (!group.all) {
            for (const pattern of group.patterns) {
              const span = findPattern(pattern, except);
              if (span) return span;
            }
            return undefined;
          }
          const spans = group.patterns.map((pattern) => findPattern(pattern, except));
          return spans.every((span) => span !== undefined) ? spans[0] : undefined;
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
): Candidates {
  const found = new Map<CompiledPattern, Set<number>>();
  index.search(text, (literal, end) => {
    for (const pattern of owners[literal] ?? []) {
      let pieces = found.get(pattern);
      if (!pieces) found.set(pattern, (pieces = new Set()));
      if (text.length <= PIECE + OVERLAP) pieces.add(0);
      else for (const piece of piecesAt(end)) pieces.add(piece);
    }
  });
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
): Span | undefined {
  for (const number of pieces) {
    const whole = text.length <= PIECE + OVERLAP;
    const start = whole ? 0 : Math.max(0, number * PIECE - OVERLAP);
    const piece = whole ? text : text.slice(start, (number + 1) * PIECE + OVERLAP);
    regex.lastIndex = 0;
    for (let i = 0; i < MAX_EXCEPTED; i++) {
      const match = regex.exec(piece);
      if (!match) break;
      if (match[0] === '') regex.lastIndex++;
      const line = except.length > 0 ? lineAround(piece, match.index) : '';
      if (!except.some((exception) => exception.test(line)))
        return [start + match.index, start + match.index + match[0].length];
    }
  }
  return undefined;
}

function lineAround(text: string, offset: number): string {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const end = text.indexOf('\n', offset);
  return text.slice(start, end < 0 ? undefined : end);
}
