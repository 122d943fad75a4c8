import { hash as digest, randomBytes } from 'node:crypto';
import {
  ATTACHMENTS,
  type Attached,
  type Attachment,
  type AttachmentName,
  type Entry,
  type EntryDraft,
  type EntryRecord,
} from '../protocol/audit.ts';
import { hex } from './chain.ts';
import type { Sql, Query, Statement } from './sqlite.ts';

const DOMAIN = 'oktsec.audit.attachment.v2\n';
const SALT_BYTES = 16;

/** A text on its way into the table. */
export interface NewAttachment {
  readonly name: AttachmentName;
  readonly salt: Uint8Array;
  readonly text: string;
}

/** `SHA-256(domain || name || LF || salt || text)`, hex. */
function digestOf({ name, salt, text }: NewAttachment): string {
  return digest('sha256', Buffer.concat([Buffer.from(`${DOMAIN}${name}\n`), salt, Buffer.from(text)]), 'hex');
}

/** What an entry is to say of its long and private texts, and these texts by themselves. */
export function takeApart(draft: EntryDraft): {
  readonly rest: Omit<EntryRecord, 'v' | 'seq'>;
  readonly texts: readonly NewAttachment[];
} {
  if (draft.reasoning === undefined && draft.input === undefined) return { rest: draft, texts: [] };
  const { reasoning, input, ...rest } = draft;
  const given = { reasoning, input };
  const texts = ATTACHMENTS.flatMap((name) => {
    const text = given[name]?.toWellFormed();
    return text === undefined ? [] : [{ name, salt: randomBytes(SALT_BYTES), text }];
  });
  const attached: Partial<Record<AttachmentName, Attached>> = {};
  for (const each of texts) attached[each.name] = { digest: digestOf(each), characters: each.text.length };
  return { rest: { ...rest, attached }, texts };
}

type Texts = Readonly<Partial<Record<AttachmentName, Attachment>>>;

interface Span {
  readonly from: number;
  readonly to: number;
}

/** Which texts are meant: those to which all that is given applies. */
export interface TextFilter {
  readonly session?: string;
  /** Milliseconds since the epoch. */
  readonly before?: number;
  readonly names?: readonly AttachmentName[];
}

/** Texts that belong to entries and can be deleted without harm to the chain. */
export class AttachmentTable {
  readonly #db: Sql;
  readonly #insert: Statement<NewAttachment & { readonly seq: number }>;
  readonly #find: Query<Span, { readonly id: number; readonly salt: string; readonly text: string }>;
  readonly #delete: Statement<number>;
  readonly #deleteUpTo: Statement<number>;

  constructor(db: Sql) {
    this.#db = db;
    this.#insert = db.statement('INSERT INTO attachments (id, salt, text) VALUES (?, ?, ?)', (to, each) =>
      to.int(idOf(each.seq, each.name)).blob(each.salt).text(each.text),
    );
    this.#find = db.query(
      'SELECT id, salt, text FROM attachments WHERE id BETWEEN ? AND ?',
      (to, { from, to: until }) => to.int(from).int(until),
      (row) => ({ id: row.int(0), salt: hex(row.blob(1)), text: row.text(2) }),
    );
    this.#delete = db.statement('DELETE FROM attachments WHERE id = ?', (to, id) => to.int(id));
    this.#deleteUpTo = db.statement('DELETE FROM attachments WHERE id <= ?', (to, id) => to.int(id));
  }

  insert(seq: number, texts: readonly NewAttachment[]): void {
    for (const text of texts) this.#insert.run({ ...text, seq });
  }

  /** What is left of an entry's texts. */
  of({ seq, attached }: EntryRecord): Texts | undefined {
    return attached && this.ofEntry(seq);
  }

  /** The same, of an entry that has not been read. */
  ofEntry(seq: number): Texts | undefined {
    const texts: Partial<Record<AttachmentName, Attachment>> = {};
    for (const { id, salt, text } of this.#find.all({ from: idOf(seq, 'reasoning'), to: idOf(seq, 'input') })) {
      texts[id === idOf(seq, 'input') ? 'input' : 'reasoning'] = { salt, text };
    }
    return Object.keys(texts).length > 0 ? texts : undefined;
  }

  /** The same entries with what is left of their texts. */
  join<T extends Pick<Entry, 'record'>>(entries: readonly T[]): T[] {
    return entries.map((entry) => {
      const attachments = this.of(entry.record);
      return attachments ? { ...entry, attachments } : entry;
    });
  }

  /** Entries that have texts, of one session or before a time, in order. */
  find({ session, before, names = ATTACHMENTS }: TextFilter): number[] {
    const parities = names.map((name) => ATTACHMENTS.indexOf(name));
    return this.#db.rows(
      `SELECT a.id FROM attachments a JOIN entries e ON e.seq = a.id / ${ATTACHMENTS.length}
       WHERE (?1 IS NULL OR e.session = (SELECT id FROM sessions WHERE name = ?1)) AND (?2 IS NULL OR e.time < ?2)
         AND a.id % ${ATTACHMENTS.length} IN (${parities.join()}) ORDER BY a.id`,
      (to) => to.text(session).int(before),
      (row) => row.int(0),
    );
  }

  /** Deletes texts that `find` has found, for good: their bytes are overwritten. */
  delete(ids: readonly number[]): void {
    this.#db.exec('PRAGMA secure_delete = ON');
    try {
      this.#db.transaction(() => ids.forEach((id) => this.#delete.run(id)));
    } finally {
      // The write-ahead log still has the pages as they were.
      this.#db.exec('PRAGMA wal_checkpoint(TRUNCATE); PRAGMA secure_delete = OFF;');
    }
  }

  /** Within a transaction: those of entries that leave the log. */
  deleteUpTo(seq: number): void {
    this.#deleteUpTo.run(idOf(seq, 'input'));
  }
}

function idOf(seq: number, name: AttachmentName): number {
  return seq * ATTACHMENTS.length + ATTACHMENTS.indexOf(name);
}
