import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { ModelApi, ModelCall } from './canaryReplies.ts';

/** Where a run takes place: the model's address, and an empty folder of its own. */
export interface CanaryPlace {
  readonly url: string;
  readonly folder: string;
}

/** How a client is run without a person, with a model of ours. Its own settings, and so its hooks, stay in force. */
export interface Headless {
  readonly api: ModelApi;
  readonly shell: (line: string) => ModelCall;
  readonly prepare?: (place: CanaryPlace) => void;
  readonly args: (place: CanaryPlace) => readonly string[];
  readonly env?: (place: CanaryPlace) => Readonly<Record<string, string>>;
}

const PROMPT = 'Test whether the hook is obeyed.';
/** No real key, and it opens nothing. */
const KEY = 'oktsec-test';

/** Neither contacts its maker nor starts MCP servers where that can be said, and the shell is allowed: only a hook stops it. */
export const HEADLESS: Readonly<Record<string, Headless>> = {
  'claude-code': {
    api: 'messages',
    shell: (command) => ({ name: 'Bash', input: { command, description: 'a test' } }),
    args: () => ['-p', PROMPT, '--output-format', 'json', '--allowedTools', 'Bash', '--strict-mcp-config'],
    env: ({ url }) => ({
      ANTHROPIC_BASE_URL: url,
      ANTHROPIC_API_KEY: `sk-ant-${KEY}`,
      CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: '1',
      DISABLE_AUTOUPDATER: '1',
    }),
  },
  codex: {
    api: 'responses',
    shell: (cmd) => ({ name: 'exec_command', input: { cmd } }),
    args: ({ url }) => [
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
    env: () => ({ OKTSEC_CANARY_KEY: KEY }),
  },
  'gemini-cli': {
    api: 'contents',
    shell: (command) => ({ name: 'run_shell_command', input: { command, description: 'a test' } }),
    args: () => ['-p', PROMPT, '--yolo', '--skip-trust', '--output-format', 'json'],
    env: ({ url }) => ({
      GEMINI_API_KEY: KEY,
      GOOGLE_GEMINI_BASE_URL: url,
      GEMINI_DEFAULT_AUTH_TYPE: 'gemini-api-key',
    }),
  },
  'copilot-cli': {
    api: 'chat',
    shell: (command) => ({ name: 'bash', input: { command, description: 'a test' } }),
    args: () => ['-p', PROMPT, '--allow-all-tools', '--output-format', 'json'],
    env: ({ url }) => ({
      COPILOT_OFFLINE: 'true',
      COPILOT_PROVIDER_BASE_URL: `${url}/v1`,
      COPILOT_PROVIDER_API_KEY: KEY,
      COPILOT_MODEL: 'gpt-4.1',
      COPILOT_AUTO_UPDATE: 'false',
    }),
  },
  'qwen-code': {
    api: 'chat',
    shell: (command) => ({ name: 'run_shell_command', input: { command, is_background: false } }),
    args: () => ['-p', PROMPT, '--yolo', '--auth-type', 'openai', '--output-format', 'json'],
    env: ({ url }) => ({ OPENAI_API_KEY: KEY, OPENAI_BASE_URL: `${url}/v1`, OPENAI_MODEL: 'oktsec-canary' }),
  },
  opencode: {
    api: 'chat',
    shell: (command) => ({ name: 'bash', input: { command, description: 'a test' } }),
    args: () => ['run', '--format', 'json', '--model', 'oktsec/canary', PROMPT],
    env: ({ url }) => ({
      OPENCODE_CONFIG_CONTENT: JSON.stringify(openCodeSettings(url)),
      OPENCODE_DISABLE_AUTOUPDATE: '1',
      OPENCODE_DISABLE_MODELS_FETCH: '1',
      OPENCODE_DISABLE_LSP_DOWNLOAD: '1',
    }),
  },
  cline: {
    api: 'chat',
    shell: (line) => ({ name: 'run_commands', input: { commands: [line] } }),
    // Its providers cannot be told on the command line. Hooks stand beside its data, so they stay in force.
    prepare: ({ url, folder }) => {
      const provider = 'openai-compatible';
      const settings = { provider, apiKey: KEY, model: 'oktsec-canary', baseUrl: `${url}/v1` };
      const updatedAt = new Date().toISOString();
      const file = path.join(clineData(folder), 'settings', 'providers.json');
      mkdirSync(path.dirname(file), { recursive: true });
      const providers = { [provider]: { settings, updatedAt, tokenSource: 'manual' } };
      writeFileSync(file, JSON.stringify({ version: 1, lastUsedProvider: provider, modes: {}, providers }));
    },
    args: ({ folder }) => ['--json', '--auto-approve', 'true', '-t', '60', '--data-dir', clineData(folder), PROMPT],
  },
};

function settings(values: Readonly<Record<string, string>>): string[] {
  return Object.entries(values).flatMap(([key, value]) => ['-c', `${key}=${value}`]);
}

function openCodeSettings(url: string): object {
  const models = { canary: { name: 'canary', tool_call: true, limit: { context: 100_000, output: 10_000 } } };
  const options = { baseURL: `${url}/v1`, apiKey: KEY };
  return {
    model: 'oktsec/canary',
    small_model: 'oktsec/canary',
    share: 'disabled',
    permission: { bash: 'allow' },
    provider: { oktsec: { npm: '@ai-sdk/openai-compatible', name: 'oktsec', options, models } },
  };
}

function clineData(folder: string): string {
  return path.join(folder, '.cline-data');
}
