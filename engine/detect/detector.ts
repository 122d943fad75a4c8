import { createHash } from 'node:crypto';
import { ROLES, type Field, type Phase, type Role, type Surface, type ToolKind } from '../protocol/call.ts';
import { SEVERITIES, type Finding, type Profile } from '../protocol/verdict.ts';
import { leftoversOf } from './session/leftoversOf.ts';
import { ANALYZERS } from './analyzers.ts';
import { TIMED_FROM, timeBudget, UNLIMITED, type Budget } from './budget.ts';
import { readEffects } from './effects.ts';
import { createFacts, type LentFacts } from './facts.ts';
import { createPhraseBook } from './injection/phraseBook.ts';
import type { CompiledPack, CompiledRule, PatternGroup } from './pack.ts';
import { createPatternLane, type PatternLane, type ReadView } from './patternLane.ts';
import { counts } from './profiles.ts';
import { redactText } from './secrets/redact.ts';
import { callOf, heldOut } from './text/commandsInText.ts';
import { decodedFields } from './text/decodeLadder.ts';
import { isAscii } from './text/ascii.ts';
import { textViews } from './text/textView.ts';
import { instructionsWritten, messageOf } from './written/instructions.ts';
import type { CallFacts, Derive, Detector, Effect, FactIndex, Match, ScanInput, ScanResult } from './types.ts';

export interface DetectorOptions {
  /** Milliseconds after which a scan is cut. */
  readonly budgetMs?: number;
  /** Off only in tests that compare with plain evaluation. */
  readonly prefilter?: boolean;
  /** The clock is read for short texts too: rules of others that are slow on them are noticed. */
  readonly alwaysTimed?: boolean;
}

const DEFAULT_BUDGET_MS = 150;
/** Where the clock is read for short texts too: so much that a machine with other things to do never cuts an honest scan. */
const SHORT_TEXT_MS = 2000;
/** What rules may take to judge what was read of a text whose time is up. */
const LATE_MS = 20;
const MAX_EXCERPT = 200;
/** A rule's findings on one field beyond this add nothing to the verdict or to what a person needs. */
const MAX_MATCHES = 5;

/** One condition of a rule, as far as it can hold for a role of a kind of call. */
interface Check {
  readonly rule: CompiledRule;
  readonly run: (facts: CallFacts, field: Field, views: readonly ReadView[]) => readonly Match[];
  /** What it looks for as patterns. */
  readonly patterns: PatternGroup | undefined;
  readonly reach: Reach;
}
/** When a check is worth running: always, where an anchor of a pattern is in the text, or where a fact has one of the keys. */
type Reach =
  | { readonly by: 'always' }
  | { readonly by: 'anchor'; readonly group: number }
  | { readonly by: 'key'; readonly index: FactIndex; readonly keys: readonly string[] };

