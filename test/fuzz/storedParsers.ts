import assert from 'node:assert/strict';
import { canonicalize, toJson } from '../../engine/audit/canonical.ts';
import { parseConfig } from '../../engine/config/parseConfig.ts';
import { choicesOf, hostileValue, oneOf } from './hostileText.ts';

const NAMES = ['a', 'b', '__proto__', 'constructor', 'é', '\u{1f600}', '', '1', '10', 'a\nb'];
const SETTINGS = [
  'mode: enforce',
  'mode: observe',
  'port: 70000',
  'limits:',
  '  scanMilliseconds: 5',
  'rules:',
  '  - rule: a.b',
  '    action: ignore',
  'agents:',
  '  x: { suspended: true }',
  '&a [*a]',
  'a: &b {c: *b}',
  '? [a]',
  '!!binary x',
  '--- |',
];

/** Readers and writers of what Oktsec keeps itself. */
export const STORED_PARSERS: Readonly<Record<string, (text: string) => void>> = {
  'canonical JSON says the same, whatever the order of the members': (text) => {
    const next = choicesOf(text);
    const value = toJson({ [text.slice(0, 30)]: text, more: hostileValue(next, NAMES, text), b: [text, NaN] });
    const written = canonicalize(value);
    const back: unknown = JSON.parse(written);
    assert.deepEqual(back, JSON.parse(JSON.stringify(value)));
    assert.equal(canonicalize(back), written);
    assert.equal(canonicalize(reversed(back)), written);
  },
  'settings are read, or every problem has a place': (text) => {
    const next = choicesOf(text);
    const lines = Array.from({ length: 1 + Math.floor(next() * 6) }, () => oneOf(next, SETTINGS));
    const written = oneOf(next, [text, lines.join('\n'), `${lines.join('\n')}\nx: ${text}`, `agents: {${text}}`]);
    const parsed = parseConfig(written, 'config.yaml');
    if ('config' in parsed) return;
    for (const { line, column, message } of parsed.problems) {
      assert.ok((line ?? 0) >= 1 && (column ?? 0) >= 1 && message !== '');
    }
  },
};

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  const copy = {};
  for (const [name, member] of Object.entries(value).reverse()) {
    Object.defineProperty(copy, name, { value: reversed(member), enumerable: true });
  }
  return copy;
}
