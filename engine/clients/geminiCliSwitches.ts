import type { VariableFiles } from './repositoryEnvironment.ts';
import { dotenv, field, onMachine, variablesAstray } from './settingSwitches.ts';
import type { Off, SettingSwitches } from './types.ts';

export const geminiCliVariables: VariableFiles = { names: ['.gemini/.env', '.env'], variables: dotenv };

export const geminiCliSwitches: SettingSwitches = {
  project: [
    { files: ['.gemini/settings.json'], off: (settings) => hooksOff(settings) ?? oursOff(settings) },
    { files: geminiCliVariables.names, off: variableOff },
  ],
  machine: [
    {
      files: (context) => [
        context.env.GEMINI_CLI_SYSTEM_SETTINGS_PATH ??
          onMachine(context, {
            darwin: '/Library/Application Support/GeminiCli/settings.json',
            win32: 'C:\\ProgramData\\gemini-cli\\settings.json',
            other: '/etc/gemini-cli/settings.json',
          }),
      ],
      off: hooksOff,
    },
  ],
};

function hooksOff(settings: unknown): ReturnType<Off> {
  return field(field(settings, 'hooksConfig'), 'enabled') === false
    ? { setting: '"hooksConfig": {"enabled": false}', word: 'hooksConfig' }
    : undefined;
}

function oursOff(settings: unknown): ReturnType<Off> {
  const disabled = field(field(settings, 'hooksConfig'), 'disabled');
  const ours = Array.isArray(disabled) && disabled.some((each) => typeof each === 'string' && /oktsec/i.test(each));
  return ours ? { setting: '"hooksConfig": {"disabled": [our hook]}', word: 'hooksConfig' } : undefined;
}

/** Gemini CLI gives the variables of a project's file to hooks as well. */
function variableOff(variables: unknown): ReturnType<Off> {
  const [name] = variablesAstray(variables)[0] ?? [];
  return name === undefined ? undefined : { setting: `${name}=…`, word: name, otherCode: true };
}