/** Builds a detector over the rules of all packs. Scans share nothing: same input, same result. */
export function createDetector(packs: readonly CompiledPack[], options: DetectorOptions = {}): Detector {
  const prefilter = options.prefilter ?? true;
  const watchedFrom = options.alwaysTimed ? 0 : UNWATCHED;
  const rules = packs.flatMap((pack) => pack.rules);
  const book = createPhraseBook(
    packs.flatMap((pack) => pack.phrases ?? []),
    packs.find((pack) => pack.words)?.words,
  );
  const groups = rules.flatMap((rule) => rule.alternatives.filter((each) => 'patterns' in each));
  const lane = createPatternLane([...groups, ...book.groups], {
    prefilter,
    made: packs.find((pack) => pack.anchors)?.anchors,
  });
  const readViews: Derive<readonly ReadView[]> = (field, _input, budget, facts) =>
    facts.of(field, textViews).map((view) => ({ view, reader: lane.open(view, budget) }));
  const phraseHits: CallFacts['phraseHits'] = (field, _input, budget, facts) =>
    book.hits(facts.of(field, readViews), groups.length, budget);
  const judgedPieces: CallFacts['judgedPieces'] = (field, input, budget, facts) =>
    facts.of(field, heldOut).map((piece) => {
      if (budget.spent()) return { piece, findings: [] };
      const call = callOf(piece, input);
      // Structural rules only: likeness was looked for in the whole text. A piece in a piece is not judged again.
      const inner = createFacts(call, { ...lent, judgedPieces: () => [] }, budget);
      return { piece, findings: new Scan(inner, planFor(call, 'minimal'), watchedFrom).run().findings };
    });
  const judgedInstructions: CallFacts['judgedInstructions'] = (field, input, budget, facts) =>
    instructionsWritten(facts, field).map(({ span, text }) => {
      const call = messageOf(text, input);
      const inner = createFacts(call, lent, budget);
      return { span, findings: new Scan(inner, planFor(call, 'strict'), watchedFrom).run().findings };
    });
  const lent: LentFacts = { phraseHits, judgedPieces, judgedInstructions };
  const loaded = rules.map((rule) => loadRule(rule, groups, prefilter));
  const plans: KnownPlan[] = [];
  let packHash: string | undefined;

  const planFor = (input: ScanInput, profile: Profile): CallPlan => {
    const { phase, surface, tool } = input;
    for (const each of plans)
      if (each.kind === tool.kind && each.phase === phase && each.surface === surface && each.profile === profile)
        return each.plan;
    const plan = planCall(loaded, { lane, readViews }, input, profile);
    plans.push({ kind: tool.kind, phase, surface, profile, plan });
    return plan;
  };

  return {
    rules: rules.map((rule) => rule.info),
    get packHash() {
      return (packHash ??= createHash('sha256').update(JSON.stringify(rules)).digest('hex'));
    },
    scan: (input, profile, budgetMs = options.budgetMs ?? DEFAULT_BUDGET_MS) => {
      let size = 0;
      for (const field of input.fields) size += field.text.length;
      const budget =
        size > TIMED_FROM ? timeBudget(budgetMs) : options.alwaysTimed ? timeBudget(SHORT_TEXT_MS) : UNLIMITED;
      return new Scan(createFacts(input, lent, budget), planFor(input, profile), watchedFrom).run();
    },
  };
}

interface LoadedRule {
  readonly rule: CompiledRule;
  readonly checks: readonly { readonly roles: ReadonlySet<Role> | undefined; readonly check: Check }[];
}

function loadRule(rule: CompiledRule, groups: readonly PatternGroup[], prefilter: boolean): LoadedRule {
  const always: Reach = { by: 'always' };
  return {
    rule,
    checks: rule.alternatives.map((each) => {
      if (!('analyzer' in each)) {
        const reach: Reach = prefilter ? { by: 'anchor', group: groups.indexOf(each) } : always;
        const run: Check['run'] = (_facts, field, views) => matchPatterns(field, each, views);
        return { roles: undefined, check: { rule, run, patterns: each, reach } };
      }
      const analyzer = ANALYZERS.get(each.analyzer);
      if (!analyzer) throw new Error(`Rule ${rule.info.id} needs analyzer "${each.analyzer}", which this engine lacks`);
      const { index } = analyzer;
      const reach: Reach = index && prefilter ? { by: 'key', index, keys: index.needed(each.with) } : always;
      return {
        roles: new Set(analyzer.roles),
        check: { rule, run: analyzer.compile(each.with), patterns: undefined, reach },
      };
    }),
  };
}

/** A pattern rule looks at the field's text as it stands and as a reader would understand it. */
function matchPatterns(field: Field, group: PatternGroup, views: readonly ReadView[]): readonly Match[] {
  for (const { view, reader } of views) {
    const span = reader.find(group);
    if (span) return [{ field, span: [view.rawOffset(span[0]), view.rawOffset(span[1])] }];
  }
  return NO_MATCHES;
}

const NO_MATCHES: readonly Match[] = [];

type CallPlan = ReadonlyMap<Role, RolePlan>;

/** There are few kinds of calls: to look through them takes less time than to make a key of one. */
interface KnownPlan {
  readonly kind: ToolKind;
  readonly phase: Phase;
  readonly surface: Surface;
  readonly profile: Profile;
  readonly plan: CallPlan;
}

