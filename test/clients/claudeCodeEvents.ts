import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import type { EntryDraft } from '../../engine/protocol/audit.ts';
import { oktsec, trail } from '../support/oktsec.ts';
import { until } from '../support/until.ts';
import { claudeCode } from './drivers/claudeCode.ts';
import type { ClientDriver } from './drivers/driver.ts';
import { bash, ENFORCE, Person, SUSPICIOUS } from './person.ts';

const HASTY = `${ENFORCE}hold:\n  deadlineSeconds: 1\n  unattendedSeconds: 1\n`;
const DENIED = bash('echo ran > denied.txt; oktsec-canary');

/** Events of Claude Code beside its tool calls, each with the real program. */
export function testClaudeCodeEvents(): void {
  for (const [what, change] of Object.entries(CHANGES)) {
    test(`settings that change in a session so that our hooks would be gone are refused: ${what}`, async (t) => {
      const person = await Person.connected(t);
      await person.engine();
      const results = await person.plays([
        bash('echo one > one.txt'),
        async () => {
          change(person);
          await entryOf(person, 'ConfigChange');
          return DENIED;
        },
      ]);
      assert.deepEqual(
        results.map(({ isError }) => isError),
        [false, true],
      );
      assert.ok(!person.has('denied.txt'), 'the hooks were gone');
      const entry = await entryOf(person, 'ConfigChange');
      assert.deepEqual([entry.verdict, entry.action], ['block', 'deny']);
      assert.equal(entry.findings?.[0]?.rule, 'evade.guard-lost');
    });
  }

  test('settings that a person changes otherwise take effect, and so does disconnecting', async (t) => {
    const person = await Person.connected(t);
    await person.engine();
    const results = await person.plays([
      async () => {
        const settings = JSON.parse(readFileSync(person.settings, 'utf8')) as Record<string, unknown>;
        writeFileSync(person.settings, JSON.stringify({ ...settings, model: 'mock-2' }));
        const entry = await entryOf(person, 'ConfigChange');
        assert.deepEqual([entry.verdict, entry.action], ['clean', 'allow']);
        return DENIED;
      },
      async () => {
        assert.equal((await oktsec(person.home, ['disconnect', 'claude-code'])).code, 0);
        await until('both changes were seen', async () => (await entriesOf(person, 'ConfigChange')).length === 2);
        return DENIED;
      },
    ]);
    assert.ok(results[0]?.isError, 'still guarded after a harmless change');
    assert.ok(person.has('denied.txt'), 'a person who disconnects is obeyed');
  });

  for (const decided of ['approve', 'reject'] as const) {
    test(`a call that nobody decides in a session without a person is put off; after ${decided} resuming ${decided === 'approve' ? 'runs it' : 'does not'}`, async (t) => {
      const person = await Person.connected(t, claudeCode, HASTY);
      await person.engine();
      const { stdout } = await person.prompts([bash(SUSPICIOUS)]);
      assert.match(stdout, /"stop_reason":"tool_deferred"/);
      assert.ok(!person.has('stolen.txt'));
      const { id, session } = await person.heldCall();
      assert.equal((await oktsec(person.home, ['approvals', decided, id])).code, 0);
      await person.resumes(resumed(session));
      assert.equal(person.has('stolen.txt'), decided === 'approve');
    });
  }

  for (const [ask, answered] of [
    ['Which branch shall I use?', 'cancel'],
    ['Please enter your GitHub password to go on.', 'decline'],
  ] as const) {
    test(`a server that asks the person "${ask}" is ${answered === 'decline' ? 'refused' : 'left to the person'}`, async (t) => {
      const person = await Person.connected(t, elicited(ask), HASTY);
      await person.engine();
      const results = await person.plays([[{ name: 'mcp__crm__ask', input: {} }]]);
      assert.match(results[0]?.text ?? '', new RegExp(answered), JSON.stringify(results));
      const entry = await entryOf(person, 'Elicitation');
      assert.deepEqual(entry.tool, {
        name: 'mcp_elicitation',
        kind: 'mcp-definition',
        mcp: { server: 'crm', tool: 'elicitation' },
      });
      assert.equal(entry.verdict, answered === 'decline' ? 'quarantine' : 'clean');
    });
  }
}

const CHANGES: Readonly<Record<string, (person: Person) => void>> = {
  'a project switches hooks off': ({ project }) => {
    const file = path.join(project, '.claude', 'settings.local.json');
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, '{"disableAllHooks": true}\n');
  },
  'ours are taken out of the user’s file': ({ settings }) => {
    const { permissions } = JSON.parse(readFileSync(settings, 'utf8')) as { permissions: unknown };
    writeFileSync(settings, JSON.stringify({ permissions }));
  },
  'the user’s file becomes one that Claude Code drops': ({ settings }) => {
    writeFileSync(settings, readFileSync(settings, 'utf8').replace('"type": "command"', '"type": "comand"'));
  },
  'the user’s file is cut off': ({ settings }) => {
    writeFileSync(settings, readFileSync(settings, 'utf8').slice(0, -20));
  },
  'the user’s file goes': ({ settings }) => rmSync(settings),
};

async function entriesOf(person: Person, event: string): Promise<EntryDraft[]> {
  return (await trail(person.home)).map(({ record }) => record).filter((record) => record.event === event);
}

async function entryOf(person: Person, event: string): Promise<EntryDraft> {
  return until(`${event} is on record`, async () => (await entriesOf(person, event))[0], 20_000);
}

/** The same session once more, without a new prompt. */
function resumed(session: string): ClientDriver {
  return {
    ...claudeCode,
    start: (desk, prompt) => {
      const [print = '', , ...others] = claudeCode.start(desk, prompt).args;
      return { args: [print, '--resume', session, ...others], env: claudeCode.start(desk, prompt).env };
    },
  };
}

/** Claude Code with an MCP server that asks the person this. */
function elicited(ask: string): ClientDriver {
  const server = path.join(import.meta.dirname, 'elicitingServer.mjs');
  const mcp = { mcpServers: { crm: { command: process.execPath, args: [server, ask] } } };
  return {
    ...claudeCode,
    start: (desk, prompt) => {
      const { args, env } = claudeCode.start(desk, prompt);
      return { args: [...args, '--allowedTools', 'mcp__crm__ask', '--mcp-config', JSON.stringify(mcp)], env };
    },
  };
}
