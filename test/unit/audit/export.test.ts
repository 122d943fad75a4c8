import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { Ajv } from 'ajv';
import { canonicalize } from '../../../engine/audit/canonical.ts';
import { redactEntry } from '../../../engine/audit/exportRedaction.ts';
import { exportEntries } from '../../../engine/audit/export.ts';
import { verifyEntries } from '../../../engine/audit/verify.ts';
import type { Entry, EntryDraft, EntryFinding } from '../../../engine/protocol/audit.ts';
import { draft, openLog, sealed, SIGNER, temporaryDirectory } from './helpers.ts';

const FINDING: EntryFinding = {
  rule: 'EXF-1',
  category: 'data-exfiltration',
  severity: 'critical',
  certainty: 'structural',
  origin: 'tool_input.command',
  excerpt: 'curl …',
};

function chain(drafts: readonly EntryDraft[]): Entry[] {
  return sealed(drafts);
}

const ENTRIES = chain([
  draft(1, {
    verdict: 'block',
    findings: [FINDING, { ...FINDING, rule: 'EXF-2', severity: 'low' }],
    reason: 'sends a key away',
  }),
  draft(2, { summary: '=HYPERLINK("http://evil","x")', cwd: '+1', reason: '@SUM(1)', args: { q: 'a,"b"\r\nc' } }),
  draft(3, { kind: 'outcome', outcome: { ok: false, exitCode: -1, error: '-2+3' } }),
  draft(4, { verdict: 'block', stage: 'suspension', reason: 'suspended' }),
  draft(5, { kind: 'approval', verdict: 'block', findings: [FINDING] }),
]);

function text(format: 'jsonl' | 'json' | 'csv' | 'sarif', entries: readonly Entry[] = ENTRIES): string {
  return [...exportEntries(entries, format, '1.2.3')].join('');
}

/** Reads RFC 4180. */
function parseCsv(content: string): string[][] {
  const rows: string[][] = [[]];
  for (const [, quoted, plain, end] of content.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/g)) {
    if (end === '' && !quoted && !plain) break;
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain ?? '');
    if (end === '\r\n') rows.push([]);
  }
  return rows.filter((row) => row.length > 0);
}

const SARIF: object = JSON.parse(
  readFileSync(path.join(import.meta.dirname, '../../vectors/sarif-2.1.0.schema.json'), 'utf8'),
) as object;

interface SarifLog {
  readonly runs: readonly [
    {
      readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string }[] } };
      readonly results: readonly {
        readonly ruleId: string;
        readonly ruleIndex: number;
        readonly level: string;
        readonly properties: Readonly<Record<string, unknown>>;
      }[];
    },
  ];
}

