import assert from 'node:assert/strict';
import path from 'node:path';
import { exampleInput } from '../../engine/clients/exampleCall.ts';
import { jsonFields } from '../../engine/clients/jsonFields.ts';
import { compileRegex } from '../../engine/detect/compilePattern.ts';
import { compileRules } from '../../engine/detect/compileRules.ts';
import { createDetector } from '../../engine/detect/detector.ts';
import { destinationOf } from '../../engine/detect/net/classifyHost.ts';
import { pathClasses } from '../../engine/detect/paths/classifyPath.ts';
import { parseRuleFile } from '../../engine/detect/ruleFile.ts';
import { findSecrets } from '../../engine/detect/secrets/findSecrets.ts';
import { redactText } from '../../engine/detect/secrets/redact.ts';
import { shellFacts } from '../../engine/detect/shell/parseShell.ts';
import { MAX_ACCESSES, MAX_NODES } from '../../engine/detect/shell/shellFacts.ts';
import { sqlDeeds } from '../../engine/detect/shell/sql.ts';
import { decodedFields } from '../../engine/detect/text/decodeLadder.ts';
import { hiddenRuns } from '../../engine/detect/text/hiddenCharacters.ts';
import { textViews } from '../../engine/detect/text/textView.ts';
import { configFaults } from '../../engine/detect/written/agentConfig.ts';
import { parseJson } from '../../engine/intake/requestBody.ts';

const detector = createDetector([compileRules(path.resolve(import.meta.dirname, '../../rules'))]);

/** Every reader of foreign text, by what holds for it whatever the text. Each throws when that does not hold. */
export const PARSERS: Readonly<Record<string, (text: string) => void>> = {
  'hidden characters lie inside the text and do not overlap': (text) => {
    let last = 0;
    for (const { start, end } of hiddenRuns(text)) {
      assert.ok(start >= last && end > start && end <= text.length);
      last = end;
    }
  },
  'offsets of the readable texts lead into the text': (text) => {
    for (const view of textViews({ role: 'message', text, origin: 'x' })) {
      for (let at = 0; at <= view.text.length; at += 1 + (view.text.length >> 4)) {
        const raw = view.rawOffset(at);
        assert.ok(raw >= 0 && raw <= text.length + view.text.length, `${at} -> ${raw}`);
      }
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
  'a shell text has bounded facts': (text) => {
    const { commands, accesses } = shellFacts(text, '/home/dev/app', '/home/dev/app');
    assert.ok(commands.length <= 2 * MAX_NODES && accesses.length <= MAX_ACCESSES);
  },
  'a PowerShell text has bounded facts': (text) => {
    const { commands } = shellFacts(`powershell -Command ${text}; iwr $env:a`, undefined, undefined);
    assert.ok(commands.length <= 2 * MAX_NODES);
  },
  'a URL leads to the same place when it is asked again, or nowhere': (text) => {
    for (const form of [text, `http://${text}`, `a@${text}:80/`]) {
      assert.deepEqual(destinationOf(form), destinationOf(form));
      assert.notEqual(destinationOf(form)?.host, '');
    }
  },
  'a path has the same classes when it is asked again': (text) => {
    const context = { cwd: '/home/dev/app', workspace: '/home/dev/app' };
    assert.deepEqual(pathClasses(text, context), pathClasses(text, context));
  },
  'SQL is read to its end': (text) => {
    assert.ok(Array.isArray(sqlDeeds(text)));
  },
  'JSON is read or refused with a reason': (text) => {
    const parsed = parseJson(Buffer.from(text));
    assert.ok('value' in parsed || parsed.problem !== '');
  },
  'every string of an argument is in a field': (text) => {
    const fields = jsonFields({ a: [text, { [text]: text }] }, 'tool', 'a');
    assert.ok(fields.filter((field) => field.text === text).length >= 2);
  },
  'a regular expression is refused with a reason or finds its match in linear time': (text) => {
    const compiled = compileRegex(text.slice(0, 200), 'i');
    if (typeof compiled === 'string') assert.notEqual(compiled, '');
    else new RegExp(compiled.source, compiled.flags).test(text.slice(0, 500));
  },
  'a rule file gives rules or problems with a place': (text) => {
    const { rules, problems } = parseRuleFile(text.slice(0, 4000), 'x.yaml');
    // Comments and directives alone are an empty file.
    const isEmpty = text.split(/\r?\n|\r/).every((line) => /^\s*(?:[#%].*)?$/s.test(line));
    assert.ok(rules.length > 0 || problems.length > 0 || isEmpty);
  },
  'settings of an agent are read however broken': (text) => {
    assert.ok(Array.isArray(configFaults(text, '')));
    assert.ok(Array.isArray(configFaults(`{"permissions":{"allow":["${text}"]}}`, text)));
  },
  'a call of every kind is judged the same twice, and never cut without saying so': (text) => {
    for (const example of [
      { tool: 'Bash', input: { command: text } },
      { tool: 'message', input: { content: text } },
      { tool: 'mcp_description', input: { name: 'x', description: text, inputSchema: { [text.slice(0, 40)]: text } } },
      { tool: 'Write', input: { file_path: '/home/dev/.claude/settings.json', content: text } },
      { tool: 'Read', input: { file_path: text } },
      { tool: 'WebFetch', input: { url: text, prompt: text } },
      { tool: 'Bash', input: { command: `npm install ${text}` } },
    ]) {
      const input = exampleInput(example);
      const first = detector.scan(input, 'strict', 1e6);
      assert.deepEqual(first.overran, []);
      if (first.findings.length > 0) assert.deepEqual(detector.scan(input, 'strict', 1e6).findings, first.findings);
    }
  },
};
