import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { EntryDraft } from '../../../engine/protocol/audit.ts';
import { copilotCli } from '../../../engine/clients/copilotCli.ts';
import { cursor } from '../../../engine/clients/cursor.ts';
import { geminiCli } from '../../../engine/clients/geminiCli.ts';
import type { ClientAdapter } from '../../../engine/clients/types.ts';
import { configSchema } from '../../../engine/config/schema.ts';
import { Pipeline } from '../../../engine/pipeline/pipeline.ts';
import { finding, wordDetector } from '../../support/toolCall.ts';
import { read } from '../clients/clientSamples.ts';

/** Judges what a client sends, event by event. */
async function judge(client: ClientAdapter, payloads: readonly object[]) {
  const entries: EntryDraft[] = [];
  const pipeline = new Pipeline({
    config: () => configSchema.parse({ mode: 'enforce' }),
    detector: () => wordDetector({ evil: finding({ severity: 'critical' }) }),
    audit: {
      append: (draft) => {
        entries.push(draft);
        return Promise.resolve();
      },
    },
    clock: { now: () => 0, monotonic: () => 0 },
    redact: { text: (text) => text, value: (value) => value },
  });
  const actions: string[] = [];
  for (const payload of payloads) {
    const decision = await pipeline.judge(read(client, payload), { identity: { method: 'token', trusted: true } });
    actions.push(decision.action);
  }
  return { actions, kinds: entries.map(({ kind }) => kind), calls: new Set(entries.map(({ call }) => call)).size };
}

describe('a call that two events or two hooks tell of', () => {
  const gemini = {
    session_id: 's',
    cwd: '/a',
    hook_event_name: 'BeforeTool',
    timestamp: '2026-11-21T20:00:00.100Z',
    tool_name: 'run_shell_command',
    tool_input: { command: 'evil' },
  };
  const inCursor = { conversation_id: 'c', cursor_version: '3', workspace_roots: ['/a'], cwd: '/a' };
  const inCopilot = { sessionId: 's', cwd: '/a', toolName: 'bash' };
  const cases: [string, ClientAdapter, object[]][] = [
    ['two files of Gemini CLI with the same hook', geminiCli, [gemini, gemini]],
    [
      'preToolUse and beforeShellExecution of Cursor',
      cursor,
      [
        {
          ...inCursor,
          hook_event_name: 'preToolUse',
          tool_name: 'Shell',
          tool_input: { command: 'evil' },
          tool_use_id: 't',
        },
        { ...inCursor, hook_event_name: 'beforeShellExecution', command: 'evil', sandbox: false },
      ],
    ],
    [
      'preToolUse and permissionRequest of Copilot CLI',
      copilotCli,
      [
        { ...inCopilot, timestamp: 1, toolArgs: { command: 'evil', description: 'd' } },
        { ...inCopilot, timestamp: 2, toolInput: { command: 'evil' } },
      ],
    ],
  ];
  for (const [name, client, payloads] of cases) {
    it(`is judged and counted once, and answered the same: ${name}`, async () => {
      const { actions, kinds, calls } = await judge(client, payloads);
      assert.deepEqual(actions, ['deny', 'deny']);
      assert.deepEqual(kinds, ['call', 'notice']);
      assert.equal(calls, 1);
    });
  }

  it('is another call when the model makes it again', async () => {
    const again = { ...gemini, timestamp: '2026-11-21T20:00:02.000Z' };
    assert.deepEqual((await judge(geminiCli, [gemini, again])).kinds, ['call', 'call']);
  });
});
