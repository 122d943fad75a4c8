import { namesProvider } from './providers.ts';
import type { SecretClass } from './shapes.ts';
import { bitsPerChar, isCodeOrKnown, isCounted, isTemplate } from './values.ts';

/** A secret that shows by what stands around it. */
export interface SecretContext {
  readonly kind: string;
  readonly class: SecretClass;
  /** One of these is in it; compared without case. */
  readonly anchors: readonly string[];
  /** Characters before the anchor that can belong to it; `name`: the name that the anchor is part of. */
  readonly lead: number | 'name';
  /** Group `secret` is the value. */
  readonly regex: RegExp;
  accepts(value: string, whole: RegExpExecArray): boolean;
  /** What it is more exactly, where that can be told. */
  refine?(value: string, whole: RegExpExecArray): { readonly kind: string; readonly class: SecretClass } | undefined;
}

/** Names that hold a key to something, and not its name, its public half or a page's form token. */
const SECRET_NAME =
  '(?:passw(?:or)?d|passphrase|pwd|secrets?|tokens?|api[_.-]?key|apikey|access[_.-]?key(?!id)|private[_.-]?key|auth[_.-]?key|account[_.-]?key|signing[_.-]?key|encryption[_.-]?key|master[_.-]?key|credentials?|client[_.-]?secret|key)';
const NOT_SECRET =
  /public|csrf|xsrf|authenticity|next_?page|page_?token|cursor|key_?id|keyid|key_?name|key_?vault|foreign|primary|sort|partition|cache|schema|sequence|row|idempotency|publish|monkey|token_?url|token_?type|token_?endpoint|max_?token|_tokens|\btokens\b|integrity|keyboard|key_?code|token_?count|keyword|secret_?name|secret_?ref|secretkeyref|hash|checksum|fingerprint|digest|i18n|translation|site_?key|license|anon/i;
const WEAK_NAME = /^(?!.*(?:api|access|secret|private|auth|account|signing|encryption|master)[_.-]?key$).*key$/i;

