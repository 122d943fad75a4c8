import { anchorsOf, AnchorSearch, OVERLAP, PIECE, WHOLE, type Candidates, type LoadedPattern } from './anchorSearch.ts';
import { UNLIMITED, type Budget } from './budget.ts';
import type { AnchorIndex, PatternGroup } from './pack.ts';
import type { TextView } from './text/textView.ts';

/** For patterns without a bound, and those whose bound is beyond the ordinary overlap. */
const LONG_OVERLAP = 4096;
/** Matches of one pattern in one piece that are looked at; exceptions may set aside all of them. */
const MAX_TRIES = 64;

export type Span = readonly [start: number, end: number];

/** The patterns of all rules behind one literal index: only patterns whose anchor occurs are run at all. */
export interface PatternLane {
  /** A reader of one text. What it finds in the text's anchors is shared by all groups. */
  open(view: Pick<TextView, 'text'>, budget?: Budget): PatternReader;
  /** The lane for these of its groups alone, with an index of their own. */
  narrow(groups: readonly PatternGroup[]): PatternLane;
}

export interface PatternReader {
  /** Groups that may hold, as positions in the list that the lane was built from: an anchor of theirs is in the text. */
  readonly candidates: readonly number[];
  /** First place where the group holds, in offsets of the view. */
  find(group: PatternGroup): Span | undefined;
  /** Up to `limit` places of the group's patterns, in text order per pattern. */
  findAll(group: PatternGroup, limit: number): readonly Span[];
}

/** A form of a field's text and what reads it. */
export interface ReadView {
  readonly view: TextView;
  readonly reader: PatternReader;
}

interface LoadedGroup {
  readonly group: PatternGroup;
  readonly position: number;
  readonly patterns: readonly LoadedPattern[];
  except: readonly RegExp[] | undefined;
}

const NO_SPANS: readonly Span[] = [];
const FIRST_PIECE: readonly number[] = [0];

export interface PatternLaneOptions {
  /** `false` runs every pattern on every piece. */
  readonly prefilter: boolean;
  /** An index that is there already, over anchors of any groups. */
  readonly made?: AnchorIndex | undefined;
}

/** Builds the lane for all pattern groups of a set of rules. */
export function createPatternLane(
  groups: readonly PatternGroup[],
  options: PatternLaneOptions = { prefilter: true },
): PatternLane {
  const loaded = new Map<PatternGroup, LoadedGroup>();
  groups.forEach((group, position) => {
    const patterns = group.patterns.map((source): LoadedPattern => {
      const anchored = options.prefilter && source.anchors !== undefined;
      const byStart = anchored && source.leads !== undefined;
      return {
        source,
        position,
        anchored,
        byStart,
        regex: undefined,
        places: undefined,
      };
    });
    loaded.set(group, { group, position, patterns, except: undefined });
  });
  return laneOver(loaded, groups, new AnchorSearch(), options.made);
}

/** `search` is shared by all lanes over the same patterns, because these note their places. */
function laneOver(
  loaded: ReadonlyMap<PatternGroup, LoadedGroup>,
  groups: readonly PatternGroup[],
  search: AnchorSearch,
  made?: AnchorIndex,
): PatternLane {
  const read = groups.map((group) => loaded.get(group)!);
  const anchors = anchorsOf(
    read.flatMap(({ patterns }) => patterns.filter(({ anchored }) => anchored)),
    made,
  );
  const always = read
    .filter(({ patterns }) => !patterns.every(({ anchored }) => anchored))
    .map((each) => each.position);
  return {
    open: ({ text }, budget = UNLIMITED) =>
      new Reader(text, search.candidates(anchors, text, budget), loaded, always, budget),
    narrow: (some) => laneOver(loaded, some, search),
  };
}

class Reader implements PatternReader {
  readonly candidates: readonly number[];

