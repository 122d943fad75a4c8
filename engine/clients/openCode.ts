import path from 'node:path';
import * as z from 'zod';
import type { Outcome, ToolCall } from '../protocol/call.ts';
import type { Decision } from '../protocol/verdict.ts';
import { inJson, NOTHING, refuse } from './answers.ts';
import { connectionOf, projectFile } from './connecting/connection.ts';
import { ownFile } from './connecting/ownFile.ts';
import { PLUGIN_MARK, pluginText } from './connecting/pluginText.ts';
import { asItCame, ClientEvents, readPayload, shortName, type EventHead } from './reading/clientEvents.ts';
import type { McpName, ToolTable } from './reading/toolTable.ts';
import type { ClientAdapter, ClientContext, HookAnswer, ParseFailure } from './types.ts';
import { openCodeHeadless } from './openCodeHeadless.ts';

const OPENCODE = 'opencode';
/** A plugin is waited for without end; a held call should not wait so long that nobody remembers it. */
const HOLD_SECONDS = 3600;

const TOOLS: ToolTable = {
  bash: { as: 'Bash' },
  read: { as: 'Read', keys: { filePath: 'file_path' } },
  write: { as: 'Write', keys: { filePath: 'file_path' } },
  edit: {
    as: 'Edit',
    keys: { filePath: 'file_path', oldString: 'old_string', newString: 'new_string', replaceAll: 'replace_all' },
  },
  multiedit: { as: 'MultiEdit', keys: { filePath: 'file_path' } },
  patch: { as: 'patch', keys: { patch: 'patchText' } },
  apply_patch: { as: 'patch', keys: { patch: 'patchText' } },
  glob: { as: 'Glob' },
  grep: { as: 'Grep', keys: { include: 'glob' } },
  list: { as: 'Glob' },
  webfetch: { as: 'WebFetch' },
  websearch: { as: 'WebSearch' },
  codesearch: { as: 'WebSearch' },
  task: { as: 'Agent' },
};
/** Built-in tools that have no entry above. Any other name is that of a server and its tool. */
const BUILT_IN: ReadonlySet<string> = new Set([
  ...Object.keys(TOOLS),
  'todowrite',
  'todoread',
  'question',
  'skill',
  'lsp',
  'batch',
  'invalid',
  'plan_enter',
  'plan_exit',
]);

/** What our plugin sends: the arguments of the hook it was called by, and where. */
const event = z.looseObject({
  event: shortName,
  session: shortName,
  directory: z.string().optional(),
  /** The session that started this one as a sub-agent. */
  parent: shortName.optional(),
  agent: z.string().optional(),
});
type Event = z.output<typeof event>;
const toolEvent = event.extend({ tool: shortName, callID: shortName, args: asItCame });
const promptEvent = event.extend({ prompt: z.string() });

const events = new ClientEvents(OPENCODE, TOOLS);

/** OpenCode has no hook commands: a plugin stops a call by throwing, and the model reads what it threw. */
export const openCode: ClientAdapter = {
  id: OPENCODE,
  name: 'OpenCode',
  hookTimeoutSeconds: HOLD_SECONDS,
  canAsk: false,
  facts: {
    transport: 'plugin',
    events: {
      before: ['tool.execute.before'],
      after: ['tool.execute.after'],
      notice: ['chat.message', 'session.created'],
    },
    timeout: { unit: 'none', ours: HOLD_SECONDS },
    answers: {
      deny: 'the plugin throws the reason',
      warn: 'added to the result',
      rewriteOutput: 'the plugin changes the result in place',
    },
    failure: { crash: 'blocked', timeout: 'blocked', closedBy: 'the plugin, which throws on any failure' },
    takesEffect: 'in new sessions',
    switchedOffBy: ['a start with OPENCODE_PURE', 'a plugin that cannot be loaded is left out in silence'],
    basis: 'real program',
  },
  parse,
  hookAnswer,
  refusal: refuse,
  warning: () => NOTHING,
  canary: ({ session, id, cwd, command }) => ({
    event: 'tool.execute.before',
    session,
    directory: cwd,
    tool: 'bash',
    callID: id,
    args: { command },
  }),
  headless: openCodeHeadless,
  ...connectionOf({
    id: OPENCODE,
    name: 'OpenCode',
    program: { names: ['opencode'], packages: ['opencode-ai', 'opencode-'], folders: ['.opencode/bin'] },
    homes: (context) => [configHome(context)],
    scopes: ['user', 'project'],
    hookFiles: (context, scope) => [
      ownFile({
        file:
          scope === 'project'
            ? projectFile(context, '.opencode', 'plugins', 'oktsec.js')
            : path.join(configHome(context), 'plugins', 'oktsec.js'),
        text: pluginText(context, OPENCODE, 'OpenCode') + PLUGIN,
        mark: PLUGIN_MARK,
        events: ['tool.execute.before', 'tool.execute.after', 'chat.message', 'session.created'],
      }),
    ],
    note: () => 'A call does not run if the plugin itself fails.',
  }),
};

