import { bitsPerChar, isTemplate } from './values.ts';
import type { SecretClass } from './shapes.ts';

/** A secret that shows by what stands around it. */
export interface SecretContext {
  readonly kind: string;
  readonly class: SecretClass;
  /** One of these is in it; compared without case. */
  readonly anchors: readonly string[];
  /** Characters before the anchor that can belong to it. */
  readonly lead: number;
  /** Group `secret` is the value. */
  readonly regex: RegExp;
  accepts(value: string, whole: RegExpExecArray): boolean;
}

/** Names that hold a key to something, and not its name, its public half or a page's form token. */
const SECRET_NAME =
  '(?:passw(?:or)?d|passphrase|pwd|secrets?|tokens?|api[_.-]?key|apikey|access[_.-]?key(?!id)|private[_.-]?key|auth[_.-]?key|account[_.-]?key|signing[_.-]?key|encryption[_.-]?key|master[_.-]?key|credentials?|client[_.-]?secret|key)';
const NOT_SECRET =
  /public|csrf|xsrf|authenticity|next_?page|page_?token|cursor|key_?id|keyid|key_?name|key_?vault|foreign|primary|sort|partition|cache|schema|sequence|row|idempotency|publish|monkey|token_?url|token_?type|token_?endpoint|max_?token|_tokens|\btokens\b|integrity|keyboard|key_?code|token_?count|keyword|secret_?name|secret_?ref|secretkeyref|hash|checksum|fingerprint|digest|i18n|translation|site_?key|license|anon/i;
const WEAK_NAME = /^(?!.*(?:api|access|secret|private|auth|account|signing|encryption|master)[_.-]?key$).*key$/i;

