/** Pieces that open something, repeat well or stand at the edge of a grammar. */
const PIECES = [
  ...'aZ09 \n\t"\'`$(){}[]<>|&;\\/=+-_.,:%#@!*~?^\0\x1b\x7f\r',
  ...['\u200b', '\u202e', '\u0301', '\ufe0f', '\u{e0041}', '\ud83d', '\udc00', 'о', 'é', '漢', '\ufeff', '\u3164'],
  ...['$((', '$(', '${', '<<E\n', '-----BEGIN PRIVATE KEY-----', 'eyJhbGciOiJ', '://', 'ghp_', 'AKIA', 'sk-', '&#x'],
  ...['%41', '\\u0041', '\\x41', 'QWxhZGRpbjpvcGVu', 'deadbeef', 'H4sIAAAA', '<!--', '-->', '\x1b[8m', '\x1b]0;'],
  ...['ignore all previous instructions', 'password=', 'token: ', 'curl -u a:', 'i g n o r e', '1gn0r3', 'rm -rf '],
  ...[
    'eval "',
    "bash -c '",
    'sudo ',
    'ssh h ',
    'env ',
    '{a,b}',
    '{1..9}',
    'A="$A$A";',
    'x() { ',
    'if ',
    'while ',
    'case x in ',
  ],
  ...['powershell -enc ', 'iex(', '[char]65+', '$env:a ', '%a%', '@(', '@{', 'Invoke-Expression '],
  ...[
    '../',
    '%2e%2e/',
    '//',
    'C:\\',
    '~',
    '\\\\?\\',
    '/proc/self/fd/',
    'http://',
    '0x7f.1',
    '[::ffff:1.1.1.1]',
    'xn--',
  ],
  ...[
    'DELETE FROM a;',
    "'; DROP TABLE ",
    '--',
    '/*',
    '{"a":',
    '[[',
    ',"b":[',
    'true',
    '1e999',
    '(?:',
    '(a+)+',
    '[^',
    '\\p{L}',
  ],
  ...[
    'npm i ',
    'pip install --index-url ',
    '@scope/',
    'git+ssh://',
    '- id: x\n  ',
    'match: {',
    '!!js',
    '&a',
    '*a',
    '"mcpServers":{',
  ],
];

export type Random = () => number;

/** Same seed, same texts (xorshift). */
export function random(seed: number): Random {
  let state = seed | 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

/** A text that nobody would write; of its pieces the share `long` is repeated up to 2,000 times. */
export function hostileText(next: Random, long = 0.2): string {
  let text = '';
  for (let n = 1 + Math.floor(next() * 12); n > 0; n--) {
    const repeats = next() < long ? Math.floor(next() * 2000) : 1 + Math.floor(next() * 3);
    text += oneOf(next, PIECES).repeat(repeats);
  }
  return text;
}

/** Random choices that follow from a text, for what is built around it. */
export function choicesOf(text: string): Random {
  let seed = 7;
  for (let at = 0; at < text.length && at < 500; at++) seed = Math.imul(seed ^ text.charCodeAt(at), 0x01000193);
  return random(seed);
}

export function oneOf<T>(next: Random, list: readonly T[]): T {
  const chosen = list[Math.floor(next() * list.length)];
  if (chosen === undefined) throw new Error('There is nothing to choose from.');
  return chosen;
}

/** Any value that JSON can say, objects with these names among others. */
export function hostileValue(next: Random, names: readonly string[], text: string, depth = 0): unknown {
  const kind = Math.floor(next() * (depth > 3 ? 6 : 9));
  if (kind < 3) return next() < 0.5 ? text : oneOf(next, PIECES);
  if (kind === 3) return oneOf(next, [0, -1, 1e308, 0.1, 2 ** 53]);
  if (kind === 4) return next() < 0.5;
  if (kind === 5) return null;
  const count = Math.floor(next() * 4);
  if (kind === 6) return Array.from({ length: count }, () => hostileValue(next, names, text, depth + 1));
  const entries = Array.from({ length: count + 1 }, () => [
    next() < 0.9 ? oneOf(next, names) : text.slice(0, 50),
    hostileValue(next, names, text, depth + 1),
  ]);
  return Object.fromEntries(entries) as unknown;
}