/** What finds patterns in the views of a field: all of them, shared with the phrases, or those that a part of the rules needs. */
interface Patterns {
  readonly lane: PatternLane;
  readonly readViews: Derive<readonly ReadView[]>;
}

/** The checks that can find something in each role of such a call, under this profile. */
function planCall(loaded: readonly LoadedRule[], all: Patterns, input: ScanInput, profile: Profile): CallPlan {
  const byRole = new Map<Role, Check[]>();
  for (const { rule, checks } of loaded) {
    const { roles, tools, phases, surfaces } = rule.scope;
    const applies =
      (!tools || tools.includes(input.tool.kind)) &&
      (!phases || phases.includes(input.phase)) &&
      (!surfaces || surfaces.includes(input.surface)) &&
      counts(rule.info, input, profile);
    if (!applies) continue;
    for (const role of roles ?? ROLES) {
      const able = checks.filter((each) => each.roles?.has(role) ?? true).map((each) => each.check);
      if (able.length > 0) byRole.set(role, [...(byRole.get(role) ?? []), ...able]);
    }
  }
  return new Map([...byRole].map(([role, checks]) => [role, new RolePlan(checks, all)]));
}

/** The checks for one role, a rule's checks side by side, and what brings them up. */
class RolePlan {
  /** The checks that run always, a bit each. */
  private readonly always: Int32Array;
  private readonly byGroup = new Map<number, number>();
  /** Reads for its own patterns where their anchors are few, so that a text is not read for those of all rules. */
  private readonly own: PatternLane | undefined;
  private readonly reads: boolean;
  /** For each index what marks the checks of a key. */
  private readonly keyed: { readonly index: FactIndex; readonly mark: (key: string) => void }[] = [];
  /** Scratch: the checks to run on the field at hand, a bit each. */
  private readonly marks: Int32Array;

  constructor(
    readonly checks: readonly Check[],
    private readonly all: Patterns,
  ) {
    this.always = new Int32Array((checks.length + 31) >> 5);
    this.marks = new Int32Array(this.always.length);
    const byIndex = new Map<FactIndex, Map<string, number[]>>();
    checks.forEach(({ reach }, position) => {
      if (reach.by === 'always') setBit(this.always, position);
      else if (reach.by === 'anchor') this.byGroup.set(reach.group, position);
      else addKeys(byIndex, reach.index, reach.keys, position);
    });
    const groups = checks.flatMap(({ patterns }) => patterns ?? []);
    this.reads = groups.length > 0;
    this.own = fewAnchors(groups) ? all.lane.narrow(groups) : undefined;
    const { marks } = this;
    for (const [index, byKey] of byIndex) {
      const mark = (key: string): void => {
        const positions = byKey.get(key);
        if (positions) for (const position of positions) setBit(marks, position);
      };
      this.keyed.push({ index, mark });
    }
  }

  /** The field as its patterns read it. */
  read(facts: CallFacts, field: Field): readonly ReadView[] {
    if (!this.reads) return NO_VIEWS;
    const { own } = this;
    if (!own) return facts.of(field, this.all.readViews);
    return facts.of(field, textViews).map((view) => ({ view, reader: own.open(view, facts.budget) }));
  }

  /** Which checks to run on a field, a bit each. The answer holds until the next call. */
  select(facts: CallFacts, field: Field, views: readonly ReadView[]): Int32Array {
    const { marks } = this;
    marks.set(this.always);
    for (const { reader } of views) {
      for (const group of reader.candidates) {
        const position = this.byGroup.get(group);
        if (position !== undefined) setBit(marks, position);
      }
    }
    for (const { index, mark } of this.keyed) index.present(facts, field, mark);
    return marks;
  }
}

const NO_VIEWS: readonly ReadView[] = [];

/** Anchors up to which an index of their own pays. */
const FEW_ANCHORS = 100;

