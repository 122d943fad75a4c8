/**
 * `npm start`: opens a real editor with Oktsec on the demo workspace. Takes the installed VS Code if there is one,
 * else fetches VS Code, else runs code-server from npm and prints its address; says which and why. Ends with Ctrl-C.
 *
 *   --home DIR   a lasting HOME instead of a throw-away one     --browser   code-server even where VS Code could run
 *   --check      exit 0 as soon as the editor has answered
 */
import { downloadAndUnzipVSCode } from '@vscode/test-electron';
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { endGroup, findProgram } from '../support/processes.ts';
import { until } from '../support/until.ts';
import { provisionCodeServer } from './provision.ts';
import { startServer } from './server.ts';
import { packageExtension, root } from './vsix.ts';

const demo = path.join(import.meta.dirname, 'demo');
const demoEnv = { OKTSEC_DEMO_CLI: path.join(root, 'dist', 'cli.js') };

/** An editor on the screen. */
interface Running {
  /** Resolves when the editor has shown that it works. */
  answered(): Promise<unknown>;
  /** Resolves when the person has closed it; never, for a server. */
  readonly ended: Promise<unknown>;
  close(): Promise<void>;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { home: { type: 'string' }, browser: { type: 'boolean' }, check: { type: 'boolean' } },
  });
  const browser = values.browser ?? false;
  const check = values.check ?? false;
  if (values.home) {
    mkdirSync(values.home, { recursive: true });
    return show(path.resolve(values.home), browser, check);
  }
  const home = realpathSync(mkdtempSync(path.join(tmpdir(), 'oktsec-home-')));
  try {
    await show(home, browser, check);
  } finally {
    rmSync(home, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  }
}

/** Opens the editor and closes it when the person is done, or with `check` as soon as it has answered. */
async function show(home: string, browser: boolean, check: boolean): Promise<void> {
  const interrupted = new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
  });
  const editor = await openEditor(home, browser);
  try {
    if (!check) await Promise.race([interrupted, editor.ended]);
    else {
      await editor.answered();
      console.log('The editor has answered.');
    }
  } finally {
    await editor.close();
  }
}

async function openEditor(home: string, browser: boolean): Promise<Running> {
  const obstacle = browser ? '--browser was given' : desktopObstacle();
  if (obstacle) return openInBrowser(home, obstacle);
  const installed = findProgram('code');
  if (installed) return openDesktop(installed, home, `the installed VS Code, ${installed}`);
  try {
    const fetched = await downloadAndUnzipVSCode({ cachePath: path.join(root, '.cache', 'vscode') });
    return openDesktop(fetched, home, `VS Code fetched to ${fetched}, because there is no \`code\` on PATH`);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return openInBrowser(home, `there is no \`code\` on PATH and VS Code could not be fetched (${why})`);
  }
}

/** Why no desktop program can run here, if so. */
function desktopObstacle(): string | undefined {
  const { DISPLAY, WAYLAND_DISPLAY } = process.env;
  const blind = process.platform === 'linux' && !DISPLAY && !WAYLAND_DISPLAY;
  return blind ? 'there is no display for a desktop editor' : undefined;
}

function openDesktop(program: string, home: string, which: string): Running {
  console.log(`Opening ${which}.`);
  const folder = mkdtempSync(path.join(tmpdir(), 'oktsec-editor-'));
  const place = [`--user-data-dir=${path.join(folder, 'data')}`, `--extensions-dir=${path.join(folder, 'extensions')}`];
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const args = [
    `--extensionDevelopmentPath=${root}`,
    '--new-window',
    '--wait',
    '--disable-workspace-trust',
    ...place,
    ...sandbox,
    demo,
  ];
  const inherited = Object.entries(process.env).filter(([name]) => !/^(VSCODE|ELECTRON)_/.test(name));
  const env = { ...Object.fromEntries(inherited), ...demoEnv, HOME: home, USERPROFILE: home };
  const editor = spawn(program, args, { env, detached: true, stdio: 'inherit' });
  return {
    answered: () =>
      until('the engine is up in the editor', () => existsSync(path.join(home, '.oktsec', 'engine.json'))),
    ended: ended(editor),
    close: async () => {
      await endGroup(editor);
      rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
    },
  };
}

async function openInBrowser(home: string, why: string): Promise<Running> {
  console.log(`Opening code-server from npm, because ${why}. The first time this takes two minutes.`);
  const { node, entry } = await provisionCodeServer();
  const vsix = await packageExtension();
  const server = await startServer({ node, entry, vsix, home, env: demoEnv });
  const url = `${server.url}/?folder=${encodeURIComponent(demo)}`;
  console.log(`Oktsec is at ${url}\nCtrl-C ends it.`);
  openDefaultBrowser(url);
  return {
    answered: () =>
      until('the workbench is served', async () => (await (await fetch(url)).text()).includes('workbench')),
    ended: new Promise(() => undefined),
    close: () => server.close(),
  };
}

function openDefaultBrowser(url: string): void {
  const opener = process.platform === 'darwin' ? 'open' : desktopObstacle() ? undefined : findProgram('xdg-open');
  if (opener) spawn(opener, [url], { stdio: 'ignore', detached: true }).unref();
}

function ended(child: ChildProcess): Promise<unknown> {
  return new Promise((resolve, reject) => child.once('exit', resolve).once('error', reject));
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
