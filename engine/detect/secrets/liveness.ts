import type { SecretMatch } from './findSecrets.ts';
import { bitsPerChar, isCounted } from './values.ts';

/**
 * Does a credential without an issuer's format look as if somebody was given it, rather than made up for an example?
 * Decided on the value alone, so that the answer is the same tomorrow: an expiry date is not compared with the clock.
 */
export function looksIssued(text: string, { kind, class: secretClass, start, end }: SecretMatch): boolean {
  const value = text.slice(start, end);
  switch (secretClass) {
    case 'jwt':
      return isIssuedToken(value);
    case 'connection-string':
      return isChosenPassword(value) && !isExampleHost(text.slice(end, end + 200));
    case 'http-credentials':
      // Worth nothing once its session has ended.
      if (kind === 'session-cookie') return false;
      return kind === 'url-credentials' && isExampleHost(text.slice(end, end + 200)) ? false : isChosenPassword(value);
    case 'assignment':
      return kind === 'generic-secret' && isRandom(value, nameBefore(text, start));
    default:
      return false;
  }
}

const INVENTED =
  /p[a@4][s5$]{2}|p[a@4]s{0,2}w[o0]rd|s[e3]cr[e3]t|t[e3]st|[a@4]dm[i1]n|qwert|hunter2|foo|\bbar|baz|demo|dummy|temp|guest|welcome|change|default|example|sample|mock|fake|your|insert|letmein|monkey|dragon|super|user|root|postgres|mysql|abc|xyz|1234|hello|world|value|string|dev(?:elop|$|\d)|local|bearer|token|redact/i;

/** A password that a person or a generator chose to protect something. */
function isChosenPassword(value: string): boolean {
  const plain = value.replace(/^["'{]+|["'}]+$/g, '');
  if (plain.length < 8 || INVENTED.test(plain) || isCounted(plain)) return false;
  const kinds = [/[a-z]/, /[A-Z]/, /\d/, /[^\w\s]/].filter((kind) => kind.test(plain)).length;
  if (/^[a-z]+$/i.test(plain)) return plain.length >= 14 && /[a-z]/.test(plain) && /[A-Z]/.test(plain.slice(1));
  return kinds >= 2 && bitsPerChar(plain) >= (plain.length < 12 ? 2.7 : 3);
}

/** Addresses that are kept for documentation. */
function isExampleHost(behind: string): boolean {
  const host = /^@([^\s/'"<>?,:]+)/.exec(behind)?.[1] ?? '';
  return /(?:^|\.)(?:example(?:\.(?:com|net|org|edu))?|invalid|test|localhost|local|domain\.(?:com|tld))$/i.test(host);
}

/** Names whose value is the secret itself, whatever else it is called. */
const TELLING =
  /(?:secret|token|api[_.-]?key|apikey|access[_.-]?key|private[_.-]?key|auth[_.-]?key|account[_.-]?key|signing[_.-]?key|encryption[_.-]?key|master[_.-]?key|passw(?:or)?d|passphrase|credentials?|auth)$/i;

function isRandom(value: string, name: string): boolean {
  if (!TELLING.test(name) || isCounted(value) || INVENTED.test(value)) return false;
  const bits = bitsPerChar(value);
  if (/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value))
    return bits >= 3.4 && !/0000|1111|aaaa|ffff|1234/i.test(value);
  if (/^[0-9a-f]+$/i.test(value)) return value.length >= 32 && bits >= 3.2;
  if (/passw|passphrase/i.test(name)) return value.length >= 10 && isChosenPassword(value) && bits >= 3.2;
  const alternates = value.match(/[a-z][A-Z0-9]|[A-Z][a-z0-9]|\d[A-Za-z]/g)?.length ?? 0;
  return value.length >= 16 && bits >= 3.6 && alternates >= value.length / 5;
}

function nameBefore(text: string, start: number): string {
  return (
    /([\w.-]{1,60})["'`]?\]?\s{0,8}(?::=|=>|\?=|\|\|=|[:=,])\s{0,8}["'`]?$/.exec(
      text.slice(Math.max(0, start - 80), start),
    )?.[1] ?? ''
  );
}

/** Characters of a signature by algorithm: RSA's grow with the key. */
const SIGNATURE: Readonly<Record<string, (length: number) => boolean>> = {
  HS256: (length) => length === 43,
  HS384: (length) => length === 64,
  HS512: (length) => length === 86,
  ES256: (length) => length === 86,
  ES384: (length) => length === 128,
  ES512: (length) => length === 176,
  EdDSA: (length) => length === 86,
};
const RSA = (length: number): boolean => length >= 170 && length <= 1400;
/** What only an issuer puts in: who it is from, for whom, until when, and as whom. */
const CLAIMS =
  /^(?:iss|aud|exp|nbf|jti|azp|sid|oid|tid|uid|user_?id|user_?name|client_?id|email|scopes?|scp|roles?|permissions|groups|kubernetes\.io.*|cognito:.*|session_?id|tenant.*|org.*|account.*)$/i;

/** A token whose signature fits its algorithm and that says for whom it was made; not the one that every manual shows. */
function isIssuedToken(token: string): boolean {
  const [head, body, signature = ''] = token.split('.');
  const header = decoded(head);
  const claims = decoded(body);
  if (!header || !claims) return false;
  const { alg } = header;
  if (typeof alg !== 'string') return false;
  const fits = SIGNATURE[alg] ?? (/^[RP]S\d{3}$/.test(alg) ? RSA : undefined);
  if (!fits?.(signature.length) || bitsPerChar(signature) < 4) return false;
  const sample = claims.sub === '1234567890' || /^(?:john|jane) doe$/i.test(String(claims.name));
  return !sample && Object.keys(claims).some((claim) => CLAIMS.test(claim));
}

function decoded(part: string | undefined): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(part ?? '', 'base64url').toString('utf8'));
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    // Not every text of the form is a token.
    return undefined;
  }
}
