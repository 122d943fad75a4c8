import assert from 'node:assert/strict';
import test from 'node:test';
import type { ClientView } from '../../engine/protocol/views.ts';
import { cli, oktsec } from '../support/oktsec.ts';
import { run } from '../support/processes.ts';
import { environment, installFor, type ClientDriver } from './drivers/driver.ts';
import { Person } from './person.ts';

/** `program` is the client's name in a terminal, under which the doctor finds it. */
export function testDoctor(driver: ClientDriver, program: string): void {
  test(`the doctor lets ${driver.name} itself ask for the canary, and sees what a client is worth without hooks`, async (t) => {
    const person = await Person.connected(t, driver);
    await installFor(driver, person.home, program);
    // Now that the version is known, more may be asked of it.
    assert.equal((await oktsec(person.home, ['connect', driver.id])).code, 0);
    await person.engine();
    const doctor = async () => {
      const args = [cli, 'doctor', driver.id, '--json'];
      const { code, stdout, stderr } = await run(process.execPath, args, {
        cwd: person.project,
        env: environment(person),
      });
      const [view] = JSON.parse(stdout || '[]') as ClientView[];
      return { code, proof: view?.proof, stderr };
    };
    const sound = await doctor();
    assert.equal(sound.proof?.through, 'client', sound.stderr);
    assert.equal(sound.proof.denied, true, sound.proof.detail);
    assert.ok(sound.proof.version?.startsWith(driver.version), sound.proof.version);
    assert.equal(sound.code, 0, sound.stderr);

    assert.equal((await oktsec(person.home, ['disconnect', driver.id])).code, 0);
    const bare = await doctor();
    assert.equal(bare.proof?.through, 'client', bare.stderr);
    assert.equal(bare.proof.denied, false, bare.proof.detail);
    assert.equal(bare.code, 1);
  });
}
