import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { oktsec, trail } from '../support/oktsec.ts';
import type { ClientDriver } from './drivers/driver.ts';
import { ENFORCE, Person, SUSPICIOUS } from './person.ts';

/** Leaves `denied.txt` in the project when it runs, and is always blocked. */
const DENIED = 'echo ran > denied.txt; oktsec-canary';
/** Clients that follow changes of their settings have followed one by then. */
const NOTICED_MS = 3_000;
/** Holds wait for the test, not for a clock. */
const PATIENT = `${ENFORCE}hold:\n  deadlineSeconds: 600\n  unattendedSeconds: 600\n`;
const HASTY = `${ENFORCE}hold:\n  deadlineSeconds: 2\n  unattendedSeconds: 2\n`;

export type SituationId =
  | 'deny'
  | 'allow'
  | 'approve'
  | 'reject'
  | 'deadline'
  | 'engine-gone'
  | 'engine-killed'
  | 'hooks-invalid'
  | 'switched-off'
  | 'switched-off-later'
  | 'rewritten'
  | 'untrusted';

export interface Situation {
  readonly id: SituationId;
  /** As people read it, after "a call ...". */
  readonly title: string;
  readonly wanted: 'runs' | 'does not run';
  /** The person's config.yaml. */
  readonly config?: string;
  /** Only for clients whose hooks a person has to trust first: they are not trusted. */
  readonly untrusted?: true;
  /** Brings it about with the real client. Did the call run? */
  readonly ran: (person: Person) => Promise<boolean>;
}

export const SITUATIONS: readonly Situation[] = [
  {
    id: 'allow',
    title: 'that is fine',
    wanted: 'runs',
    ran: async (person) => {
      await person.engine();
      await person.asks('echo ran > allowed.txt');
      return person.has('allowed.txt');
    },
  },
  {
    id: 'deny',
    title: 'that is blocked',
    wanted: 'does not run',
    ran: async (person) => {
      await person.engine();
      return askDenied(person);
    },
  },
  {
    id: 'approve',
    title: 'that is held and approved',
    wanted: 'runs',
    config: PATIENT,
    ran: (person) => askHeld(person, 'approve'),
  },
  {
    id: 'reject',
    title: 'that is held and rejected',
    wanted: 'does not run',
    config: PATIENT,
    ran: (person) => askHeld(person, 'reject'),
  },
  {
    id: 'deadline',
    title: 'that is held until the deadline',
    wanted: 'does not run',
    config: HASTY,
    ran: async (person) => {
      await person.engine();
      await person.asks(SUSPICIOUS);
      return person.has('stolen.txt');
    },
  },
  {
    id: 'engine-gone',
    title: 'after the engine was killed',
    wanted: 'does not run',
    ran: async (person) => {
      await (await person.engine()).kill();
      return askDenied(person);
    },
  },
  {
    id: 'engine-killed',
    title: 'that is held when the engine is killed',
    wanted: 'does not run',
    config: PATIENT,
    ran: async (person) => {
      const engine = await person.engine();
      const asking = person.asks(SUSPICIOUS);
      await person.heldCall();
      await engine.kill();
      await asking;
      return person.has('stolen.txt');
    },
  },
  {
    id: 'hooks-invalid',
    title: 'after the file of our hooks was spoiled',
    wanted: 'does not run',
    ran: async (person) => {
      await person.engine();
      person.driver.spoilHooks(person);
      return askDenied(person);
    },
  },
  {
    id: 'switched-off',
    title: 'in a repository that switches hooks off',
    wanted: 'does not run',
    ran: async (person) => {
      await person.engine();
      person.driver.switchOff?.(person);
      return askDenied(person);
    },
  },
  {
    id: 'switched-off-later',
    title: 'after the repository switched hooks off while the session ran',
    wanted: 'does not run',
    ran: async (person) => {
      await person.engine();
      await person.asks('echo ran > first.txt', async () => {
        person.driver.switchOff?.(person);
        await sleep(NOTICED_MS);
        return DENIED;
      });
      assert.ok(person.has('first.txt'), 'the session did not begin as it should');
      return person.has('denied.txt');
    },
  },
  {
    id: 'rewritten',
    title: 'that a hook of the repository turned into another one',
    wanted: 'does not run',
    ran: async (person) => {
      const { driver } = person;
      await person.engine();
      driver.rewrite?.(person, SUSPICIOUS);
      await driver.trust?.(person, await driver.provision());
      await person.asks('ls');
      const outcome = (await trail(person.home)).find(({ record }) => record.kind === 'outcome')?.record;
      const ran = person.has('stolen.txt');
      assert.ok(outcome, 'nothing ran');
      if (ran) assert.match(outcome.reason ?? '', /^Something else ran than was judged/);
      return ran;
    },
  },
  {
    id: 'untrusted',
    title: 'before our hooks were trusted in the client',
    wanted: 'does not run',
    untrusted: true,
    ran: async (person) => {
      await person.engine();
      return askDenied(person);
    },
  },
];

/** Can a client get into this situation? */
export function applies(driver: ClientDriver, { id, untrusted }: Situation): boolean {
  if (id === 'switched-off' || id === 'switched-off-later') return driver.switchOff !== undefined;
  if (id === 'rewritten') return driver.rewrite !== undefined;
  return !untrusted || driver.trust !== undefined;
}

/**
 * Puts a real client into every situation. Whether the call ran is all that counts, and it must be as the driver
 * declares: an open door that closes is news as well.
 */
export function testSituations(driver: ClientDriver): void {
  describe(`${driver.name} ${driver.version}`, () => {
    for (const situation of SITUATIONS.filter((each) => applies(driver, each))) {
      const outcome = outcomeOf(driver, situation);
      it(`a call ${situation.title} ${outcome}`, async (t: TestContext) => {
        const person = await Person.connected(t, driver, situation.config, !situation.untrusted);
        assert.equal((await situation.ran(person)) ? 'runs' : 'does not run', outcome);
      });
    }
  });
}

/** What comes of a call in this situation with this client. */
export function outcomeOf(driver: ClientDriver, { id, wanted }: Situation): Situation['wanted'] {
  return driver.open[id] === undefined ? wanted : 'runs';
}

async function askDenied(person: Person): Promise<boolean> {
  await person.asks(DENIED);
  return person.has('denied.txt');
}

async function askHeld(person: Person, decide: 'approve' | 'reject'): Promise<boolean> {
  await person.engine();
  const asking = person.asks(SUSPICIOUS);
  const { id } = await person.heldCall();
  assert.ok(!person.has('stolen.txt'), 'the call ran while it was held');
  const { code, stderr } = await oktsec(person.home, ['approvals', decide, id]);
  assert.equal(code, 0, stderr);
  await asking;
  return person.has('stolen.txt');
}
