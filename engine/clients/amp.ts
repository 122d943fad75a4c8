import path from 'node:path';
import * as z from 'zod';
import type { ToolCall } from '../protocol/call.ts';
import type { Decision } from '../protocol/verdict.ts';
import { inJson, NOTHING, refuse } from './answers.ts';
import { connectionOf, projectFile } from './connecting/connection.ts';
import { ownFile } from './connecting/ownFile.ts';
import { PLUGIN_MARK, pluginText } from './connecting/pluginText.ts';
import { asItCame, ClientEvents, readPayload, shortName, type EventHead } from './reading/clientEvents.ts';
import type { ToolTable } from './reading/toolTable.ts';
import type { ClientAdapter, ClientContext, HookAnswer, ParseFailure } from './types.ts';

const AMP = 'amp';
const HOLD_SECONDS = 600;

const TOOLS: ToolTable = {
  Bash: { as: 'Bash', keys: { cmd: 'command' } },
  shell_command: { as: 'Bash' },
  Read: { as: 'Read', keys: { path: 'file_path' } },
  create_file: { as: 'Write', keys: { path: 'file_path' } },
  edit_file: { as: 'Edit', keys: { path: 'file_path', old_str: 'old_string', new_str: 'new_string' } },
  apply_patch: { as: 'patch', keys: { patch: 'patchText' } },
  Grep: { as: 'Grep' },
  glob: { as: 'Glob', keys: { filePattern: 'pattern' } },
  read_web_page: { as: 'WebFetch' },
  web_search: { as: 'WebSearch', keys: { objective: 'query' } },
  Task: { as: 'Agent' },
};

/** What our plugin sends. */
const event = z.looseObject({
  event: shortName,
  session: shortName,
  cwd: z.string().optional(),
});
const toolEvent = event.extend({ tool: shortName, id: shortName.optional(), input: asItCame });

const events = new ClientEvents(AMP, TOOLS);

/** Amp: a plugin in TypeScript that rejects a call with the reason. */
export const amp: ClientAdapter = {
  id: AMP,
  name: 'Amp',
  hookTimeoutSeconds: HOLD_SECONDS,
  canAsk: false,
  facts: {
    transport: 'plugin',
    events: { before: ['tool.call'], after: ['tool.result'], notice: ['session.start', 'agent.end'] },
    timeout: { unit: 'none', ours: HOLD_SECONDS },
    answers: { deny: 'reject-and-continue with the reason' },
    failure: { crash: 'blocked', timeout: 'unknown', closedBy: 'the plugin, which rejects on any failure' },
    trust: 'Headless runs need --plugin-ready-timeout, or the first turn may begin before plugins are loaded.',
    takesEffect: 'in new sessions',
    switchedOffBy: ['a plugin that cannot be loaded is left out'],
    basis: 'documentation',
  },
  parse: (payload, rawSize) =>
    readPayload(event, payload, 'Amp event', (found): ToolCall | ParseFailure => {
      if (found.event !== 'tool.call' && found.event !== 'tool.result') {
        return events.notice(headOf(found), rawSize, {});
      }
      return readPayload(toolEvent, payload, found.event, (tool) => {
        const head = { ...headOf(tool), callId: tool.id };
        const seen = { name: tool.tool, input: tool.input };
        if (tool.event === 'tool.call') return events.before(head, rawSize, seen);
        const failed = typeof tool.error === 'string' ? { error: tool.error } : {};
        return events.after(head, rawSize, seen, tool.output, { ok: tool.status !== 'error', ...failed });
      });
    }),
  hookAnswer,
  refusal: refuse,
  warning: () => NOTHING,
  canary: ({ session, id, cwd, command }) => ({
    event: 'tool.call',
    session,
    cwd,
    tool: 'Bash',
    id,
    input: { cmd: command },
  }),
  ...connectionOf({
    id: AMP,
    name: 'Amp',
    program: { names: ['amp'], packages: ['@ampcode/cli', '@sourcegraph/amp'] },
    homes: (context) => [ampHome(context)],
    scopes: ['user', 'project'],
    hookFiles: (context, scope) => [
      ownFile({
        file:
          scope === 'project'
            ? projectFile(context, '.amp', 'plugins', 'oktsec.ts')
            : path.join(ampHome(context), 'plugins', 'oktsec.ts'),
        text: `// @ts-nocheck\n${pluginText(context, AMP, 'Amp')}${PLUGIN}`,
        mark: PLUGIN_MARK,
        events: ['tool.call', 'tool.result', 'session.start', 'agent.end'],
      }),
    ],
    note: () => 'A call is rejected if the plugin itself fails.',
  }),
};

function ampHome({ userHome }: ClientContext): string {
  return path.join(userHome, '.config', 'amp');
}

function headOf(found: z.output<typeof event>): EventHead {
  return { event: found.event, session: found.session, cwd: found.cwd };
}

function hookAnswer(call: ToolCall, { action, agentReason }: Decision): HookAnswer {
  if (call.phase !== 'before' || action === 'allow') return NOTHING;
  return action === 'warn' ? inJson({ note: agentReason }) : refuse(agentReason);
}

const PLUGIN = `
const about = (event, more) => ({
  event: event,
  session: String(more?.thread?.id ?? 'amp'),
  cwd: process.cwd(),
});

export default function (amp) {
  amp.on('tool.call', async (event) => {
    try {
      await ask({ ...about('tool.call', event), tool: event.tool, id: event.toolUseID, input: event.input ?? {} });
      return { action: 'allow' };
    } catch (error) {
      return { action: 'reject-and-continue', message: error instanceof Error ? error.message : String(error) };
    }
  });
  amp.on('tool.result', async (event) => {
    await tell({
      ...about('tool.result', event),
      tool: event.tool,
      id: event.toolUseID,
      input: event.input ?? {},
      output: event.output,
      status: event.status,
      error: event.error,
    });
  });
  amp.on('session.start', async (event) => void (await tell(about('session.start', event))));
  amp.on('agent.end', async (event) => void (await tell(about('agent.end', event))));
}
`;
