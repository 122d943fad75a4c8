import { readdirSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'jsonc-parser';
import type { VariableFiles } from './repositoryEnvironment.ts';
import { field, named, onMachine, variablesAstray } from './settingSwitches.ts';
import type { ClientContext, Off, SettingSwitches } from './types.ts';

const disableAllHooks = named('disableAllHooks', true);

/** Claude Code starts commands through these, and a project's settings can set them. */
export const CLAUDE_CODE_SHELLS = ['CLAUDE_CODE_SHELL_PREFIX', 'CLAUDE_CODE_SHELL'];

export const claudeCodeVariables: VariableFiles = {
  names: ['.claude/settings.json', '.claude/settings.local.json'],
  // Names may be written in escapes.
  variables: (text) => (/"env"|\\u/.test(text) ? field(parse(text.replace(/^\uFEFF/, '')), 'env') : undefined),
  more: CLAUDE_CODE_SHELLS,
};

/** What in settings keeps the hooks of a user from running, or from doing what they should. */
export const hooksOff: Off = (settings) => {
  const off = disableAllHooks(settings);
  if (off) return off;
  const [name] = variablesAstray(field(settings, 'env'), CLAUDE_CODE_SHELLS)[0] ?? [];
  return name === undefined ? undefined : { setting: `"env": {"${name}": …}`, word: name, otherCode: true };
};

export const claudeCodeSwitches: SettingSwitches = {
  project: [{ files: ['.claude/settings.json', '.claude/settings.local.json'], off: hooksOff }],
  machine: [
    {
      files: managedFiles,
      off: (settings) =>
        named('allowManagedHooksOnly', true)(settings) ??
        (listsHooks(field(settings, 'strictPluginOnlyCustomization'))
          ? { setting: '"strictPluginOnlyCustomization" with hooks', word: 'strictPluginOnlyCustomization' }
          : undefined),
      spares: managedFiles,
    },
    { files: managedFiles, off: disableAllHooks },
  ],
};

/** `true` stands for everything that can be restricted. */
function listsHooks(value: unknown): boolean {
  return value === true || (Array.isArray(value) && value.includes('hooks'));
}

function managedFiles(context: ClientContext): string[] {
  const folder = claudeCodeManaged(context);
  const paths = context.platform === 'win32' ? path.win32 : path.posix;
  const dropIns = paths.join(folder, 'managed-settings.d');
  return [paths.join(folder, 'managed-settings.json'), ...namesIn(dropIns).map((name) => paths.join(dropIns, name))];
}

/** The folder of settings that an administrator makes. */
export function claudeCodeManaged(context: ClientContext): string {
  return onMachine(context, {
    darwin: '/Library/Application Support/ClaudeCode',
    win32: 'C:\\Program Files\\ClaudeCode',
    other: '/etc/claude-code',
  });
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => name.endsWith('.json'));
  } catch {
    return []; // There is no such folder.
  }
}
