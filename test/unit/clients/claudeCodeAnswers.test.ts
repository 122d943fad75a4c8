import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, describe, it } from 'node:test';
import type { ToolCall } from '../../../engine/protocol/call.ts';
import type { Action, Approval } from '../../../engine/protocol/verdict.ts';
import { refuse } from '../../../engine/clients/answers.ts';
import { hookAnswer, httpAnswer } from '../../../engine/clients/claudeCodeAnswers.ts';
import { bash, decision, event } from './claudeCodeSamples.ts';

const NOTHING = { exit: 0, stdout: '', stderr: '' };
const before = event('PreToolUse', bash);
const permission = event('PermissionRequest', bash);
const result = event('PostToolUse', { ...bash, tool_response: {} });
const prompt = event('UserPromptSubmit', { prompt: 'hello' });
const approval = (state: Approval['state']): Approval => ({ item: 'i', state, by: 'window', waitedMs: 5 });

describe('the answer to a Claude Code hook', () => {
  it('puts a result without its secrets in the place of the first, and only a result', () => {
    const output = { stdout: '****', stderr: '', interrupted: false, isImage: false };
    const specific = (call: ToolCall) =>
      (JSON.parse(hookAnswer(call, decision('warn', { output })).stdout) as { hookSpecificOutput: object })
        .hookSpecificOutput;
    assert.deepEqual(specific(event('PostToolUse', { ...bash, tool_response: {} })), {
      hookEventName: 'PostToolUse',
      additionalContext: 'for the agent',
      updatedToolOutput: output,
    });
    assert.equal('updatedToolOutput' in specific(event('PostToolUseFailure', { ...bash, error: 'x' })), false);
  });

  it('to a denied call is exit 2 with the reason on stderr and an empty stdout', () => {
    for (const call of [before, prompt, result]) {
      assert.deepEqual(hookAnswer(call, decision('deny')), { exit: 2, stdout: '', stderr: 'for the agent\n' });
    }
    assert.deepEqual(refuse('cannot judge'), { exit: 2, stdout: '', stderr: 'cannot judge\n' });
  });

  it('never denies without a reason: an empty one would be ignored by some versions', () => {
    assert.notEqual(refuse('').stderr.trim(), '');
    assert.notEqual(hookAnswer(before, decision('deny', { agentReason: '' })).stderr.trim(), '');
  });

  it('to an allowed call says nothing, so that the permission rules of the client still apply', () => {
    for (const call of [before, prompt, result, permission]) {
      assert.deepEqual(hookAnswer(call, decision('allow')), NOTHING);
      assert.deepEqual(httpAnswer(call, decision('allow')), {});
    }
    assert.deepEqual(hookAnswer(before, decision('allow', { approval: approval('approved') })), NOTHING);
  });

  it('to a flagged call tells the agent and the person without forcing a permission', () => {
    assert.deepEqual(JSON.parse(hookAnswer(before, decision('warn')).stdout), {
      systemMessage: 'for the person',
      hookSpecificOutput: { hookEventName: 'PreToolUse', additionalContext: 'for the agent' },
    });
    assert.deepEqual(httpAnswer(result, decision('warn')), {
      systemMessage: 'for the person',
      hookSpecificOutput: { hookEventName: 'PostToolUse', additionalContext: 'for the agent' },
    });
  });

  it('asks with the reason for the person', () => {
    const answer = hookAnswer(before, decision('ask'));
    assert.equal(answer.exit, 0);
    assert.deepEqual(JSON.parse(answer.stdout), {
      hookSpecificOutput: {
        hookEventName: 'PreToolUse',
        permissionDecision: 'ask',
        permissionDecisionReason: 'for the person',
      },
    });
  });

  it('to a permission request is given in JSON, because exit 2 is ignored there', () => {
    const answer = hookAnswer(permission, decision('deny'));
    assert.equal(answer.exit, 0);
    assert.deepEqual(JSON.parse(answer.stdout), {
      hookSpecificOutput: {
        hookEventName: 'PermissionRequest',
        decision: { behavior: 'deny', message: 'for the agent' },
      },
    });
  });

  it('to a permission request is yes only if a person said yes to that call', () => {
    const yes = { hookSpecificOutput: { hookEventName: 'PermissionRequest', decision: { behavior: 'allow' } } };
    for (const state of ['approved', 'consumed'] as const) {
      assert.deepEqual(httpAnswer(permission, decision('allow', { approval: approval(state) })), yes);
    }
    for (const state of ['pending', 'rejected', 'expired', 'cancelled'] as const) {
      assert.deepEqual(httpAnswer(permission, decision('allow', { approval: approval(state) })), {});
    }
    // The dialog that is about to open is the question.
    assert.deepEqual(httpAnswer(permission, decision('ask')), {});
  });

  it('over HTTP denies in the body', () => {
    assert.deepEqual(httpAnswer(before, decision('deny')), {
      hookSpecificOutput: {
        hookEventName: 'PreToolUse',
        permissionDecision: 'deny',
        permissionDecisionReason: 'for the agent',
      },
    });
    assert.deepEqual(httpAnswer(prompt, decision('deny')), { decision: 'block', reason: 'for the agent' });
  });

  it('to events that nothing can stop is nothing, whatever was decided', () => {
    const actions: Action[] = ['allow', 'warn', 'hold', 'ask', 'deny'];
    for (const name of ['Stop', 'SubagentStop', 'SessionStart', 'SessionEnd', 'SubagentStart', 'Unknown']) {
      for (const action of actions) assert.deepEqual(hookAnswer(event(name), decision(action)), NOTHING, name);
    }
  });

  it('to a change of settings and to a question of a server refuses, also what nobody decided', () => {
    const change = event('ConfigChange', { source: 'user_settings' });
    const question = event('Elicitation', { mcp_server_name: 'crm', message: 'Which branch?' });
    for (const call of [change, question]) {
      for (const action of ['deny', 'hold', 'ask'] as const) {
        assert.deepEqual(hookAnswer(call, decision(action)), { exit: 2, stdout: '', stderr: 'for the agent\n' });
      }
      assert.deepEqual(hookAnswer(call, decision('allow')), NOTHING);
      assert.deepEqual(JSON.parse(hookAnswer(call, decision('warn')).stdout), { systemMessage: 'for the person' });
    }
    assert.deepEqual(httpAnswer(change, decision('deny')), { decision: 'block', reason: 'for the agent' });
    assert.deepEqual(httpAnswer(question, decision('deny')), {
      hookSpecificOutput: { hookEventName: 'Elicitation', action: 'decline' },
    });
    assert.deepEqual(httpAnswer(question, decision('allow')), {});
  });

  it('treats a hold that was not resolved as a deny', () => {
    assert.equal(hookAnswer(before, decision('hold')).exit, 2);
  });

  it('writes to one stream only, and to stdout only one JSON object', () => {
    for (const call of [before, permission, result, prompt]) {
      for (const action of ['allow', 'warn', 'hold', 'ask', 'deny'] as const) {
        const { exit, stdout, stderr } = hookAnswer(call, decision(action));
        assert.ok(stdout === '' || stderr === '');
        assert.equal(exit === 2, stderr !== '');
        if (stdout !== '') assert.equal(typeof JSON.parse(stdout), 'object');
      }
    }
  });
});

