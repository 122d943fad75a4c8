/** Tables of an automaton that names literals in a text, as `literalIndex.ts` builds them. */
export interface LiteralAutomaton {
  readonly classOf: Uint16Array;
  /** The state that follows, by state and class; a state has a row of 2 to the power of `shift`. */
  readonly next: Uint16Array | Int32Array;
  readonly shift: number;
  /** The first state that reports something. */
  readonly firstEnd: number;
  /** Length of the longest literal. */
  readonly longest: number;
  /** Where in `ends` stands what the states from there on report; each ends where the next one begins. */
  readonly endsAt: Int32Array;
  readonly ends: Int32Array;
}

/** Numbers before the tables: bytes of a state, `shift`, `firstEnd`, `longest`, and the length of each table. */
const HEAD = 8;
const aligned = (length: number): number => (length + 3) & ~3;

/** Each table as it lies in memory. */
export function automatonBytes(automaton: LiteralAutomaton | undefined): Uint8Array {
  if (!automaton) return new Uint8Array(HEAD * 4);
  const { classOf, next, shift, firstEnd, longest, endsAt, ends } = automaton;
  const tables = [classOf, next, endsAt, ends];
  const head = Int32Array.of(next.BYTES_PER_ELEMENT, shift, firstEnd, longest, ...tables.map(({ length }) => length));
  const parts = [head, ...tables].map(({ buffer, byteOffset, byteLength }) => {
    const part = new Uint8Array(aligned(byteLength));
    part.set(new Uint8Array(buffer, byteOffset, byteLength));
    return part;
  });
  return Buffer.concat(parts);
}

/** An automaton over the bytes themselves, undefined if none was written, and where they end. */
export function readAutomaton(
  bytes: Uint8Array,
  start: number,
): { readonly automaton: LiteralAutomaton | undefined; readonly end: number } {
  const { buffer } = bytes;
  let at = bytes.byteOffset + start;
  const [width = 0, shift = 0, firstEnd = 0, longest = 0, classes = 0, cells = 0, states = 0, reports = 0] =
    new Int32Array(buffer, at, HEAD);
  /** Where a table of so many bytes begins. */
  const take = (length: number): number => {
    const from = at;
    at += aligned(length);
    return from;
  };
  take(HEAD * 4);
  if (width === 0) return { automaton: undefined, end: at - bytes.byteOffset };
  const classOf = new Uint16Array(buffer, take(classes * 2), classes);
  const next =
    width === 2 ? new Uint16Array(buffer, take(cells * 2), cells) : new Int32Array(buffer, take(cells * 4), cells);
  const endsAt = new Int32Array(buffer, take(states * 4), states);
  const ends = new Int32Array(buffer, take(reports * 4), reports);
  return { automaton: { classOf, next, shift, firstEnd, longest, endsAt, ends }, end: at - bytes.byteOffset };
}
