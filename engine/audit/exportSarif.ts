import type { Entry, EntryFinding } from '../protocol/audit.ts';
import type { Severity } from '../protocol/verdict.ts';

type Level = 'error' | 'warning' | 'note';

const LEVELS: Readonly<Record<Severity, Level>> = {
  critical: 'error',
  high: 'error',
  medium: 'warning',
  low: 'note',
  info: 'note',
};

interface Rule {
  readonly id: string;
  readonly defaultConfiguration: { readonly level: Level };
  readonly properties: { readonly category: string; readonly certainty: string };
}

/**
 * SARIF 2.1.0: a result per finding, and one per call that a policy stopped without any. The rules that occur are known
 * only at the end, so the tool follows its results; members of an object have no order.
 */
export function* sarif(entries: Iterable<Entry>, version: string): Generator<string, void> {
  const rules = new Map<string, { index: number; rule: Rule }>();
  const indexOf = (rule: Rule): number => {
    const known = rules.get(rule.id) ?? { index: rules.size, rule };
    rules.set(rule.id, known);
    return known.index;
  };
  yield '{"$schema":"https://json.schemastore.org/sarif-2.1.0.json","version":"2.1.0","runs":[{"columnKind":"utf16CodeUnits","results":[';
  let comma = '';
  for (const entry of entries) {
    for (const finding of findingsOf(entry)) {
      yield `${comma}\n${JSON.stringify(resultOf(entry, finding, indexOf(ruleOf(finding))))}`;
      comma = ',';
    }
  }
  const driver = { name: 'Oktsec', semanticVersion: version, rules: [...rules.values()].map(({ rule }) => rule) };
  yield `\n],"tool":${JSON.stringify({ driver })}}]}\n`;
}

function findingsOf({ record }: Entry): readonly EntryFinding[] {
  // An approval repeats the verdict of its call, whose findings are there already.
  if (record.kind === 'approval') return [];
  if (record.findings?.length) return record.findings;
  if (!record.verdict || record.verdict === 'clean') return [];
  const severity = ({ flag: 'medium', quarantine: 'high', block: 'critical' } as const)[record.verdict];
  return [
    {
      rule: `policy.${record.stage ?? 'unknown'}`,
      category: 'tool-call',
      severity,
      certainty: 'structural',
      origin: record.tool.name,
      excerpt: record.summary,
    },
  ];
}

function ruleOf(finding: EntryFinding): Rule {
  return {
    id: finding.rule,
    defaultConfiguration: { level: LEVELS[finding.severity] },
    properties: { category: finding.category, certainty: finding.certainty },
  };
}

function resultOf(entry: Entry, finding: EntryFinding, ruleIndex: number): object {
  const { record, prev, hash, keyId, signature, proof } = entry;
  return {
    ruleId: finding.rule,
    ruleIndex,
    level: LEVELS[finding.severity],
    message: { text: `${record.reason ?? finding.rule}: ${finding.excerpt}` },
    locations: [
      {
        logicalLocations: [
          {
            name: record.tool.name,
            fullyQualifiedName: `${record.session}/${record.call}/${record.tool.name}/${finding.origin}`,
            kind: 'function',
          },
        ],
      },
    ],
    partialFingerprints: { 'oktsecEntry/v1': hash },
    properties: {
      ...{ seq: record.seq, time: new Date(record.time).toISOString(), session: record.session, call: record.call },
      ...{ agent: record.agent.name, verdict: record.verdict, action: record.action, enforced: record.enforced },
      ...{ severity: finding.severity, certainty: finding.certainty, origin: finding.origin, summary: record.summary },
      ...{ prev, hash, keyId, signature, proof },
    },
  };
}
