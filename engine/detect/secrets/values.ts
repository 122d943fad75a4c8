/** Shannon entropy of the characters, in bits per character. */
export function bitsPerChar(text: string): number {
  counts.fill(0);
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    // All that is not ASCII counts as one character more: keys hold none.
    const at = code < 128 ? code : 128;
    counts[at] = (counts[at] ?? 0) + 1;
  }
  let bits = 0;
  for (const count of counts) if (count > 0) bits -= (count / text.length) * Math.log2(count / text.length);
  return bits;
}

/** How often each character stands in the text that is being looked at. */
const counts = new Uint32Array(129);

const PLACEHOLDER =
  /example|placeholder|eby8vdm02xnocqfl|your[-_ ]?|change[-_]?me|dummy|redacted|sample|insert|replace|_here\b|here$|todo|not[-_]?(?:a[-_]?)?real|fake|x{5,}|\*{3,}|\.{3}|#{4,}|foobar|lorem|<|>/i;

/** Is this what documentation writes in place of a secret? */
export function isPlaceholder(value: string): boolean {
  return PLACEHOLDER.test(value) || new Set(value).size <= Math.min(4, value.length / 3);
}

/** Values of the standards' and the products' own manuals, which half of all client libraries repeat. */
const MANUALS: ReadonlySet<string> = new Set([
  '2YotnFZFEjr1zCsicMWpAA',
  'tGzv3JOkF0XG5Qx2TlKWIA',
  'SplxlOBeZQQYbYS6WxSbIA',
  'czZCaGRSa3F0MzpnWDFmQmF0M2JW',
  'czZCaGRSa3F0Mzo3RmpmcDBaQnIxS3REUmJuZlZkbUl3',
  'h480djs93hd8',
  'hdhd0244k9j7ao03',
  'lsdkfj23w78bsd6cgkjhdsf9w8eyr',
  'dpf43f3p2l4k5l03',
  'kd94hf93k423kf44',
  'QWxhZGRpbjpvcGVuIHNlc2FtZQ==',
  'dXNlcm5hbWU6cGFzc3dvcmQ=',
  'dXNlcjpwYXNzd29yZA==',
  'dXNlcjpwYXNz',
  // Stripe's documentation signs in with these.
  'sk_' + 'test_4eC39HqLyjWDarjtT1zdp7dc',
  'sk_' + 'test_BQokikJOvBiI2HlWgH4olfQ2',
  'sk_' + 'test_tR3PYbcVNZZ796tH88S4VQ2u',
]);
/** A name of a type or a function consists of words that begin with capitals; of random letters few happen to be such. */
function isCamelName(value: string): boolean {
  if (!/^[A-Za-z_]\w{0,60}$/.test(value)) return false;
  const words = value.match(/[A-Z][a-z]{2,}/g) ?? [];
  return words.length >= 2 && words.reduce((sum, each) => sum + each.length, 0) >= 0.7 * value.length;
}

/** `self.password`, `options[...]`, `getToken(`: an expression. */
const EXPRESSION =
  /^(?:self|this|config|conf|cfg|settings|options|opts|args|props|ctx|context|req|request|params|kwargs|env|data|state|user|client|session|process|os|window|document)(?:\??\.|\[|\()/i;

/** Did a manual make this value known to everybody? */
export function isFromManual(value: string): boolean {
  return MANUALS.has(value);
}

/** Is this a name or an expression of a program, or a value that a manual made known to everybody? */
export function isCodeOrKnown(value: string): boolean {
  if (MANUALS.has(value) || EXPRESSION.test(value)) return true;
  return isCamelName(value);
}

/** Is this code, a variable or a template that a secret will be put into? */
export function isTemplate(value: string): boolean {
  return (
    /^\$|\$[{(]|\{\{|%[({]|^process\.env|^os\.|^env[.(]|^@|^\(|^ENC\[|^vault:|^secretKeyRef|^!|^&|^\[|^[{%#]|\.\.$/.test(
      value,
    ) || isPlaceholder(value)
  );
}

const RUNS = 'abcdefghijklmnopqrstuvwxyz|zyxwvutsrqponmlkjihgfedcba|01234567890123456789|98765432109876543210';

/** Does it go up the alphabet or count, as only made-up values do? */
export function isCounted(value: string): boolean {
  const text = value.toLowerCase();
  for (let i = 0; i + 10 <= text.length; i += 1)
    if (RUNS.includes(text.slice(i, i + 10)) && !text.slice(i, i + 10).includes('|')) return true;
  return false;
}

const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** GitHub's classic tokens end in the CRC-32 of what stands before, in base 62, six digits. */
export function hasGithubChecksum(token: string): boolean {
  const body = token.slice(token.indexOf('_') + 1);
  if (body.length !== 36) return false;
  let value = crc32(body.slice(0, 30));
  let digits = '';
  for (let i = 0; i < 6; i++) {
    digits = BASE62.charAt(value % 62) + digits;
    value = Math.floor(value / 62);
  }
  return digits === body.slice(30);
}

/** CRC-32 (ISO-HDLC) of ASCII text. */
function crc32(text: string): number {
  let crc = ~0;
  for (let i = 0; i < text.length; i++) {
    crc ^= text.charCodeAt(i);
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}
