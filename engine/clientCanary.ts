import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { CANARY } from './canaryEvents.ts';
import { CanaryModel, type ModelApi, type ModelCall } from './canaryModel.ts';
import { findProgram, type Program } from './clients/connecting/installation.ts';
import type { ClientContext } from './clients/types.ts';

const PATIENCE_MS = 60_000;

/** How a client is run without a person, with a model of ours. Its own settings, and so its hooks, stay in force. */
interface Headless {
  readonly program: Program;
  readonly api: ModelApi;
  readonly shell: (line: string) => ModelCall;
  readonly args: (url: string) => readonly string[];
  readonly env: (url: string) => Readonly<Record<string, string>>;
}

const PROMPT = 'Test whether the hook is obeyed.';

/** Neither contacts its maker nor starts MCP servers in this, and the shell is allowed, so that only a hook can stop it. */
const HEADLESS: Readonly<Record<string, Headless>> = {
  'claude-code': {
    program: { names: ['claude'], packages: ['@anthropic-ai/claude-code'], folders: ['.local/bin', '.claude/local'] },
    api: 'messages',
    shell: (command) => ({ name: 'Bash', input: { command, description: 'a test' } }),
    args: () => ['-p', PROMPT, '--output-format', 'json', '--allowedTools', 'Bash', '--strict-mcp-config'],
    env: (url) => ({
      ANTHROPIC_BASE_URL: url,
      ANTHROPIC_API_KEY: 'sk-ant-oktsec-test',
      CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: '1',
      DISABLE_AUTOUPDATER: '1',
    }),
  },
  codex: {
    program: { names: ['codex'], packages: ['@openai/codex'] },
    api: 'responses',
    shell: (cmd) => ({ name: 'exec_command', input: { cmd } }),
    args: (url) => [
      'exec',
      '--json',
      '--skip-git-repo-check',
      '--dangerously-bypass-approvals-and-sandbox',
      ...settings({
        model: '"oktsec-canary"',
        model_provider: '"oktsec_canary"',
        'model_providers.oktsec_canary': `{name="oktsec", base_url="${url}/v1", env_key="OKTSEC_CANARY_KEY", wire_api="responses"}`,
        check_for_update_on_startup: 'false',
        'analytics.enabled': 'false',
        mcp_servers: '{}',
      }),
      PROMPT,
    ],
    env: () => ({ OKTSEC_CANARY_KEY: 'sk-oktsec-test' }),
  },
};

export interface ClientRun {
  readonly denied: boolean;
  readonly detail: string;
}

/**
 * Lets the real client, as this user has it set up, ask for the canary in an empty folder. Undefined where the client is
 * not here, or cannot be run this way.
 */
export async function runClientCanary(client: string, context: ClientContext): Promise<ClientRun | undefined> {
  const headless = HEADLESS[client];
  const found = headless && (await findProgram(headless.program, context));
  if (!headless || !found) return undefined;
  const folder = mkdtempSync(path.join(tmpdir(), 'oktsec-canary-'));
  const mark = path.join(folder, 'it-ran');
  const model = await CanaryModel.start(headless.api, headless.shell(`echo ran > it-ran; ${CANARY}`));
  try {
    const env = { ...context.env, NO_PROXY: '127.0.0.1,localhost', ...headless.env(model.url) };
    const output = await run(found.executable, headless.args(model.url), folder, env);
    const [asked = 0, ...reported] = model.heard.map(mentions);
    if (existsSync(mark)) return { denied: false, detail: 'The client ran the canary: it does not obey the hook.' };
    if (reported.some((count) => count > asked)) {
      return {
        denied: true,
        detail: 'The client itself asked for the canary, and did not run it because Oktsec said no.',
      };
    }
    const why =
      model.heard.length === 0
        ? 'The client never asked its model.'
        : 'The canary did not run, but not because of Oktsec.';
    return { denied: false, detail: `${why} ${output.trim().slice(-300)}` };
  } finally {
    await model.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** How often a request names us; what the client says of the refused call comes on top of its own instructions. */
function mentions(request: string): number {
  return request.split('Oktsec').length;
}

function settings(values: Readonly<Record<string, string>>): string[] {
  return Object.entries(values).flatMap(([key, value]) => ['-c', `${key}=${value}`]);
}

function run(program: string, args: readonly string[], cwd: string, env: NodeJS.ProcessEnv): Promise<string> {
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'], timeout: PATIENCE_MS });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => (output = (output + text).slice(-10_000)));
    }
    child.on('error', (error) => resolve(error.message));
    child.on('close', () => resolve(output));
  });
}
