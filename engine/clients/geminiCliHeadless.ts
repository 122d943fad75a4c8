import { KEY, PROMPT, type Headless } from './headless.ts';

export const geminiCliHeadless: Headless = {
  api: 'contents',
  shell: (command) => ({ name: 'run_shell_command', input: { command, description: 'a test' } }),
  args: () => ['-p', PROMPT, '--yolo', '--skip-trust', '--output-format', 'json'],
  env: ({ url }) => ({
    GEMINI_API_KEY: KEY,
    GOOGLE_GEMINI_BASE_URL: url,
    GEMINI_DEFAULT_AUTH_TYPE: 'gemini-api-key',
  }),
};
