import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { parseClaudeCode } from '../../../engine/clients/claudeCodeEvents.ts';
import { bash, event, payload } from './claudeCodeSamples.ts';

describe('a Claude Code tool event', () => {
  it('becomes a call with its tool, fields, intent and place', () => {
    const call = event('PreToolUse', { ...bash, tool_use_id: 'toolu_1' });
    assert.equal(call.phase, 'before');
    assert.deepEqual(call.tool, { name: 'Bash', kind: 'shell' });
    assert.deepEqual(
      call.fields.filter(({ role }) => role === 'command').map(({ text }) => text),
      ['ls'],
    );
    assert.equal(call.intent, 'List files');
    assert.equal(call.cwd, '/home/dev/app');
    assert.equal(call.rawSize, 100);
    assert.equal(call.surface, 'hook');
    assert.deepEqual(call.agent, {
      name: 'claude-code',
      kind: 'main',
      instance: '5f1c2d3e-0000-4000-8000-000000000001',
      root: 'claude-code',
      depth: 0,
    });
  });

  it('with a result keeps the shape it came in, so that it can be handed on without its secrets', () => {
    const tool_response = { stdout: 'x', stderr: '', interrupted: false, isImage: false };
    assert.deepEqual(event('PostToolUse', { ...bash, tool_use_id: 'toolu_1', tool_response }).output, tool_response);
  });

  it('is seen whole, whatever its input names its parts', () => {
    const input = JSON.parse('{"__proto__": {"command": "rm -rf /"}, "constructor": {"note": "x"}}') as object;
    const call = event('PreToolUse', { tool_name: 'mcp__sh__run', tool_input: input });
    assert.ok(call.fields.some(({ text }) => text === 'rm -rf /'));
    assert.ok(call.fields.some(({ text }) => text === 'x'));
  });

  it('carries the proposed change of an edit', () => {
    const input = { file_path: '/home/dev/app/a.txt', old_string: 'a', new_string: 'b', replace_all: false };
    const call = event('PreToolUse', { tool_name: 'Edit', tool_input: input });
    assert.deepEqual(call.change, {
      kind: 'replace',
      path: '/home/dev/app/a.txt',
      edits: [{ before: 'a', after: 'b', all: false }],
    });
  });

  it('has the same key in all events of one call, and another in another session', () => {
    const id = { ...bash, tool_use_id: 'toolu_1' };
    const before = event('PreToolUse', id);
    assert.equal(event('PostToolUse', { ...id, tool_response: {} }).key, before.key);
    assert.equal(event('PostToolUseFailure', { ...id, error: 'x' }).key, before.key);
    assert.notEqual(event('PreToolUse', { ...id, session_id: 'other' }).key, before.key);
    assert.notEqual(before.id, event('PreToolUse', id).id);
  });

  it('has the same fingerprint as the permission request of that call, which has no key', () => {
    const before = event('PreToolUse', { ...bash, tool_use_id: 'toolu_1' });
    const permission = event('PermissionRequest', {
      tool_name: 'Bash',
      tool_input: { description: 'List files', command: 'ls' },
      permission_suggestions: [{ type: 'setMode', mode: 'acceptEdits', destination: 'session' }],
    });
    assert.equal(permission.key, undefined);
    assert.equal(permission.fingerprint, before.fingerprint);
    assert.equal(permission.phase, 'before');
  });

  it('has another fingerprint as soon as anything differs that matters', () => {
    const base = { ...bash, tool_use_id: 'toolu_1' };
    const others = [
      { tool_input: { command: 'ls ' } },
      { tool_name: 'PowerShell' },
      { cwd: '/home/dev' },
      { session_id: 'other' },
      { agent_id: 'a1', agent_type: 'Explore' },
    ].map((change) => event('PreToolUse', { ...base, ...change }).fingerprint);
    assert.equal(new Set([event('PreToolUse', base).fingerprint, ...others]).size, others.length + 1);
  });

  it('names the sub-agent it came from, its parent and its own instance', () => {
    const { agent } = event('PreToolUse', { ...bash, agent_id: 'a5a8', agent_type: 'general-purpose' });
    assert.deepEqual(agent, {
      name: 'claude-code/general-purpose',
      kind: 'general-purpose',
      instance: '5f1c2d3e-0000-4000-8000-000000000001/a5a8',
      parent: 'claude-code',
      root: 'claude-code',
      depth: 1,
    });
  });

  it('cannot smuggle control characters into lists through the name of an agent', () => {
    const { agent } = event('PreToolUse', { ...bash, agent_id: 'a', agent_type: 'x\u001b[2J\ny/../claude-code' });
    assert.equal(agent.name, 'claude-code/x__2J_y_.._claude-code');
  });

  it('takes the MCP server from the provenance that newer versions give', () => {
    const { tool } = event('PreToolUse', {
      tool_name: 'mcp__plugin_a__b__read__all',
      tool_input: {},
      mcp_server: { name: 'plugin:a__b', source: 'project' },
    });
    assert.deepEqual(tool, {
      name: 'mcp__plugin_a__b__read__all',
      kind: 'mcp',
      mcp: { server: 'plugin:a__b', tool: 'read__all', source: 'project' },
    });
  });

  it('splits the tool name where there is no provenance', () => {
    const { tool } = event('PreToolUse', { tool_name: 'mcp__fs__read_file', tool_input: { path: '/etc/hosts' } });
    assert.deepEqual(tool.mcp, { server: 'fs', tool: 'read_file' });
  });

  it('carries the result after the call', () => {
    const call = event('PostToolUse', {
      ...bash,
      tool_use_id: 'toolu_1',
      tool_response: { stdout: 'a.txt', stderr: '', interrupted: false },
      duration_ms: 16,
    });
    assert.equal(call.phase, 'after');
    assert.ok(call.fields.some(({ role, text }) => role === 'result' && text === 'a.txt'));
    assert.deepEqual(call.outcome, { ok: true, durationMs: 16 });
    assert.deepEqual(call.input, bash.tool_input);
  });

  it('carries error and exit code of a failure', () => {
    const call = event('PostToolUseFailure', { ...bash, error: 'Exit code 3\nno such file', duration_ms: 227 });
    assert.deepEqual(call.outcome, { ok: false, error: 'Exit code 3\nno such file', exitCode: 3, durationMs: 227 });
  });
});

