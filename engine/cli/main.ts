/** The `oktsec` command. Exit codes: 0 done, 1 the answer is no or it failed, 2 wrong usage. `oktsec hook` exits as its client expects. */
import { Command, CommanderError, Option } from 'commander';
import { homeDirectory } from '../homeDirectory.ts';
import { VERSION } from '../protocol/version.ts';
import { approvalsCommand } from './approvals.ts';
import { archiveCommand } from './archive.ts';
import { checkCommand } from './check.ts';
import { connectCommand, disconnectCommand } from './connect.ts';
import { discoverCommand } from './discover.ts';
import { doctorCommand } from './doctor.ts';
import { exportCommand } from './export.ts';
import { forgetCommand } from './forget.ts';
import { hookCommand } from './hook.ts';
import { keysCommand } from './keys.ts';
import { logsCommand } from './logs.ts';
import { mcpCommand } from './mcp.ts';
import { fail } from './output.ts';
import { rulesCommand } from './rules.ts';
import { runCommand } from './run.ts';
import { sessionsCommand } from './sessions.ts';
import { statusCommand } from './status.ts';
import { verifyCommand } from './verify.ts';

const program = new Command('oktsec')
  .description('Judges every tool call of AI coding agents before it runs.')
  .version(VERSION)
  .addOption(new Option('--home <dir>', 'state directory').env('OKTSEC_HOME'))
  .addHelpText(
    'after',
    '\nExit codes: 0 done, 1 the answer is no or it failed, 2 wrong usage. `oktsec hook` exits as its client expects.',
  )
  .showHelpAfterError('(see oktsec --help)')
  .exitOverride();

for (const command of [
  runCommand,
  hookCommand,
  discoverCommand,
  connectCommand,
  disconnectCommand,
  doctorCommand,
  statusCommand,
  checkCommand,
  approvalsCommand,
  sessionsCommand,
  logsCommand,
  verifyCommand,
  keysCommand,
  exportCommand,
  archiveCommand,
  forgetCommand,
  rulesCommand,
  mcpCommand,
]) {
  program.addCommand(withHome(command()));
}

program.parseAsync().catch((error: unknown) => {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2;
  else fail(error);
});

/** `--home` may stand before or after the command's name; errors of usage exit like those of the program. */
function withHome(command: Command): Command {
  command.exitOverride();
  for (const sub of command.commands) withHome(sub);
  command.addOption(new Option('--home <dir>', 'state directory (default: OKTSEC_HOME or ~/.oktsec)'));
  command.hook('preAction', (_this, action) => {
    const { home } = action.optsWithGlobals<{ home?: string }>();
    action.setOptionValue('home', homeDirectory(home));
  });
  return command;
}
