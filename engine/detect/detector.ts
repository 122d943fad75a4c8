import { createHash } from 'node:crypto';
import { ROLES, type Field, type Role } from '../protocol/call.ts';
import { SEVERITIES, type Finding, type Profile } from '../protocol/verdict.ts';
import { ANALYZERS, EFFECT_READERS } from './analyzers.ts';
import { timeBudget, UNLIMITED, type Budget } from './budget.ts';
import { createFacts } from './facts.ts';
import { createPhraseBook } from './injection/phraseBook.ts';
import type { CompiledPack, CompiledRule, PatternGroup } from './pack.ts';
import { createPatternLane, type PatternLane, type PatternReader } from './patternLane.ts';
import { counts } from './profiles.ts';
import { redactText } from './secrets/redact.ts';
import { decodedFields } from './text/decodeLadder.ts';
import { textViews } from './text/textView.ts';
import type { CallFacts, Detector, Effect, Match, ScanInput, ScanResult } from './types.ts';

export interface DetectorOptions {
  /** Milliseconds after which a scan is cut. */
  readonly budgetMs?: number;
  /** Off only in tests that compare with plain evaluation. */
  readonly prefilter?: boolean;
}

const DEFAULT_BUDGET_MS = 150;
/** Below this much text no linear rule can spend the budget, and the clock is not read. */
const TIMED_FROM = 4096;
const MAX_EXCERPT = 200;
/** A rule's findings on one field beyond this add nothing to the verdict or to what a person needs. */
const MAX_MATCHES = 5;

type Check = (facts: CallFacts, field: Field, patterns: FieldPatterns) => readonly Match[];
type RulesByRole = ReadonlyMap<Role, readonly LoadedRule[]>;

interface LoadedRule {
  readonly rule: CompiledRule;
  readonly checks: readonly { readonly roles: ReadonlySet<Role> | undefined; readonly run: Check }[];
}

/** Builds a detector over the rules of all packs. Scans share nothing: same input, same result. */
export function createDetector(packs: readonly CompiledPack[], options: DetectorOptions = {}): Detector {
  const rules = packs.flatMap((pack) => pack.rules);
  const groups = rules.flatMap((rule) => rule.alternatives.filter((each) => 'patterns' in each));
  const lane = createPatternLane(groups, { prefilter: options.prefilter ?? true });
  const phraseHits = createPhraseBook(packs.flatMap((pack) => pack.phrases ?? []));
  const loaded = rules.map(loadRule);
  const inScope = new Map<string, RulesByRole>();

  const rulesFor = (input: ScanInput, profile: Profile): RulesByRole => {
    const key = `${input.tool.kind} ${input.phase} ${input.surface} ${profile}`;
    let rules = inScope.get(key);
    if (!rules) inScope.set(key, (rules = groupByRole(loaded, input, profile)));
    return rules;
  };

  return {
    rules: rules.map((rule) => rule.info),
    packHash: createHash('sha256').update(JSON.stringify(rules)).digest('hex'),
    scan: (input, profile, budgetMs = options.budgetMs ?? DEFAULT_BUDGET_MS) => {
      const size = input.fields.reduce((sum, field) => sum + field.text.length, 0);
      const budget = size > TIMED_FROM ? timeBudget(budgetMs) : UNLIMITED;
      return new Scan(lane, createFacts(input, phraseHits, budget)).run(rulesFor(input, profile));
    },
  };
}

function loadRule(rule: CompiledRule): LoadedRule {
  return {
    rule,
    checks: rule.alternatives.map((each) => {
      if (!('analyzer' in each))
        return { roles: undefined, run: (_facts, field, patterns) => patterns.match(field, each) };
      const analyzer = ANALYZERS.get(each.analyzer);
      if (!analyzer) throw new Error(`Rule ${rule.info.id} needs analyzer "${each.analyzer}", which this engine lacks`);
      const run = analyzer.compile(each.with);
      return { roles: new Set(analyzer.roles), run: (facts, field) => run(facts, field) };
    }),
  };
}

/** The rules that can find something in each role of such a call, under this profile. */
function groupByRole(loaded: readonly LoadedRule[], input: ScanInput, profile: Profile): RulesByRole {
  const byRole = new Map<Role, LoadedRule[]>();
  for (const { rule, checks } of loaded) {
    const { roles, tools, phases, surfaces } = rule.scope;
    const applies =
      (!tools || tools.includes(input.tool.kind)) &&
      (!phases || phases.includes(input.phase)) &&
      (!surfaces || surfaces.includes(input.surface)) &&
      counts(rule.info, input, profile);
    if (!applies) continue;
    for (const role of roles ?? ROLES) {
      const able = checks.filter((check) => check.roles?.has(role) ?? true);
      if (able.length === 0) continue;
      const list = byRole.get(role);
      if (list) list.push({ rule, checks: able });
      else byRole.set(role, [{ rule, checks: able }]);
    }
  }
  return byRole;
}

