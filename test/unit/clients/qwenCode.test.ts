import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { qwenCode } from '../../../engine/clients/qwenCode.ts';
import { decision } from './claudeCodeSamples.ts';
import { read, texts } from './clientSamples.ts';

const payload = (event: string, more: Record<string, unknown> = {}) => ({
  session_id: '2282097c-0000-4000-8000-000000000001',
  transcript_path: '/home/dev/.qwen/projects/app/chats/2282097c.jsonl',
  cwd: '/home/dev/app',
  hook_event_name: event,
  timestamp: '2026-11-21T20:37:26.725Z',
  permission_mode: 'default',
  ...more,
});
const shell = {
  tool_name: 'run_shell_command',
  tool_input: { command: 'make', description: 'Build', is_background: false },
  tool_use_id: 'toolu_1795293446725_a',
  tool_call_id: 'call_7_0',
};

describe('a Qwen Code event', () => {
  it('becomes a call; its result has the same key and says how it went', () => {
    const before = read(qwenCode, payload('PreToolUse', shell));
    assert.equal(before.tool.kind, 'shell');
    assert.deepEqual(texts(before, 'command'), ['make']);
    const llmContent = 'Command: make\nDirectory: (root)\nOutput: x\nError: (none)\nExit Code: 3\nSignal: (none)';
    const after = read(
      qwenCode,
      payload('PostToolUse', { ...shell, tool_response: { llmContent, returnDisplay: 'x' }, duration_ms: 46 }),
    );
    assert.equal(after.key, before.key);
    assert.deepEqual(after.outcome, { ok: false, exitCode: 3, durationMs: 46 });
    assert.deepEqual(texts(after, 'result'), [llmContent]);
  });

  it('of a write, a sub-agent and an MCP tool is read by role', () => {
    const file = { tool_name: 'write_file', tool_input: { file_path: '/home/dev/app/a', content: 'x' } };
    assert.deepEqual(texts(read(qwenCode, payload('PreToolUse', file)), 'content'), ['x']);
    const agent = { tool_name: 'agent', tool_input: { prompt: 'look', description: 'd', subagent_type: 'explore' } };
    assert.equal(read(qwenCode, payload('PreToolUse', agent)).recipient, 'qwen-code/explore');
    const mcp = { tool_name: 'mcp__fs__list_directory', tool_input: { path: '/etc' } };
    assert.deepEqual(read(qwenCode, payload('PreToolUse', mcp)).tool.mcp, { server: 'fs', tool: 'list_directory' });
  });
});

describe('an answer to Qwen Code', () => {
  it('denies by exit code and asks in JSON', () => {
    const before = read(qwenCode, payload('PreToolUse', shell));
    assert.equal(qwenCode.hookAnswer(before, decision('deny')).exit, 2);
    assert.match(qwenCode.hookAnswer(before, decision('ask')).stdout, /"permissionDecision":"ask"/);
  });

  it('comes within the minute after which a call runs anyway', () => {
    assert.ok(qwenCode.hookTimeoutSeconds <= 60);
    assert.ok(Object.values(qwenCode.eventTimeoutSeconds ?? {}).every((seconds) => seconds <= 60));
  });
});
