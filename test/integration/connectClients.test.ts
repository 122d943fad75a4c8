import assert from 'node:assert/strict';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { ADAPTERS } from '../../engine/clients/clients.ts';
import type { ClientAdapter, ClientContext } from '../../engine/clients/types.ts';
import { installLauncher } from '../../engine/intake/launcher.ts';
import { freshFolder } from '../support/environment.ts';
import { oktsec } from '../support/oktsec.ts';

let root: string;
let context: ClientContext;

beforeEach(() => {
  root = mkdtempSync(path.join(os.tmpdir(), "oktsec it's clients "));
  const userHome = path.join(root, 'user');
  mkdirSync(userHome);
  const oktsecHome = path.join(root, 'okt');
  const project = path.join(root, 'project');
  mkdirSync(project);
  context = { userHome, oktsecHome, env: { PATH: path.join(root, 'bin') }, platform: process.platform, project };
  installLauncher(oktsecHome, { runtime: process.execPath, cli: '/nowhere/cli.js', electron: false });
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

/** Every file below a folder with its text. */
function textsBelow(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((each) => each.isFile());
  return Object.fromEntries(
    files.map((each) => {
      const file = path.join(each.parentPath, each.name);
      return [file, readFileSync(file, 'utf8')];
    }),
  );
}

const write = (file: string, text: string) => {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
};

/** Clients whose hooks stand in a JSON file beside other things; of the others the file is ours alone. */
const isShared = async (adapter: ClientAdapter) => {
  const { after } = await adapter.plan(context, true);
  if (!after.startsWith('{')) return false;
  write((await adapter.plan(context, true)).file, '{}');
  const { changed } = await adapter.plan(context, true).catch(() => ({ changed: false }));
  rmSync((await adapter.plan(context, false)).file);
  return changed;
};

for (const adapter of ADAPTERS) {
  describe(`connecting ${adapter.name}`, () => {
    it('and disconnecting leaves a machine without its files as it was', async () => {
      const plan = await adapter.apply(context, true);
      assert.equal(plan.changed, true);
      assert.equal(readFileSync(plan.file, 'utf8'), plan.after);
      for (const other of plan.others) assert.equal(readFileSync(other.file, 'utf8'), other.after);
      await adapter.apply(context, false);
      assert.deepEqual(textsBelow(context.userHome), {});
    });

    it('is shown exactly before it is made, and changes nothing the second time', async () => {
      const shown = await adapter.plan(context, true);
      assert.deepEqual(textsBelow(context.userHome), {});
      const made = await adapter.apply(context, true, shown.before);
      assert.equal(made.after, shown.after);
      for (const line of shown.after.trimEnd().split('\n')) assert.ok(shown.diff.includes(`+${line}`), line);
      const before = textsBelow(context.userHome);
      assert.equal((await adapter.apply(context, true)).changed, false);
      assert.deepEqual(textsBelow(context.userHome), before);
    });

    it('registers the launcher at its stable place, and no more than it declares', async () => {
      const plan = await adapter.apply(context, true);
      const text = [plan, ...plan.others].map(({ after }) => after).join('\n');
      assert.ok(text.includes('oktsec-hook'), text);
      // VS Code reads the file of Copilot CLI, where events have other names.
      if (adapter.id === 'vscode') return;
      const { before, after, notice } = adapter.facts.events;
      for (const event of [...before, ...after, ...notice]) {
        const inFile = text.includes(event) || [plan, ...plan.others].some(({ file }) => file.includes(event));
        assert.ok(inFile, `${event} is declared but not registered`);
      }
      for (const event of Object.keys(adapter.eventTimeoutSeconds ?? {})) {
        assert.ok([...before, ...after, ...notice].includes(event), `${event} is registered but not declared`);
      }
    });

    it('is seen: absent, then found, connected, partial when something was taken away', async () => {
      assert.equal((await adapter.detect(context)).state, 'absent');
      const plan = await adapter.apply(context, true);
      const { state, detail } = await adapter.detect(context);
      // What has to be trusted first is not called connected.
      assert.equal(state, adapter.id === 'codex' ? 'partial' : 'connected', detail);
      const tampered = readFileSync(plan.file, 'utf8').replaceAll('oktsec-hook', 'oktsec-hoook');
      writeFileSync(plan.file, tampered);
      assert.notEqual((await adapter.detect(context)).state, 'connected');
      rmSync(plan.file);
      rmSync(path.join(context.oktsecHome, 'bin', 'oktsec-hook'));
      await adapter.apply(context, true);
      assert.match((await adapter.detect(context)).detail, /hook command is missing/);
    });

    it('refuses a symbolic link and says why', async () => {
      const { file } = await adapter.plan(context, true);
      mkdirSync(path.dirname(file), { recursive: true });
      symlinkSync(path.join(root, 'elsewhere'), file);
      for (const on of [true, false]) await assert.rejects(adapter.apply(context, on), /symbolic link/);
      assert.equal((await adapter.detect(context)).state, 'broken');
    });

    it('keeps what others have in the same file, byte for byte, or leaves their file alone', async () => {
      const { file } = await adapter.plan(context, true);
      if (!(await isShared(adapter))) {
        write(file, '// somebody else’s\n');
        await assert.rejects(adapter.apply(context, true), /not ours/);
        assert.equal((await adapter.apply(context, false)).changed, false);
        assert.equal(readFileSync(file, 'utf8'), '// somebody else’s\n');
        return;
      }
      const texts = [
        '{}',
        '{ \n\n }',
        '{\n    "hooks": {"Other": [ ] },\n\t"description": "größer"  }\n\n',
        '\uFEFF{\r\n\t"hooks": {}\r\n}\r\n',
        '{"hooks":{"Other":[{"command":"x"}]}}',
      ];
      for (const text of texts) {
        write(file, text);
        await adapter.apply(context, true);
        assert.notEqual(readFileSync(file, 'utf8'), text);
        await adapter.apply(context, false);
        assert.equal(readFileSync(file, 'utf8'), text);
      }
    });

    it('keeps what the client itself changed in between', async () => {
      if (!(await isShared(adapter))) return;
      const { file } = await adapter.apply(context, true);
      const rewritten = JSON.stringify(JSON.parse(readFileSync(file, 'utf8')), null, 4);
      writeFileSync(file, rewritten.replace('{', '{\n    "description": "mine",'));
      await adapter.apply(context, false);
      assert.match(readFileSync(file, 'utf8'), /"description": "mine"/);
      assert.doesNotMatch(readFileSync(file, 'utf8'), /oktsec/);
    });

    it('refuses an invalid file with the line', async () => {
      if (!(await isShared(adapter))) return;
      const { file } = await adapter.plan(context, true);
      write(file, '{\n  "hooks": \n');
      for (const on of [true, false]) await assert.rejects(adapter.apply(context, on), /not valid JSON \(line/);
      assert.equal(readFileSync(file, 'utf8'), '{\n  "hooks": \n');
      assert.equal((await adapter.detect(context)).state, 'broken');
    });

    it('in a project stays in that project; for the machine it is prepared and told, never done', async () => {
      if (adapter.scopes.includes('project')) {
        const { file } = await adapter.apply(context, true, undefined, 'project');
        assert.ok(file.startsWith(path.join(root, 'project') + path.sep), file);
        await adapter.apply(context, false, undefined, 'project');
        assert.equal(existsSync(file), false);
      } else {
        await assert.rejects(adapter.plan(context, true, 'project'), /no project hooks/);
      }
      if (!adapter.scopes.includes('managed')) return;
      const plan = await adapter.plan(context, true, 'managed');
      assert.match(plan.byHand ?? '', /^sudo mkdir -p .* && sudo install -m 0644/);
      assert.ok(plan.after.includes('oktsec-hook'));
      assert.deepEqual(textsBelow(context.userHome), {});
    });

    it('has the same definition wherever and however often it is made', async () => {
      const first = (await adapter.plan(context, true)).after;
      await adapter.apply(context, true);
      await adapter.apply(context, false);
      assert.equal((await adapter.plan(context, true)).after, first);
    });
  });
}

describe('oktsec connect --dry-run', () => {
  it('shows the exact difference and changes nothing; connecting shows and makes the same', async (t) => {
    const home = freshFolder(t, 'home');
    const file = path.join(home, '.claude', 'settings.json');
    const before = '{\n  "model": "opus" // not read as a comment\n}\n'.replace(' // not read as a comment', '');
    mkdirSync(path.dirname(file));
    writeFileSync(file, before);
    const shown = await oktsec(home, ['connect', 'claude-code', '--dry-run']);
    assert.equal(shown.code, 0, shown.stderr);
    assert.equal(readFileSync(file, 'utf8'), before);
    const made = await oktsec(home, ['connect', 'claude-code']);
    const diff = (text: string) => text.slice(text.indexOf('@@')).split('\n\n')[0]?.trimEnd();
    assert.equal(diff(shown.stdout), diff(made.stdout));
    // Read as a patch it turns the one file into the other.
    const hunks =
      diff(shown.stdout)
        ?.split('\n')
        .filter((line) => !line.startsWith('@@')) ?? [];
    const side = (sign: string) =>
      hunks.flatMap((line) => ([sign, ' '].includes(line.charAt(0)) ? [line.slice(1)] : []));
    assert.deepEqual(side('-'), before.trimEnd().split('\n'));
    assert.deepEqual(side('+'), readFileSync(file, 'utf8').trimEnd().split('\n'));
  });
});
