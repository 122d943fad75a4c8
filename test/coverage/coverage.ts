import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import * as z from 'zod';
import { compileRules } from '../../engine/detect/compileRules.ts';

const root = path.resolve(import.meta.dirname, '../..');

/** What finds a threat without being a rule. */
export const MECHANISMS: Readonly<Record<string, { readonly file: string; readonly what: string }>> = {
  'shell-facts': {
    file: 'engine/detect/shell/shellRun.ts',
    what: 'a command is parsed, expanded and unwrapped, and every rule about commands judges what would run',
  },
  'decode-ladder': {
    file: 'engine/detect/text/decodeLadder.ts',
    what: 'encoded text is decoded, layer by layer, and every rule reads what is in it',
  },
  'path-classes': {
    file: 'engine/detect/paths/canonicalPath.ts',
    what: 'paths are made canonical before every rule about paths asks where they lead',
  },
  'session-secrets': {
    file: 'engine/detect/secrets/seenSecrets.ts',
    what: 'secrets that a session has seen are recognised on their way out, in any encoding',
  },
  'split-injection': {
    file: 'engine/pipeline/splitInjection.ts',
    what: 'the recent texts of a session are also read joined',
  },
  intent: { file: 'engine/policy/intent.ts', what: 'the declared purpose of a call is held against what it would do' },
  identity: { file: 'engine/identity/ed25519.ts', what: 'signatures, keys and delegation of agents' },
  pipeline: { file: 'engine/pipeline/pipeline.ts', what: 'rates, sizes and the history of an agent' },
};

/** Why a row is not the business of rules about calls, results, prompts, messages and definitions. */
export const REASONS: Readonly<Record<string, string>> = {
  ordinary: 'ordinary work: alone it is no sign of harm, and finding it would flag what developers do all day',
  prose: 'a text that talks about a weakness; finding it would flag documentation',
  review: 'a weakness of code that is being written, for code review; it is no act of an agent',
  posture: 'a weak setting that lies on disk: for the posture checks, which grade the whole set-up',
  transport: 'shown by an MCP connection over time, not by one call, result or definition',
  network: 'only whoever carries the traffic sees it',
  history: 'needs what is known of a package over time, which is not on this machine',
  binary: 'inside pictures and documents that are not text',
  control: 'a safeguard against false alarms, not a threat',
  open: 'in scope, and no rule finds it yet',
};

export interface Row {
  readonly id: string;
  readonly rules: readonly string[];
  readonly mechanisms: readonly string[];
  readonly reason?: string;
}

const tableSchema = z.record(z.string(), z.string());

/** The rows of one table and what is said of each. */
export function coverageRows(table: 'inventory' | 'threats'): readonly Row[] {
  const rows = tableSchema.parse(parse(readFileSync(path.join(root, `test/coverage/${table}.yaml`), 'utf8')));
  return Object.entries(rows).map(([id, text]) => {
    const names = text.split(' ');
    if (names[0] === 'not') return { id, rules: [], mechanisms: [], reason: names.slice(1).join(' ') };
    return {
      id,
      rules: names.filter((name) => name.includes('.')),
      mechanisms: names.filter((name) => !name.includes('.')),
    };
  });
}

/** `docs/coverage.md`. */
export function coverageReport(): string {
  const rules = compileRules(path.join(root, 'rules')).rules.map(({ info }) => info.id);
  const tables = [
    { title: 'Published rules of oktsec and aguara', rows: coverageRows('inventory') },
    { title: 'Threats beyond them', rows: coverageRows('threats') },
  ];
  const all = tables.flatMap(({ rows }) => rows);
  const named = new Set(all.flatMap((row) => row.rules));
  const covered = all.filter((row) => row.reason === undefined).length;
  const count = (reason: string) => all.filter((row) => row.reason === reason).length;
  const lines = [
    '# Coverage',
    '',
    'Written by `npm run docs` from `test/coverage/`. Rows are the ids of a threat inventory; what each is about is told by whoever',
    'published it, what we find is told by the rules named here (`docs/rules.md`). A test checks that they exist.',
    '',
    `${covered} of ${all.length} rows are covered. The rest:`,
    '',
    ...Object.entries(REASONS)
      .filter(([reason]) => count(reason) > 0)
      .map(([reason, what]) => `- **${reason}** (${count(reason)}): ${what}.`),
    '',
    `${named.size} of ${rules.length} rules are named below; the others find what no row is about.`,
    'Where a mechanism stands in place of a rule:',
    '',
    ...Object.entries(MECHANISMS).map(([name, { file, what }]) => `- **${name}** (\`${file}\`): ${what}.`),
  ];
  for (const { title, rows } of tables) {
    lines.push('', `## ${title}`, '', '| row | covered by |', '| --- | --- |');
    for (const { id, rules, mechanisms, reason } of rows) {
      const by = [...rules.map((rule) => `\`${rule}\``), ...mechanisms].join(', ');
      lines.push(`| ${id} | ${reason === undefined ? by : `not: ${reason}`} |`);
    }
  }
  return `${lines.join('\n')}\n`;
}
