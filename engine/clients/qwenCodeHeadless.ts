import { KEY, PROMPT, type Headless } from './headless.ts';

export const qwenCodeHeadless: Headless = {
  api: 'chat',
  shell: (command) => ({ name: 'run_shell_command', input: { command, is_background: false } }),
  args: () => ['-p', PROMPT, '--yolo', '--auth-type', 'openai', '--output-format', 'json'],
  env: ({ url }) => ({ OPENAI_API_KEY: KEY, OPENAI_BASE_URL: `${url}/v1`, OPENAI_MODEL: 'oktsec-canary' }),
};
