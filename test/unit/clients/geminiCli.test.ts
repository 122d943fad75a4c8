import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { geminiCli } from '../../../engine/clients/geminiCli.ts';
import { decision } from './claudeCodeSamples.ts';
import { read, texts } from './clientSamples.ts';

const payload = (event: string, more: Record<string, unknown> = {}) => ({
  session_id: '735028bc-0000-4000-8000-000000000001',
  transcript_path: '/home/dev/.gemini/tmp/app/chats/session.jsonl',
  cwd: '/home/dev/app',
  hook_event_name: event,
  timestamp: '2026-11-21T20:00:00.100Z',
  ...more,
});
const shell = { tool_name: 'run_shell_command', tool_input: { command: 'make', description: 'Build' } };

describe('a Gemini CLI event', () => {
  it('becomes a call with its tool, command and purpose', () => {
    const call = read(geminiCli, payload('BeforeTool', shell));
    assert.deepEqual(call.tool, { name: 'run_shell_command', kind: 'shell' });
    assert.deepEqual(texts(call, 'command'), ['make']);
    assert.equal(call.intent, 'Build');
  });

  it('through two hooks is one call; the same call later is another one', () => {
    const first = read(geminiCli, payload('BeforeTool', shell));
    assert.equal(read(geminiCli, payload('BeforeTool', shell)).key, first.key);
    const later = read(geminiCli, payload('BeforeTool', { ...shell, timestamp: '2026-11-21T20:00:01.000Z' }));
    assert.notEqual(later.key, first.key);
    assert.equal(later.fingerprint, first.fingerprint);
  });

  it('with a result refers to the latest call of that kind, which has no id', () => {
    const tool_response = { llmContent: 'Output: x\nExit Code: 2', returnDisplay: 'x' };
    const after = read(geminiCli, payload('AfterTool', { ...shell, tool_response }));
    assert.equal(after.key, undefined);
    assert.equal(after.fingerprint, read(geminiCli, payload('BeforeTool', shell)).fingerprint);
    assert.deepEqual(after.outcome, { ok: false, exitCode: 2 });
    assert.deepEqual(texts(after, 'result'), ['Output: x\nExit Code: 2']);
  });

  it('of an edit carries the change', () => {
    const tool_input = { file_path: '/home/dev/app/a', old_string: 'x', new_string: 'y', instruction: 'i' };
    const call = read(geminiCli, payload('BeforeTool', { tool_name: 'replace', tool_input }));
    assert.deepEqual(call.change, {
      kind: 'replace',
      path: '/home/dev/app/a',
      edits: [{ before: 'x', after: 'y', all: false }],
    });
    assert.ok(texts(call, 'argument').includes('i'));
  });

  it('of an MCP tool names server and tool by its context, not by its name', () => {
    const mcp_context = { server_name: 'my_files', tool_name: 'list_directory', command: 'node', args: [] };
    const call = read(
      geminiCli,
      payload('BeforeTool', { tool_name: 'mcp_my_files_list_directory', tool_input: { path: '/etc' }, mcp_context }),
    );
    assert.deepEqual(call.tool.mcp, { server: 'my_files', tool: 'list_directory' });
    assert.equal(call.tool.kind, 'mcp');
    assert.deepEqual(texts(call, 'path'), ['/etc']);
  });

  it('that lists a folder names it by its own argument', () => {
    const call = read(
      geminiCli,
      payload('BeforeTool', { tool_name: 'list_directory', tool_input: { dir_path: '/etc' } }),
    );
    assert.deepEqual(
      call.fields.map(({ role, text, origin }) => [role, text, origin]),
      [['path', '/etc', 'tool_input.dir_path']],
    );
  });

  it('records prompts and what the agent said', () => {
    assert.deepEqual(texts(read(geminiCli, payload('BeforeAgent', { prompt: 'hello' })), 'prompt'), ['hello']);
    const end = read(geminiCli, payload('AfterAgent', { prompt: 'hello', prompt_response: 'Done.' }));
    assert.deepEqual(texts(end, 'message'), ['Done.']);
  });
});

describe('an answer to Gemini CLI', () => {
  const before = read(geminiCli, payload('BeforeTool', shell));
  const after = read(geminiCli, payload('AfterTool', { ...shell, tool_response: { llmContent: 'x' } }));

  it('denies by exit code, also what nobody decided', () => {
    for (const action of ['deny', 'hold', 'ask'] as const) {
      assert.deepEqual(geminiCli.hookAnswer(before, decision(action)), {
        exit: 2,
        stdout: '',
        stderr: 'for the agent\n',
      });
    }
    assert.equal(geminiCli.hookAnswer(before, decision('allow')).stdout, '');
  });

  it('replaces a result that holds secrets, and tells the model of a doubtful one', () => {
    const output = [{ text: 'key: ****' }];
    const replaced = JSON.parse(geminiCli.hookAnswer(after, decision('warn', { output })).stdout) as Record<
      string,
      string
    >;
    assert.equal(replaced.decision, 'deny');
    assert.match(replaced.reason ?? '', /for the agent\n.*\nkey: \*{4}$/);
    assert.deepEqual(JSON.parse(geminiCli.hookAnswer(after, decision('warn')).stdout), {
      systemMessage: 'for the person',
      hookSpecificOutput: { hookEventName: 'AfterTool', additionalContext: 'for the agent' },
    });
  });
});
