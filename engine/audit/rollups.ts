import type { EntryRecord } from '../protocol/audit.ts';
import type { AgentView, SessionSummary } from '../protocol/views.ts';
import { VERDICTS, type Verdict } from '../protocol/verdict.ts';
import { noParameters } from './schema.ts';
import type { Binder, Sql, Query, Row, Statement } from './sqlite.ts';

/** What the log knows of an agent; risk and suspension are the pipeline's. */
export type AgentCounts = Omit<AgentView, 'risk' | 'suspended'>;

/** Sessions whose rows are remembered. */
const MAX_ROWS = 1000;

interface VerdictCounts {
  flagged: number;
  held: number;
  blocked: number;
}

interface Counts extends VerdictCounts {
  /** Timeline lines of a session, calls of an agent. */
  total: number;
}

interface SessionChange extends Counts {
  readonly name: string;
  readonly client: string;
  readonly agent: string;
  readonly cwd: string | undefined;
  title: string;
  /** 1 if the title is a prompt. */
  prompted: number;
  startedAt: number;
  lastAt: number;
  /** Index into `VERDICTS`. */
  worst: number;
}

interface AgentChange extends Counts {
  readonly name: string;
  readonly client: string;
  lastAt: number;
}

const SESSION_COLUMNS =
  'name, client, agent, cwd, title, started_at, last_at, steps, worst, flagged, held, blocked FROM sessions';

/**
 * Sessions and agents with their counts, so that lists need not count. `add` collects, `write` stores: one update per
 * session and slice of entries.
 */
export class Rollups {
  readonly #db: Sql;
  readonly #sessions = new Map<string, SessionChange>();
  readonly #agents = new Map<string, AgentChange>();
  /** Rows of sessions lately seen. */
  readonly #rows = new Map<string, number>();
  readonly #writeSession: Statement<SessionChange>;
  readonly #writeAgent: Statement<AgentChange>;
  readonly #rowOf: Query<string, number>;
  readonly #list: Query<{ limit: number; before: number }, SessionSummary>;
  readonly #byName: Query<string, SessionSummary>;
  readonly #allAgents: Query<void, AgentCounts>;
  readonly #reserve: Query<EntryRecord, number>;

