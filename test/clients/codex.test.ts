import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import type { ClientView } from '../../engine/protocol/views.ts';
import { oktsecJson } from '../support/oktsec.ts';
import { testDoctor } from './doctor.ts';
import { codex } from './drivers/codex.ts';
import { Person } from './person.ts';
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
