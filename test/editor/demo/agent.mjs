// Plays an AI agent: hands one shell command to Oktsec as Claude Code would and prints the answer. Runs nothing else.
import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';

const command = process.argv.slice(2).join(' ');
const cli = process.env.OKTSEC_DEMO_CLI;
if (!command || !cli) {
  console.error("Usage, in a terminal of the editor that `npm start` opened: node agent.mjs 'command'");
  process.exit(1);
}
const event = {
  session_id: 'demo',
  transcript_path: '/nowhere',
  cwd: process.cwd(),
  permission_mode: 'default',
  hook_event_name: 'PreToolUse',
  tool_name: 'Bash',
  tool_input: { command },
  tool_use_id: randomUUID(),
};
console.log('Waiting for Oktsec ...');
const hook = spawnSync(process.execPath, [cli, 'hook', '--client', 'claude-code'], { input: JSON.stringify(event) });
const answer = `${hook.stdout}${hook.stderr}`.trim();
console.log(hook.status === 0 ? 'May run.' : 'Must not run.', answer);
