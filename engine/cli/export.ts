import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { Command, Option } from 'commander';
import { withEngine } from '../withEngine.ts';

interface ExportOptions {
  home: string;
  format: string;
  session?: string;
  output?: string;
}

export function exportCommand(): Command {
  return new Command('export')
    .description('write the audit log, with sequence and hashes so that it can be verified')
    .addOption(
      new Option('--format <format>', 'output format').choices(['jsonl', 'csv', 'json', 'sarif']).default('jsonl'),
    )
    .option('--session <id>', 'only this session')
    .option('-o, --output <file>', 'write to a file instead of stdout')
    .action(async ({ home, format, session, output }: ExportOptions) => {
      const query = new URLSearchParams({ format, ...(session !== undefined && { session }) });
      await withEngine(home, async (engine) => {
        const stream = await engine.stream(`/api/export?${query.toString()}`);
        await pipeline(stream, output === undefined ? process.stdout : createWriteStream(output, { mode: 0o600 }), {
          end: output !== undefined,
        });
      });
    });
}
