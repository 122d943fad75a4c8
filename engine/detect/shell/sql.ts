import { isTestDatabase } from './disposable.ts';

/** What SQL text would do that is hard to undo or leaves the database. */
export type SqlDeed = 'sql-drop-database' | 'sql-drop-table' | 'sql-unqualified' | 'sql-execute';

/** Deeds of every statement in `sql`; comments and the insides of literals do not count. */
export function sqlDeeds(sql: string): SqlDeed[] {
  if (
    !/drop|truncate|delete|update|xp_cmdshell|program|outfile|dumpfile|lo_export|pg_read|load_file|alter|into function/i.test(
      sql,
    )
  )
    return [];
  return stripLiterals(sql).split(';').flatMap(deedOf);
}

function deedOf(statement: string): SqlDeed[] {
  const text = statement.trim().replace(/\s+/g, ' ').toLowerCase();
  if (
    /\bxp_cmdshell\b|\bcopy\b.*\b(?:to|from) program\b|\binto (?:out|dump)file\b|\binto function (?:url|remote(?:secure)?)\s*\(|\blo_export\s*\(|\bpg_read(?:_binary)?_file\s*\(|\bload_file\s*\(|\bsys_e(?:xec|val)\s*\(/.test(
      text,
    )
  )
    return ['sql-execute'];
  const dropped =
    /^drop (?:database|schema|user|role|owned|keyspace|tablespace)\b(?: if exists)?(?: ["'`]?([\w-]+))?/.exec(text);
  if (dropped) return isTestDatabase(dropped[1] ?? '') ? [] : ['sql-drop-database'];
  if (
    /^(?:drop (?:table|view|materialized|index|column|sequence|type|function|collection)|truncate)\b|^alter table .* drop (?:column|partition)/.test(
      text,
    )
  )
    return ['sql-drop-table'];
  if (/^(?:with .*)?(?:delete from|update) [^ ]+/.test(text) && !/\bwhere\b|\blimit \d|\busing\b|\bjoin\b/.test(text))
    return ['sql-unqualified'];
  if (/\bwhere (?:1 ?= ?1|true|'?1'? ?= ?'?1'?)\s*$/.test(text) && /^(?:delete|update)/.test(text))
    return ['sql-unqualified'];
  return [];
}

function stripLiterals(sql: string): string {
  return sql
    .replace(/\/\*!\d*(.*?)\*\//gs, ' $1 ')
    .replace(/\/\*.*?\*\//gs, ' ')
    .replace(/--[^\n]*/g, ' ')
    .replace(/'(?:[^']|'')*'/g, "''");
}
