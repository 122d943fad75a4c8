import { KEY, PROMPT, type Headless } from './headless.ts';

export const claudeCodeHeadless: Headless = {
  api: 'messages',
  shell: (command) => ({ name: 'Bash', input: { command, description: 'a test' } }),
  args: () => ['-p', PROMPT, '--output-format', 'json', '--allowedTools', 'Bash', '--strict-mcp-config'],
  env: ({ url }) => ({
    ANTHROPIC_BASE_URL: url,
    ANTHROPIC_API_KEY: `sk-ant-${KEY}`,
    CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: '1',
    DISABLE_AUTOUPDATER: '1',
  }),
};
