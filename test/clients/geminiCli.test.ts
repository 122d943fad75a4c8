import assert from 'node:assert/strict';
import path from 'node:path';
import test from 'node:test';
import { trail } from '../support/oktsec.ts';
import { testDoctor } from './doctor.ts';
import { put } from './drivers/driver.ts';
import { geminiCli } from './drivers/geminiCli.ts';
import { ENFORCE, Person } from './person.ts';
import { testSituations } from './situations.ts';

testSituations(geminiCli);
testDoctor(geminiCli, 'gemini');

test('a call in a repository whose .env has other code run with every program is held for a person', async (t) => {
  const hasty = `${ENFORCE}hold:\n  deadlineSeconds: 1\n  unattendedSeconds: 1\n`;
  const person = await Person.connected(t, geminiCli, hasty);
  await person.engine();
  put(path.join(person.project, '.gemini', '.env'), 'NODE_OPTIONS=--require /nowhere/evil.cjs\nLD_PRELOAD=\n');
  await person.plays([[geminiCli.shell('echo ran > held.txt')]]);
  assert.ok(!person.has('held.txt'));
  const call = (await trail(person.home)).find(({ record }) => record.event === 'BeforeTool')?.record;
  assert.deepEqual([call?.verdict, call?.findings?.[0]?.rule], ['quarantine', 'evade.repository-environment']);
});
