import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { npmProgram } from '../../support/npmProgram.ts';
import { put, type ClientDriver, type Desk } from './driver.ts';

const VERSION = '0.169.0';
/** The package of this platform, which the main one pulls in under a name of its own. */
const PROGRAM = {
  package: '@openai/codex',
  version: `${VERSION}-linux-x64`,
  program: '@openai/codex/vendor/x86_64-unknown-linux-musl/bin/codex',
};

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
  spoilHooks,
  switchOff: ({ project }) => put(path.join(project, '.codex', 'config.toml'), '[features]\nhooks = false\n'),
  open: {},
};

function spoilHooks({ home }: Desk): void {
  const file = path.join(home, '.codex', 'hooks.json');
  writeFileSync(file, readFileSync(file, 'utf8').replace(/"timeout": (\d+)/, '"timeout": "$1"'));
}
