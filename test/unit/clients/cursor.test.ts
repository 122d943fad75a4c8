import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { claudeCode } from '../../../engine/clients/claudeCode.ts';
import { senderOf } from '../../../engine/clients/clients.ts';
import { cursor } from '../../../engine/clients/cursor.ts';
import { decision } from './claudeCodeSamples.ts';
import { read, texts } from './clientSamples.ts';

const payload = (event: string, more: Record<string, unknown> = {}) => ({
  conversation_id: 'c-1',
  generation_id: 'g-1',
  model: 'm',
  hook_event_name: event,
  cursor_version: '3.1.0',
  workspace_roots: ['/home/dev/app'],
  user_email: 'dev@example.com',
  transcript_path: '/home/dev/t.jsonl',
  ...more,
});
const shell = payload('preToolUse', {
  tool_name: 'Shell',
  tool_input: { command: 'make', working_directory: '/home/dev/app' },
  tool_use_id: 't-1\nfc-9',
  cwd: '/home/dev/app',
});

describe('a Cursor event', () => {
  it('for a shell command belongs to the call that preToolUse announced', () => {
    const before = read(cursor, shell);
    const again = read(
      cursor,
      payload('beforeShellExecution', { command: 'make', cwd: '/home/dev/app', sandbox: false }),
    );
    assert.ok(before.key);
    assert.equal(again.key, undefined);
    assert.equal(again.fingerprint, before.fingerprint);
    assert.deepEqual(texts(again, 'command'), ['make']);
  });

  it('for an MCP call has its arguments as text there and as an object here, and is the same call', () => {
    const before = read(
      cursor,
      payload('preToolUse', { tool_name: 'MCP:create_issue', tool_input: { title: 'Bug' }, tool_use_id: 't-2' }),
    );
    const more = { tool_name: 'create_issue', tool_input: '{"title":"Bug"}', command: 'npx -y server' };
    const again = read(cursor, payload('beforeMCPExecution', more));
    assert.equal(again.fingerprint, before.fingerprint);
    assert.deepEqual(again.tool.mcp, { server: 'npx -y server', tool: 'create_issue' });
  });

  it('for a file that is read is judged by its path', () => {
    const call = read(cursor, payload('beforeReadFile', { file_path: '/home/dev/.ssh/id', content: 'x' }));
    assert.deepEqual(texts(call, 'path'), ['/home/dev/.ssh/id']);
  });

  it('with a result tells how it went', () => {
    const more = { tool_name: 'Shell', tool_input: { command: 'make' }, tool_use_id: 't-1\nfc-9', duration: 54 };
    const after = read(cursor, payload('postToolUse', { ...more, tool_output: '{"exitCode":2,"stdout":"no"}' }));
    assert.deepEqual(after.outcome, { ok: false, exitCode: 2, durationMs: 54 });
    assert.equal(after.key, read(cursor, shell).key);
    const failed = read(cursor, payload('postToolUseFailure', { ...more, error_message: 'timed out' }));
    assert.deepEqual(failed.outcome, { ok: false, error: 'timed out', durationMs: 54 });
  });

  it('of a hook in a file of Claude Code is told from one of Claude Code', () => {
    assert.equal(senderOf(claudeCode, shell), cursor);
  });
});

describe('an answer to Cursor', () => {
  const before = read(cursor, shell);
  const again = read(cursor, payload('beforeShellExecution', { command: 'make', cwd: '/home/dev/app' }));
  const write = read(
    cursor,
    payload('preToolUse', { tool_name: 'Write', tool_input: { file_path: '/a', content: 'x' }, tool_use_id: 't' }),
  );
  const permission = (answer: { stdout: string }) => (JSON.parse(answer.stdout) as { permission?: string }).permission;

  it('is never empty, because an empty one blocks', () => {
    const calls = [
      before,
      again,
      read(cursor, payload('beforeSubmitPrompt', { prompt: 'hello' })),
      read(cursor, payload('postToolUse', { tool_name: 'Shell', tool_input: {}, tool_output: '{}' })),
      read(cursor, payload('stop', { status: 'completed' })),
    ];
    for (const call of calls) assert.match(cursor.hookAnswer(call, decision('allow')).stdout, /"continue":true/);
  });

  it('denies in JSON with the reason for both', () => {
    assert.deepEqual(JSON.parse(cursor.hookAnswer(before, decision('deny')).stdout), {
      continue: false,
      permission: 'deny',
      user_message: 'for the agent',
      agent_message: 'for the agent',
    });
    assert.equal(permission(cursor.refusal('no')), 'deny');
  });

  it('asks where Cursor can ask, lets the event before that pass, and denies where it cannot', () => {
    assert.equal(permission(cursor.hookAnswer(before, decision('ask'))), 'allow');
    assert.equal(permission(cursor.hookAnswer(again, decision('ask'))), 'ask');
    assert.equal(permission(cursor.hookAnswer(write, decision('ask'))), 'deny');
  });
});
