import { statSync } from 'node:fs';
import { parse } from 'jsonc-parser';
import type { ConnectScope } from '../protocol/clients.ts';
import type { WantedHooks } from './connecting/hookMap.ts';
import { field } from './settingSwitches.ts';
import type { ClientContext, HttpHook } from './types.ts';

/** Only a call waits for these, again and again. The rest goes through the command, which needs no engine. */
const POSTED = ['PreToolUse', 'PostToolUse', 'PostToolUseFailure'];
const ADDRESS = /^http:\/\/127\.0\.0\.1:(\d{1,5})\/hooks\/event\?client=claude-code$/;

/** What an address of ours looks like, whatever the port. */
export const HTTP_ADDRESS = ADDRESS.source;

/** What a person who chooses it has to know. */
export const HTTP_CONSEQUENCES =
  'Claude Code posts its tool calls to the engine itself. While no engine runs, none of its tools runs, in observe mode too: open the editor, or run "oktsec run". ' +
  'It cannot tell the engine from another program that takes the port while no engine runs; where other people use this machine, keep the command: oktsec connect claude-code --handler command.';

/** These hooks, with those that a client posts in place of the command. */
export function posting(wanted: WantedHooks, { port, token }: HttpHook): WantedHooks {
  const posted = POSTED.map((event) => {
    const { hooks, ...group } = wanted[event] ?? {};
    const [command] = hooks as readonly [Readonly<Record<string, unknown>>];
    const handler = {
      type: 'http',
      url: `http://127.0.0.1:${port}/hooks/event?client=claude-code`,
      headers: { Authorization: `Bearer ${token}` },
      timeout: command.timeout,
      ...(event === 'PreToolUse' && { onFailure: 'block' }),
    };
    return [event, { ...group, hooks: [handler] }] as const;
  });
  return { ...wanted, ...Object.fromEntries(posted) };
}

/** Where these settings have calls posted, and with which token; undefined if they have them given to the command. */
export function postedTo(text: string): HttpHook | undefined {
  const groups = field(field(parse(text.replace(/^\uFEFF/, '')), 'hooks'), 'PreToolUse');
  if (!Array.isArray(groups)) return undefined;
  for (const handler of groups.flatMap((group: unknown) => field(group, 'hooks'))) {
    const url = field(handler, 'url');
    const port = typeof url === 'string' ? ADDRESS.exec(url)?.[1] : undefined;
    const authorization = field(field(handler, 'headers'), 'Authorization');
    const token = typeof authorization === 'string' ? authorization.replace(/^Bearer /, '') : '';
    if (port !== undefined) return { port: Number(port), token };
  }
  return undefined;
}

/** Why Claude Code cannot be connected this way; undefined if it can. */
export function cannotPost(scope: ConnectScope, version: string | undefined, failsClosed: boolean): string | undefined {
  if (scope !== 'user') {
    return `Hooks that Claude Code posts itself hold a token, which belongs into your own settings only, not into ${scope} settings. Leave --scope out, or choose --handler command.`;
  }
  if (version === undefined) {
    return 'The version of Claude Code cannot be told, and before 2.1.296 it lets every call pass when the engine does not answer. Put "claude" on the PATH, or choose --handler command.';
  }
  return failsClosed
    ? undefined
    : `Claude Code ${version} lets every call pass when the engine does not answer; from 2.1.296 on it can block. Update it, or choose --handler command.`;
}

/** Why posted calls are not judged as they should be, though the hooks stand where they should. */
export function postingFault({ enginePort, platform }: ClientContext, file: string, text: string): string | undefined {
  const to = postedTo(text);
  if (!to) return undefined;
  const port = enginePort?.();
  if (port !== undefined && port !== to.port) {
    return `The engine listens on port ${port} now, the hooks in ${file} name ${to.port}: all calls are blocked, or another program is asked. Connect again.`;
  }
  if (platform !== 'win32' && isExposed(file)) {
    return `${file} holds the token of the hooks, and other users of this machine can read it. Connect again: that makes a new token.`;
  }
  return undefined;
}

/** Can anyone but its owner read the file? */
export function isExposed(file: string): boolean {
  return ((statSync(file, { throwIfNoEntry: false })?.mode ?? 0) & 0o077) !== 0;
}
