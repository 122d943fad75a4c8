import path from 'node:path';
import { field, named } from './settingSwitches.ts';
import type { ClientContext, Off, SettingSwitches } from './types.ts';

export const codexSwitches: SettingSwitches = {
  project: [{ files: ['.codex/config.toml'], off: featureOff(['hooks', 'codex_hooks']) }],
  machine: [
    {
      files: requirements,
      off: (settings) => managedOnly(settings) ?? managedOnly(field(settings, 'hooks')),
      spares: requirements,
    },
    { files: requirements, off: featureOff(['hooks']) },
  ],
};

function featureOff(names: readonly string[]): Off {
  return (settings) => {
    const off = names.find((name) => field(field(settings, 'features'), name) === false);
    return off === undefined ? undefined : { setting: `[features] ${off} = false`, word: off };
  };
}

function managedOnly(settings: unknown): ReturnType<Off> {
  return named('allow_managed_hooks_only', true)(settings);
}

function requirements({ platform, env, machine = '' }: ClientContext): string[] {
  return platform === 'win32'
    ? [path.join(env.ProgramData ?? 'C:\\ProgramData', 'OpenAI', 'Codex', 'requirements.toml')]
    : [`${machine}/etc/codex/requirements.toml`];
}