describe('other Claude Code events', () => {
  it('read a prompt as something that can still be stopped', () => {
    const call = event('UserPromptSubmit', { prompt: 'do it' });
    assert.equal(call.phase, 'before');
    assert.equal(call.tool.kind, 'prompt');
    assert.deepEqual(call.fields, [{ role: 'prompt', text: 'do it', origin: 'prompt' }]);
  });

  it('record sessions and sub-agents, and what the agent said at the end', () => {
    const start = event('SessionStart', { source: 'startup' });
    assert.deepEqual([start.phase, start.tool.kind, start.event], ['notice', 'session', 'SessionStart']);
    assert.equal((start.input as { source: string }).source, 'startup');
    const stop = event('SubagentStop', { agent_id: 'a', agent_type: 'Explore', last_assistant_message: 'Done.' });
    assert.equal(stop.agent.depth, 1);
    assert.deepEqual(stop.fields, [{ role: 'message', text: 'Done.', origin: 'last_assistant_message' }]);
  });

  it('record an event of a version to come', () => {
    const call = event('TeleportRequested', { somewhere: { else: true } });
    assert.deepEqual([call.phase, call.event], ['notice', 'TeleportRequested']);
  });
});

describe('a question of an MCP server to the person', () => {
  const asked = { mcp_server_name: 'crm', message: 'Which branch?', mode: 'form' };
  it('can be stopped, and is read as the rules for such questions know it', () => {
    const requested_schema = { type: 'object', properties: { branch: { type: 'string', title: 'Branch' } } };
    const call = event('Elicitation', { ...asked, requested_schema });
    assert.equal(call.phase, 'before');
    assert.deepEqual(call.tool, {
      name: 'mcp_elicitation',
      kind: 'mcp-definition',
      mcp: { server: 'crm', tool: 'elicitation' },
    });
    const texts = call.fields.map(({ text }) => text);
    for (const text of ['Which branch?', 'branch', 'Branch']) assert.ok(texts.includes(text), text);
  });

  it('that sends the person to a page shows the address', () => {
    const call = event('Elicitation', { ...asked, mode: 'url', url: 'https://login.example.org/a' });
    assert.ok(call.fields.some(({ text }) => text === 'https://login.example.org/a'));
  });

  it('is recorded with what was done about it, not with what the person typed', () => {
    const call = event('ElicitationResult', { mcp_server_name: 'crm', action: 'accept', content: { value: 'mine' } });
    assert.equal(call.phase, 'notice');
    assert.deepEqual(call.input, { server: 'crm', action: 'accept' });
    assert.deepEqual(call.fields, []);
  });
});

describe('a payload that is no event', () => {
  const bad: [string, unknown, RegExp][] = [
    ['null', null, /expected object/],
    ['a list', [], /expected object/],
    ['no event name', { session_id: 's' }, /hook_event_name/],
    ['no session', { hook_event_name: 'PreToolUse', ...bash }, /PreToolUse: session_id/],
    ['no tool name', payload('PreToolUse', { tool_input: {} }), /PreToolUse: tool_name/],
    ['input that is text', payload('PreToolUse', { tool_name: 'Bash', tool_input: 'ls' }), /PreToolUse: tool_input/],
    ['a prompt that is no text', payload('UserPromptSubmit', { prompt: 7 }), /UserPromptSubmit: prompt/],
    ['no error', payload('PostToolUseFailure', bash), /PostToolUseFailure: error/],
  ];
  for (const [name, value, expected] of bad) {
    it(`is a failure that names the field: ${name}`, () => {
      const result = parseClaudeCode(value, 10);
      assert.ok('problem' in result);
      assert.match(result.problem, expected);
    });
  }

  it('is refused when nested so deep that walking it would exhaust the stack', () => {
    let deep: unknown = 'x';
    for (let i = 0; i < 100_000; i++) deep = [deep];
    const result = parseClaudeCode(payload('PreToolUse', { tool_name: 'Bash', tool_input: { deep } }), 10);
    assert.ok('problem' in result);
    assert.match(result.problem, /levels deep/);
  });

  it('never throws, whatever it is', () => {
    const names = fc.constantFrom('PreToolUse', 'PostToolUse', 'UserPromptSubmit', 'Stop', 'New');
    fc.assert(
      fc.property(names, fc.dictionary(fc.string(), fc.anything()), fc.anything(), (name, more, input) => {
        const call = parseClaudeCode(
          payload(name, { ...more, tool_name: 'Bash', tool_input: input, prompt: input }),
          1,
        );
        assert.ok('problem' in call || /^[0-9a-f]{64}$/.test(call.fingerprint));
      }),
    );
  });
});
