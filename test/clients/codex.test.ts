import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import type { ClientView } from '../../engine/protocol/views.ts';
import { oktsecJson, trail } from '../support/oktsec.ts';
import { testDoctor } from './doctor.ts';
import { codex } from './drivers/codex.ts';
import { ENFORCE, Person } from './person.ts';
import { testSituations } from './situations.ts';

testSituations(codex);
testDoctor(codex, 'codex');

test('hooks that a person has not trusted in Codex, or trusted in another form, are reported with what to do', async (t) => {
  const person = await Person.connected(t, codex, undefined, false);
  const state = async () => {
    const views = await oktsecJson<ClientView[]>(person.home, ['discover']);
    const view = views.find(({ id }) => id === 'codex');
    return [view?.state, view?.detail] as const;
  };
  const [before, why] = await state();
  assert.equal(before, 'partial');
  assert.match(why ?? '', /never trusted: PreToolUse.*\/hooks/);
  await codex.trust?.(person, await codex.provision());
  assert.equal((await state())[0], 'connected', 'what Codex itself keeps of the hooks is what we expect');
  const config = path.join(person.home, '.codex', 'config.toml');
  writeFileSync(config, readFileSync(config, 'utf8').replace(/sha256:[0-9a-f]{64}/, `sha256:${'0'.repeat(64)}`));
  const [after, changed] = await state();
  assert.equal(after, 'partial');
  assert.match(changed ?? '', /another form/);
});

test('a patch in a here document is judged by every file that it touches', async (t) => {
  const hasty = `${ENFORCE}hold:\n  deadlineSeconds: 1\n  unattendedSeconds: 1\n`;
  const person = await Person.connected(t, codex, hasty);
  await person.engine();
  writeFileSync(path.join(person.project, 'a.txt'), 'one\n');
  const keys = path.relative(person.project, path.join(person.home, '.ssh', 'authorized_keys'));
  const patch = (file: string) =>
    `apply_patch <<'EOF'\n*** Begin Patch\n*** Update File: a.txt\n@@\n-one\n+two\n*** Add File: ${file}\n+ssh-ed25519 none\n*** End Patch\nEOF`;
  await person.asks(patch(keys));
  assert.equal(readFileSync(path.join(person.project, 'a.txt'), 'utf8'), 'one\n');
  assert.ok(!existsSync(path.join(person.home, '.ssh')));
  const call = (await trail(person.home)).find(({ record }) => record.event === 'PreToolUse')?.record;
  assert.deepEqual([call?.verdict, call?.findings?.[0]?.rule], ['quarantine', 'persist.ssh-trust']);
  await person.asks(patch('b.txt'));
  assert.equal(readFileSync(path.join(person.project, 'a.txt'), 'utf8'), 'two\n', 'Codex does not apply such a patch');
});
