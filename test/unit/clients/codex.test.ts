import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { codex } from '../../../engine/clients/codex.ts';
import { decision } from './claudeCodeSamples.ts';
import { read, refused, texts } from './clientSamples.ts';

const payload = (event: string, more: Record<string, unknown> = {}) => ({
  session_id: '0199aaaa-0000-7000-8000-000000000001',
  turn_id: '0199aaaa-0000-7000-8000-000000000002',
  transcript_path: '/home/dev/.codex/sessions/rollout.jsonl',
  cwd: '/home/dev/app',
  hook_event_name: event,
  model: 'gpt-5.5',
  permission_mode: 'default',
  ...more,
});
const shell = { tool_name: 'Bash', tool_input: { command: 'make' }, tool_use_id: 'call_1_0' };

describe('a Codex event', () => {
  it('becomes a call with its tool, command and place', () => {
    const call = read(codex, payload('PreToolUse', shell));
    assert.deepEqual(call.tool, { name: 'Bash', kind: 'shell' });
    assert.deepEqual(texts(call, 'command'), ['make']);
    assert.equal(call.cwd, '/home/dev/app');
    assert.equal(call.client, 'codex');
    assert.equal(call.agent.name, 'codex');
  });

  it('that asks for permission belongs to the call that it does not name', () => {
    const before = read(codex, payload('PreToolUse', shell));
    const tool_input = { command: 'make', description: 'build it' };
    const asked = read(codex, payload('PermissionRequest', { tool_name: 'Bash', tool_input }));
    assert.equal(asked.key, undefined);
    assert.equal(asked.fingerprint, before.fingerprint);
    const after = read(codex, payload('PostToolUse', { ...shell, tool_response: 'done\n' }));
    assert.equal(after.key, before.key);
  });

  it('of a shell that holds a patch shows its files as well: Codex applies it itself', () => {
    const patch =
      '*** Begin Patch\n*** Delete File: ../b\n*** Update File: a\n*** Move to: /c\n@@\n-x\n+y\n*** End Patch';
    const command = `apply_patch <<'EOF'\n${patch}\nEOF`;
    const call = read(codex, payload('PreToolUse', { ...shell, tool_input: { command } }));
    assert.deepEqual(texts(call, 'command'), [command]);
    assert.deepEqual(
      call.fields.flatMap(({ role, text, access }) => (role === 'path' ? [[text, access]] : [])),
      [
        ['../b', 'delete'],
        ['a', 'write'],
        ['/c', 'write'],
      ],
    );
    assert.deepEqual(texts(call, 'content'), ['y\n']);
  });

  it('of apply_patch shows what each file gets, and what it had', () => {
    const patch = [
      '*** Begin Patch',
      '*** Add File: a.txt',
      '+one',
      '+two',
      '*** Update File: src/b.ts',
      '*** Move to: src/c.ts',
      '@@ def',
      ' kept',
      '-old',
      '+new',
      '*** Delete File: .env',
      '*** End Patch',
    ].join('\n');
    const call = read(codex, payload('PreToolUse', { tool_name: 'apply_patch', tool_input: { command: patch } }));
    assert.equal(call.tool.kind, 'edit');
    assert.deepEqual(
      call.fields.filter((f) => f.role === 'path').map((f) => [f.text, f.access]),
      [
        ['a.txt', 'write'],
        ['src/b.ts', 'write'],
        ['src/c.ts', 'write'],
        ['.env', 'delete'],
      ],
    );
    const contents = call.fields.filter((f) => f.role === 'content').map((f) => [f.text, f.replaces]);
    assert.deepEqual(contents, [
      ['one\ntwo\n', ''],
      ['kept\nnew\n', 'kept\nold\n'],
    ]);
  });

  it('of a patch of one file carries the change for a diff', () => {
    const command = '*** Begin Patch\n*** Add File: new.txt\n+hello\n*** End Patch\n';
    const call = read(codex, payload('PreToolUse', { tool_name: 'apply_patch', tool_input: { command } }));
    assert.deepEqual(call.change, { kind: 'write', path: 'new.txt', content: 'hello\n' });
  });

  it('of apply_patch without a patch in it is seen whole all the same', () => {
    const call = read(codex, payload('PreToolUse', { tool_name: 'apply_patch', tool_input: { command: 'rm -rf /' } }));
    assert.deepEqual(texts(call, 'content'), ['rm -rf /']);
  });

  it('of an MCP tool names its server', () => {
    const call = read(
      codex,
      payload('PreToolUse', { tool_name: 'mcp__fs__read_text_file', tool_input: { path: '/etc/hosts' } }),
    );
    assert.deepEqual(call.tool.mcp, { server: 'fs', tool: 'read_text_file' });
    assert.deepEqual(texts(call, 'path'), ['/etc/hosts']);
  });

  it('tells the exit code where the result says it', () => {
    const tool_response = 'Exit code: 7\nWall time: 0 seconds\nOutput:\n';
    assert.deepEqual(read(codex, payload('PostToolUse', { ...shell, tool_response })).outcome, {
      ok: false,
      exitCode: 7,
    });
  });

  it('of a sub-agent names it; prompts and ends of sessions are recorded', () => {
    const sub = read(codex, payload('PreToolUse', { ...shell, agent_id: 'a1', agent_type: 'default' }));
    assert.equal(sub.agent.name, 'codex/default');
    assert.equal(sub.agent.parent, 'codex');
    assert.equal(read(codex, payload('UserPromptSubmit', { prompt: 'hello' })).tool.kind, 'prompt');
    const end = read(codex, payload('Stop', { last_assistant_message: 'All done.' }));
    assert.equal(end.phase, 'notice');
    assert.deepEqual(texts(end, 'message'), ['All done.']);
  });

  it('that lacks what it needs is refused with the field', () => {
    assert.match(refused(codex, payload('PreToolUse', { tool_name: 'Bash' })), /PreToolUse: tool_input/);
    assert.match(refused(codex, { hook_event_name: 'PreToolUse' }), /session_id/);
    assert.match(refused(codex, []), /hook_event_name/);
  });
});

