import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freshEnvironment } from '../support/environment.ts';
import { endGroup, runOrThrow } from '../support/processes.ts';
import { until } from '../support/until.ts';
import type { CodeServer } from './provision.ts';

export interface ServerOptions extends CodeServer {
  readonly vsix: string;
  /** HOME of the editor, its extensions and their engine. */
  readonly home: string;
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Added to the environment that the extension host inherits. */
  readonly env?: Readonly<Record<string, string>>;
}

/** A running VS Code that waits for a browser. */
export interface EditorServer {
  readonly url: string;
  /** What the server and its extension hosts printed. */
  output(): string;
  close(): Promise<void>;
}

/** Everything that pops up, phones home or moves on its own is off. */
const QUIET = {
  'workbench.startupEditor': 'none',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.enableExperiments': false,
  'workbench.reduceMotion': 'on',
  'workbench.hover.delay': 60_000,
  'chat.disableAIFeatures': true,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'git.enabled': false,
  'remote.autoForwardPorts': false,
};

const FLAGS = [
  ...['--auth', 'none', '--bind-addr', '127.0.0.1:0', '--disable-telemetry', '--disable-update-check'],
  ...['--disable-workspace-trust', '--disable-getting-started-override', '--ignore-last-opened'],
  // A closed window's extension host must end now, not after VS Code's three hours of grace.
  ...['--reconnection-grace-time', '2'],
];

/** Installs the packaged extension into a fresh VS Code and starts it on a free port, in a process group of its own. */
export async function startServer(options: ServerOptions): Promise<EditorServer> {
  const data = mkdtempSync(path.join(tmpdir(), 'oktsec-editor-'));
  mkdirSync(path.join(data, 'data', 'User'), { recursive: true });
  writeFileSync(path.join(data, 'data', 'User', 'settings.json'), JSON.stringify({ ...QUIET, ...options.settings }));
  writeFileSync(path.join(data, 'config.yaml'), 'auth: none\n');
  // Without a session socket of its own, another code-server on this machine would be handed our commands.
  const place = [
    ...['--config', path.join(data, 'config.yaml'), '--session-socket', path.join(data, 's.sock')],
    ...['--user-data-dir', path.join(data, 'data'), '--extensions-dir', path.join(data, 'extensions')],
  ];
  const env = freshEnvironment(options.home, options.env);
  const { node, entry } = options;
  await runOrThrow(node, [entry, ...place, '--install-extension', options.vsix, '--force'], { env, cwd: options.home });

  const server = spawn(node, [entry, ...place, ...FLAGS], { env, cwd: options.home, detached: true });
  let output = '';
  const collect = (chunk: Buffer) => (output += chunk.toString());
  server.stdout.on('data', collect);
  server.stderr.on('data', collect);
  const close = async () => {
    await endGroup(server);
    rmSync(data, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  };
  try {
    const address = () => /HTTP server listening on (http:\/\/127\.0\.0\.1:\d+)/.exec(output)?.[1];
    await until('code-server says where it listens', () => address() !== undefined || server.exitCode !== null);
    const url = address();
    if (url === undefined) throw new Error(`code-server ended with ${server.exitCode}:\n${output}`);
    await until('code-server is healthy', async () => (await fetch(`${url}/healthz`)).ok);
    return { url, output: () => output, close };
  } catch (error) {
    await close();
    throw error;
  }
}
