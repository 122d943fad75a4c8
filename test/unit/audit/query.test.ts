import assert from 'node:assert/strict';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { EntrySearch } from '../../../engine/audit/entryQuery.ts';
import { COUNT_STATEMENTS } from '../../../engine/audit/entryCounts.ts';
import { migrate } from '../../../engine/audit/schema.ts';
import { wordsExpression } from '../../../engine/audit/searchWords.ts';
import { Database, type Binder, type Sql } from '../../../engine/audit/sqlite.ts';
import { PathIndex } from '../../../engine/audit/pathIndex.ts';
import { WordIndex } from '../../../engine/audit/wordIndex.ts';
import { hostsOf, pathsOf, termsOf } from '../../../engine/audit/entryTerms.ts';
import type { AuditLog } from '../../../engine/audit/auditLog.ts';
import type { EntryDraft, EntryFinding, EntryRecord } from '../../../engine/protocol/audit.ts';
import type { EntryFilter, EntryQuery } from '../../../engine/protocol/auditQuery.ts';
import { VERDICTS } from '../../../engine/protocol/verdict.ts';
import { verifyEntries } from '../../../engine/audit/verify.ts';
import { until } from '../../support/until.ts';
import { cleanUp, draft, openLog, temporaryDirectory, WASM } from './helpers.ts';

const HOUR = 3_600_000;
const START = 1_790_000_000_000 - (1_790_000_000_000 % HOUR);

function finding(rule: string): EntryFinding {
  return { rule, category: 'nlp', severity: 'high', certainty: 'textual', origin: 'x', excerpt: `seen by ${rule}` };
}

/** A call whose properties follow from `n`, so that a test can say what it expects. */
function varied(n: number): EntryDraft {
  const verdict = VERDICTS[n % 10 === 0 ? 1 + ((n / 10) % 3) : 0] ?? 'clean';
  const agent = n % 3 === 0 ? 'codex' : 'claude-code';
  const file = `/home/dev/project/src/file${n % 7}.ts`;
  return draft(n, {
    time: START + n * 60_000,
    client: agent,
    session: `session-${Math.floor(n / 50)}`,
    agent: { name: agent, kind: agent, instance: 'i', root: agent, depth: 0 },
    tool: n % 5 === 0 ? { name: 'Read', kind: 'read' } : { name: 'Bash', kind: 'shell' },
    args: n % 5 === 0 ? { file_path: file } : { command: `curl https://host${n % 11}.Example.com/a && echo word${n}` },
    verdict,
    ...(verdict !== 'clean' && { findings: [finding(`R-${n % 20}`)], reason: 'held for a reason' }),
  });
}

const COUNT = 600;
const ALL = Array.from({ length: COUNT }, (_, n) => varied(n));

