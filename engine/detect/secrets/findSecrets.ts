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
/** Candidates looked at per text; a text with more anchors than this is a dictionary. */
const MAX_CANDIDATES = 20_000;

type Detector = (text: string, anchorStart: number) => SecretMatch | undefined;

/** Credentials in a text, in order, without overlaps. One pass finds where to look at all. */
export function findSecrets(text: string): readonly SecretMatch[] {
  if (text.length < 8) return [];
  const { index, owners } = lookup();
  const found: SecretMatch[] = [];
  let candidates = 0;
  index.search(text, (literal, end) => {
    const owner = owners[literal];
    if (!owner || ++candidates > MAX_CANDIDATES) return;
    for (const detect of owner.detectors) {
      const match = detect(text, end + 1 - owner.literal.length);
      if (match) found.push(match);
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
  return (text, start) => {
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
}

function contextDetector(context: SecretContext): Detector {
  const { lead } = context;
  return (text, anchor) => {
    const from = Math.max(0, anchor - lead);
    const piece = text.slice(from, anchor + reach(context));
    context.regex.lastIndex = 0;
    for (let match = context.regex.exec(piece); match; match = context.regex.exec(piece)) {
      if (match.index > lead) return undefined;
      const secret = match.groups?.secret ?? '';
      if (isPlaceholder(secret) && context.class !== 'private-key') continue;
      if (!context.accepts(secret, match)) continue;
      const start = from + match.index + match[0].lastIndexOf(secret);
      return { kind: context.kind, class: context.class, start, end: start + secret.length, verified: false };
    }
    return undefined;
  };
}

/** How far behind its anchor a context can reach; what is not looked at costs nothing. */
function reach({ class: secretClass }: SecretContext): number {
  if (secretClass === 'private-key' || secretClass === 'jwt') return MAX_SPAN;
  return secretClass === 'assignment' ? 280 : 2200;
}

function isTokenChar(code: number): boolean {
  return (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
}

/** The longest of those that overlap; of equals the one that names its issuer. */
function withoutOverlaps(found: readonly SecretMatch[]): readonly SecretMatch[] {
  const rank = (match: SecretMatch) => (match.class === 'assignment' || match.class === 'http-credentials' ? 1 : 0);
  const sorted = [...found].sort(
    (a, b) => rank(a) - rank(b) || b.end - b.start - (a.end - a.start) || a.start - b.start,
  );
  const kept: SecretMatch[] = [];
  for (const match of sorted) {
    if (!kept.some((other) => match.start < other.end && other.start < match.end)) kept.push(match);
  }
  return kept.sort((a, b) => a.start - b.start);
}
