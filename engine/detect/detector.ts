import { createHash } from 'node:crypto';
import type { Field, Role } from '../protocol/call.ts';
import { SEVERITIES, type Finding, type Profile } from '../protocol/verdict.ts';
import { ANALYZERS, EFFECT_READERS } from './analyzers.ts';
import { createFacts } from './facts.ts';
import type { CompiledPack, CompiledRule, PatternGroup } from './pack.ts';
import { counts } from './profiles.ts';
import type { CallFacts, Detector, Effect, Match, RuleScope, ScanInput, ScanResult } from './types.ts';

const MAX_EXCERPT = 200;

interface LoadedRule {
  readonly rule: CompiledRule;
  readonly roles: ReadonlySet<Role> | undefined;
  readonly checks: readonly ((facts: CallFacts, field: Field) => readonly Match[])[];
}

/** Builds a detector over the rules of all packs. Scans share nothing: same input, same result. */
export function createDetector(packs: readonly CompiledPack[]): Detector {
  const rules = packs.flatMap((pack) => pack.rules);
  const loaded = rules.map(loadRule);
  return {
    rules: rules.map((rule) => rule.info),
    packHash: createHash('sha256').update(JSON.stringify(rules)).digest('hex'),
    scan: (input, profile) => scan(loaded, input, profile),
  };
}

function loadRule(rule: CompiledRule): LoadedRule {
  return {
    rule,
    roles: rule.scope.roles && new Set(rule.scope.roles),
    checks: rule.alternatives.map((each) => {
      if (!('analyzer' in each)) return checkPatterns(each);
      const analyzer = ANALYZERS.get(each.analyzer);
      if (!analyzer) throw new Error(`Rule ${rule.info.id} needs analyzer "${each.analyzer}", which this engine lacks`);
      const run = analyzer.compile(each.with);
      return (facts, field) => (analyzer.roles.includes(field.role) ? run(facts, field) : []);
    }),
  };
}

function checkPatterns(group: PatternGroup): LoadedRule['checks'][number] {
  const patterns = group.patterns.map((p) => new RegExp(p.source, p.flags));
  return (_facts, field) => {
    const hits = patterns.map((p) => p.exec(field.text));
    const found = hits.filter((hit) => hit !== null);
    if (group.all ? found.length < patterns.length : found.length === 0) return [];
    return found.slice(0, 1).map((hit) => ({ field, span: [hit.index, hit.index + hit[0].length] as const }));
  };
}

function scan(rules: readonly LoadedRule[], input: ScanInput, profile: Profile): ScanResult {
  const facts = createFacts(input);
  const findings: Finding[] = [];
  const effects = new Set<Effect>();
  for (const field of input.fields) {
    for (const read of EFFECT_READERS) for (const effect of read(facts, field)) effects.add(effect);
  }
  for (const { rule, roles, checks } of rules) {
    if (!inScope(rule.scope, input) || !counts(rule.info, input, profile)) continue;
    for (const field of input.fields) {
      if (roles && !roles.has(field.role)) continue;
      for (const check of checks) {
        for (const match of check(facts, field)) findings.push(toFinding(rule, match));
      }
    }
  }
  findings.sort((a, b) => SEVERITIES.indexOf(b.severity) - SEVERITIES.indexOf(a.severity));
  return { findings, effects, overran: [] };
}

function inScope(scope: RuleScope, input: ScanInput): boolean {
  return (
    (!scope.tools || scope.tools.includes(input.tool.kind)) &&
    (!scope.phases || scope.phases.includes(input.phase)) &&
    (!scope.surfaces || scope.surfaces.includes(input.surface))
  );
}

function toFinding({ info }: CompiledRule, { field, span, detail }: Match): Finding {
  const { id: rule, name, category, severity, certainty, explanation, remediation } = info;
  const seen = detail ?? (span ? field.text.slice(...span) : field.text);
  const { role, origin } = field;
  const excerpt = seen.slice(0, MAX_EXCERPT);
  return {
    rule,
    name,
    category,
    severity,
    certainty,
    role,
    origin,
    excerpt,
    explanation,
    remediation,
    ...(span && { span }),
  };
}
