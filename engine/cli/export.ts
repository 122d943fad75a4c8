import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { Command, Option } from 'commander';
import { filterOf, withFilters, type FilterOptions } from './entryFilter.ts';
import { withEngine } from '../withEngine.ts';

interface ExportOptions extends FilterOptions {
  home: string;
  format: string;
  level: string;
  output?: string;
}

export function exportCommand(): Command {
  return withFilters(new Command('export'))
    .description('write the audit log, with sequence and hashes so that it can be verified')
    .addOption(
      new Option('--format <format>', 'output format').choices(['jsonl', 'csv', 'json', 'sarif']).default('jsonl'),
    )
    .addOption(
      new Option('--level <level>', 'how much it tells: analyst leaves out arguments, external also all names')
        .choices(['full', 'analyst', 'external'])
        .default('full'),
    )
    .option('-o, --output <file>', 'write to a file instead of stdout')
    .action(async ({ home, format, level, output, ...filters }: ExportOptions) => {
      const query = new URLSearchParams({ format, level });
      for (const [name, value] of Object.entries(filterOf(filters))) query.set(name, String(value));
      await withEngine(home, async (engine) => {
        const stream = await engine.stream(`/api/export?${query.toString()}`);
        await pipeline(stream, output === undefined ? process.stdout : createWriteStream(output, { mode: 0o600 }), {
          end: output !== undefined,
        });
      });
    });
}