describe('a call that nobody decided in time', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'oktsec-defer-'));
  after(() => rmSync(folder, { recursive: true, force: true }));
  const transcript = path.join(folder, 'session.jsonl');
  const line = (entrypoint: string, version = '2.1.330') =>
    `${JSON.stringify({ type: 'user', entrypoint, version })}\n`;
  const answered = (text: string, name = 'PreToolUse'): string => {
    writeFileSync(transcript, text);
    const { stdout } = hookAnswer(event(name, { ...bash, transcript_path: transcript }), decision('ask'));
    const { hookSpecificOutput = {} } = JSON.parse(stdout || '{}') as {
      hookSpecificOutput?: { permissionDecision?: string };
    };
    return hookSpecificOutput.permissionDecision ?? 'nothing';
  };

  it('is put off where the session runs without a person, and only there', () => {
    assert.equal(answered(line('sdk-cli')), 'defer');
    assert.equal(answered(`${line('sdk-cli')}{"type":"queue"}\n`), 'defer');
    assert.equal(answered(line('cli')), 'ask');
    assert.equal(answered(line('sdk-cli') + line('cli')), 'ask', 'a person went on with it');
    assert.equal(answered(line('sdk-ts')), 'ask');
    assert.equal(answered(''), 'ask');
    assert.equal(answered(line('sdk-cli', '2.1.88')), 'ask', 'older versions would let the call run');
    assert.equal(answered(line('sdk-cli'), 'PermissionRequest'), 'nothing');
  });

  it('is asked where the session left no record', () => {
    const call = event('PreToolUse', { ...bash, transcript_path: path.join(folder, 'nowhere.jsonl') });
    assert.match(hookAnswer(call, decision('ask')).stdout, /"ask"/);
  });

  it('says how to let it run', () => {
    writeFileSync(transcript, line('sdk-cli'));
    const call = event('PreToolUse', { ...bash, transcript_path: transcript });
    const { stdout } = hookAnswer(call, decision('ask', { approval: approval('expired') }));
    assert.match(stdout, /oktsec approvals approve i, then claude -p --resume 5f1c2d3e/);
  });
});
