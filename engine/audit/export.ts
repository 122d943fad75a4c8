import type { Entry } from '../protocol/audit.ts';
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
 * Entries as text, piece by piece. `jsonl` and `json` carry whole entries: with the public key alone they can be verified
 * elsewhere. `csv` and `sarif` are for reading; they carry sequence, hashes and signature, so that each row can be looked
 * up in a verified export. `version` is the program's.
 */
export function exportEntries(
  entries: Iterable<Entry>,
  format: ExportFormat,
  version: string,
): Generator<string, void> {
  switch (format) {
    case 'jsonl':
      return jsonLines(entries);
    case 'json':
      return jsonArray(entries);
    case 'csv':
      return csv(entries);
    case 'sarif':
      return sarif(entries, version);
  }
}

function* jsonLines(entries: Iterable<Entry>): Generator<string, void> {
  for (const entry of entries) yield `${JSON.stringify(entry)}\n`;
}

function* jsonArray(entries: Iterable<Entry>): Generator<string, void> {
  let before = '[\n';
  for (const entry of entries) {
    yield before + JSON.stringify(entry);
    before = ',\n';
  }
  yield before === '[\n' ? '[]\n' : '\n]\n';
}
