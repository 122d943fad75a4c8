import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { openCode } from '../../../engine/clients/openCode.ts';
import { decision } from './claudeCodeSamples.ts';
import { read, refused, texts } from './clientSamples.ts';

const payload = (event: string, more: Record<string, unknown> = {}) => ({
  event,
  session: 'ses_1',
  directory: '/home/dev/app',
  ...more,
});
const bash = { tool: 'bash', callID: 'call_1', args: { command: 'make', description: 'Build' } };

describe('an OpenCode event', () => {
  it('becomes a call; its result has the same key, exit code and text', () => {
    const before = read(openCode, payload('tool.execute.before', bash));
    assert.deepEqual(texts(before, 'command'), ['make']);
    assert.equal(before.cwd, '/home/dev/app');
    const after = read(openCode, payload('tool.execute.after', { ...bash, output: '(no output)', exit: 3 }));
    assert.equal(after.key, before.key);
    assert.deepEqual(after.outcome, { ok: false, exitCode: 3 });
    assert.deepEqual(texts(after, 'result'), ['(no output)']);
  });

  it('of an edit carries the change and names the client’s own arguments', () => {
    const args = { filePath: '/home/dev/app/a', oldString: 'x', newString: 'y' };
    const call = read(openCode, payload('tool.execute.before', { tool: 'edit', callID: 'c', args }));
    assert.deepEqual(call.change, {
      kind: 'replace',
      path: '/home/dev/app/a',
      edits: [{ before: 'x', after: 'y', all: false }],
    });
    assert.deepEqual(
      call.fields.map(({ origin }) => origin),
      ['tool_input.filePath', 'tool_input.newString'],
    );
  });

  it('of a tool that is not built in belongs to a server', () => {
    const call = read(
      openCode,
      payload('tool.execute.before', { tool: 'fs_list_directory', callID: 'c', args: { path: '/etc' } }),
    );
    assert.deepEqual(call.tool.mcp, { server: 'fs', tool: 'list_directory' });
    assert.equal(read(openCode, payload('tool.execute.before', { ...bash, tool: 'plan_exit' })).tool.mcp, undefined);
  });

  it('of a sub-agent belongs to the session that started it', () => {
    const call = read(openCode, payload('tool.execute.before', { ...bash, parent: 'ses_0', agent: 'general' }));
    assert.equal(call.session, 'ses_0');
    assert.equal(call.agent.name, 'opencode/general');
    assert.equal(call.agent.instance, 'ses_0/ses_1');
  });

  it('with a prompt is recorded, and one that lacks its id is refused', () => {
    const said = read(openCode, payload('chat.message', { prompt: 'hello' }));
    assert.deepEqual([said.phase, said.tool.kind], ['notice', 'prompt']);
    assert.match(refused(openCode, payload('tool.execute.before', { tool: 'bash', args: {} })), /callID/);
  });
});

describe('an answer to OpenCode', () => {
  const before = read(openCode, payload('tool.execute.before', bash));
  const after = read(openCode, payload('tool.execute.after', { ...bash, output: 'x' }));

  it('denies so that the plugin throws', () => {
    for (const action of ['deny', 'hold', 'ask'] as const) {
      assert.equal(openCode.hookAnswer(before, decision(action)).exit, 2);
    }
    assert.equal(openCode.hookAnswer(before, decision('warn')).exit, 0);
  });

  it('tells of a doubtful result, and replaces one with secrets', () => {
    assert.equal(openCode.hookAnswer(after, decision('warn')).stdout, '{"note":"for the agent"}');
    const answer = openCode.hookAnswer(after, decision('warn', { output: '****' }));
    assert.deepEqual(JSON.parse(answer.stdout), { note: 'for the agent', output: '****' });
  });
});
