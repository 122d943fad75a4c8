import { onFirstUse, RecentTexts } from '../remembered.ts';
import { UNLIMITED, type Budget } from '../budget.ts';
import { buildLiteralIndex, type LiteralIndex } from '../regex/literalIndex.ts';
import { isWordStart } from '../regex/wordStarts.ts';
import { CONTEXTS, type SecretContext } from './contexts.ts';
import { TRIGGER_WORDS } from '../code/triggerWords.ts';
import { TURNED_WORDS } from '../text/plainCiphers.ts';
import { NAME_HINTS } from './namedValues.ts';
import { SHAPES, type SecretClass, type SecretShape } from './shapes.ts';
import { bitsPerChar, hasGithubChecksum, isCounted, isPlaceholder, isFromManual } from './values.ts';

/** A credential in a text. */
export interface SecretMatch {
  readonly kind: string;
  readonly class: SecretClass;
  readonly start: number;
  readonly end: number;
  /** The issuer's checksum fits: this is a real one, not merely of its form. */
  readonly verified: boolean;
}

/** Characters behind its anchor that a try of a context looks at, when it fails as late as it can. */
const REACH: Readonly<Record<SecretClass, number>> = {
  'private-key': 2000,
  jwt: 2000,
  assignment: 280,
  'connection-string': 500,
  'http-credentials': 500,
  cloud: 100,
  'source-control': 100,
  ai: 100,
  payment: 100,
  chat: 100,
  registry: 100,
  'client-key': 100,
  service: 100,
};
/** A shorter one holds no secret. */
export const MIN_TEXT = 8;
/** A shorter one holds none of the words. */
const MIN_WORD = 3;
/** Characters that may be looked at behind anchors in one text of a length: far more than any honest text needs. */
const maxWork = (length: number): number => (length > 128 * 1024 ? 6_000_000 : 2_500_000);

interface Detector {
  /** Characters that one try may look at. */
  readonly cost: number;
  find(text: string, anchorStart: number): SecretMatch | undefined;
}

/** What one search of a text tells: all that is found by words in it is looked for in one pass. */
export interface SecretSearch {
  /** In order, without overlaps. */
  readonly matches: readonly SecretMatch[];
  /** Is there a word that may name a value as secret? */
  readonly named: boolean;
  /** Is there a word of an order under a shift of the alphabet, or backwards? */
  readonly turned: boolean;
  /** Groups of the words in it by which a program is worth reading. */
  readonly triggers: number;
}

const NOTHING: SecretSearch = { matches: [], named: false, turned: false, triggers: 0 };

/** The texts of one call are asked about several times: to judge, to hide and to remember. */
const searched = new RecentTexts<SecretSearch>();

/**
 * Credentials in a text, in order, without overlaps.
 * A text that is made to exhaust the search ends in one match of kind `unsearchable`, which covers the rest of it.
 */
export function findSecrets(text: string, budget: Budget = UNLIMITED): readonly SecretMatch[] {
  return searchSecrets(text, budget).matches;
}

/** As {@link findSecrets}. One pass finds where to look at all. */
export function searchSecrets(text: string, budget: Budget = UNLIMITED): SecretSearch {
  if (text.length < MIN_WORD) return NOTHING;
  const known = searched.get(text);
  if (known) return known;
  const search = searchText(text, budget);
  // A search that was cut short says nothing about the text.
  if (!budget.spent()) searched.set(text, search);
  return search;
}

function searchText(text: string, budget: Budget): SecretSearch {
  const { index, owners } = lookup();
  let marks = 0;
  const found: SecretMatch[] = [];
  /** Where each detector's last match ended: anchors inside it are part of it. */
  let passed: Map<Detector, number> | undefined;
  const most = text.length < MIN_TEXT ? -1 : maxWork(text.length);
  let work = 0;
  const look = (literal: number, end: number) => {
    const owner = owners[literal]!;
    marks |= owner.marks;
    if (work > most) return;
    for (const detector of owner.detectors) {
      const start = end + 1 - owner.literal.length;
      if (start < (passed?.get(detector) ?? 0)) continue;
      work += detector.cost;
      const match = detector.find(text, start);
      if (!match) continue;
      found.push(match);
      (passed ??= new Map<Detector, number>()).set(detector, match.end);
    }
    if (work > most) {
      found.push({ kind: 'unsearchable', class: 'assignment', start: end, end: text.length, verified: false });
    }
  };
  index.search(text, look, budget);
  if (found.length === 0 && marks === 0) return NOTHING;
  return {
    matches: withoutOverlaps(found),
    named: (marks & NAMES) !== 0,
    turned: (marks & TURNED) !== 0,
    triggers: marks >> TRIGGERS,
  };
}

interface Owner {
  readonly literal: string;
  readonly detectors: Detector[];
  /** What it means to others, as bits. */
  marks: number;
}
/** May a value be named as secret by it? */
const NAMES = 1;
const TURNED = 2;
/** Where the groups of words by which programs are told begin. */
const TRIGGERS = 2;

const lookup = onFirstUse((): { readonly index: LiteralIndex; readonly owners: readonly Owner[] } => {
  const byLiteral = new Map<string, Owner>();
  const ownerOf = (literal: string): Owner => {
    let owner = byLiteral.get(literal);
    if (!owner) byLiteral.set(literal, (owner = { literal, detectors: [], marks: 0 }));
    return owner;
  };
  const add = (literal: string, detector: Detector) => void ownerOf(literal).detectors.push(detector);
  for (const shape of SHAPES) {
    const detect = shapeDetector(shape);
    for (const prefix of shape.prefixes) add(prefix.toLowerCase(), detect);
  }
  for (const context of CONTEXTS) {
    const detect = contextDetector(context);
    for (const anchor of context.anchors) add(anchor, detect);
  }
  for (const hint of NAME_HINTS) ownerOf(hint).marks |= NAMES;
  for (const word of TURNED_WORDS) ownerOf(word).marks |= TURNED;
  for (const [word, groups] of TRIGGER_WORDS) ownerOf(word).marks |= groups << TRIGGERS;
  return { index: buildLiteralIndex([...byLiteral.keys()]), owners: [...byLiteral.values()] };
});

