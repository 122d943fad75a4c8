import assert from 'node:assert/strict';
import path from 'node:path';
import { describe, it } from 'node:test';
import { createDetector } from '../../../engine/detect/detector.ts';
import { compileRules } from '../../../engine/detect/compileRules.ts';
import { builtinExamples } from '../../evasion/builtinExamples.ts';
import { scanExample } from '../../../engine/rulesets/exampleScan.ts';
import type { RuleExample } from '../../../engine/detect/ruleFormat.ts';
import { findingVerdict } from '../../../engine/policy/verdict.ts';

const detector = createDetector([compileRules(path.resolve(import.meta.dirname, '../../../rules'))], {
  budgetMs: 60_000,
});
const isSeen = (example: RuleExample) =>
  scanExample(detector, example, 'content-aware').findings.some((each) => findingVerdict(each) !== 'clean');

const lines = (line: (n: number) => string, length: number) => {
  let text = '';
  for (let n = 0; text.length < length; n++) text += `${line(n)}\n`;
  return text;
};
const HASH = /(?:\.(?:sh|py|rb|pl|ya?ml|toml)|\/[^.]*)$/;
const SLASHES = /\.[mc]?[jt]s$/;

/** What stands before the harm, by the name of the file: more than is read of one text at once. */
const IN_FILES: Readonly<Record<string, (file: string) => string | undefined>> = {
  comments: (file) => {
    const sign = HASH.test(file) ? '#' : SLASHES.test(file) ? '//' : undefined;
    return sign && lines((n) => `${sign} Part ${n} of the notes about how the shop is built.`, 70_000);
  },
  code: (file) => {
    if (file.endsWith('.py')) return lines((n) => `a${n} = len(b) + ${n}`, 70_000);
    if (file.endsWith('.sh')) return lines((n) => `echo part ${n}`, 70_000);
    return SLASHES.test(file) ? lines((n) => `const a${n} = b.length + ${n};`, 70_000) : undefined;
  },
};
const IN_TEXTS: Readonly<Record<string, (text: string) => string>> = {
  'honest commands': () => lines((n) => `Run \`npm run part${n}\` first.`, 1200),
  'copies in quotes': (text) =>
    lines((n) => `What attackers write is "${text.replace(/["\n]/g, ' ')}", in case ${n}.`, 900),
};

describe('padding before what does harm', () => {
  for (const [name, pad] of Object.entries(IN_FILES)) {
    it(`hides nothing in files: ${name}`, () => {
      let tried = 0;
      for (const { rule, hit } of builtinExamples()) {
        const { content, file_path: file } = hit.input;
        if (hit.tool !== 'Write' || typeof content !== 'string' || typeof file !== 'string' || !isSeen(hit)) continue;
        const padding = content.startsWith('<') ? undefined : pad(file);
        if (padding === undefined) continue;
        // A line that says which program reads the file stays the first.
        const head = content.startsWith('#!') ? content.slice(0, content.indexOf('\n') + 1) : '';
        tried++;
        assert.ok(
          isSeen({ ...hit, input: { ...hit.input, content: head + padding + content.slice(head.length) } }),
          `${rule} in ${file}`,
        );
      }
      assert.ok(tried > 50, `${tried} tried`);
    });
  }

  for (const [name, pad] of Object.entries(IN_TEXTS)) {
    it(`hides nothing in messages: ${name}`, () => {
      let tried = 0;
      for (const { rule, hit } of builtinExamples()) {
        const { content } = hit.input;
        if (hit.tool !== 'message' || typeof content !== 'string' || content.length > 300 || !isSeen(hit)) continue;
        tried++;
        assert.ok(
          isSeen({ ...hit, input: { ...hit.input, content: `${pad(content)}\n${content}` } }),
          `${rule}: ${content}`,
        );
      }
      assert.ok(tried > 50, `${tried} tried`);
    });
  }
});
