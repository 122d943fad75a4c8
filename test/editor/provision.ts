/**
 * Provides what the editor tests need and the project does not depend on: code-server (VS Code's own server and
 * workbench), the Node it runs on, and Chromium. Run directly it provisions and prints where things are.
 */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { cached, cacheFolder, lock } from '../support/cache.ts';
import { findProgram, runOrThrow } from '../support/processes.ts';
import { mkdirSync } from 'node:fs';

const CODE_SERVER = '4.139.1';
const NODE = '24.21.0';

export interface EditorTools {
  /** The Node that runs code-server: not the one that runs the tests. */
  readonly node: string;
  /** code-server's entry script. */
  readonly entry: string;
  readonly chromium: string;
}

/** Installs what is missing and returns where everything is. Throws, naming what is missing, where it cannot. */
export async function provisionEditor(): Promise<EditorTools> {
  const chromium = await provideProgram(['chromium', 'chromium-browser', 'google-chrome'], ['chromium']);
  const modules = path.join(await provisionCodeServer(), 'node_modules');
  return {
    node: path.join(modules, nodePackage(), 'bin', 'node'),
    entry: path.join(modules, 'code-server', 'out', 'node', 'entry.js'),
    chromium,
  };
}

/**
 * code-server's own install script builds modules that VS Code runs without and takes minutes. Scripts stay off;
 * only the two native modules that the workbench needs are built: without spdlog output channels stay empty.
 */
export async function provisionCodeServer(): Promise<string> {
  return cached(`code-server-${CODE_SERVER}`, async (folder) => {
    await provideProgram(['g++'], ['g++', 'make', 'python3']);
    const dependencies = { 'code-server': CODE_SERVER, [nodePackage()]: NODE };
    await writeFile(path.join(folder, 'package.json'), JSON.stringify({ private: true, dependencies }));
    const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];
    const limit = 900_000;
    await runOrThrow('npm', ['install', '--ignore-scripts', ...quiet], { cwd: folder, limit });

    const node = path.join(folder, 'node_modules', nodePackage());
    const cwd = path.join(folder, 'node_modules', 'code-server', 'lib', 'vscode');
    const env = {
      ...process.env,
      PATH: `${path.join(node, 'bin')}${path.delimiter}${process.env.PATH ?? ''}`,
      npm_config_nodedir: node,
    };
    await runOrThrow('npm', ['install', '--omit=dev', '--ignore-scripts', ...quiet], { cwd, env, limit });
    const natives = ['@vscode/spdlog', '@vscode/native-watchdog'];
    await runOrThrow('npm', ['rebuild', '--ignore-scripts=false', ...natives], { cwd, env, limit });
  });
}

function nodePackage(): string {
  if (process.platform === 'linux' && (process.arch === 'x64' || process.arch === 'arm64'))
    return `node-linux-${process.arch}`;
  throw new Error(
    `The editor tests run on Linux x64 and arm64, not on ${process.platform} ${process.arch}: use a Debian container.`,
  );
}

/** The first of `names` on PATH, after installing the Debian `packages` if none is there and we may. */
async function provideProgram(names: string[], packages: string[]): Promise<string> {
  const found = findProgram(...names);
  if (found) return found;
  const missing = `The editor tests need ${names.join(' or ')}, which is not on PATH`;
  const advice = `Install it: apt-get install ${packages.join(' ')}`;
  if (!findProgram('apt-get')) throw new Error(`${missing}, and there is no apt-get to install it with. ${advice}`);
  if (process.getuid?.() !== 0) throw new Error(`${missing}, and only root may install it. ${advice}`);
  mkdirSync(cacheFolder(), { recursive: true });
  const release = await lock(path.join(cacheFolder(), 'apt.lock'));
  try {
    const already = findProgram(...names);
    if (already) return already;
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    await runOrThrow('apt-get', ['update', '-qq'], { env, limit: 300_000 });
    const install = ['install', '-y', '-qq', '--no-install-recommends', '-o', 'DPkg::Lock::Timeout=300', ...packages];
    await runOrThrow('apt-get', install, { env, limit: 600_000 });
  } catch (error) {
    throw new Error(`${missing}, and installing it failed. ${advice}`, { cause: error });
  } finally {
    release();
  }
  const installed = findProgram(...names);
  if (!installed) throw new Error(`${missing}, even after apt-get install ${packages.join(' ')}.`);
  return installed;
}

if (import.meta.filename === process.argv[1])
  void provisionEditor().then((tools) => {
    console.log(JSON.stringify(tools, null, 2));
  });