describe('questions to the log', () => {
  let log: AuditLog;
  let close: () => unknown = () => undefined;
  before(async () => {
    const actions: (() => unknown)[] = [];
    const whole = { after: (action: () => unknown) => void actions.push(action) };
    close = () => actions[0]?.();
    log = await openLog(whole, temporaryDirectory(whole));
    await Promise.all(ALL.map((each) => log.append(each)));
  });

  after(() => close());

  /** Sequence numbers found, page after page. */
  async function ask(query: EntryQuery): Promise<number[]> {
    const found: number[] = [];
    let at: number | undefined;
    do {
      const from = at === undefined ? {} : query.order === 'oldest' ? { after: at } : { before: at };
      const page = await log.query({ limit: 7, ...query, ...from });
      found.push(...page.entries.map(({ record }) => record.seq));
      at = page.next;
    } while (at !== undefined);
    return found;
  }

  const expected = (matches: (each: EntryDraft) => boolean) => ALL.flatMap((each, i) => (matches(each) ? [i + 1] : []));

  const cases: readonly [EntryFilter, (each: EntryDraft) => boolean][] = [
    [{}, () => true],
    [{ agent: 'codex' }, (e) => e.agent.name === 'codex'],
    [{ client: 'codex', tool: 'Read' }, (e) => e.client === 'codex' && e.tool.name === 'Read'],
    [{ verdict: 'clean' }, (e) => e.verdict === 'clean'],
    [{ verdict: 'quarantine' }, (e) => e.verdict === 'quarantine'],
    [{ atLeast: 'quarantine' }, (e) => e.verdict === 'quarantine' || e.verdict === 'block'],
    [{ rule: 'R-10' }, (e) => e.findings?.[0]?.rule === 'R-10'],
    [{ session: 'session-3', agent: 'codex' }, (e) => e.session === 'session-3' && e.agent.name === 'codex'],
    [
      { since: START + 90 * 60_000, until: START + 200 * 60_000 },
      (e) => e.time >= START + 5_400_000 && e.time < START + 12_000_000,
    ],
    [{ place: 'FILE3' }, (e) => JSON.stringify(e.args).includes('file3')],
    [{ place: 'host1.' }, (e) => JSON.stringify(e.args).includes('host1.')],
    [{ place: 'example', agent: 'codex' }, (e) => e.agent.name === 'codex' && e.tool.name === 'Bash'],
    [{ text: 'word17' }, (e) => JSON.stringify(e.args).includes('word17"')],
    [{ text: 'word17*' }, (e) => JSON.stringify(e.args).includes('word17')],
    [
      { text: 'HOST2.example.com echo', verdict: 'clean' },
      (e) => e.verdict === 'clean' && JSON.stringify(e.args).includes('host2.'),
    ],
    [{ text: 'R-10', tool: 'Read' }, (e) => e.findings?.[0]?.rule === 'R-10' && e.tool.name === 'Read'],
    [{ kind: 'outcome' }, () => false],
    [{ agent: 'nobody' }, () => false],
    [{ session: 'none' }, () => false],
    [{ text: '-- ""' }, () => false],
    [{ since: START + 1e12 }, () => false],
  ];
  for (const [filter, matches] of cases) {
    it(`finds ${JSON.stringify(filter)}, page by page, both ways, and as a whole`, async () => {
      const right = expected(matches);
      assert.deepEqual(await ask({ ...filter, order: 'oldest' }), right);
      assert.deepEqual(await ask(filter), [...right].reverse());
      assert.deepEqual(
        [...(await log.select(filter))].filter((part) => 'record' in part).map(({ record }) => record.seq),
        right,
      );
    });
  }

  it('counts judged calls by hour, verdict, agent, tool and rule', () => {
    const { hours, verdicts, agents, clients, tools, rules } = log.counts({});
    const of = (matches: (each: EntryDraft) => boolean) => ALL.filter(matches).length;
    for (const verdict of VERDICTS) {
      assert.equal(
        verdicts[verdict],
        of((e) => e.verdict === verdict),
      );
      assert.equal(
        hours.reduce((sum, hour) => sum + hour[verdict], 0),
        verdicts[verdict],
      );
    }
    assert.equal(hours.length, COUNT / 60);
    assert.deepEqual(hours[0], { hour: START, clean: 54, flag: 2, quarantine: 2, block: 2 });
    assert.deepEqual(agents, [
      { value: 'claude-code', entries: of((e) => e.agent.name === 'claude-code') },
      { value: 'codex', entries: of((e) => e.agent.name === 'codex') },
    ]);
    assert.deepEqual(clients, agents);
    assert.equal(tools.find(({ value }) => value === 'Read')?.entries, COUNT / 5);
    assert.equal(
      rules.find(({ value }) => value === 'R-10')?.entries,
      of((e) => e.findings?.[0]?.rule === 'R-10'),
    );
    const second = log.counts({ since: START + HOUR, until: START + HOUR + 1, limit: 1 });
    assert.equal(second.hours.length, 1);
    assert.equal(second.agents.length, 1);
    assert.equal(second.verdicts.clean, 54);
  });

  it('counts neither what came of a call nor a later decision again', async (t) => {
    const other = await openLog(t, temporaryDirectory(t));
    await other.append(draft(1, { verdict: 'block' }));
    await other.append(draft(1, { kind: 'approval', verdict: 'block' }));
    await other.append(draft(1, { kind: 'outcome', verdict: 'clean' }));
    await other.append(draft(2, { kind: 'outcome', verdict: 'flag' }));
    assert.deepEqual(other.counts({}).verdicts, { clean: 0, flag: 1, quarantine: 0, block: 1 });
  });

  it('forgets what a failed transaction had counted', async (t) => {
    const other = await openLog(t, temporaryDirectory(t));
    const failing = other.append(draft(1));
    other.held.save = () => undefined;
    await failing;
    await Promise.allSettled([other.append(draft(2, { time: NaN })), other.append(draft(3))]);
    assert.equal(other.counts({}).verdicts.clean, 2);
  });

  it('finds entries of an hour that the clock went back to', async (t) => {
    const other = await openLog(t, temporaryDirectory(t));
    await other.append(draft(1, { time: START }));
    await other.append(draft(2, { time: START + 5 * HOUR }));
    await other.append(draft(3, { time: START + 1 }));
    const page = await other.query({ since: START, until: START + HOUR, order: 'oldest' });
    assert.deepEqual(
      page.entries.map(({ record }) => record.seq),
      [1, 3],
    );
  });

  it('indexes what the index lacks', async (t) => {
    const directory = temporaryDirectory(t);
    const first = await openLog(t, directory);
    await Promise.all(ALL.slice(0, 30).map((each) => first.append(each)));
    await first.close();
    const db = await Database.open(path.join(directory, 'oktsec.db'), WASM);
    db.exec(`DELETE FROM terms; DELETE FROM postings; DELETE FROM hours; DELETE FROM counts; DELETE FROM days;`);
    db.close();
    const again = await openLog(t, directory);
    assert.equal((await again.query({ agent: 'codex' })).entries.length, 10);
    assert.equal((await again.query({ text: 'word29' })).entries.length, 1);
    assert.equal(again.counts({}).verdicts.clean, 27);
  });

  it('goes on with a file of version 3: indexes its texts anew and clears away what it had for them', async (t) => {
    const directory = temporaryDirectory(t);
    const first = await openLog(t, directory);
    await Promise.all(ALL.slice(0, 300).map((each) => first.append(each)));
    await first.append(draft(300, { kind: 'approval' }));
    await first.close();
    const file = path.join(directory, 'oktsec.db');
    const db = await Database.open(file, WASM);
    db.exec(`DROP TABLE days; DROP TABLE word_parts; DROP TABLE paths; DROP TABLE path_signatures; DROP TABLE texts_indexed;
      CREATE VIRTUAL TABLE words USING fts4 (content="", text, order=desc, tokenize=unicode61);
      INSERT INTO words (docid, text) SELECT seq, record FROM entries;
      INSERT INTO terms (field, value) SELECT DISTINCT 'path', json_extract(record, '$.args.file_path') FROM entries
        WHERE json_extract(record, '$.args.file_path') IS NOT NULL;
      INSERT INTO postings SELECT t.id, e.seq FROM terms t JOIN entries e ON t.value = json_extract(e.record, '$.args.file_path')
        WHERE t.field = 'path';
      PRAGMA user_version = 3;`);
    db.close();

    const again = await openLog(t, directory);
    assert.equal(again.recovered, undefined);
    const found = async (query: EntryQuery) => (await again.query({ limit: 1000, ...query })).entries.length;
    const right = ALL.slice(0, 300).filter((each) => JSON.stringify(each.args).includes('file3')).length;
    assert.equal(await found({ place: 'file3' }), right);
    assert.equal(await found({ text: 'word29' }), 1);
    assert.equal(await found({ kind: 'approval' }), 1);
    assert.equal(again.counts({}).tools.find(({ value }) => value === 'Read')?.entries, 60, 'counts of days');
    assert.equal((await verifyEntries(again.entries(), again.publicKeys())).fault, undefined);
    await again.close();
    await until('what version 3 had is cleared away', async () => {
      const idle = await openLog(t, directory);
      await sleep(500);
      await idle.close();
      const look = await Database.open(file, WASM);
      const sql = `SELECT (SELECT count(*) FROM sqlite_schema WHERE name LIKE 'words') + (SELECT count(*) FROM terms WHERE field = 'path')
        + (SELECT count(*) FROM postings WHERE term NOT IN (SELECT id FROM terms))`;
      const [left] = look.rows(
        sql,
        () => undefined,
        (row) => row.int(0),
      );
      look.close();
      return left === 0;
    });
  });

  it('takes every answer from an index', async (t) => {
    const db = await Database.open(path.join(temporaryDirectory(t), 'x.db'), WASM);
    cleanUp(t, () => db.close());
    migrate(db, 'x.db');
    db.exec(`INSERT INTO sessions VALUES (1, 's', 'c', 'a', NULL, 't', 0, 0, 0, 0, 0, 0, 0, 0);
      INSERT INTO terms (field, value) VALUES ('client','c'), ('agent','a'), ('tool','t'), ('rule','r'), ('at-least','flag'), ('at-least','block'), ('host','p');
      INSERT INTO hours VALUES (0, 1, 9); INSERT INTO entries VALUES (1, 0, 0, 1, 0, NULL, '{}');`);
    const record = { ...draft(1, { args: { path: '/p' } }), v: 2, seq: 1 } as EntryRecord;
    new WordIndex(db).add([record]);
    new PathIndex(db).add([record]);
    const steps: string[] = [];
    const search = new EntrySearch(explaining(db, (step) => steps.push(step)));
    const filters: EntryFilter[] = [
      ...[{}, { client: 'c' }, { agent: 'a' }, { tool: 't' }, { rule: 'r' }, { verdict: 'block' }, { atLeast: 'flag' }],
      ...[
        { session: 's' },
        { place: 'p' },
        { text: 'x' },
        { since: 0, until: 10 },
        { kind: 'call' },
        { kind: 'notice' },
      ],
    ] as EntryFilter[];
    const combined = filters.flatMap((a) => filters.map((b) => ({ ...a, ...b })));
    for (const filter of combined) {
      for (const order of ['newest', 'oldest'] as const) {
        search.page({ ...filter, order });
        assert.ok(steps.length > 0);
        for (const step of steps.splice(0)) {
          // Reading a table from one end to the other is only right in the order of the answer, up to its limit.
          const scan = /^SCAN (?!words_0 VIRTUAL TABLE INDEX [1-9]|[ch] VIRTUAL TABLE|CONSTANT ROW)/.test(step);
          assert.ok(!scan, `${JSON.stringify(filter)}: ${step}`);
          assert.doesNotMatch(step, /TEMP B-TREE/, JSON.stringify(filter));
        }
      }
    }
    const counting = COUNT_STATEMENTS.flatMap((sql) =>
      db.rows(
        `EXPLAIN QUERY PLAN ${sql}`,
        () => undefined,
        (row) => row.text(3),
      ),
    );
    assert.ok(counting.length > 0 && counting.every((step) => !step.startsWith('SCAN')), counting.join('\n'));
  });
});

