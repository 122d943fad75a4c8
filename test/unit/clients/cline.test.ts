import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { cline } from '../../../engine/clients/cline.ts';
import { decision } from './claudeCodeSamples.ts';
import { read, refused, texts } from './clientSamples.ts';

const payload = (hookName: string, more: Record<string, unknown> = {}) => ({
  clineVersion: '',
  timestamp: '2026-11-21T20:36:18.708Z',
  taskId: 'conv_1',
  sessionContext: { rootSessionId: '1795_abc' },
  workspaceRoots: ['/home/dev/app'],
  userId: 'unknown',
  agent_id: 'agent_1',
  parent_agent_id: null,
  hookName,
  ...more,
});
const input = { files: [{ path: '/home/dev/app/a.txt' }] };
const readFiles = {
  tool_call: { id: 'call_1', name: 'read_files', input },
  preToolUse: { toolName: 'read_files', parameters: { files: JSON.stringify(input.files) } },
};

describe('a Cline event', () => {
  it('of the command line becomes a call; its result has the same key', () => {
    const before = read(cline, payload('tool_call', readFiles));
    assert.deepEqual([before.event, before.phase, before.session], ['PreToolUse', 'before', '1795_abc']);
    assert.deepEqual(texts(before, 'path'), ['/home/dev/app/a.txt']);
    assert.equal(before.cwd, '/home/dev/app');
    const tool_result = { id: 'call_1', name: 'read_files', input, output: [{ result: 'text' }], durationMs: 29 };
    const after = read(cline, payload('tool_result', { tool_result, postToolUse: { toolName: 'x', success: false } }));
    assert.equal(after.key, before.key);
    assert.deepEqual(after.outcome, { ok: false, durationMs: 29 });
    assert.deepEqual(texts(after, 'result'), ['text']);
  });

  it('of the editor has its parameters as text, of which lists are read', () => {
    const { preToolUse } = readFiles;
    assert.deepEqual(texts(read(cline, payload('PreToolUse', { preToolUse })), 'path'), ['/home/dev/app/a.txt']);
    const parameters = { path: 'a.json', content: '{"a": 1}' };
    const call = read(cline, payload('PreToolUse', { preToolUse: { toolName: 'write_to_file', parameters } }));
    assert.deepEqual(texts(call, 'content'), ['{"a": 1}']);
  });

  it('with several commands shows all of them', () => {
    const tool_call = { id: 'c', name: 'run_commands', input: { commands: ['make', 'rm -rf /'] } };
    const call = read(cline, payload('tool_call', { tool_call }));
    assert.equal(call.tool.kind, 'shell');
    assert.deepEqual(texts(call, 'command'), ['make\nrm -rf /']);
  });

  it('of an MCP tool names server and tool in both forms', () => {
    const cli = payload('tool_call', { tool_call: { id: 'c', name: 'fs__list_directory', input: { path: '/etc' } } });
    assert.deepEqual(read(cline, cli).tool.mcp, { server: 'fs', tool: 'list_directory' });
    const parameters = { server_name: 'fs', tool_name: 'list_directory', arguments: '{"path": "/etc"}' };
    const editor = read(cline, payload('PreToolUse', { preToolUse: { toolName: 'use_mcp_tool', parameters } }));
    assert.deepEqual(editor.tool.mcp, { server: 'fs', tool: 'list_directory' });
    assert.deepEqual(texts(editor, 'path'), ['/etc']);
  });

  it('without a call in it is refused', () => {
    assert.match(refused(cline, payload('tool_call')), /tool_call/);
    assert.equal(read(cline, payload('agent_end', { turn: { outputText: 'Done.' } })).phase, 'notice');
  });
});

describe('an answer to Cline', () => {
  const before = read(cline, payload('tool_call', readFiles));

  it('is always exit 0 with JSON, because it obeys nothing else', () => {
    for (const action of ['deny', 'hold', 'ask'] as const) {
      const { exit, stdout } = cline.hookAnswer(before, decision(action));
      assert.equal(exit, 0);
      assert.deepEqual(JSON.parse(stdout), { cancel: true, errorMessage: 'for the agent' });
    }
    assert.equal(cline.hookAnswer(before, decision('allow')).stdout, '{"cancel":false}');
    assert.deepEqual(JSON.parse(cline.refusal('could not judge').stdout), {
      cancel: true,
      errorMessage: 'could not judge',
    });
  });

  it('tells the model of a doubtful call', () => {
    assert.match(cline.hookAnswer(before, decision('warn')).stdout, /"contextModification":"for the agent"/);
  });

  it('comes within the half minute that the editor waits', () => assert.ok(cline.hookTimeoutSeconds <= 30));
});