  constructor(
    private readonly text: string,
    private readonly pieces: Candidates,
    private readonly groups: ReadonlyMap<PatternGroup, LoadedGroup>,
    always: readonly number[],
    private readonly budget: Budget,
  ) {
    this.candidates = pieces.size === 0 ? always : candidateGroups(pieces, always);
  }

  find(group: PatternGroup): Span | undefined {
    let first: Span | undefined;
    for (const pattern of this.groups.get(group)?.patterns ?? []) {
      const span = this.search(pattern, group, 1)[0];
      if (span && !group.all) return span;
      if (!span && group.all) return undefined;
      first ??= span;
    }
    return first;
  }

  findAll(group: PatternGroup, limit: number): readonly Span[] {
    const spans: Span[] = [];
    for (const pattern of this.groups.get(group)?.patterns ?? []) spans.push(...this.search(pattern, group, limit));
    return spans;
  }

  private search(pattern: LoadedPattern, group: PatternGroup, limit: number): readonly Span[] {
    const pieces = pattern.anchored ? this.pieces.get(pattern) : allPieces(this.text);
    if (!pieces) return NO_SPANS;
    const { source, flags, long } = pattern.source;
    const regex = (pattern.regex ??= new RegExp(source, flags + (pattern.byStart ? 'y' : 'g')));
    if (pattern.byStart)
      return searchStarts(this.text, pattern, regex, pieces, this.exceptions(group), limit, this.budget);
    const { reach } = pattern.source;
    if (pattern.anchored && reach !== undefined && this.text.length > WHOLE)
      return searchAround(
        this.text,
        regex,
        { ends: rising(pieces), reach },
        this.exceptions(group),
        limit,
        this.budget,
      );
    const overlap = long ? LONG_OVERLAP : OVERLAP;
    return searchPieces(
      this.text,
      regex,
      { pieces: rising(pieces), overlap },
      this.exceptions(group),
      limit,
      this.budget,
    );
  }

  private exceptions(group: PatternGroup): readonly RegExp[] {
    const loaded = this.groups.get(group);
    if (!loaded) return [];
    return (loaded.except ??= group.except.map(({ source, flags }) => new RegExp(source, flags)));
  }
}

function candidateGroups(pieces: Candidates, always: readonly number[]): readonly number[] {
  const groups = [...always];
  for (const { position } of pieces.keys()) if (!groups.includes(position)) groups.push(position);
  return groups.length > 1 ? groups.sort((a, b) => a - b) : groups;
}

function allPieces(text: string): readonly number[] {
  if (text.length <= WHOLE) return FIRST_PIECE;
  return Array.from({ length: Math.ceil(text.length / PIECE) }, (_, i) => i);
}

/** Matches that start at one of these places, each behind the one before. */
function searchStarts(
  text: string,
  { source }: LoadedPattern,
  regex: RegExp,
  starts: readonly number[],
  except: readonly RegExp[],
  limit: number,
  budget: Budget,
): readonly Span[] {
  const reach = source.unbounded && text.length > WHOLE ? (source.long ? LONG_OVERLAP : OVERLAP) : text.length;
  const found: Span[] = [];
  let from = 0;
  let tries = 0;
  for (const start of rising(starts)) {
    if (start < from) continue;
    if (++tries % TRIES_UNWATCHED === 0 && budget.spent()) break;
    const length = matchAt(regex, text, start, reach);
    if (length < 0) continue;
    const end = start + length;
    from = Math.max(end, start + 1);
    if (isExcepted(except, text, start)) continue;
    found.push([start, end]);
    if (found.length >= limit) break;
  }
  return found;
}

/** Length of the match that starts here and may look at `reach` characters; below zero where there is none. */
function matchAt(regex: RegExp, text: string, start: number, reach: number): number {
  if (reach >= text.length - start) {
    regex.lastIndex = start;
    return regex.exec(text)?.[0].length ?? -1;
  }
  // What stands before the match decides whether a word begins.
  const before = start > 0 ? 1 : 0;
  regex.lastIndex = before;
  return regex.exec(text.slice(start - before, start + reach))?.[0].length ?? -1;
}

