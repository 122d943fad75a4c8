import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ToolCall } from '../../../engine/protocol/call.ts';
import { claudeCode } from '../../../engine/clients/claudeCode.ts';
import { senderOf } from '../../../engine/clients/clients.ts';
import { copilotCli } from '../../../engine/clients/copilotCli.ts';
import { decision, payload as claudePayload } from './claudeCodeSamples.ts';
import { read, refused, texts } from './clientSamples.ts';

const session = { sessionId: '4d7264fa-0000-4000-8000-000000000001', timestamp: 1795291447642, cwd: '/home/dev/app' };
const pre = { ...session, toolName: 'bash', toolArgs: { command: 'make', description: 'Build' } };

describe('a Copilot CLI event', () => {
  it('is told by what it holds, because most do not name themselves', () => {
    const asked = { hookName: 'permissionRequest', ...session, toolName: 'bash', toolInput: { command: 'make' } };
    const result = { resultType: 'success', textResultForLlm: 'ok' };
    const cases: [Record<string, unknown>, string, string][] = [
      [pre, 'preToolUse', 'before'],
      [asked, 'permissionRequest', 'before'],
      [{ ...session, toolName: 'bash', toolInput: {} }, 'permissionRequest', 'before'],
      [{ ...pre, toolResult: result }, 'postToolUse', 'after'],
      [{ ...pre, error: 'no' }, 'postToolUseFailure', 'after'],
      [{ ...session, prompt: 'hello' }, 'userPromptSubmitted', 'notice'],
      [{ ...session, source: 'new', initialPrompt: 'hello' }, 'sessionStart', 'notice'],
      [{ ...session, reason: 'complete' }, 'sessionEnd', 'notice'],
      [{ ...session, agentName: 'explore' }, 'subagentStart', 'notice'],
      [{ ...session, agentName: 'explore', stopReason: 'end_turn' }, 'subagentStop', 'notice'],
      [{ ...session, stopReason: 'end_turn' }, 'agentStop', 'notice'],
    ];
    for (const [payload, event, phase] of cases) {
      const call = read(copilotCli, payload);
      assert.deepEqual([call.event, call.phase], [event, phase]);
    }
  });

  it('that asks for permission, and one with a result, belong to the call before', () => {
    const before = read(copilotCli, pre);
    const asked = read(copilotCli, { ...session, timestamp: 7, toolName: 'bash', toolInput: { command: 'make' } });
    const after = read(copilotCli, { ...pre, timestamp: 9, toolResult: { textResultForLlm: 'ok' } });
    assert.ok(before.key);
    assert.deepEqual([asked.key, after.key], [undefined, undefined]);
    assert.deepEqual([asked.fingerprint, after.fingerprint], [before.fingerprint, before.fingerprint]);
    assert.equal(read(copilotCli, pre).key, before.key);
  });

  it('gives arguments as an object or as text of one', () => {
    const call = read(copilotCli, { ...pre, toolArgs: '{"command":"make"}' });
    assert.deepEqual(texts(call, 'command'), ['make']);
    assert.deepEqual(texts(read(copilotCli, { ...pre, toolArgs: 'make' }), 'argument'), ['make']);
    assert.match(refused(copilotCli, { ...pre, toolArgs: 7 }), /preToolUse: toolArgs/);
  });

  it('of an edit and of a new file carries the change', () => {
    const edit = { path: '/home/dev/app/a', old_str: 'x', new_str: 'y' };
    const call = read(copilotCli, { ...pre, toolName: 'edit', toolArgs: edit });
    assert.deepEqual(call.change, {
      kind: 'replace',
      path: '/home/dev/app/a',
      edits: [{ before: 'x', after: 'y', all: false }],
    });
    assert.ok(call.fields.every(({ origin }) => /^tool_input\.(?:path|new_str)/.test(origin)));
    const create = { path: '/home/dev/app/b', file_text: 'z' };
    assert.deepEqual(texts(read(copilotCli, { ...pre, toolName: 'create', toolArgs: create }), 'content'), ['z']);
  });

  it('of a hook in a file of Claude Code is told from one of Claude Code', () => {
    const theirs = {
      hook_event_name: 'PreToolUse',
      session_id: 's',
      timestamp: '2026-11-21T20:02:25.981Z',
      cwd: '/home/dev/app',
      tool_name: 'Bash',
      tool_input: { command: 'make' },
    };
    assert.equal(senderOf(claudeCode, theirs), copilotCli);
    assert.deepEqual(texts(read(copilotCli, theirs), 'command'), ['make']);
    for (const event of ['PreToolUse', 'SessionStart', 'Stop']) {
      assert.equal(senderOf(claudeCode, claudePayload(event)), claudeCode);
    }
  });
});

describe('an answer to Copilot CLI', () => {
  const before = read(copilotCli, pre);
  const permission = read(copilotCli, { ...session, toolName: 'bash', toolInput: { command: 'make' } });
  const after = read(copilotCli, { ...pre, toolResult: { resultType: 'success', textResultForLlm: 'secret' } });

  it('denies in its own words: of an exit code the agent would not hear the reason', () => {
    const said = (call: ToolCall) => copilotCli.hookAnswer(call, decision('deny'));
    assert.deepEqual(
      [said(before).exit, JSON.parse(said(before).stdout)],
      [0, { permissionDecision: 'deny', permissionDecisionReason: 'for the agent' }],
    );
    assert.deepEqual(JSON.parse(said(permission).stdout), { behavior: 'deny', message: 'for the agent' });
    assert.match(copilotCli.hookAnswer(before, decision('deny', { agentReason: ' ' })).stdout, /Oktsec denied/);
  });

  it('asks in its own flat words', () => {
    assert.deepEqual(JSON.parse(copilotCli.hookAnswer(before, decision('ask')).stdout), {
      permissionDecision: 'ask',
      permissionDecisionReason: 'for the person',
    });
  });

  it('answers in the user’s place only when a person said yes in Oktsec', () => {
    const approval = { item: 'i', state: 'consumed', by: 'w', waitedMs: 1 } as const;
    assert.equal(copilotCli.hookAnswer(permission, decision('allow', { approval })).stdout, '{"behavior":"allow"}');
    assert.equal(copilotCli.hookAnswer(permission, decision('allow')).stdout, '');
    assert.equal(copilotCli.hookAnswer(before, decision('allow', { approval })).stdout, '');
  });

  it('replaces a result in its own shape', () => {
    const output = { resultType: 'success', textResultForLlm: '****' };
    assert.deepEqual(JSON.parse(copilotCli.hookAnswer(after, decision('warn', { output })).stdout), {
      additionalContext: 'for the agent',
      modifiedResult: output,
    });
  });
});
