import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { amp } from '../../../engine/clients/amp.ts';
import { augment } from '../../../engine/clients/augment.ts';
import { claudeCode } from '../../../engine/clients/claudeCode.ts';
import { senderOf } from '../../../engine/clients/clients.ts';
import { continueCli } from '../../../engine/clients/continueCli.ts';
import { copilotCli } from '../../../engine/clients/copilotCli.ts';
import { droid } from '../../../engine/clients/droid.ts';
import { kiro } from '../../../engine/clients/kiro.ts';
import { vsCode } from '../../../engine/clients/vsCode.ts';
import { windsurf } from '../../../engine/clients/windsurf.ts';
import { decision } from './claudeCodeSamples.ts';
import { read, texts } from './clientSamples.ts';

describe('VS Code agent mode', () => {
  const payload = (event: string, more: Record<string, unknown> = {}) => ({
    timestamp: '2026-11-21T10:00:00.000Z',
    hook_event_name: event,
    session_id: 's-1',
    transcript_path: '/home/dev/s-1.json',
    cwd: '/home/dev/app',
    ...more,
  });
  const shell = payload('PreToolUse', {
    tool_name: 'run_in_terminal',
    tool_input: { command: 'make', explanation: 'Build', isBackground: false },
    tool_use_id: 'call_1',
  });

  it('is recognised in the hooks of Copilot CLI and of Claude Code', () => {
    for (const named of [copilotCli, claudeCode]) {
      for (const event of [shell, payload('Stop'), payload('SessionStart')]) {
        assert.equal(senderOf(named, event), vsCode);
      }
    }
  });

  it('is read by role', () => {
    const call = read(vsCode, shell);
    assert.deepEqual([call.client, call.tool.kind, texts(call, 'command')], ['vscode', 'shell', ['make']]);
    const tool_input = { filePath: '/home/dev/app/a', oldString: 'x', newString: 'y' };
    const edit = read(vsCode, payload('PreToolUse', { tool_name: 'replace_string_in_file', tool_input }));
    assert.equal(edit.change?.kind, 'replace');
  });

  it('is asked and denied in the words it knows', () => {
    const call = read(vsCode, shell);
    assert.equal(vsCode.hookAnswer(call, decision('deny')).exit, 2);
    assert.match(vsCode.hookAnswer(call, decision('ask')).stdout, /"permissionDecision":"ask"/);
  });
});

describe('Windsurf', () => {
  const payload = (event: string, tool_info: Record<string, unknown>) => ({
    agent_action_name: event,
    trajectory_id: 't-1',
    execution_id: 'e-1',
    timestamp: '2026-11-21T10:00:00Z',
    tool_info,
  });

  it('is read by role', () => {
    const run = read(windsurf, payload('pre_run_command', { command_line: 'make', cwd: '/home/dev/app' }));
    assert.deepEqual([run.tool.kind, run.cwd, texts(run, 'command')], ['shell', '/home/dev/app', ['make']]);
    const edits = [{ old_string: 'a', new_string: 'b' }];
    const write = read(windsurf, payload('pre_write_code', { file_path: '/home/dev/app/a', edits }));
    assert.deepEqual([write.tool.kind, texts(write, 'content')], ['edit', ['b']]);
    const mcp = { mcp_server_name: 'github', mcp_tool_name: 'create_issue', mcp_tool_arguments: { title: 'x' } };
    const call = read(windsurf, payload('pre_mcp_tool_use', mcp));
    assert.deepEqual(call.tool.mcp, { server: 'github', tool: 'create_issue' });
    assert.equal(read(windsurf, payload('pre_user_prompt', { user_prompt: 'hello' })).tool.kind, 'prompt');
  });

  it('knows exit 2 and nothing else', () => {
    const call = read(windsurf, payload('pre_run_command', { command_line: 'make' }));
    for (const action of ['deny', 'hold', 'ask'] as const)
      assert.equal(windsurf.hookAnswer(call, decision(action)).exit, 2);
    for (const action of ['allow', 'warn'] as const) {
      assert.deepEqual(windsurf.hookAnswer(call, decision(action)), { exit: 0, stdout: '', stderr: '' });
    }
  });

  it('links a result to its call, which has no id', () => {
    const before = read(windsurf, payload('pre_run_command', { command_line: 'make', cwd: '/home/dev/app' }));
    const after = read(
      windsurf,
      payload('post_run_command', { command_line: 'make', cwd: '/home/dev/app', output: 'done' }),
    );
    assert.equal(after.fingerprint, before.fingerprint);
    assert.deepEqual(texts(after, 'result'), ['done']);
  });
});

describe('Kiro', () => {
  it('is read in either case of its events, and names the server of an MCP tool', () => {
    const payload = { hook_event_name: 'preToolUse', cwd: '/home/dev/app', session_id: 's', tool_input: {} };
    const shell = read(kiro, { ...payload, tool_name: 'execute_bash', tool_input: { command: 'make' } });
    assert.deepEqual([shell.event, shell.phase, texts(shell, 'command')], ['PreToolUse', 'before', ['make']]);
    assert.deepEqual(read(kiro, { ...payload, tool_name: '@github/create_issue' }).tool.mcp, {
      server: 'github',
      tool: 'create_issue',
    });
    assert.equal(kiro.hookAnswer(shell, decision('deny')).exit, 2);
    assert.equal(kiro.hookAnswer(shell, decision('ask')).exit, 2);
    assert.equal(kiro.hookAnswer(shell, decision('warn')).stdout, '');
  });
});

describe('Augment', () => {
  it('is read with its conversation and root', () => {
    const call = read(augment, {
      hook_event_name: 'PreToolUse',
      conversation_id: 'c',
      workspace_roots: ['/home/dev/app'],
      tool_name: 'launch-process',
      tool_input: { command: 'make', cwd: '/home/dev/app' },
    });
    assert.deepEqual([call.session, call.cwd, texts(call, 'command')], ['c', '/home/dev/app', ['make']]);
    assert.equal(augment.hookAnswer(call, decision('ask')).exit, 2);
  });
});

describe('Amp', () => {
  it('is read from what our plugin sends', () => {
    const call = read(amp, {
      event: 'tool.call',
      session: 'T-1',
      cwd: '/a',
      tool: 'Bash',
      id: 'i',
      input: { cmd: 'make' },
    });
    assert.deepEqual([call.tool.kind, texts(call, 'command')], ['shell', ['make']]);
    const after = read(amp, {
      event: 'tool.result',
      session: 'T-1',
      tool: 'Bash',
      id: 'i',
      input: {},
      output: 'x',
      status: 'done',
    });
    assert.equal(after.key, call.key);
    assert.equal(amp.hookAnswer(call, decision('deny')).exit, 2);
  });
});

describe('Factory Droid and Continue', () => {
  it('are read and answered as Claude Code is', () => {
    const payload = { hook_event_name: 'PreToolUse', session_id: 's', cwd: '/a', tool_use_id: 'i' };
    const shell = read(droid, { ...payload, tool_name: 'Execute', tool_input: { command: 'make' } });
    assert.deepEqual(texts(shell, 'command'), ['make']);
    const write = read(continueCli, { ...payload, tool_name: 'Write', tool_input: { filepath: '/b', content: 'x' } });
    assert.deepEqual(texts(write, 'path'), ['/b']);
    for (const [client, call] of [
      [droid, shell],
      [continueCli, write],
    ] as const) {
      assert.equal(client.hookAnswer(call, decision('deny')).exit, 2);
      assert.match(client.hookAnswer(call, decision('ask')).stdout, /"permissionDecision":"ask"/);
    }
  });
});
