import path from 'node:path';
import { parse as parseToml, TomlError } from 'smol-toml';
import type { ClientContext } from '../types.ts';
import type { HookFile } from './hookFile.ts';
import { hookLine, type Registrations } from './registrations.ts';

const START = '# Oktsec: start of its hooks';
const END = '# Oktsec: end of its hooks';

/**
 * Codex's managed requirements, in TOML. Ours is one block of text at the end; what stands before and behind it stays to
 * the byte, comments and all, and the whole is parsed before it is used.
 */
export function codexRequirements(context: ClientContext, events: Registrations): HookFile {
  const windows = context.platform === 'win32';
  const file = windows
    ? path.win32.join(context.env.ProgramData ?? 'C:\\ProgramData', 'OpenAI', 'Codex', 'requirements.toml')
    : '/etc/codex/requirements.toml';
  const names = Object.keys(events);
  const block = (text: string): string => blockFor(context, events, withoutBlock(text));
  const isCurrent = (text: string): boolean => blockIn(text) === block(text);
  return {
    file,
    problem: (text) => problemOf(text) ?? problemOf(withBlock(text, block(text))) ?? switchedOff(text),
    presence: (text) => {
      const there = blockIn(text) !== undefined;
      return {
        current: isCurrent(text) ? names : [],
        stale: there && !isCurrent(text) ? names : [],
        missing: there ? [] : names,
      };
    },
    connected: (text) => (isCurrent(text) ? text : withBlock(withoutBlock(text), block(text))),
    disconnected: (text) => {
      const rest = withoutBlock(text);
      return rest.trim() === '' && blockIn(text) !== undefined ? undefined : rest;
    },
  };
}

/** Hooks without which users could do: that is what `hooks = true` among the required features prevents. */
function blockFor(context: ClientContext, events: Registrations, rest: string): string {
  const eol = rest.includes('\r\n') ? '\r\n' : '\n';
  const folder = path.join(context.oktsecHome, 'bin');
  const parsed = tryToml(rest);
  const lines = [START];
  // A table may be opened once only.
  if (!(typeof parsed === 'object' && 'features' in parsed)) lines.push('[features]', 'hooks = true', '');
  if (!(typeof parsed === 'object' && 'hooks' in parsed)) {
    lines.push(
      '[hooks]',
      `managed_dir = ${JSON.stringify(folder)}`,
      `windows_managed_dir = ${JSON.stringify(folder)}`,
      '',
    );
  }
  for (const [event, registration] of Object.entries(events)) {
    lines.push(
      `[[hooks.${event}]]`,
      `[[hooks.${event}.hooks]]`,
      'type = "command"',
      `command = ${JSON.stringify(hookLine(context, 'codex', registration, 'cmd'))}`,
      `timeout = ${registration.seconds}`,
      '',
    );
  }
  lines[lines.length - 1] = END;
  return lines.join(eol) + eol;
}

function switchedOff(text: string): string | undefined {
  const parsed = tryToml(withoutBlock(text));
  if (typeof parsed === 'string') return undefined;
  const { features } = parsed;
  if (typeof features !== 'object' || features === null || !('hooks' in features) || features.hooks === true)
    return undefined;
  return '[features] in it switches hooks off';
}

function blockIn(text: string): string | undefined {
  const start = text.indexOf(START);
  const end = text.indexOf(END, start);
  if (start < 0 || end < 0) return undefined;
  const rest = /^\r?\n/.exec(text.slice(end + END.length))?.[0] ?? '';
  return text.slice(start, end + END.length + rest.length);
}

function withoutBlock(text: string): string {
  const block = blockIn(text);
  if (block === undefined) return text;
  const at = text.indexOf(block);
  return text.slice(0, at) + text.slice(at + block.length);
}

function withBlock(text: string, block: string): string {
  const rest = withoutBlock(text);
  const eol = rest.includes('\r\n') ? '\r\n' : '\n';
  return rest === '' || rest.endsWith('\n') ? rest + block : rest + eol + block;
}

function problemOf(text: string): string | undefined {
  const parsed = tryToml(text);
  return typeof parsed === 'string' ? `it is not valid TOML (${parsed})` : undefined;
}

function tryToml(text: string): Record<string, unknown> | string {
  try {
    return parseToml(text);
  } catch (error) {
    if (error instanceof TomlError) return `line ${error.line}: ${error.message.split('\n')[0] ?? ''}`;
    throw error;
  }
}
