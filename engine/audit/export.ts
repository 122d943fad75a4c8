import type { Entry, LogPart } from '../protocol/audit.ts';
import { csv } from './exportCsv.ts';
import { sarif } from './exportSarif.ts';

export const EXPORT_FORMATS = ['jsonl', 'json', 'csv', 'sarif'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

export const EXPORT_TYPES: Readonly<Record<ExportFormat, string>> = {
  jsonl: 'application/jsonl; charset=utf-8',
  json: 'application/json; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
  sarif: 'application/sarif+json; charset=utf-8',
};

/**
 * A log as text, piece by piece. `jsonl` and `json` carry whole entries, bridges and certificates: with the public key alone they can be verified
 * elsewhere. `csv` and `sarif` are for reading; they carry sequence, hashes and signature, so that each row can be looked
 * up in a verified export. `version` is the program's.
 */
export function exportEntries(
  parts: Iterable<LogPart>,
  format: ExportFormat,
  version: string,
): Generator<string, void> {
  switch (format) {
    case 'jsonl':
    case 'json':
      return exportJson(jsonOf(parts), format);
    case 'csv':
      return csv(entriesOf(parts));
    case 'sarif':
      return sarif(entriesOf(parts), version);
  }
}

/** The same of parts that are JSON already. */
export function exportJson(parts: Iterable<string>, format: 'jsonl' | 'json'): Generator<string, void> {
  return format === 'jsonl' ? jsonLines(parts) : jsonArray(parts);
}

/** Rows and results are of entries. */
function* entriesOf(parts: Iterable<LogPart>): Generator<Entry, void> {
  for (const part of parts) if ('record' in part) yield part;
}

function* jsonOf(parts: Iterable<LogPart>): Generator<string, void> {
  for (const part of parts) yield JSON.stringify(part);
}

function* jsonLines(parts: Iterable<string>): Generator<string, void> {
  for (const part of parts) yield `${part}\n`;
}

function* jsonArray(parts: Iterable<string>): Generator<string, void> {
  let before = '[\n';
  for (const part of parts) {
    yield before + part;
    before = ',\n';
  }
  yield before === '[\n' ? '[]\n' : '\n]\n';
}
