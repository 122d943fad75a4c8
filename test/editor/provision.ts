/**
 * Provides what the editor tests need and the project does not depend on: code-server (VS Code's own server and
 * workbench), the Node it runs on, and Chromium. Run directly it provisions and prints where things are.
 */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { cached } from '../support/cache.ts';
import { provideProgram } from '../support/debian.ts';
import { runOrThrow } from '../support/processes.ts';

const CODE_SERVER = '4.139.1';
const NODE = '24.21.0';

export interface CodeServer {
  /** The Node that runs code-server: not the one that runs the tests. */
  readonly node: string;
  /** code-server's entry script. */
  readonly entry: string;
}

export interface EditorTools extends CodeServer {
  readonly chromium: string;
}

/** Installs what is missing and returns where everything is. Throws, naming what is missing, where it cannot. */
export async function provisionEditor(): Promise<EditorTools> {
  const chromium = await provideProgram(['chromium', 'chromium-browser', 'google-chrome'], ['chromium']);
  return { ...(await provisionCodeServer()), chromium };
}

/**
 * code-server's own install script builds modules that VS Code runs without and takes minutes. Scripts stay off;
 * only the two native modules that the workbench needs are built: without spdlog output channels stay empty.
 */
export async function provisionCodeServer(): Promise<CodeServer> {
  const installed = await cached(`code-server-${CODE_SERVER}`, async (folder) => {
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
  const modules = path.join(installed, 'node_modules');
  return {
    node: path.join(modules, nodePackage(), 'bin', 'node'),
    entry: path.join(modules, 'code-server', 'out', 'node', 'entry.js'),
  };
}

function nodePackage(): string {
  if (process.platform === 'linux' && (process.arch === 'x64' || process.arch === 'arm64'))
    return `node-linux-${process.arch}`;
  throw new Error(
    `The editor tests run on Linux x64 and arm64, not on ${process.platform} ${process.arch}: use a Debian container.`,
  );
}

if (import.meta.filename === process.argv[1])
  void provisionEditor().then((tools) => {
    console.log(JSON.stringify(tools, null, 2));
  });
