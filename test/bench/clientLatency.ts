/** What a hook adds to a call, as the client's model server sees it. Prints figures as JSON; `clients.ts` runs it. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { claudeCode, PERMISSIVE_SETTINGS } from '../clients/drivers/claudeCode.ts';
import { codex } from '../clients/drivers/codex.ts';
import { installFor, put, type ClientDriver } from '../clients/drivers/driver.ts';
import type { ToolUse } from '../clients/model/scenario.ts';
import { Person } from '../clients/person.ts';
import { oktsec } from '../support/oktsec.ts';
import { percentile, type Figure } from './measure.ts';

const CALLS = 15;
const ROUNDS = 4;
/** Starting up and the first call are not what is measured. */
const WARM_UP = 2;

const SETUPS = ['no hook', 'ours', 'a plain Node hook'] as const;
/** Where the client can post its calls itself. */
const POSTED = 'ours, posted';
type Setup = (typeof SETUPS)[number] | typeof POSTED;

interface Measured {
  readonly driver: ClientDriver;
  /** A call that costs the client itself next to nothing. */
  readonly call: (person: Person) => ToolUse;
  /** Registers a command for the events before and after a call, as ours is. */
  readonly register: (person: Person, command: string) => void;
  readonly posts?: true;
}

const CLIENTS: readonly Measured[] = [
  {
    driver: claudeCode,
    call: ({ project }) => ({ name: 'Read', input: { file_path: path.join(project, 'note.txt') } }),
    register: ({ settings }, command) => put(settings, { ...PERMISSIVE_SETTINGS, hooks: around(command) }),
    posts: true,
  },
  {
    driver: codex,
    call: () => codex.shell('true'),
    register: ({ home }, command) => put(path.join(home, '.codex', 'hooks.json'), { hooks: around(command) }),
  },
];

function around(command: string): object {
  const group = [{ hooks: [{ type: 'command', command, timeout: 60 }] }];
  return { PreToolUse: group, PostToolUse: group };
}

async function main(): Promise<void> {
  const figures: Figure[] = [];
  for (const client of CLIENTS) figures.push(...(await latencyOf(client)));
  console.log(JSON.stringify(figures));
}

/** The set-ups in turn, so that all see the same machine. */
async function latencyOf(client: Measured): Promise<Figure[]> {
  const setups: readonly Setup[] = [...SETUPS, ...(client.posts ? ([POSTED] as const) : [])];
  const gaps = new Map<Setup, number[]>(setups.map((setup) => [setup, []]));
  for (let round = 0; round < ROUNDS; round++) {
    for (const setup of setups) gaps.get(setup)?.push(...(await gapsOf(client, setup)));
  }
  const median = (setup: Setup): number => percentile(gaps.get(setup) ?? [], 0.5);
  const bare = median('no hook');
  const { name } = client.driver;
  return [
    { name: `${name}: from call to next request, no hook`, value: bare, unit: 'ms' },
    ...setups.slice(1).map((setup) => ({
      name: `${name}: added by ${setup}`,
      value: median(setup) - bare,
      unit: 'ms',
    })),
    {
      name: `${name}: ours as a share of a plain Node hook`,
      value: (median('ours') - bare) / (median('a plain Node hook') - bare),
      unit: 'x',
    },
  ];
}

/** One session: milliseconds from when the model asked for a call to when it was told what came of it. */
async function gapsOf({ driver, call, register }: Measured, setup: Setup): Promise<number[]> {
  const cleanUps: (() => unknown)[] = [];
  const stage = { after: (cleanUp: () => unknown) => void cleanUps.unshift(cleanUp) };
  try {
    const person = setup === 'ours' ? await Person.connected(stage, driver) : await Person.start(stage, driver);
    writeFileSync(path.join(person.project, 'note.txt'), 'a note\n');
    if (setup === 'ours' || setup === POSTED) await person.engine();
    if (setup === POSTED) {
      await installFor(driver, person.home, 'claude');
      const { code, stderr } = await oktsec(person.home, ['connect', driver.id, '--handler', 'http']);
      if (code !== 0) throw new Error(stderr);
    }
    if (setup === 'a plain Node hook') {
      const hook = path.join(person.home, 'hook.mjs');
      writeFileSync(hook, "let text = ''; for await (const part of process.stdin) text += part; JSON.parse(text);\n");
      register(person, `${process.execPath} ${hook}`);
      await driver.trust?.(person, await driver.provision());
    }
    const results = await person.plays(Array.from({ length: CALLS }, () => [call(person)]));
    if (results.length < CALLS || results.some(({ isError }) => isError)) throw new Error(`${setup}: a call failed.`);
    const { askedAt } = person;
    return askedAt
      .slice(1)
      .map((at, index) => at - (askedAt[index] ?? at))
      .slice(WARM_UP);
  } finally {
    for (const cleanUp of cleanUps) await cleanUp();
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
