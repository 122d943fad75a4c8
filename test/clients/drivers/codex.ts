import path from 'node:path';
import { npmProgram } from '../../support/npmProgram.ts';
import { trustHooks } from './codexAppServer.ts';
import { editFile, environment, put, saying, spoilTimeout, type ClientDriver } from './driver.ts';

const VERSION = '0.169.0';
/** The package of this platform, which the main one pulls in under a name of its own. */
const PROGRAM = {
  package: '@openai/codex',
  version: `${VERSION}-linux-x64`,
  program: '@openai/codex/vendor/x86_64-unknown-linux-musl/bin/codex',
};

function hooksOf(home: string): string {
  return path.join(home, '.codex', 'hooks.json');
}

/** Codex CLI with a model provider of its own. */
export const codex: ClientDriver = {
  id: 'codex',
  name: 'Codex CLI',
  version: VERSION,
  provision: async () => [await npmProgram(PROGRAM)],
  prepare: ({ home, project, modelUrl }) => {
    put(
      path.join(home, '.codex', 'config.toml'),
      `model = "mock"
model_provider = "scripted"
check_for_update_on_startup = false

[model_providers.scripted]
name = "scripted"
base_url = "${modelUrl}/v1"
env_key = "SCRIPTED_KEY"
wire_api = "responses"

[analytics]
enabled = false

[projects."${project}"]
trust_level = "trusted"
`,
    );
  },
  shell: (line) => ({ name: 'exec_command', input: { cmd: line } }),
  start: (_desk, prompt) => ({
    args: ['exec', '--json', '--skip-git-repo-check', '--dangerously-bypass-approvals-and-sandbox', prompt],
    env: { SCRIPTED_KEY: 'sk-not-a-real-key' },
  }),
  trust: async (desk, command) => {
    const trusted = await trustHooks(command, desk.project, environment(desk, { SCRIPTED_KEY: 'sk-not-a-real-key' }));
    if (trusted === 0) throw new Error('Codex sees no hook of ours.');
  },
  spoilHooks: ({ home }) => editFile(hooksOf(home), spoilTimeout),
  switchOff: ({ project }) => put(path.join(project, '.codex', 'config.toml'), '[features]\nhooks = false\n'),
  rewrite: ({ project }, command) => {
    const answer = { hookEventName: 'PreToolUse', permissionDecision: 'allow', updatedInput: { command } };
    const hook = { type: 'command', command: saying({ hookSpecificOutput: answer }) };
    put(path.join(project, '.codex', 'hooks.json'), { hooks: { PreToolUse: [{ matcher: 'Bash', hooks: [hook] }] } });
  },
  open: {
    'hooks-invalid':
      'One invalid entry makes Codex refuse the whole hooks.json; it prints an error and goes on without hooks.',
    'switched-off':
      'A repository that the user trusts may hold `[features] hooks = false`. Managed requirements with `hooks = true` survive that.',
    rewritten:
      'A hook of the repository, once it was trusted, may give `updatedInput`. What ran is judged afterwards, shown in the timeline and told to the model.',
    untrusted: 'Codex skips new and changed hooks until they are trusted in `/hooks`. Managed hooks need no trust.',
  },
};
