import type { Entry } from '../protocol/audit.ts';

type Cell = string | number | boolean | undefined;

const COLUMNS: readonly (readonly [name: string, cell: (entry: Entry) => Cell])[] = [
  ['seq', ({ record }) => record.seq],
  ['time', ({ record }) => new Date(record.time).toISOString()],
  ['kind', ({ record }) => record.kind],
  ['session', ({ record }) => record.session],
  ['call', ({ record }) => record.call],
  ['client', ({ record }) => record.client],
  ['agent', ({ record }) => record.agent.name],
  ['agent_instance', ({ record }) => record.agent.instance],
  ['depth', ({ record }) => record.agent.depth],
  ['event', ({ record }) => record.event],
  ['phase', ({ record }) => record.phase],
  ['tool', ({ record }) => record.tool.name],
  ['tool_kind', ({ record }) => record.tool.kind],
  ['mcp_server', ({ record }) => record.tool.mcp?.server],
  ['summary', ({ record }) => record.summary],
  ['args', ({ record }) => (record.args === undefined ? undefined : JSON.stringify(record.args))],
  ['cwd', ({ record }) => record.cwd],
  ['identity', ({ record }) => record.identity],
  ['verdict', ({ record }) => record.verdict],
  ['stage', ({ record }) => record.stage],
  ['mode', ({ record }) => record.mode],
  ['action', ({ record }) => record.action],
  ['enforced', ({ record }) => record.enforced],
  ['rules', ({ record }) => record.findings?.map((finding) => finding.rule).join(' ')],
  ['reason', ({ record }) => record.reason],
  ['micros', ({ record }) => record.micros],
  ['approval', ({ record }) => record.approval?.state],
  ['approval_by', ({ record }) => record.approval?.by],
  ['waited_ms', ({ record }) => record.approval?.waitedMs],
  ['ok', ({ record }) => record.outcome?.ok],
  ['exit_code', ({ record }) => record.outcome?.exitCode],
  ['error', ({ record }) => record.outcome?.error],
  ['duration_ms', ({ record }) => record.outcome?.durationMs],
  ['spooled', ({ record }) => record.spooled],
  ['redacted', (entry) => entry.redacted],
  ['prev', (entry) => entry.prev],
  ['hash', (entry) => entry.hash],
  ['key_id', (entry) => entry.keyId],
  ['signature', (entry) => entry.signature],
  ['proof', (entry) => entry.proof.join(' ')],
];

/** What a spreadsheet takes for the start of a formula, full-width forms included. */
const FORMULA = /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/;

/** RFC 4180. Text that a spreadsheet would run as a formula is preceded by an apostrophe. */
export function* csv(entries: Iterable<Entry>): Generator<string, void> {
  yield line(COLUMNS.map(([name]) => name));
  for (const entry of entries) yield line(COLUMNS.map(([, cell]) => cell(entry)));
}

function line(cells: readonly Cell[]): string {
  return `${cells.map(quote).join(',')}\r\n`;
}

function quote(cell: Cell): string {
  if (typeof cell !== 'string') return cell === undefined ? '' : String(cell);
  const safe = FORMULA.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