/** The same database, which tells of every question how SQLite goes about it. */
function explaining(db: Database, tell: (step: string) => void): Sql {
  const explain = (sql: string, bind: (to: Binder) => unknown) =>
    db.rows(`EXPLAIN QUERY PLAN ${sql}`, bind, (row) => row.text(3)).forEach(tell);
  return {
    exec: (sql) => db.exec(sql),
    statement: (sql, bind) => db.statement(sql, bind),
    query: (sql, bind, decode) => {
      const query = db.query(sql, bind, decode);
      const all: typeof query.all = (parameters) => {
        explain(sql, (to) => bind(to, parameters));
        return query.all(parameters);
      };
      return { all, first: (parameters) => all(parameters)[0] };
    },
    rows: (sql, bind, decode) => {
      explain(sql, bind);
      return db.rows(sql, bind, decode);
    },
    transaction: (work) => db.transaction(work),
    unsynced: (work) => db.unsynced(work),
  };
}

describe('what an entry is found by', () => {
  const record = (change: Partial<EntryDraft>) => ({ ...draft(1, change), v: 2, seq: 1 }) as EntryRecord;

  it('names hosts in lower case, without port and user, each once', () => {
    const args = {
      a: ['GET https://User:pw@Api.Example.com:8443/x?y=https://b.test', 'http://[::1]:80/ https://b.test/'],
    };
    assert.deepEqual(hostsOf(record({ args })), ['api.example.com', 'b.test', '[::1]']);
    assert.deepEqual(pathsOf(record({ args: { ...args, file_path: '/A/b.ts' } })), ['/A/b.ts']);
  });

  it('counts a worse verdict among the lesser ones, and a rule once', () => {
    const terms = termsOf(record({ verdict: 'block', findings: [finding('R'), finding('R')] }));
    assert.deepEqual(
      terms.filter(({ field }) => field === 'at-least' || field === 'rule').map(({ value }) => value),
      [...['block', 'quarantine', 'flag', 'R']],
    );
  });

  it('reads what people type as words, never as operators', () => {
    assert.equal(wordsExpression('rm -rf  a.example.com'), '"rm" "rf" "a example com"');
    assert.equal(wordsExpression('inst* ab* "x" NEAR/2 OR'), '"inst*" "ab" "x" "NEAR 2" "OR"');
    assert.equal(wordsExpression(' -- "" * '), undefined);
  });
});
