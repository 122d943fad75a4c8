import { existsSync } from 'node:fs';
import path from 'node:path';
import { mkdirSync, writeFileSync } from 'node:fs';
import { cached } from '../support/cache.ts';
import { freshEnvironment } from '../support/environment.ts';
import { run, runOrThrow, type Finished } from '../support/processes.ts';

const PACKAGE = '@anthropic-ai/claude-code-linux-x64';
const VERSION = '2.1.330';

/**
 * The real Claude Code, as its maker publishes it for Linux. It is proprietary: installed for the test from npm,
 * never shipped. The pinned platform package is a single program without install script.
 */
export async function provisionClaudeCode(): Promise<string> {
  const folder = await cached(`claude-code-${VERSION}`, async (partial) => {
    writeFileSync(path.join(partial, 'package.json'), JSON.stringify({ private: true }));
    const install = [
      'install',
      '--ignore-scripts',
      '--no-audit',
      '--no-fund',
      '--loglevel=error',
      `${PACKAGE}@${VERSION}`,
    ];
    await runOrThrow('npm', install, { cwd: partial, limit: 600_000 });
  });
  const program = path.join(folder, 'node_modules', PACKAGE, 'claude');
  if (!existsSync(program)) throw new Error(`${program} is missing: delete ${folder} and run the tests again.`);
  return program;
}

export interface ClaudeCodeOptions {
  /** HOME: a fresh folder, prepared with `prepareClaudeHome`. */
  readonly home: string;
  readonly project: string;
  readonly prompt: string;
  /** Where the scripted model listens, on loopback. */
  readonly modelUrl: string;
  /** Milliseconds until the client is killed. Default 120,000. */
  readonly limit?: number;
}

/** Settings of a person who lets the agent use every tool, so that nothing but a hook can stop a call. */
export const PERMISSIVE_SETTINGS = {
  permissions: { allow: ['Bash', 'Read', 'Write', 'Edit', 'Glob', 'Grep', 'WebFetch', 'Task'] },
};

/** Gives a home the user settings of Claude Code, as they are written in the file. Returns the file. */
export function prepareClaudeHome(
  home: string,
  settings = `${JSON.stringify(PERMISSIVE_SETTINGS, null, 2)}\n`,
): string {
  const file = path.join(home, '.claude', 'settings.json');
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, settings);
  return file;
}

/** Runs one headless prompt to its end. The client can reach nothing but the given loopback model. */
export async function runClaudeCode(options: ClaudeCodeOptions): Promise<Finished> {
  const program = await provisionClaudeCode();
  const env = freshEnvironment(options.home, {
    ANTHROPIC_API_KEY: 'sk-ant-not-a-real-key',
    ANTHROPIC_BASE_URL: options.modelUrl,
    CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: '1',
    DISABLE_AUTOUPDATER: '1',
    DISABLE_TELEMETRY: '1',
    DISABLE_ERROR_REPORTING: '1',
  });
  const args = ['-p', options.prompt, '--output-format', 'stream-json', '--verbose', '--include-hook-events'];
  return run(program, args, { cwd: options.project, env, limit: options.limit ?? 120_000 });
}