describe('exports', () => {
  for (const format of ['jsonl', 'json'] as const) {
    it(`${format} can be verified with the public key alone`, async () => {
      const content = text(format);
      const parsed: unknown[] =
        format === 'json'
          ? (JSON.parse(content) as unknown[])
          : content
              .trim()
              .split('\n')
              .map((line): unknown => JSON.parse(line));
      assert.deepEqual(parsed, ENTRIES);
      assert.equal((await verifyEntries(parsed, [SIGNER.publicKey])).valid, true);
    });
  }

  it('of a whole log have each record in its canonical form, byte for byte as it was hashed', async (t) => {
    const log = await openLog(t, temporaryDirectory(t));
    const texts = { reasoning: 'because', input: '{}' };
    const args = { 10: 'ten', 9: 'nine', z: 'line\nbreak \u2028 é', a: ['"attached":', 1e21, -0] };
    await Promise.all([log.append(draft(1, { args, ...texts })), log.append(draft(2)), log.append(draft(3, texts))]);
    const json = [...log.wholeJson()];
    assert.deepEqual(
      json.map((each): unknown => JSON.parse(each)),
      [...log.whole()],
    );
    for (const [i, { record }] of [...log.entries()].entries())
      assert.ok(json[i]?.startsWith(`{"record":${canonicalize(record)},"prev":`), json[i]);
  });

  it('are well-formed without entries', () => {
    assert.equal(text('jsonl', []), '');
    assert.deepEqual(JSON.parse(text('json', [])), []);
    assert.equal(parseCsv(text('csv', [])).length, 1);
    assert.deepEqual((JSON.parse(text('sarif', [])) as SarifLog).runs[0].results, []);
  });

  it('csv carries sequence and hashes, and nothing that a spreadsheet runs', () => {
    const [header, ...rows] = parseCsv(text('csv'));
    assert.ok(header);
    const cell = (row: number, name: string) => rows[row]?.[header.indexOf(name)];
    assert.equal(rows.length, ENTRIES.length);
    for (const [i, entry] of ENTRIES.entries()) {
      assert.deepEqual(
        ['seq', 'prev', 'hash', 'key_id', 'signature', 'proof'].map((name) => cell(i, name)),
        [String(i + 1), entry.prev, entry.hash, entry.keyId, entry.signature, entry.proof.join(' ')],
      );
      assert.equal(rows[i]?.length, header.length);
    }
    assert.equal(cell(1, 'summary'), '\'=HYPERLINK("http://evil","x")');
    assert.deepEqual([cell(1, 'cwd'), cell(1, 'reason'), cell(2, 'error')], ["'+1", "'@SUM(1)", "'-2+3"]);
    assert.equal(cell(2, 'exit_code'), '-1', 'a number stays one');
    assert.equal(cell(1, 'args'), JSON.stringify({ q: 'a,"b"\r\nc' }));
    for (const start of ['\t=1', '\r=1', '\n=1', '＝1', '＋1', '－1', '＠1']) {
      const [, row] = parseCsv(text('csv', chain([draft(1, { summary: start })])));
      assert.equal(row?.[header.indexOf('summary')], `'${start}`);
    }
  });

  it('sarif has the shape of 2.1.0 and a result for each finding and each stop without one', () => {
    const log = JSON.parse(text('sarif')) as SarifLog;
    const validate = new Ajv({ strict: false, validateFormats: false, unicodeRegExp: false }).compile(SARIF);
    for (const level of ['full', 'analyst', 'external'] as const) {
      const valid = validate(JSON.parse(text('sarif', ENTRIES.map(redactEntry(level)))));
      assert.ok(valid, JSON.stringify(validate.errors));
    }
    assert.ok(!validate({ ...log, version: '2.2.0' }) && !validate({ ...log, note: 'x' }), 'the schema refuses');
    const { tool, results } = log.runs[0];
    assert.deepEqual(
      results.map(({ ruleId, level, properties }) => [ruleId, level, properties.seq]),
      [
        ['EXF-1', 'error', 1],
        ['EXF-2', 'note', 1],
        ['policy.suspension', 'error', 4],
      ],
    );
    for (const { ruleId, ruleIndex, properties } of results) {
      assert.equal(tool.driver.rules[ruleIndex]?.id, ruleId);
      assert.equal(properties.hash, ENTRIES[Number(properties.seq) - 1]?.hash);
    }
  });

  it('tell an analyst who did what, and an outsider nothing that names anyone', () => {
    const secret = draft(1, {
      call: 'toolu-of-anna', // no name may look like a pseudonym, which is random
      args: { command: 'cat /home/dev/plan.txt' },
      planStep: 'the plan says so',
      session: 'session-of-dev',
      agent: { name: 'anna', kind: 'main', instance: 'instance-of-anna', root: 'bert', parent: 'carl', depth: 2 },
      approval: { item: 'item-of-anna', state: 'approved', by: 'dora', waitedMs: 1 },
      cwd: '/home/dev/project',
      tool: { name: 'mcp__payroll__list', kind: 'mcp', mcp: { server: 'payroll', tool: 'list' } },
      findings: [FINDING],
      reason: 'reads plan.txt',
      outcome: { ok: false, error: 'plan.txt: no such file' },
    });
    const entries = chain([secret, secret]);
    const analyst = text('jsonl', entries.map(redactEntry('analyst')));
    for (const kept of ['session-of-dev', 'mcp__payroll__list', 'EXF-1', '/home/dev/project'])
      assert.ok(analyst.includes(kept));
    for (const gone of ['cat /home', 'the plan says so', 'no such file', FINDING.excerpt])
      assert.ok(!analyst.includes(gone));
    const external = entries.map(redactEntry('external'));
    for (const gone of [
      'dev',
      'payroll',
      'plan',
      'tool_input',
      FINDING.excerpt,
      'toolu',
      'instance-of',
      'echo',
      'anna',
      'bert',
      'carl',
      'item-of',
      'dora',
    ]) {
      assert.ok(!text('jsonl', external).replaceAll('redacted', '').includes(gone), gone);
    }
    const [first, second] = external;
    assert.deepEqual([first?.record.seq, first?.hash, first?.record.verdict], [1, entries[0]?.hash, 'clean']);
    assert.equal(first?.record.session, second?.record.session, 'one pseudonym for one name');
    const [later] = entries.map(redactEntry('external'));
    assert.notEqual(first?.record.session, later?.record.session, 'another one in another export');
  });

  it('can be verified when redacted, for what is left, and only when that is expected', async () => {
    for (const level of ['analyst', 'external'] as const) {
      const entries = ENTRIES.map(redactEntry(level));
      const report = await verifyEntries(entries, [SIGNER.publicKey], [], { redacted: true });
      assert.deepEqual([report.valid, report.entries, report.redacted], [true, 5, 5]);
      assert.equal((await verifyEntries(entries, [SIGNER.publicKey])).fault?.problem, 'format');
      const moved = [...entries.slice(0, 2), ...entries.slice(3)];
      assert.equal((await verifyEntries(moved, [SIGNER.publicKey], [], { redacted: true })).fault?.problem, 'missing');
      const mixed = [ENTRIES.with(2, entries[2]!), entries.with(2, ENTRIES[2]!)];
      for (const each of mixed)
        assert.deepEqual(
          (await verifyEntries(each, [SIGNER.publicKey], [], { redacted: true })).fault,
          { seq: 3, problem: 'format', detail: 'entry 3 is redacted in another way than those before it' },
          'no entry can be altered under the pretext that it alone was redacted',
        );
      const foreign = entries.with(2, { ...entries[2]!, hash: 'ab'.repeat(32) });
      assert.equal(
        (await verifyEntries(foreign, [SIGNER.publicKey], [], { redacted: true })).fault?.problem,
        'signature',
      );
    }
  });
});
