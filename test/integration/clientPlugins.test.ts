import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { amp } from '../../engine/clients/amp.ts';
import { augment } from '../../engine/clients/augment.ts';
import { cline } from '../../engine/clients/cline.ts';
import { openCode } from '../../engine/clients/openCode.ts';
import type { ClientAdapter, ClientContext } from '../../engine/clients/types.ts';
import { launcherPath } from '../../engine/clients/launcherCommand.ts';

let root: string;
let context: ClientContext;

beforeEach(() => {
  root = mkdtempSync(path.join(os.tmpdir(), "oktsec it's plugins "));
  const userHome = path.join(root, 'user');
  const oktsecHome = path.join(root, 'okt');
  mkdirSync(path.join(oktsecHome, 'bin'), { recursive: true });
  context = { userHome, oktsecHome, env: {}, platform: process.platform };
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

/** A launcher that keeps what it got and answers as told. */
function launcherThat(answer: { exit: number; stdout?: string; stderr?: string }): void {
  const script = `#!/bin/sh
printf '%s\\n' "$*" >>'${seenFile().replaceAll("'", `'\\''`)}'
cat >>'${seenFile().replaceAll("'", `'\\''`)}'
printf '%s' '${answer.stdout ?? ''}'
printf '%s' '${answer.stderr ?? ''}' >&2
exit ${answer.exit}
`;
  writeFileSync(launcherPath(context.oktsecHome, context.platform), script, { mode: 0o755 });
}
const seenFile = () => path.join(root, 'seen');

type Hooks = Record<string, (input: unknown, output: unknown) => Promise<void>>;

describe('the plugin for OpenCode', () => {
  async function load(): Promise<Hooks> {
    const { file } = await openCode.apply(context, true);
    // As a module, and under a new address each time: an imported one is kept.
    const copy = `${file}.${Math.random()}.mjs`;
    writeFileSync(copy, readFileSync(file));
    const plugin = (await import(pathToFileURL(copy).href)) as {
      Oktsec: (input: { directory: string }) => Promise<Hooks>;
    };
    return plugin.Oktsec({ directory: '/home/dev/app' });
  }
  const before = [{ tool: 'bash', sessionID: 's', callID: 'c' }, { args: { command: 'make' } }] as const;

  it('lets a call run when the hook command says nothing, and hands over what it needs', async () => {
    launcherThat({ exit: 0 });
    await (await load())['tool.execute.before']?.(...before);
    const [args, event] = readFileSync(seenFile(), 'utf8').split('\n');
    assert.equal(args, 'opencode');
    const call = openCode.parse(JSON.parse(event ?? ''), 1);
    assert.ok(
      !('problem' in call) && call.input && call.cwd === '/home/dev/app' && call.event === 'tool.execute.before',
    );
  });

  const failing: [string, () => void, RegExp][] = [
    ['denies', () => launcherThat({ exit: 2, stderr: 'because' }), /^because$/],
    ['ends otherwise', () => launcherThat({ exit: 1 }), /not let through/],
    ['says what cannot be read', () => launcherThat({ exit: 0, stdout: 'hello' }), /cannot be read/],
    ['is gone', () => undefined, /could not be asked/],
  ];
  for (const [name, make, reason] of failing) {
    it(`stops a call when the hook command ${name}`, async () => {
      make();
      const hooks = await load();
      await assert.rejects(hooks['tool.execute.before']?.(...before) ?? Promise.resolve(), (error: Error) =>
        reason.test(error.message),
      );
    });
  }

  it('replaces a result and adds to it, in both shapes of results', async () => {
    launcherThat({ exit: 0, stdout: '{"output":"****","note":"take care"}' });
    const hooks = await load();
    const output = { title: '', output: 'secret', metadata: { exit: 0 } };
    await hooks['tool.execute.after']?.({ tool: 'bash', sessionID: 's', callID: 'c', args: {} }, output);
    assert.equal(output.output, '****\n\ntake care');
    launcherThat({ exit: 0, stdout: '{"output":[{"type":"text","text":"****"}],"note":"take care"}' });
    const mcp = { content: [{ type: 'text', text: 'secret' }], structuredContent: { content: 'secret' } };
    await (await load())['tool.execute.after']?.({ tool: 'fs_x', sessionID: 's', callID: 'c', args: {} }, mcp);
    assert.deepEqual(mcp, {
      content: [
        { type: 'text', text: '****' },
        { type: 'text', text: 'take care' },
      ],
    });
  });

  it('does not disturb what has happened already when the hook command is gone', async () => {
    const hooks = await load();
    const output = { output: 'text' };
    await hooks['tool.execute.after']?.({ tool: 'bash', sessionID: 's', callID: 'c', args: {} }, output);
    await hooks['chat.message']?.({ sessionID: 's' }, { parts: [{ type: 'text', text: 'hello' }] });
    assert.equal(output.output, 'text');
  });

  it('knows the session that started a sub-agent', async () => {
    launcherThat({ exit: 0 });
    const hooks = await load();
    await hooks.event?.({ event: { type: 'session.created', properties: { info: { id: 's2', parentID: 's1' } } } }, {});
    await hooks['tool.execute.before']?.({ tool: 'bash', sessionID: 's2', callID: 'c' }, { args: {} });
    assert.match(readFileSync(seenFile(), 'utf8'), /"event":"tool.execute.before","session":"s2".*"parent":"s1"/);
  });
});

describe('the plugin for Amp', () => {
  it('rejects with the reason, also when the hook command is gone', async () => {
    const { file } = await amp.apply(context, true);
    const copy = `${file}.mjs`;
    writeFileSync(copy, readFileSync(file));
    const plugin = (await import(pathToFileURL(copy).href)) as { default: (amp: unknown) => void };
    const handlers = new Map<string, (event: unknown) => Promise<unknown>>();
    plugin.default({
      on: (name: string, handler: (event: unknown) => Promise<unknown>) => handlers.set(name, handler),
    });
    const event = { tool: 'Bash', input: { cmd: 'make' }, toolUseID: 'i', thread: { id: 'T-1' } };
    const gone = (await handlers.get('tool.call')?.(event)) as { action: string; message: string };
    assert.equal(gone.action, 'reject-and-continue');
    launcherThat({ exit: 2, stderr: 'because' });
    assert.deepEqual(await handlers.get('tool.call')?.(event), { action: 'reject-and-continue', message: 'because' });
    launcherThat({ exit: 0 });
    assert.deepEqual(await handlers.get('tool.call')?.(event), { action: 'allow' });
  });
});

async function scriptOf(client: ClientAdapter, name: string): Promise<string> {
  const plan = await client.apply(context, true);
  return [plan, ...plan.others].map(({ file }) => file).find((file) => path.basename(file) === name) ?? '';
}

describe('the hook script for Cline', () => {
  const run = (file: string) => spawnSync(file, { input: '{}', encoding: 'utf8' });

  it('passes an answer on as it is', async () => {
    launcherThat({ exit: 0, stdout: '{"cancel":false}' });
    assert.deepEqual(
      [run(await scriptOf(cline, 'PreToolUse')).stdout, readFileSync(seenFile(), 'utf8')],
      ['{"cancel":false}', 'cline\n{}'],
    );
  });

  it('ends in the only deny that Cline obeys, however the hook command fails', async () => {
    const file = await scriptOf(cline, 'PreToolUse');
    const cancelled = () => (JSON.parse(run(file).stdout) as { cancel: boolean }).cancel;
    assert.equal(cancelled(), true);
    for (const exit of [1, 2, 3]) {
      launcherThat({ exit, stdout: 'half an ans' });
      assert.equal(cancelled(), true);
      assert.equal(run(file).status, 0);
    }
  });

  it('stops nothing where there is nothing to stop', async () => {
    const file = await scriptOf(cline, 'PostToolUse');
    assert.equal(run(file).stdout, '{"cancel":false}');
    launcherThat({ exit: 0, stdout: '{"cancel":true,"errorMessage":"too large to be judged"}' });
    assert.equal(run(file).stdout, '{"cancel":false}');
    launcherThat({ exit: 0, stdout: '{"cancel":false,"contextModification":"take care"}' });
    assert.equal(run(file).stdout, '{"cancel":false,"contextModification":"take care"}');
  });
});

describe('the hook script for Augment', () => {
  it('ends in exit 2 however the hook command fails, and never for a notice', async () => {
    const file = await scriptOf(augment, 'oktsec-hook.sh');
    const notice = file.replace('oktsec-hook.sh', 'oktsec-hook-notice.sh');
    const code = (script: string) => spawnSync(script, { input: '{}' }).status;
    assert.deepEqual([code(file), code(notice)], [2, 0]);
    launcherThat({ exit: 1 });
    assert.deepEqual([code(file), code(notice)], [2, 0]);
    launcherThat({ exit: 0 });
    assert.deepEqual([code(file), code(notice)], [0, 0]);
  });
});