/** All of them ASCII: an index over other letters takes much room. */
function fewAnchors(groups: readonly PatternGroup[]): boolean {
  const anchors = new Set(groups.flatMap(({ patterns }) => patterns.flatMap((pattern) => pattern.anchors ?? [])));
  return anchors.size <= FEW_ANCHORS && [...anchors].every(isAscii);
}

function setBit(bits: Int32Array, position: number): void {
  bits[position >> 5]! |= 1 << (position & 31);
}

function addKeys(
  byIndex: Map<FactIndex, Map<string, number[]>>,
  index: FactIndex,
  keys: readonly string[],
  position: number,
): void {
  let byKey = byIndex.get(index);
  if (!byKey) byIndex.set(index, (byKey = new Map<string, number[]>()));
  for (const key of keys) {
    const sharing = byKey.get(key);
    if (sharing) sharing.push(position);
    else byKey.set(key, [position]);
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
  /** A short call cannot take long, and the clock would be a good part of its time. */
  private readonly watched: boolean;

  constructor(
    private readonly facts: CallFacts,
    private readonly plan: CallPlan,
    watchedFrom: number,
  ) {
    let length = 0;
    for (const { text } of facts.input.fields) length += text.length;
    this.watched = facts.budget !== UNLIMITED && length > watchedFrom;
  }

  private get budget(): Budget {
    return this.facts.budget;
  }

  run(): ScanResult {
    for (const field of this.smallFirst()) {
      if (this.watched) this.timed('effects', () => readEffects(this.facts, field, this.effects));
      else readEffects(this.facts, field, this.effects);
      const found: string[] = [];
      this.scanField(field, found);
      if (this.cut) break;
      const inner = this.watched
        ? this.timed('decoding', () => this.facts.of(field, decodedFields))
        : this.facts.of(field, decodedFields);
      for (const each of inner) this.scanField(each, found);
    }
    if (this.findings.length > 1) {
      this.findings.sort((a, b) => SEVERITIES.indexOf(b.severity) - SEVERITIES.indexOf(a.severity));
    }
    return {
      findings: this.findings,
      effects: this.effects,
      leftovers: this.cut ? [] : leftoversOf(this.facts),
      overran: this.cut ? [this.slowest.id] : [],
    };
  }

  /** A path or a command is not to go unread because the content beside it took all the time. */
  private smallFirst(): readonly Field[] {
    const { fields } = this.facts.input;
    return this.budget === UNLIMITED ? fields : [...fields].sort((a, b) => a.text.length - b.text.length);
  }

  /** `found` keeps a decoded copy from repeating what its field has shown already. */
  private scanField(field: Field, found: string[]): void {
    const plan = this.plan.get(field.role);
    if (field.text === '' || this.cut || !plan) return;
    const { facts, watched } = this;
    const views = watched ? this.timed('anchors', () => plan.read(facts, field)) : plan.read(facts, field);
    const marks = watched
      ? this.timed('anchors', () => plan.select(facts, field, views))
      : plan.select(facts, field, views);
    const { checks } = plan;
    // What was read before the time was up is judged, so that whoever is asked about the call is told more than that.
    const late = this.cut ? timeBudget(LATE_MS) : undefined;
    const shown = found.length;
    let rule: CompiledRule | undefined;
    let room = 0;
    for (let word = 0; word < marks.length; word++) {
      for (let bits = marks[word]!; bits !== 0 && !(late ? late.spent() : this.cut); bits &= bits - 1) {
        const check = checks[word * 32 + 31 - Math.clz32(bits & -bits)]!;
        if (check.rule !== rule) {
          rule = check.rule;
          room = MAX_MATCHES;
        }
        const { id } = rule.info;
        if (shown > 0 && found.lastIndexOf(id, shown - 1) >= 0) continue;
        const matches = watched ? this.timed(id, () => check.run(facts, field, views)) : check.run(facts, field, views);
        if (matches.length > 0) found.push(id);
        for (const match of matches) if (room-- > 0) this.findings.push(toFinding(rule, match));
      }
    }
  }

  /** Of a call that is watched: does one step and notes whether it was the slowest and whether it ended because the time was up. */
  private timed<T>(id: string, step: () => T): T {
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
