import { launcherPath } from '../launcherCommand.ts';
import type { ClientContext } from '../types.ts';

/** What every plugin of ours holds and no other file does. */
export const PLUGIN_MARK = 'Oktsec plugin:';

/**
 * The part that plugins of all clients share, in plain JavaScript: it gives an event to the hook command and returns
 * what that answers. Whatever goes wrong rejects, so a plugin that waits for it stops the call. Byte for byte the same
 * for every version of ours.
 */
export function pluginText(context: ClientContext, client: string, clientName: string): string {
  const launcher = launcherPath(context.oktsecHome, context.platform);
  const windows = context.platform === 'win32';
  // A batch file is started by its shell only; the path is quoted for it as a whole.
  const start = windows
    ? `spawn('cmd.exe', ['/d', '/s', '/c', '""' + LAUNCHER + '" ${client}"'], { windowsVerbatimArguments: true, windowsHide: true })`
    : `spawn(LAUNCHER, ['${client}'])`;
  return `// ${PLUGIN_MARK} gives each event of ${clientName} to Oktsec, and Oktsec's answer to ${clientName}.
// Written by Oktsec; changes are overwritten. If Oktsec was removed, delete this file.
import { spawn } from 'node:child_process';

const LAUNCHER = ${JSON.stringify(launcher)};

function ask(event) {
  return new Promise((resolve, reject) => {
    const child = ${start};
    let answer = '';
    let reason = '';
    child.stdout.setEncoding('utf8').on('data', (text) => (answer += text));
    child.stderr.setEncoding('utf8').on('data', (text) => (reason += text));
    child.stdin.on('error', () => undefined);
    child.on('error', (error) => {
      reject(new Error('Oktsec could not be asked, so the call was not let through: ' + error.message));
    });
    child.on('close', (code) => {
      if (code !== 0) return reject(new Error(reason.trim() || 'Oktsec could not judge this call, so it was not let through.'));
      try {
        resolve(answer.trim() === '' ? {} : JSON.parse(answer));
      } catch {
        reject(new Error('Oktsec gave an answer that cannot be read, so the call was not let through.'));
      }
    });
    child.stdin.end(JSON.stringify(event));
  });
}

/** For what has happened already: it is recorded, and nothing that goes wrong may disturb it. */
function tell(event) {
  return ask(event).catch(() => ({}));
}
`;
}
