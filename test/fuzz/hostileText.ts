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

/** A text that nobody would write; one piece in five is repeated up to 2,000 times. */
export function hostileText(next: Random): string {
  const pick = () => PIECES[Math.floor(next() * PIECES.length)] ?? '';
  let text = '';
  for (let n = 1 + Math.floor(next() * 12); n > 0; n--) {
    const repeats = next() < 0.2 ? Math.floor(next() * 2000) : 1 + Math.floor(next() * 3);
    text += pick().repeat(repeats);
  }
  return text;
}
