import assert from 'node:assert/strict';
import path from 'node:path';
import { describe, it } from 'node:test';
import { exampleInput } from '../../../engine/clients/exampleCall.ts';
import { compileRules } from '../../../engine/detect/compileRules.ts';
import { createDetector } from '../../../engine/detect/detector.ts';
import { findSecrets } from '../../../engine/detect/secrets/findSecrets.ts';
import { redactText } from '../../../engine/detect/secrets/redact.ts';
import { decodedFields } from '../../../engine/detect/text/decodeLadder.ts';
import { hiddenRuns } from '../../../engine/detect/text/hiddenCharacters.ts';
import { normalise } from '../../../engine/detect/text/textView.ts';

/** A long run is asked for by FUZZ_RUNS=1000000; FUZZ_SLOW=20 prints texts that took more milliseconds than that. */
const RUNS = Number(process.env.FUZZ_RUNS ?? 120);
const SLOW = Number(process.env.FUZZ_SLOW ?? Infinity);
const SEED = Number(process.env.FUZZ_SEED ?? 20_251);

/** Pieces that open something, repeat well or stand at the edge of a grammar. */
const PIECES = [
  ...'aZ09 \n\t"\'`$(){}[]<>|&;\\/=+-_.,:%#@!*~?^\0\x1b\x7f\r',
  ...['\u200b', '\u202e', '\u0301', '\ufe0f', '\u{e0041}', '\ud83d', '\udc00', 'о', 'é', '漢', '\ufeff', '\u3164'],
  ...['$((', '$(', '${', '<<E\n', '-----BEGIN PRIVATE KEY-----', 'eyJhbGciOiJ', '://', 'ghp_', 'AKIA', 'sk-', '&#x'],
  ...['%41', '\\u0041', '\\x41', 'QWxhZGRpbjpvcGVu', 'deadbeef', 'H4sIAAAA', '<!--', '-->', '\x1b[8m', '\x1b]0;'],
  ...['ignore all previous instructions', 'password=', 'token: ', 'curl -u a:', 'i g n o r e', '1gn0r3', 'rm -rf '],
];

/** Same seed, same texts (xorshift). */
function random(seed: number): () => number {
  let state = seed | 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

function hostileText(next: () => number): string {
  const pick = () => PIECES[Math.floor(next() * PIECES.length)] ?? '';
  let text = '';
  for (let n = 1 + Math.floor(next() * 12); n > 0; n--) {
    const repeats = next() < 0.2 ? Math.floor(next() * 2000) : 1 + Math.floor(next() * 3);
    text += pick().repeat(repeats);
  }
  return text;
}

const detector = createDetector([compileRules(path.resolve(import.meta.dirname, '../../../rules'))]);
const PARSERS: Readonly<Record<string, (text: string) => void>> = {
  'hidden characters lie inside the text and do not overlap': (text) => {
    let last = 0;
    for (const { start, end } of hiddenRuns(text)) {
      assert.ok(start >= last && end > start && end <= text.length);
      last = end;
    }
  },
  'offsets of the readable text lead into the text': (text) => {
    const view = normalise(text);
    if (!view) return;
    for (let at = 0; at <= view.text.length; at += 1 + (view.text.length >> 4)) {
      const raw = view.rawOffset(at);
      assert.ok(raw >= 0 && raw <= text.length + view.text.length, `${at} -> ${raw}`);
    }
  },
  'decoded copies are bounded': (text) => {
    const copies = decodedFields({ role: 'message', text, origin: 'x' });
    assert.ok(copies.reduce((sum, copy) => sum + copy.text.length, 0) <= 256 * 1024);
  },
  'secrets lie inside the text, in order, and redacting them leaves none': (text) => {
    let last = 0;
    for (const { start, end } of findSecrets(text)) {
      assert.ok(start >= last && end > start && end <= text.length);
      last = end;
    }
    const once = redactText(text);
    assert.equal(redactText(once), once);
  },
  'a command, a message and a definition are judged the same twice': (text) => {
    for (const example of [
      { tool: 'Bash', input: { command: text } },
      { tool: 'message', input: { content: text } },
      { tool: 'mcp_description', input: { name: 'x', description: text } },
    ]) {
      const input = exampleInput(example);
      const first = detector.scan(input, 'strict', 1e6);
      assert.deepEqual(first.overran, []);
      if (first.findings.length > 0) assert.deepEqual(detector.scan(input, 'strict', 1e6).findings, first.findings);
    }
  },
};

describe('texts that no one would write', () => {
  for (const [name, check] of Object.entries(PARSERS)) {
    it(name, () => {
      const next = random(SEED);
      for (let run = 0; run < RUNS; run++) {
        const text = hostileText(next);
        const start = performance.now();
        try {
          check(text);
        } catch (error) {
          assert.fail(
            `${error instanceof Error ? error.message : String(error)}\nfor ${JSON.stringify(text.slice(0, 400))}`,
          );
        }
        const ms = performance.now() - start;
        if (ms > SLOW)
          console.log(`${name}: ${Math.round(ms)} ms, ${text.length}: ${JSON.stringify(text.slice(0, 200))}`);
      }
    });
  }
});
