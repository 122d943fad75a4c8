import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Ajv } from 'ajv';
import { toJson } from '../../../engine/audit/canonical.ts';
import { GENESIS, link, toEntry } from '../../../engine/audit/chain.ts';
import { exportEntries } from '../../../engine/audit/export.ts';
import { verifyEntries } from '../../../engine/audit/verify.ts';
import type { Entry, EntryDraft, EntryFinding, EntryRecord } from '../../../engine/protocol/audit.ts';
import { draft, SIGNER } from './helpers.ts';

const FINDING: EntryFinding = {
  rule: 'EXF-1',
  category: 'data-exfiltration',
  severity: 'critical',
  certainty: 'structural',
  origin: 'tool_input.command',
  excerpt: 'curl …',
};

function chain(drafts: readonly EntryDraft[]): Entry[] {
  let prev = GENESIS;
  return drafts.map((each, i) => {
    const chained = link(toJson({ ...each, v: 1, seq: i + 1 }) as unknown as EntryRecord, prev, SIGNER);
    prev = chained.hash;
    return toEntry(chained, SIGNER.keyId);
  });
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

/** What the SARIF 2.1.0 schema demands of the parts that we write. */
const SARIF = {
  type: 'object',
  required: ['version', 'runs'],
  additionalProperties: false,
  properties: {
    $schema: { type: 'string' },
    version: { const: '2.1.0' },
    runs: {
      type: 'array',
      minItems: 1,
      items: {
        type: 'object',
        required: ['tool'],
        additionalProperties: false,
        properties: {
          columnKind: { enum: ['utf16CodeUnits', 'unicodeCodePoints'] },
          tool: {
            type: 'object',
            required: ['driver'],
            additionalProperties: false,
            properties: {
              driver: {
                type: 'object',
                required: ['name'],
                additionalProperties: false,
                properties: {
                  name: { type: 'string' },
                  semanticVersion: { type: 'string', pattern: '^\\d+\\.\\d+\\.\\d+' },
                  rules: {
                    type: 'array',
                    uniqueItems: true,
                    items: {
                      type: 'object',
                      required: ['id'],
                      additionalProperties: false,
                      properties: {
                        id: { type: 'string' },
                        defaultConfiguration: {
                          type: 'object',
                          properties: { level: { enum: ['none', 'note', 'warning', 'error'] } },
                        },
                        properties: { type: 'object' },
                      },
                    },
                  },
                },
              },
            },
          },
          results: {
            type: 'array',
            items: {
              type: 'object',
              required: ['message'],
              additionalProperties: false,
              properties: {
                ruleId: { type: 'string' },
                ruleIndex: { type: 'integer', minimum: 0 },
                level: { enum: ['none', 'note', 'warning', 'error'] },
                message: {
                  type: 'object',
                  required: ['text'],
                  additionalProperties: false,
                  properties: { text: { type: 'string' } },
                },
                locations: {
                  type: 'array',
                  items: {
                    type: 'object',
                    additionalProperties: false,
                    properties: {
                      logicalLocations: {
                        type: 'array',
                        uniqueItems: true,
                        items: {
                          type: 'object',
                          additionalProperties: false,
                          properties: {
                            name: { type: 'string' },
                            fullyQualifiedName: { type: 'string' },
                            kind: { type: 'string' },
                          },
                        },
                      },
                    },
                  },
                },
                partialFingerprints: { type: 'object', additionalProperties: { type: 'string' } },
                properties: { type: 'object' },
              },
            },
          },
        },
      },
    },
  },
};

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
        ['seq', 'prev', 'hash', 'key_id', 'signature'].map((name) => cell(i, name)),
        [String(i + 1), entry.prev, entry.hash, entry.keyId, entry.signature],
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
    const validate = new Ajv({ strict: false }).compile(SARIF);
    assert.ok(validate(log), JSON.stringify(validate.errors));
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
});