function shapeDetector(shape: SecretShape): Detector {
  const regex = new RegExp(shape.source, 'y');
  // A short prefix within a longer name or address is a part of that.
  const isShort = shape.prefixes.some((prefix) => prefix.length <= 5);
  const find: Detector['find'] = (text, start) => {
    const within = isTokenChar(text.charCodeAt(start - 1)) && text.charAt(start) !== '.';
    if (within || (isShort && /[.\-_]/.test(text.charAt(start - 1)))) return undefined;
    regex.lastIndex = start;
    const match = regex.exec(text);
    const body = match?.[1];
    if (!match || body === undefined) return undefined;
    const end = start + match[0].length;
    // The alphabet goes on: this is a part of something longer.
    if (isTokenChar(text.charCodeAt(end))) return undefined;
    // `xoxb-…-########`: the rest was taken out.
    if (/^(?:[-_.]?[#*]{2}|\.{2}|\[[Rr]edacted)/.test(text.slice(end, end + 10))) return undefined;
    if (isPlaceholder(body) || isFromManual(match[0]) || (shape.entropy > 0 && bitsPerChar(body) < shape.entropy))
      return undefined;
    const verified = shape.checksum !== undefined && hasGithubChecksum(match[0]);
    // One that counts up has the form of a key and is none that anybody was given.
    const secretClass = isCounted(body) ? 'assignment' : shape.class;
    return { kind: shape.kind, class: secretClass, start, end, verified };
  };
  return { cost: 64, find };
}

function contextDetector(context: SecretContext): Detector {
  const regex = new RegExp(context.regex.source, `${context.regex.flags.replace('g', '')}yd`);
  const ofWord = context.lead !== 'name' && BEGINS_WORD.test(context.regex.source);
  const find: Detector['find'] = (text, anchor) => {
    // Only places from which the anchor can be part of a match are tried, never the text behind it.
    const first = context.lead === 'name' ? nameStart(text, anchor) : Math.max(0, anchor - context.lead);
    for (let at = first; at <= anchor; at++) {
      if (ofWord && !isWordStart(text, at)) continue;
      regex.lastIndex = at;
      const match = regex.exec(text);
      if (!match) {
        // A name is tried from its beginning; from within it would be another name.
        if (context.lead === 'name') return undefined;
        continue;
      }
      const end = at + match[0].length;
      const [secretStart, secretEnd] = match.indices?.groups?.secret ?? [at, end];
      const secret = text.slice(secretStart, secretEnd);
      // What was hidden already is no part of another secret.
      const isReal =
        !match[0].includes('[redacted:') &&
        (context.class === 'private-key' || !(isPlaceholder(secret) || isRedacted(text, secretStart, secret)));
      // One that ends before the anchor is another secret, found at its own anchor.
      if (end > anchor && isReal && context.accepts(secret, match)) {
        const { kind, class: secretClass } = context.refine?.(secret, match) ?? context;
        return { kind, class: secretClass, start: secretStart, end: secretEnd, verified: false };
      }
      at = Math.max(at, end - 1);
    }
    return undefined;
  };
  return { cost: (context.lead === 'name' ? MAX_NAME : context.lead) + REACH[context.class], find };
}

/** A match begins where a word does: `\b`, and then nothing but letters and digits to choose from. */
const BEGINS_WORD = /^(?:\(\?<\w+>)?\\b(?:\(\?:|\[)?(?:\\d|\w)/;

/** The name of a kind in what was put in the place of a secret, `[redacted:jwt]`. */
function isRedacted(text: string, start: number, secret: string): boolean {
  return text.startsWith('[redacted:', start - 10) && /^[a-z\d-]+\]\W*$/.test(secret);
}

const MAX_NAME = 48;

/** Where the name that an anchor is part of begins. */
function nameStart(text: string, anchor: number): number {
  let at = anchor;
  while (at > 0 && anchor - at < MAX_NAME && /[\w.-]/.test(text[at - 1] ?? '')) at--;
  while (at < anchor && /[.-]/.test(text[at] ?? '')) at++;
  return at;
}

function isTokenChar(code: number): boolean {
  return (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
}

/** Known by the name before it, not by its own form. */
const NAMED_KINDS: ReadonlySet<string> = new Set(['provider-key', 'npmrc-password', 'docker-auth', 'wallet-key']);

/** Of those that overlap, the one that names its issuer, then the longest. */
function withoutOverlaps(found: readonly SecretMatch[]): readonly SecretMatch[] {
  const rank = ({ kind, class: of }: SecretMatch) =>
    of === 'assignment' || of === 'http-credentials' ? 2 : NAMED_KINDS.has(kind) ? 1 : 0;
  const isBetter = (a: SecretMatch, b: SecretMatch) =>
    rank(a) < rank(b) || (rank(a) === rank(b) && a.end - a.start > b.end - b.start);
  const kept: SecretMatch[] = [];
  for (const match of [...found].sort((a, b) => a.start - b.start)) {
    const last = kept.at(-1);
    if (!last || match.start >= last.end) kept.push(match);
    else if (isBetter(match, last)) kept[kept.length - 1] = match;
  }
  return kept;
}