  constructor(db: Sql) {
    this.#db = db;
    this.#rowOf = db.query(
      'SELECT id FROM sessions WHERE name = ?',
      (to, name) => to.text(name),
      (row) => row.int(0),
    );
    this.#reserve = db.query(
      `INSERT INTO sessions (name, client, agent, cwd, title, prompted, started_at, last_at, steps, worst, flagged, held, blocked)
       VALUES (?, ?, ?, ?, ?, 0, ?, ?, 0, 0, 0, 0, 0) RETURNING id`,
      (to, { session, client, agent, cwd, summary, time }) =>
        to.text(session).text(client).text(agent.name).text(cwd).text(summary).int(time).int(time),
      (row) => row.int(0),
    );
    this.#writeSession = db.statement(
      `UPDATE sessions SET
         title = CASE WHEN ?1 > prompted THEN ?2 ELSE title END, prompted = max(prompted, ?1), cwd = coalesce(cwd, ?3),
         started_at = min(started_at, ?4), last_at = max(last_at, ?5), steps = steps + ?6, worst = max(worst, ?7),
         flagged = flagged + ?8, held = held + ?9, blocked = blocked + ?10
       WHERE name = ?11`,
      (to, change) => {
        to.int(change.prompted).text(change.title).text(change.cwd).int(change.startedAt).int(change.lastAt);
        to.int(change.total).int(change.worst).int(change.flagged).int(change.held).int(change.blocked);
        to.text(change.name);
      },
    );
    this.#writeAgent = db.statement(
      `INSERT INTO agents (name, client, calls, held, blocked, last_at) VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET calls = calls + excluded.calls, held = held + excluded.held,
         blocked = blocked + excluded.blocked, last_at = max(last_at, excluded.last_at)`,
      (to, change) => {
        to.text(change.name).text(change.client);
        to.int(change.total).int(change.held).int(change.blocked).int(change.lastAt);
      },
    );
    this.#list = db.query(
      `SELECT ${SESSION_COLUMNS} WHERE last_at < ? ORDER BY last_at DESC, id DESC LIMIT ?`,
      (to: Binder, { limit, before }) => to.int(before).int(limit),
      decodeSession,
    );
    this.#byName = db.query(`SELECT ${SESSION_COLUMNS} WHERE name = ?`, (to, name) => to.text(name), decodeSession);
    this.#allAgents = db.query<void, AgentCounts>(
      'SELECT name, client, calls, held, blocked, last_at FROM agents ORDER BY last_at DESC',
      noParameters,
      (row) => ({
        name: row.text(0),
        client: row.text(1),
        calls: row.int(2),
        held: row.int(3),
        blocked: row.int(4),
        lastSeen: row.int(5),
      }),
    );
  }

  /** The row of an entry's session, which is created if need be, within the transaction that stores the entry. */
  rowFor(record: EntryRecord): number | undefined {
    if (!record.session) return undefined;
    const known = this.#rows.get(record.session);
    if (known !== undefined) return known;
    const row = this.#rowOf.first(record.session) ?? this.#reserve.first(record);
    if (this.#rows.size >= MAX_ROWS) this.#rows.clear();
    if (row !== undefined) this.#rows.set(record.session, row);
    return row;
  }

  /** Counts an entry whose session has its row. */
  add(record: EntryRecord): void {
    if (record.agent.name) this.#addAgent(record);
    if (record.session) this.#addSession(record);
  }

  /** Stores what `add` collected. */
  write(): void {
    for (const change of this.#sessions.values()) this.#writeSession.run(change);
    for (const change of this.#agents.values()) this.#writeAgent.run(change);
    this.#sessions.clear();
    this.#agents.clear();
  }

  /** Drops what `add` collected, because its transaction failed. */
  forget(): void {
    this.#sessions.clear();
    this.#agents.clear();
    this.#rows.clear();
  }

  /** Within a transaction: counts start anew. Rows of sessions stay, because entries refer to them. */
  reset(): void {
    this.#db.exec('UPDATE sessions SET steps = 0, worst = 0, flagged = 0, held = 0, blocked = 0; DELETE FROM agents;');
  }

  /** Sessions last active before `before`, newest first. */
  sessions(limit: number, before: number): SessionSummary[] {
    return this.#list.all({ limit, before });
  }

  session(name: string): SessionSummary | undefined {
    return this.#byName.first(name);
  }

  agents(): AgentCounts[] {
    return this.#allAgents.all();
  }

  #addSession(record: EntryRecord): void {
    let change = this.#sessions.get(record.session);
    if (!change) {
      change = {
        ...{ total: 0, flagged: 0, held: 0, blocked: 0, prompted: 0, worst: 0, title: '' },
        ...{ name: record.session, client: record.client, agent: record.agent.name, cwd: record.cwd },
        ...{ startedAt: record.time, lastAt: record.time },
      };
      this.#sessions.set(record.session, change);
    }
    if (record.kind === 'call' || record.kind === 'notice') change.total++;
    countVerdict(change, record);
    change.worst = Math.max(change.worst, verdictOf(record));
    change.startedAt = Math.min(change.startedAt, record.time);
    change.lastAt = Math.max(change.lastAt, record.time);
    if (!change.prompted && record.tool.kind === 'prompt') {
      change.prompted = 1;
      change.title = record.summary;
    }
  }

  #addAgent(record: EntryRecord): void {
    const { name } = record.agent;
    const key = `${record.client}\n${name}`; // no client's id has a line break
    let change = this.#agents.get(key);
    if (!change) {
      change = { name, client: record.client, total: 0, flagged: 0, held: 0, blocked: 0, lastAt: 0 };
      this.#agents.set(key, change);
    }
    if (record.kind === 'call') change.total++;
    countVerdict(change, record);
    change.lastAt = Math.max(change.lastAt, record.time);
  }
}

/** An approval repeats its call's verdict; only the call counts. */
function verdictOf(record: EntryRecord): number {
  return record.verdict && record.kind !== 'approval' ? VERDICTS.indexOf(record.verdict) : 0;
}

function countVerdict(to: VerdictCounts, record: EntryRecord): void {
  const verdict = VERDICTS[verdictOf(record)];
  if (verdict === 'flag') to.flagged++;
  else if (verdict === 'quarantine') to.held++;
  else if (verdict === 'block') to.blocked++;
}

function decodeSession(row: Row): SessionSummary {
  const worst: Verdict = VERDICTS[row.int(8)] ?? 'clean';
  return {
    id: row.text(0),
    client: row.text(1),
    agent: row.text(2),
    ...(row.isNull(3) ? {} : { cwd: row.text(3) }),
    title: row.text(4),
    startedAt: row.int(5),
    lastAt: row.int(6),
    steps: row.int(7),
    worst,
    flagged: row.int(9),
    held: row.int(10),
    blocked: row.int(11),
  };
}