/** The same place on all systems. */
function configHome({ env, userHome }: ClientContext): string {
  return path.join(env.XDG_CONFIG_HOME || path.join(userHome, '.config'), 'opencode');
}

function parse(payload: unknown, rawSize: number): ToolCall | ParseFailure {
  return readPayload(event, payload, 'OpenCode event', (found) => {
    switch (found.event) {
      case 'tool.execute.before':
        return readPayload(toolEvent, payload, found.event, (tool) =>
          events.before({ ...headOf(tool), callId: tool.callID }, rawSize, seen(tool)),
        );
      case 'tool.execute.after':
        return readPayload(toolEvent, payload, found.event, (tool) =>
          events.after(
            { ...headOf(tool), callId: tool.callID },
            rawSize,
            seen(tool),
            tool.output,
            outcomeOf(tool.exit),
          ),
        );
      case 'chat.message':
        // A message that throws ends the session, so a prompt is recorded and no more.
        return readPayload(promptEvent, payload, found.event, (said) => ({
          ...events.prompt(headOf(said), rawSize, said.prompt),
          phase: 'notice',
        }));
      default:
        return events.notice(headOf(found), rawSize, { agent: found.agent, parent: found.parent });
    }
  });
}

function headOf(found: Event): EventHead {
  const sub = found.parent !== undefined;
  return {
    event: found.event,
    session: found.parent ?? found.session,
    cwd: found.directory,
    ...(sub && { agentId: found.session }),
    ...(sub && { agentType: found.agent }),
  };
}

function seen(tool: z.output<typeof toolEvent>): { name: string; input: unknown; mcp?: McpName | undefined } {
  return { name: tool.tool, input: tool.args, mcp: mcpOf(tool.tool) };
}

/** `server_tool`, which has more than one reading where the server's name has an underscore of its own. */
function mcpOf(name: string): McpName | undefined {
  const at = name.indexOf('_');
  if (BUILT_IN.has(name) || at <= 0) return undefined;
  return { server: name.slice(0, at), tool: name.slice(at + 1) };
}

function outcomeOf(exit: unknown): Outcome {
  return typeof exit === 'number' ? { ok: exit === 0, exitCode: exit } : { ok: true };
}

/** The plugin takes `output` for the whole new result and `note` for what is added to it. */
function hookAnswer(call: ToolCall, { action, agentReason, output }: Decision): HookAnswer {
  if (call.phase === 'before') return action === 'allow' || action === 'warn' ? NOTHING : refuse(agentReason);
  if (call.phase !== 'after' || action === 'allow') return NOTHING;
  return inJson({ note: agentReason, ...(output !== undefined && { output }) });
}

const PLUGIN = `
/** Sessions that were started by another one, and the kind of agent that each is. */
const parents = new Map();
const agents = new Map();

export const Oktsec = async ({ directory }) => {
  const about = (event, session) => ({
    event,
    session,
    directory,
    ...(parents.has(session) && { parent: parents.get(session) }),
    ...(agents.has(session) && { agent: agents.get(session) }),
  });
  return {
    'tool.execute.before': async (input, output) => {
      await ask({ ...about('tool.execute.before', input.sessionID), tool: input.tool, callID: input.callID, args: output.args });
    },
    'tool.execute.after': async (input, output) => {
      const where = 'output' in output ? 'output' : 'content';
      const answer = await tell({
        ...about('tool.execute.after', input.sessionID),
        tool: input.tool,
        callID: input.callID,
        args: input.args ?? {},
        output: output[where],
        exit: output.metadata?.exit,
      });
      if (answer.output !== undefined) {
        output[where] = answer.output;
        if ('structuredContent' in output) delete output.structuredContent;
      }
      if (typeof answer.note !== 'string') return;
      if (Array.isArray(output[where])) output[where].push({ type: 'text', text: answer.note });
      else output[where] = String(output[where] ?? '') + '\\n\\n' + answer.note;
    },
    'chat.message': async (input, output) => {
      if (input.agent) agents.set(input.sessionID, input.agent);
      const prompt = output.parts.filter((part) => part.type === 'text').map((part) => part.text).join('\\n');
      await tell({ ...about('chat.message', input.sessionID), prompt });
    },
    event: async ({ event }) => {
      if (event.type !== 'session.created') return;
      const session = event.properties?.info;
      if (!session?.id) return;
      if (session.parentID) parents.set(session.id, session.parentID);
      await tell(about('session.created', session.id));
    },
  };
};
`;