/** Pattern rules on one field: over its text as it stands and as a reader would understand it. */
class FieldPatterns {
  private readers: readonly { reader: PatternReader; rawOffset: (offset: number) => number }[] | undefined;
  constructor(
    private readonly lane: PatternLane,
    private readonly facts: CallFacts,
  ) {}

  match(field: Field, group: PatternGroup): readonly Match[] {
    this.readers ??= this.facts.of(field, textViews).map((view) => ({
      reader: this.lane.open(view, this.facts.budget),
      rawOffset: (offset: number) => view.rawOffset(offset),
    }));
    for (const { reader, rawOffset } of this.readers) {
      const span = reader.promising ? reader.find(group) : undefined;
      if (span) return [{ field, span: [rawOffset(span[0]), rawOffset(span[1])] }];
    }
    return [];
  }
}

/** Characters up to which a call is scanned without a look at the clock between two rules. */
const UNWATCHED = 1000;

/** One scan. */
class Scan {
  private readonly findings: Finding[] = [];
  private readonly effects = new Set<Effect>();
  /** What has taken longest, to be named if the budget runs out. */
  private slowest: { id: string; ms: number } = { id: '', ms: -1 };
  private cut = false;

  constructor(
    private readonly lane: PatternLane,
    private readonly facts: CallFacts,
  ) {
    const { fields } = facts.input;
    const length = fields.reduce((sum, each) => sum + each.text.length, 0);
    this.watched = facts.budget !== UNLIMITED && length > UNWATCHED;
  }

  /** A short call cannot take long, and the clock would be a good part of its time. */
  private readonly watched: boolean;

  private get budget(): Budget {
    return this.facts.budget;
  }

  run(rules: RulesByRole): ScanResult {
    for (const field of this.smallFirst()) {
      this.timed('effects', () => {
        for (const read of EFFECT_READERS) for (const effect of read(this.facts, field)) this.effects.add(effect);
      });
      const found = new Set<string>();
      this.scanField(field, rules, found);
      if (this.cut) break;
      const inner = this.timed('decoding', () => this.facts.of(field, decodedFields));
      for (const each of inner) this.scanField(each, rules, found);
    }
    this.findings.sort((a, b) => SEVERITIES.indexOf(b.severity) - SEVERITIES.indexOf(a.severity));
    return { findings: this.findings, effects: this.effects, overran: this.cut ? [this.slowest.id] : [] };
  }

  /** A path or a command is not to go unread because the content beside it took all the time. */
  private smallFirst(): readonly Field[] {
    const { fields } = this.facts.input;
    return this.budget === UNLIMITED ? fields : [...fields].sort((a, b) => a.text.length - b.text.length);
  }

  /** `found` keeps a decoded copy from repeating what its field has shown already. */
  private scanField(field: Field, rules: RulesByRole, found: Set<string>): void {
    if (field.text === '' || this.cut) return;
    const patterns = new FieldPatterns(this.lane, this.facts);
    for (const { rule, checks } of rules.get(field.role) ?? []) {
      const { id } = rule.info;
      if (found.has(id)) continue;
      this.timed(id, () => {
        let room = MAX_MATCHES;
        for (const check of checks) {
          for (const match of check.run(this.facts, field, patterns)) {
            found.add(id);
            if (room-- > 0) this.findings.push(toFinding(rule, match));
          }
        }
      });
      if (this.cut) return;
    }
  }

  /** Does one step and notes whether it was the slowest and whether it ended because the time was up. */
  private timed<T>(id: string, step: () => T): T {
    if (!this.watched) return step();
    const start = performance.now();
    const result = step();
    const ms = performance.now() - start;
    if (ms > this.slowest.ms) this.slowest = { id, ms };
    this.cut = this.budget.spent();
    return result;
  }
}

function toFinding({ info }: CompiledRule, { field, span, detail }: Match): Finding {
  const { id: rule, name, category, severity, certainty, explanation, remediation } = info;
  const { role, origin } = field;
  const seen = detail ?? field.text.slice(span?.[0] ?? 0, span?.[1]);
  const excerpt = redactText(seen.slice(0, 2 * MAX_EXCERPT)).slice(0, MAX_EXCERPT);
  return {
    rule,
    name,
    category,
    severity,
    certainty,
    role,
    origin,
    ...(span && { span }),
    excerpt,
    explanation,
    remediation,
  };
}
