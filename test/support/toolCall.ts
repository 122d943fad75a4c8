import type { Field, ToolCall } from '../../engine/protocol/call.ts';
import type { Finding } from '../../engine/protocol/verdict.ts';
import type { Detector } from '../../engine/detect/types.ts';

let count = 0;

/** A call of Claude Code with the given parts; every call is a new one unless `key` says otherwise. */
export function toolCall(parts: Partial<ToolCall> = {}): ToolCall {
  const id = `call-${++count}`;
  const fields: Field[] = [{ role: 'command', text: 'ls', origin: 'command' }];
  return {
    id,
    key: id,
    fingerprint: `fp-${id}`,
    time: 1_700_000_000_000,
    surface: 'hook',
    client: 'claude-code',
    agent: { name: 'claude-code', kind: 'main', instance: 's1', root: 'claude-code', depth: 0 },
    session: 's1',
    phase: 'before',
    event: 'PreToolUse',
    tool: { name: 'Bash', kind: 'shell' },
    fields,
    input: { command: fields[0]!.text },
    cwd: '/home/dev/app',
    rawSize: 100,
    ...parts,
  };
}

export function finding(parts: Partial<Finding> = {}): Finding {
  return {
    rule: 'TEST-1',
    name: 'Test finding',
    category: 'command-execution',
    severity: 'critical',
    certainty: 'structural',
    role: 'command',
    origin: 'command',
    excerpt: 'x',
    explanation: 'it is a test',
    remediation: 'do nothing',
    ...parts,
  };
}

/** Finds in every text that contains a key what stands beside it. */
export function wordDetector(words: Readonly<Record<string, Finding>>): Detector {
  return {
    rules: [],
    packHash: 'test',
    scan: (input) => ({
      findings: Object.entries(words)
        .filter(([word]) => input.fields.some((f) => f.text.includes(word)))
        .map(([, found]) => found),
      effects: new Set(input.fields.some((f) => f.text.includes('rm ')) ? (['delete'] as const) : []),
      leftovers: [],
      overran: input.fields.some((f) => f.text.includes('slow')) ? ['SLOW-1'] : [],
    }),
  };
}