/** Tries between two looks at the budget. */
const TRIES_UNWATCHED = 256;

/** Places in text order, each once. Those of several anchors, and of letters of other scripts, were found out of it. */
function rising(places: readonly number[]): Iterable<number> {
  for (let i = 1; i < places.length; i++)
    if (places[i]! <= places[i - 1]!) {
      const sorted = new Int32Array(places).sort();
      let kept = 1;
      for (let at = 1; at < sorted.length; at++) if (sorted[at] !== sorted[at - 1]) sorted[kept++] = sorted[at]!;
      return sorted.subarray(0, kept);
    }
  return places;
}

function searchPieces(
  text: string,
  regex: RegExp,
  { pieces, overlap }: { readonly pieces: Iterable<number>; readonly overlap: number },
  except: readonly RegExp[],
  limit: number,
  budget: Budget,
): readonly Span[] {
  const found: Span[] = [];
  const whole = text.length <= PIECE + OVERLAP;
  for (const number of pieces) {
    if (!whole && budget.spent()) return found;
    const start = whole ? 0 : Math.max(0, number * PIECE - overlap);
    const piece = whole ? text : text.slice(start, (number + 1) * PIECE + overlap);
    regex.lastIndex = 0;
    for (let tries = 0; tries < MAX_TRIES; tries++) {
      const match = regex.exec(piece);
      if (!match) break;
      if (match[0] === '') regex.lastIndex++;
      if (isExcepted(except, piece, match.index)) continue;
      found.push([start + match.index, start + match.index + match[0].length]);
      if (found.length >= limit) return found;
    }
  }
  return found;
}

/** Matches close to where anchors end. Of anchors that stand close together all are looked around at once. */
function searchAround(
  text: string,
  regex: RegExp,
  { ends, reach }: { readonly ends: Iterable<number>; readonly reach: number },
  except: readonly RegExp[],
  limit: number,
  budget: Budget,
): readonly Span[] {
  const found: Span[] = [];
  /** Behind the last match. */
  let behind = 0;
  for (const [first, last] of stretches(ends, reach)) {
    if (budget.spent()) break;
    const to = Math.min(text.length, last + reach + 2);
    // What stands before is there for the pattern to see; only the end is cut.
    const part = text.slice(0, to);
    regex.lastIndex = Math.max(behind, first + 1 - reach);
    for (let tries = 0; tries < MAX_TRIES; tries++) {
      const match = regex.exec(part);
      if (!match) break;
      const { 0: seen, index } = match;
      const end = index + seen.length;
      if (seen === '') regex.lastIndex++;
      // An end of the text that is none.
      if (end === to && to < text.length) break;
      const from = Math.max(0, index - PIECE);
      if (isExcepted(except, text.slice(from, end + PIECE), index - from)) continue;
      found.push([index, end]);
      behind = regex.lastIndex;
      if (found.length >= limit) return found;
    }
  }
  return found;
}

/** The first and the last place of each stretch in which one lies within reach of the next; none is longer than a piece. */
function* stretches(places: Iterable<number>, reach: number): Generator<Span> {
  let first = -1;
  let last = -1;
  for (const place of places) {
    if (first >= 0 && (place > last + 2 * reach || place > first + PIECE)) {
      yield [first, last];
      first = place;
    } else if (first < 0) first = place;
    last = place;
  }
  if (first >= 0) yield [first, last];
}

/** Is there an exception in the line of this place? */
function isExcepted(except: readonly RegExp[], text: string, offset: number): boolean {
  if (except.length === 0) return false;
  const line = lineAround(text, offset);
  return except.some((exception) => exception.test(line));
}

function lineAround(text: string, offset: number): string {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const end = text.indexOf('\n', offset);
  return text.slice(start, end < 0 ? undefined : end);
}
