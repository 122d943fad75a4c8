import { buildLiteralIndex, type LiteralIndex } from '../regex/literalIndex.ts';
import { CONTEXTS, type SecretContext } from './contexts.ts';
import { SHAPES, type SecretClass, type SecretShape } from './shapes.ts';
import { bitsPerChar, hasGithubChecksum, isPlaceholder } from './values.ts';

/** A credential in a text. */
export interface SecretMatch {
  readonly kind: string;
  readonly class: SecretClass;
  readonly start: number;
  readonly end: number;
  /** The issuer's checksum fits: this is a real one, not merely of its form. */
  readonly verified: boolean;
}

/** No secret of ours is longer; also how far behind its anchor a context can reach. */
const MAX_SPAN = 16_400;
/** Characters that may be looked at behind anchors in one text: far more than any honest text needs. */
const MAX_WORK = 6_000_000;

interface Detector {
  /** Characters that one try may look at. */
  readonly cost: number;
  find(text: string, anchorStart: number): SecretMatch | undefined;
}

/**
 * Credentials in a text, in order, without overlaps. One pass finds where to look at all.
 * A text that is made to exhaust the search ends in one match of kind `unsearchable`, which covers the rest of it.
 */
export function findSecrets(text: string): readonly SecretMatch[] {
  if (text.length < 8) return [];
  const { index, owners } = lookup();
  const found: SecretMatch[] = [];
  /** Where each detector's last match ended: anchors inside it are part of it. */
  const passed = new Map<Detector, number>();
  let work = 0;
  index.search(text, (literal, end) => {
    const owner = owners[literal];
    if (!owner || work > MAX_WORK) return;
    for (const detector of owner.detectors) {
      const start = end + 1 - owner.literal.length;
      if (start < (passed.get(detector) ?? 0)) continue;
      work += detector.cost;
      const match = detector.find(text, start);
      if (!match) continue;
      found.push(match);
      passed.set(detector, match.end);
    }
    if (work > MAX_WORK) {
      found.push({ kind: 'unsearchable', class: 'assignment', start: end, end: text.length, verified: false });
    }
  });
  return withoutOverlaps(found);
}

interface Owner {
  readonly literal: string;
  readonly detectors: Detector[];
}
let built: { readonly index: LiteralIndex; readonly owners: readonly Owner[] } | undefined;

/** Built on first use: a process that never sees text does not pay for it. */
function lookup() {
  if (built) return built;
  const byLiteral = new Map<string, Owner>();
  const add = (literal: string, detector: Detector) => {
    const owner = byLiteral.get(literal) ?? { literal, detectors: [] };
    owner.detectors.push(detector);
    byLiteral.set(literal, owner);
  };
  for (const shape of SHAPES) {
    const detect = shapeDetector(shape);
    for (const prefix of shape.prefixes) add(prefix.toLowerCase(), detect);
  }
  for (const context of CONTEXTS) {
    const detect = contextDetector(context);
    for (const anchor of context.anchors) add(anchor, detect);
  }
  return (built = { index: buildLiteralIndex([...byLiteral.keys()]), owners: [...byLiteral.values()] });
}

function shapeDetector(shape: SecretShape): Detector {
  const regex = new RegExp(shape.source, 'y');
  const find: Detector['find'] = (text, start) => {
    if (isTokenChar(text.charCodeAt(start - 1))) return undefined;
    regex.lastIndex = start;
    const match = regex.exec(text);
    const body = match?.[1];
    if (!match || body === undefined) return undefined;
    const end = start + match[0].length;
    // The alphabet goes on: this is a part of something longer.
    if (isTokenChar(text.charCodeAt(end))) return undefined;
    if (isPlaceholder(body) || (shape.entropy > 0 && bitsPerChar(body) < shape.entropy)) return undefined;
    const verified = shape.checksum !== undefined && hasGithubChecksum(match[0]);
    return { kind: shape.kind, class: shape.class, start, end, verified };
  };
  return { cost: 64, find };
}

function contextDetector(context: SecretContext): Detector {
  const { lead } = context;
  const cost = lead + reach(context);
  const find: Detector['find'] = (text, anchor) => {
    const from = Math.max(0, anchor - lead);
    const piece = text.slice(from, from + cost);
    context.regex.lastIndex = 0;
    for (let match = context.regex.exec(piece); match; match = context.regex.exec(piece)) {
      if (from + match.index > anchor) return undefined;
      // Ends before the anchor: that is another one, found at its own anchor.
      if (from + match.index + match[0].length <= anchor) continue;
      const secret = match.groups?.secret ?? '';
      if (isPlaceholder(secret) && context.class !== 'private-key') continue;
      if (!context.accepts(secret, match)) continue;
      const start = from + match.index + match[0].lastIndexOf(secret);
      return { kind: context.kind, class: context.class, start, end: start + secret.length, verified: false };
    }
    return undefined;
  };
  return { cost, find };
}

/** How far behind its anchor a context can reach; what is not looked at costs nothing. */
function reach({ class: secretClass }: SecretContext): number {
  if (secretClass === 'private-key' || secretClass === 'jwt') return MAX_SPAN;
  return secretClass === 'assignment' ? 280 : 2200;
}

function isTokenChar(code: number): boolean {
  return (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
}

/** Of those that overlap, the one that names its issuer, then the longest. */
function withoutOverlaps(found: readonly SecretMatch[]): readonly SecretMatch[] {
  const rank = (match: SecretMatch) => (match.class === 'assignment' || match.class === 'http-credentials' ? 1 : 0);
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