/** Accounts that every local test chain starts with. */
const LOCAL_CHAIN =
  /^(?:0x)?(?:ac0974be|59c6995e|5de4111a|7c852118|47e179ec|8b3a350c|92db14e4|4bbbf85c|dbda1821|2a871d07)/i;

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
    anchors: ['0q~', '1q~', '2q~', '3q~', '4q~', '5q~', '6q~', '7q~', '8q~', '9q~'],
    lead: 3,
    regex: /(?<![\w~-])(?<secret>[\w.~-]{3}\dQ~[\w.~-]{31,34})(?![\w~-])/g,
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
    kind: 'twilio-auth-token',
    class: 'service',
    anchors: ['client("ac', "client('ac", 'twilio("ac', "twilio('ac"],
    lead: 0,
    regex: /(?:client|twilio)\(["']AC[0-9a-f]{32}["']\s?,\s?["'](?<secret>[0-9a-f]{32})["']/gi,
    accepts: (value) => bitsPerChar(value) >= 3,
  },
  {
    kind: 'discord-bot-token',
    class: 'chat',
    anchors: ['.login("', ".login('", 'client.run("', "client.run('", 'bot.run("', "bot.run('"],
    lead: 0,
    regex: /(?:\.login|client\.run|bot\.run)\(["'](?<secret>[MNO][\w-]{23,27}\.[\w-]{6}\.[\w-]{27,40})["']/g,
    accepts: (value) => bitsPerChar(value) >= 4,
  },
  {
    kind: 'ethereum-private-key',
    class: 'private-key',
    anchors: ['accounts: [', 'accounts:[', "wallet('0x", 'wallet("0x', "toaccount('0x", 'toaccount("0x'],
    lead: 0,
    regex: /(?:accounts:\s?\[\s{0,20}|wallet\(|toaccount\()["'](?<secret>(?:0x)?[0-9a-f]{64})["']/gi,
    accepts: (value) => bitsPerChar(value) >= 3.2 && !LOCAL_CHAIN.test(value),
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
      !isCodeOrKnown(value) &&
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
    kind: 'contribsys-credentials',
    class: 'registry',
    anchors: ['.contribsys.com'],
    lead: 36,
    regex: /https?:\/\/(?<secret>[0-9a-f]{8}:[0-9a-f]{8})@(?:gems|enterprise)\.contribsys\.com\b/g,
    accepts: () => true,
  },
  {
    kind: 'nuget-password',
    class: 'registry',
    anchors: ['cleartextpassword'],
    lead: 0,
    regex: /ClearTextPassword["']\s{1,4}value\s{0,3}=\s{0,3}["'](?<secret>[^"'%$\s]{6,200})["']/gi,
    accepts: (value) => !isCommonPassword(value),
  },
  {
    kind: 'kubernetes-secret',
    class: 'assignment',
    anchors: ['kind: secret', 'kind: "secret"', '"kind": "secret"', '"kind":"secret"'],
    lead: 0,
    regex:
      /kind["']?:\s{0,4}["']?Secret\b(?!\w|Store)[\s\S]{0,600}?\n?\s{0,8}["']?data["']?:[\s{]{1,12}["']?[\w.-]{1,80}["']?:\s{0,4}["']?(?<secret>[A-Za-z0-9+/]{12,2000}={0,2})(?=["'\s,}]|$)/g,
    accepts: (value) => holdsEncodedSecret(value),
  },
  {
    kind: 'gitlab-session',
    class: 'source-control',
    anchors: ['_gitlab_session='],
    lead: 0,
    regex: /_gitlab_session=(?<secret>[0-9a-f]{32})\b/g,
    accepts: (value) => bitsPerChar(value) >= 3,
  },
  {
    kind: 'mailgun-signing-key',
    class: 'service',
    anchors: ['mailgun'],
    lead: 0,
    regex: /mailgun[\w.-]{0,30}["']?\s{0,3}[:=]\s{0,3}["']?(?<secret>[0-9a-f]{32}-[0-9a-f]{8}-[0-9a-f]{8})\b/gi,
    accepts: (value) => bitsPerChar(value) >= 3,
  },
  {
    kind: 'encoded-jwt',
    class: 'jwt',
    anchors: ['zxlk'],
    lead: 0,
    regex: /(?<secret>\bZXlK[A-Za-z0-9+/_-]{60,8000}={0,2})/g,
    accepts: (value) =>
      /^eyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{16,}$/.test(Buffer.from(value, 'base64').toString('latin1')),
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
    kind: 'azure-devops-token',
    class: 'source-control',
    anchors: ['azdo'],
    lead: 76,
    regex: /(?<secret>[A-Za-z0-9]{76}AZDO[A-Za-z0-9]{4})(?![A-Za-z0-9])/g,
    accepts: (value) => bitsPerChar(value) >= 4,
  },
  {
    kind: 'azure-service-key',
    class: 'cloud',
    anchors: ['azfu', 'azse', 'azca', 'aioth', 'acdb', 'apim', '+ast', '+amc', '+aba', '+arm', '+acr'],
    lead: 76,
    regex:
      /(?<secret>(?:[A-Za-z0-9+/_-]{76}(?:APIM|ACDb|\+(?:ABa|AMC|ASt|ARm))[A-Za-z0-9+/]{5}[AQgw]==|[A-Za-z0-9+/_-]{42,44}(?:Az(?:Fu|Se|Ca)|\+ACR)[A-Za-z0-9+/_-]{5,6}(?:[AQgw]?={0,2})))/g,
    accepts: (value) => bitsPerChar(value) >= 4,
  },
  {
    kind: 'azure-sas',
    class: 'cloud',
    anchors: ['sig='],
    lead: 1,
    regex: /[?&]sig=(?<secret>[A-Za-z0-9%+/]{43,60}(?:%3[Dd]|=))/g,
    accepts: (value, whole) =>
      bitsPerChar(value) >= 4 &&
      /[?&;](?:sv|se|sp|sr)=/.test(whole.input.slice(Math.max(0, whole.index - 400), whole.index + 400)),
  },
  {
    kind: 'maxmind-key',
    class: 'service',
    anchors: ['_mmk'],
    lead: 36,
    regex: /(?<secret>\b[A-Za-z0-9]{6}_[A-Za-z0-9]{29}_mmk\b)/g,
    accepts: (value) => bitsPerChar(value) >= 3.5,
  },
  {
    kind: 'rapidapi-key',
    class: 'service',
    anchors: ['msh'],
    lead: 10,
    regex: /(?<secret>\b[0-9a-f]{10}msh[0-9a-f]{15}p1[0-9a-f]{5}jsn[0-9a-f]{12}\b)/g,
    accepts: () => true,
  },
  {
    kind: 'newrelic-license',
    class: 'service',
    anchors: ['nral'],
    lead: 36,
    regex: /(?<secret>\b(?:[a-z]{2}\d{2}[a-z]{2})?[0-9a-f]{30,36}(?:FFFF)?NRAL\b)/g,
    accepts: (value) => bitsPerChar(value) >= 3,
  },
  {
    // The analysis server takes its token as the login; nothing in the name says so.
    kind: 'sonar-login',
    class: 'assignment',
    anchors: ['login'],
    lead: 12,
    regex:
      /\bsonar[\w.-]{0,4}[._-]login["']?\s{0,3}(?::=|\?=|[:=,])\s{0,3}["']?(?<secret>(?:sq[apu]_)?[a-z0-9]{40})\b/gi,
    accepts: (value) => bitsPerChar(value) >= 3,
    refine: (value) => (isCounted(value) ? undefined : { kind: 'sonar-token', class: 'service' }),
  },
  {
    kind: 'asana-token',
    class: 'service',
    anchors: ['1/1', '2/1'],
    lead: 0,
    regex: /(?<secret>\b[12]\/\d{13,17}(?:\/\d{13,17})?:[0-9a-f]{32}\b)/g,
    accepts: () => true,
  },
  {
    kind: 'cloudinary-url',
    class: 'cloud',
    anchors: ['cloudinary://'],
    lead: 0,
    regex: /cloudinary:\/\/\d{15}:(?<secret>[\w-]{27})@/g,
    accepts: () => true,
  },
  {
    kind: 'wireguard-key',
    class: 'private-key',
    anchors: ['privatekey', 'presharedkey'],
    lead: 0,
    regex: /(?:PrivateKey|PresharedKey)\s{0,3}=\s{0,3}(?<secret>[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=)/g,
    accepts: (value) => bitsPerChar(value) >= 4,
  },
  {
    kind: 'putty-key',
    class: 'private-key',
    anchors: ['private-lines:'],
    lead: 0,
    regex: /Private-Lines:\s{0,3}\d{1,3}\r?\n(?<secret>[A-Za-z0-9+/=\r\n]{60,6000})/g,
    accepts: (value) => bitsPerChar(value) >= 4,
  },
  {
    kind: 'openvpn-static-key',
    class: 'private-key',
    anchors: ['openvpn static key v1-----'],
    lead: 14,
    regex: /-----BEGIN OpenVPN Static key V1-----\s{1,4}(?<secret>[0-9a-f\s]{64,700})/g,
    accepts: () => true,
  },
  {
    kind: 'minisign-key',
    class: 'private-key',
    anchors: ['encrypted secret key'],
    lead: 0,
    regex: /encrypted secret key\r?\n(?<secret>RW[A-Za-z0-9+/]{60,400}={0,2})/g,
    accepts: () => true,
  },
  {
    kind: 'wallet-seed',
    class: 'private-key',
    anchors: ['mnemonic', 'seed_phrase', 'seedphrase', 'seed phrase', 'recovery_phrase'],
    lead: 0,
    regex:
      /(?:mnemonic|seed_?phrase|seed phrase|recovery_phrase)\w{0,12}["']?\s{0,3}[:=]\s{0,3}["'](?<secret>[a-z]{3,8}(?: [a-z]{3,8}){11}(?:(?: [a-z]{3,8}){3}|(?: [a-z]{3,8}){6}|(?: [a-z]{3,8}){9}|(?: [a-z]{3,8}){12})?)["']/gi,
    accepts: (value) => !/^(?:test test|abandon abandon)/.test(value) && new Set(value.split(' ')).size >= 8,
  },
  {
    kind: 'wallet-key',
    class: 'private-key',
    anchors: ['private_key', 'privatekey', 'private-key', 'deployer_key', 'wallet_key'],
    lead: 24,
    regex:
      /\b\w{0,24}(?:private[_-]?key|deployer_key|wallet_key)["']?\s{0,3}[:=]\s{0,3}["']?(?<secret>(?:0x)?[0-9a-fA-F]{64})\b/gi,
    // The first accounts of local test chains are known to everyone.
    accepts: (value) =>
      bitsPerChar(value) >= 3.4 &&
      !/^(?:0x)?(?:ac0974bec39a17e3|59c6995e998f97a5|5de4111afa1a4b94|4f3edf983ac636a6)/i.test(value),
  },
  {
    kind: 'service-account-token',
    class: 'cloud',
    anchors: ['eyj'],
    lead: 0,
    regex: /(?<secret>eyJ[\w-]{14,2000}\.eyJpc3MiOiJrdWJlcm5ldGVz[\w-]{14,8000}\.[\w-]{16,1400})/g,
    accepts: () => true,
  },
  {
    kind: 'netrc-password',
    class: 'http-credentials',
    anchors: ['machine '],
    lead: 0,
    regex: /\bmachine\s{1,4}[\w.-]{3,100}\s{1,8}login\s{1,4}\S{1,80}\s{1,8}password\s{1,4}(?<secret>\S{5,200})/g,
    accepts: (value) => !isCommonPassword(value),
  },
  {
    kind: 'npmrc-password',
    class: 'registry',
    anchors: [':_authtoken', ':_password', ':_auth', '_auth ', '_auth='],
    lead: 0,
    regex: /(?::_authToken|:_password|(?<!\w):?_auth)\s{0,3}=\s{0,3}["']?(?<secret>[A-Za-z0-9+/=_-]{16,400})/g,
    accepts: (value) => bitsPerChar(value) >= 3.2 && /\d|[A-Z]/.test(value) && !isCodeOrKnown(value),
  },
  {
    kind: 'docker-auth',
    class: 'registry',
    anchors: ['"auth"'],
    lead: 0,
    regex: /"auth"\s{0,3}:\s{0,3}"(?<secret>[A-Za-z0-9+/]{12,400}={0,2})"/g,
    accepts: (value) => /^[\w.@$+-]{1,80}:[\x21-\x7e]{6,300}$/.test(Buffer.from(value, 'base64').toString('latin1')),
  },
  {
    kind: 'ado-connection-string',
    class: 'connection-string',
    anchors: ['password=', 'pwd='],
    lead: 0,
    regex: /(?:Password|Pwd)=(?<secret>[^;"'\s<>{}$]{6,120})/gi,
    accepts: (value, whole) => {
      const around = whole.input.slice(Math.max(0, whole.index - 300), whole.index + 300);
      const host = /(?:Server|Data Source|Host|Addr|Address)\s{0,3}=\s{0,3}(?:tcp:)?([^;,"']{3,120})/i.exec(
        around,
      )?.[1];
      return (
        host !== undefined &&
        /(?:User ID|Uid|User|Username)\s{0,3}=/i.test(around) &&
        !isCommonPassword(value) &&
        !isLocalHost(host)
      );
    },
  },
  {
    kind: 'jdbc-password',
    class: 'connection-string',
    anchors: ['password='],
    lead: 0,
    regex: /password=(?<secret>[^&;"'\s<>{}$]{6,120})/gi,
    accepts: (value, whole) => {
      const before = whole.input.slice(Math.max(0, whole.index - 300), whole.index);
      const host = /jdbc:\w+:(?:\w+:)?(?:\/\/|@)([^\s"'?;]{3,200})[^\s"']{0,200}$/.exec(before)?.[1];
      return host !== undefined && !isCommonPassword(value) && !isLocalHost(host);
    },
  },
  {
    // "Log in with the password: ...": told in a sentence, where no name is given a value.
    kind: 'told-password',
    class: 'assignment',
    anchors: ['password: ', 'password is ', 'passphrase: ', 'passphrase is '],
    lead: 24,
    regex:
      /\b(?:use|using|with|enter|try|type|the|your|my|our|admin|root)\s(?:\w{1,12}\s){0,1}(?:password|passphrase)(?:\sis|:)\s["'`]?(?<secret>[^\s"'`<>{}()[\],;]{8,64})/gi,
    accepts: isChosenPassword,
  },
  {
    kind: 'session-cookie',
    class: 'http-credentials',
    anchors: ['cookie: '],
    lead: 4,
    regex:
      /\b(?:Set-)?Cookie:\s(?:[^\n;]{1,120};\s){0,3}[\w.-]{0,24}(?:sess(?:ion)?(?:_?id)?|sid|auth|token|jwt)=(?<secret>[\w%.~+/-]{20,800})/gi,
    accepts: (value) => /\d/.test(value) && bitsPerChar(value) >= 3.2 && !isCodeOrKnown(value) && !isCounted(value),
  },
  {
    kind: 'generic-secret',
    class: 'assignment',
    anchors: ['passw', 'passphrase', 'pwd', 'secret', 'token', 'key', 'credential', 'auth'],
    lead: 'name',
    regex: new RegExp(
      `(?<name>\\b[\\w.-]{0,48}(?:${SECRET_NAME}|auth))["'\`]?\\]?\\s{0,8}(?::=|=>|\\?=|\\|\\|=|[:=,])\\s{0,8}(?<quote>["'\`]?)(?<secret>[^\\s"'\`<>{}()\\[\\],;]{8,200})(?<end>["'\`]?)`,
      'gi',
    ),
    accepts: acceptsAssignment,
    refine: ofProvider,
  },
];

/** Letters with a digit, and a capital or a sign among them, as rules for passwords want it; no word of a form. */
function isChosenPassword(value: string): boolean {
  const bare = value.replace(/[.:?]+$/, '');
  return (
    bare.length >= 8 &&
    /[a-z]/.test(bare) &&
    /\d/.test(bare) &&
    /[A-Z]|[^\w]/.test(bare) &&
    bitsPerChar(bare) >= 2.7 &&
    !/^(?:https?:|sha\d|md5|\d+[-\w]*$)|\/\//i.test(bare) &&
    !/^["']?p[a@][s$]{2}w[o0]rd/i.test(bare) &&
    !isCommonPassword(bare)
  );
}

/** Base64 of something that is neither a word nor another manifest. */
function holdsEncodedSecret(value: string): boolean {
  const text = Buffer.from(value, 'base64').toString('latin1');
  return (
    text.length >= 8 && bitsPerChar(text) >= 2.7 && !isCommonPassword(text) && !/^[a-z]+(?:[-_ ][a-z]+)*$/.test(text)
  );
}

/** Words such as "anything" or "..." in documentation are no key. */
function holdsKeyBody(body: string): boolean {
  return /[A-Z0-9][A-Za-z0-9+/]{5,}/.test(body) && !/^[\s\\nr]*[Xx.]{3}/.test(body);
}

/** What signs, hashes or encrypts is no key. */
const ALGORITHM = /^(?:scram|sha|md5|hmac|aes|rsa|ecdsa|ed25519|argon2|pbkdf2|bcrypt|scrypt|chacha)[\w-]{0,24}$/i;

/** Is the value of a secret-looking name a real one: random enough for its kind, and neither code nor a placeholder? */
function acceptsAssignment(value: string, { groups, input, index }: RegExpExecArray): boolean {
  // `[redacted:github-token]: ...` tells what stood there and names nothing.
  if (input.startsWith('[redacted:', index - '[redacted:'.length)) return false;
  const name = groups?.name ?? '';
  if (NOT_SECRET.test(name) || isTemplate(value) || isCodeOrKnown(value) || ALGORITHM.test(value)) return false;
  if (/^[\w-]+(?:\.[A-Za-z_][\w-]*)+$/.test(value)) return false;
  if (/[/\\]/.test(value) && !/^[A-Za-z0-9+/]{20,}={0,2}$/.test(value)) return false;
  // Amazon's have forty characters; something longer under this name is encrypted.
  if (/(?:^|_)aws_secret_access_key$/i.test(name) && value.length !== 40) return false;
  const quoted = Boolean(groups?.quote) && groups?.quote === groups?.end;
  const bits = bitsPerChar(value);
  const isUuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(value);
  if (isUuid) return /(?:token|secret|.{2}key|password)$/i.test(name);
  const isHex = /^[0-9a-f]+$/i.test(value);
  if (isHex)
    return value.length >= 24 && bits >= 3 && /\d/.test(value) && (!WEAK_NAME.test(name) || namesProvider(name));
  const mixed = /\d/.test(value) && /[A-Za-z]/.test(value);
  if (/passw|pwd|passphrase/i.test(name)) return quoted && mixed && bits >= 3 && !isCommonPassword(value);
  if (WEAK_NAME.test(name) || /auth$/i.test(name)) return quoted && mixed && value.length >= 24 && bits >= 4;
  return mixed && value.length >= 16 && bits >= 3.5 && !/^[a-z]+(?:[-_.][a-z0-9]+)+$/.test(value);
}

/** A name that says whose key it is makes it that service's; one that counts up or is a word stays a guess. */
function ofProvider(value: string, { groups }: RegExpExecArray): { kind: string; class: SecretClass } | undefined {
  const name = groups?.name ?? '';
  if (/aws|secret_?access_?key/i.test(name))
    return /^[A-Za-z0-9+/]{40}$/.test(value) ? { kind: 'aws-secret-key', class: 'cloud' } : undefined;
  if (isCounted(value) || value.length < 16 || bitsPerChar(value) < 3 || !namesProvider(name)) return undefined;
  return /passw|pwd|passphrase/i.test(name) ? undefined : { kind: 'provider-key', class: 'service' };
}

function isCommonPassword(value: string): boolean {
  return (
    isTemplate(value) ||
    isCodeOrKnown(value) ||
    /^["']?(?:pass(?:word|wd)?|secret|user(?:name)?|admin|root|postgres|mysql|guest|test(?:ing)?|demo|toor|changeit|mypass(?:word)?|mysecretpassword|pw|pwd|p@ssw0rd|password\d{0,4}|secret\d{0,4}|pass\d{0,4}|123456\d{0,4})["']?$/i.test(
      value,
    ) ||
    // A word: letters of one case.
    /^["']?(?:[A-Z_]+|[A-Z]?[a-z_]+)["']?$/.test(value)
  );
}

function isLocalHost(host: string): boolean {
  return /^(?:localhost|127\.|0\.0\.0\.0|\[::1\]|host\.docker\.internal|(?:db|database|postgres|mysql|mongo|redis|rabbitmq|host|hostname)(?::|$)|.*\.(?:local|test|invalid|localhost)(?::|$))/i.test(
    host,
  );
}