export const CONTEXTS: readonly SecretContext[] = [
  {
    kind: 'private-key',
    class: 'private-key',
    anchors: ['private key-----', 'private key block-----'],
    lead: 40,
    regex:
      /-----BEGIN [A-Z0-9 ]{0,24}PRIVATE KEY(?: BLOCK)?-----(?<secret>(?:\s|\\n|\\r){0,8}[A-Za-z0-9+/=](?:[A-Za-z0-9+/=\s\\.:,]|-(?!-)){7,16000})/g,
    // Words such as "anything" or "..." in documentation are no key.
    accepts: (value) => holdsKeyBody(value),
  },
  {
    kind: 'azure-client-secret',
    class: 'cloud',
    anchors: ['7q~', '8q~'],
    lead: 3,
    regex: /(?<secret>[\w.~-]{3}[78]Q~[\w.~-]{31,34})/g,
    accepts: (value) => bitsPerChar(value) >= 3.7,
  },
  {
    kind: 'terraform-cloud-token',
    class: 'cloud',
    anchors: ['.atlasv1.'],
    lead: 14,
    regex: /(?<secret>[A-Za-z0-9]{14}\.atlasv1\.[\w=-]{60,70})/g,
    accepts: (value) => bitsPerChar(value) >= 3.5,
  },
  {
    kind: 'mailchimp-key',
    class: 'service',
    anchors: ['-us'],
    lead: 32,
    regex: /(?<secret>\b[0-9a-f]{32}-us\d{1,2}\b)/g,
    accepts: (value) => bitsPerChar(value) >= 3,
  },
  {
    kind: 'telegram-bot-token',
    class: 'chat',
    anchors: [':aa'],
    lead: 10,
    regex: /(?<secret>\b\d{8,10}:AA[\w-]{32,34}\b)/g,
    accepts: (value) => bitsPerChar(value) >= 3.5,
  },
  {
    kind: 'facebook-token',
    class: 'service',
    anchors: ['|'],
    lead: 16,
    regex: /(?<secret>\b\d{15,16}\|[\w-]{26,27}\b)/g,
    accepts: (value) => bitsPerChar(value) >= 3.5,
  },
  {
    kind: 'jwt',
    class: 'jwt',
    anchors: ['eyj'],
    lead: 0,
    regex: /(?<secret>eyJ[\w-]{14,2000}\.eyJ[\w-]{14,8000}\.(?:[\w-]{16,1400}|(?![\w-])))/g,
    accepts: (value) => !value.includes('SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV_adQssw5c'),
  },
  {
    kind: 'connection-string',
    class: 'connection-string',
    anchors: ['://'],
    lead: 24,
    regex:
      /\b(?:postgres(?:ql)?|mysql|mariadb|mongodb(?:\+srv)?|redis|rediss|amqps?|mssql|sqlserver|clickhouse|oracle|cockroachdb|kafka|ldaps?|smtps?|sftp|ftps?|ssh|nats|influxdb|neo4j(?:\+s)?|bolt)(?:\+[a-z0-9]+)?:\/\/[^\s:@/'"<>]{0,80}:(?<secret>[^\s@/'"<>]{3,120})@(?<host>[^\s/'"<>?,]{2,200})/g,
    accepts: (value, { groups }) => !isCommonPassword(value) && !isLocalHost(groups?.host ?? ''),
  },
  {
    kind: 'url-credentials',
    class: 'http-credentials',
    anchors: ['://'],
    lead: 8,
    regex: /\bhttps?:\/\/[^\s:@/'"<>?#]{1,80}:(?<secret>[^\s@/'"<>?#]{6,160})@(?<host>[A-Za-z0-9.-]{4,200})/g,
    accepts: (value, { groups }) => !isCommonPassword(value) && !isLocalHost(groups?.host ?? ''),
  },
  {
    kind: 'command-line-credentials',
    class: 'http-credentials',
    anchors: [' -u ', ' -u"', " -u'", ' --user ', ' --user='],
    lead: 0,
    regex: /\s(?:-u|--user)[ =]{0,3}["']?(?:[\w.@{}-]{0,60}["']?:)(?<secret>["']?[^\s"']{6,100})/g,
    accepts: (value, whole) =>
      /\bcurl\b/.test(whole.input.slice(Math.max(0, whole.index - 400), whole.index)) && !isCommonPassword(value),
  },
  {
    kind: 'authorization-header',
    class: 'http-credentials',
    anchors: ['authorization', 'api-key', 'apikey', 'api-token', 'x-auth-token', 'private-token'],
    lead: 3,
    regex:
      /\b(?:Proxy-)?(?:Authorization|X-Api-Key|Api-?Key|Api-Token|X-Auth-Token|Private-Token)\b["']?\s{0,3}[:=]\s{0,3}["']?(?:(?:Bearer|Basic|Token|ApiKey|SSWS|key)\s{1,3})?(?<secret>[\w.~+/=@-]{11,2000})/gi,
    accepts: (value) =>
      /\d/.test(value) &&
      bitsPerChar(value) >= 3.2 &&
      !/^(?:process\.|os\.|req\.|self\.|this\.|config\.)/.test(value) &&
      !value.includes('SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV_adQssw5c'),
  },
  {
    kind: 'contribsys-credentials',
    class: 'registry',
    anchors: ['contribsys__com'],
    lead: 0,
    regex: /CONTRIBSYS__COM["']?\s{0,3}[:=]\s{0,3}["']?(?<secret>[0-9a-f]{8}:[0-9a-f]{8})\b/gi,
    accepts: () => true,
  },
  {
    kind: 'sumologic-access-id',
    class: 'service',
    anchors: ['sumo'],
    lead: 0,
    regex: /sumo[\w.]{0,24}["']?\s{0,3}[:=]\s{0,3}["']?(?<secret>su[A-Za-z0-9]{12})\b/gi,
    accepts: (value) => /\d/.test(value) && bitsPerChar(value) >= 3,
  },
  {
    kind: 'generic-secret',
    class: 'assignment',
    anchors: ['passw', 'passphrase', 'pwd', 'secret', 'token', 'key', 'credential', 'auth'],
    lead: 48,
    regex: new RegExp(
      `(?<name>\\b[\\w.-]{0,48}(?:${SECRET_NAME}|auth))["'\`]?\\]?\\s{0,8}(?::=|=>|\\?=|\\|\\|=|[:=,])\\s{0,8}(?<quote>["'\`]?)(?<secret>[^\\s"'\`<>{}()\\[\\],;]{8,200})(?<end>["'\`]?)`,
      'gi',
    ),
    accepts: acceptsAssignment,
  },
];

/** Words such as "anything" or "..." in documentation are no key. */
function holdsKeyBody(body: string): boolean {
  return /[A-Z0-9][A-Za-z0-9+/]{5,}/.test(body) && !/^[\s\\nr]*[Xx.]{3}/.test(body);
}

/** Is the value of a secret-looking name a real one: random enough for its kind, and neither code nor a placeholder? */
function acceptsAssignment(value: string, { groups }: RegExpExecArray): boolean {
  const name = groups?.name ?? '';
  if (NOT_SECRET.test(name) || isTemplate(value) || /^[\w-]+(?:\.[A-Za-z_][\w-]*)+$/.test(value)) return false;
  if (/[/\\]/.test(value) && !/^[A-Za-z0-9+/]{20,}={0,2}$/.test(value)) return false;
  const quoted = Boolean(groups?.quote) && groups?.quote === groups?.end;
  const bits = bitsPerChar(value);
  const isUuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(value);
  if (isUuid) return /(?:token|secret|.{2}key|password)$/i.test(name);
  const isHex = /^[0-9a-f]+$/i.test(value);
  if (isHex) return value.length >= 24 && bits >= 3 && /\d/.test(value) && !WEAK_NAME.test(name);
  const mixed = /\d/.test(value) && /[A-Za-z]/.test(value);
  if (/passw|pwd|passphrase/i.test(name)) return quoted && mixed && bits >= 3 && !isCommonPassword(value);
  if (WEAK_NAME.test(name) || /auth$/i.test(name)) return quoted && mixed && value.length >= 24 && bits >= 4;
  return mixed && value.length >= 16 && bits >= 3.5 && !/^[a-z]+(?:[-_.][a-z0-9]+)+$/.test(value);
}

function isCommonPassword(value: string): boolean {
  return (
    isTemplate(value) ||
    /^["']?(?:pass(?:word|wd)?|secret|user(?:name)?|admin|root|postgres|mysql|guest|test(?:ing)?|demo|toor|changeit|mypass(?:word)?|mysecretpassword|pw|pwd|p@ssw0rd|password\d{0,4}|secret\d{0,4}|pass\d{0,4}|123456\d{0,4}|[A-Z][A-Z_]*)["']?$/i.test(
      value,
    )
  );
}

function isLocalHost(host: string): boolean {
  return /^(?:localhost|127\.|0\.0\.0\.0|\[::1\]|host\.docker\.internal|(?:db|database|postgres|mysql|mongo|redis|rabbitmq|host|hostname)(?::|$)|.*\.(?:local|test|invalid|localhost)(?::|$))/i.test(
    host,
  );
}