describe('an answer to Codex', () => {
  const before = read(codex, payload('PreToolUse', shell));
  const permission = read(codex, payload('PermissionRequest', { tool_name: 'Bash', tool_input: { command: 'make' } }));

  it('denies by exit code with a reason, never by an empty one', () => {
    assert.deepEqual(codex.hookAnswer(before, decision('deny')), { exit: 2, stdout: '', stderr: 'for the agent\n' });
    assert.notEqual(codex.hookAnswer(before, decision('deny', { agentReason: ' ' })).stderr.trim(), '');
  });

  it('is silent when allowing: a bare allow is invalid there', () => {
    assert.deepEqual(codex.hookAnswer(before, decision('allow')), { exit: 0, stdout: '', stderr: '' });
  });

  it('denies what nobody decided, because an ask is invalid there', () => {
    assert.equal(codex.hookAnswer(before, decision('ask')).exit, 2);
  });

  it('to a request for permission is JSON with nothing beyond what it knows', () => {
    assert.deepEqual(JSON.parse(codex.hookAnswer(permission, decision('deny')).stdout), {
      hookSpecificOutput: {
        hookEventName: 'PermissionRequest',
        decision: { behavior: 'deny', message: 'for the agent' },
      },
    });
    const approval = { item: 'i', state: 'approved', by: 'w', waitedMs: 1 } as const;
    assert.deepEqual(JSON.parse(codex.hookAnswer(permission, decision('allow', { approval })).stdout), {
      hookSpecificOutput: { hookEventName: 'PermissionRequest', decision: { behavior: 'allow' } },
    });
    assert.equal(codex.hookAnswer(permission, decision('allow')).stdout, '');
  });

  it('replaces the result of an MCP tool without its secrets', () => {
    const seen = { tool_name: 'mcp__fs__read', tool_input: {}, tool_response: { content: [] } };
    const after = read(codex, payload('PostToolUse', seen));
    const answer = codex.hookAnswer(after, decision('warn', { output: { content: ['hidden'] } }));
    assert.match(answer.stdout, /"updatedMCPToolOutput":\{"content":\["hidden"\]\}/);
    const bash = read(codex, payload('PostToolUse', { ...shell, tool_response: 'x' }));
    assert.doesNotMatch(codex.hookAnswer(bash, decision('warn', { output: 'hidden' })).stdout, /hidden/);
  });
});
