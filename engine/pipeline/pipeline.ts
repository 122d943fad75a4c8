import type { ToolCall } from '../protocol/call.ts';
import type { Action, Approval, Decision, Finding, Stage, Verdict } from '../protocol/verdict.ts';
import type { AgentConfig, Config } from '../config/schema.ts';
import type { Leftovers } from '../detect/shell/leftovers.ts';
import type { Effect, ScanInput } from '../detect/types.ts';
import { messageDenial, toolDenial } from '../policy/access.ts';
import { BlockHistory } from '../policy/escalation.ts';
import { intentMismatch } from '../policy/intent.ts';
import { RateLimiter } from '../policy/rateLimiter.ts';
import { RiskScores } from '../policy/risk.ts';
import { actionInMode, enforcedAction, mayRun, weigh, worse } from '../policy/verdict.ts';
import { JudgedCalls } from './judgedCalls.ts';
import type { HoldOutcome, Identity, PipelineParts } from './ports.ts';
import { agentReason, humanReason } from './reasons.ts';
import { approvalEntry, callEntry, sightingEntry } from './record.ts';
import { SessionFacts } from './sessionFacts.ts';
import { SessionSecrets } from './sessionSecrets.ts';
import { SplitInjectionWindow } from './splitInjection.ts';
import { StageTimer } from './stageTimer.ts';

/** Stages that refuse without a look at the call. */
const POLICY_STAGES: ReadonlySet<Stage> = new Set(['rate', 'identity', 'suspension', 'access']);

export interface JudgeOptions {
  readonly identity: Identity;
  /** Aborts when the caller goes away: a call nobody waits for any more is not held. */
  readonly signal?: AbortSignal;
  /** Milliseconds that this caller waits at most for an answer. */
  readonly patienceMs?: number;
}

interface Scanned {
  readonly verdict: Verdict;
  readonly findings: readonly Finding[];
  readonly effects: ReadonlySet<Effect>;
  readonly leftovers: readonly Leftovers[];
  /** What took the time of a scan that was cut. */
  readonly overran: readonly string[];
  /** Why there is no full answer. */
  readonly unjudged?: string;
}

interface Judgement {
  verdict: Verdict;
  stage: Stage;
  findings: readonly Finding[];
  /** What the call leaves for later ones, should it run. */
  leftovers: readonly Leftovers[];
  /** Set when a policy, not a finding, decided. */
  policyReason?: string;
}

/**
 * The ten stages, in one order for every entrance. One call, one judgement: a call that is seen again by
 * another event or route gets the answer of its first sighting.
 */
export class Pipeline {
  private readonly rates = new RateLimiter();
  private readonly blocks = new BlockHistory();
  private readonly risks = new RiskScores();
  private readonly split = new SplitInjectionWindow();
  private readonly secrets = new SessionSecrets();
  private readonly facts = new SessionFacts();
  private readonly judged: JudgedCalls;

  constructor(private readonly parts: PipelineParts) {
    this.judged = new JudgedCalls(parts.memory);
  }

  /** Judges a call, waits for a person where it must, and resolves once the entry is durable. */
  async judge(seen: ToolCall, options: JudgeOptions): Promise<Decision> {
    const call = this.withoutSecrets(seen);
    if (call.phase !== 'before') {
      const about = this.judged.linked(call);
      const decision = this.decide(about, call.key ?? call.id, options);
      if (call.phase === 'after') this.judged.ended(call);
      return decision;
    }
    const { key, earlier } = this.judged.placeOf(call);
    const first = this.judged.decisionFor(key);
    if (first !== undefined) return this.sighted(this.judged.linked(call), key, await first, options);

    if (earlier?.decision && earlier.decision.action !== 'hold') {
      return this.sighted({ ...call, id: earlier.call }, key, earlier.decision, options);
    }
    // Judged by an earlier engine that closed while the call waited: it goes on waiting here.
    const decision = earlier?.decision
      ? this.waitForPerson({ ...call, id: earlier.call }, key, earlier.decision, options)
      : this.decide(call, key, options);
    this.judged.remember(earlier ? { ...call, id: earlier.call } : call, key, decision);
    return decision;
  }

  /** Takes up what earlier engines decided, oldest first: escalation and risk do not start afresh with a process. */
  replay(history: readonly { readonly agent: string; readonly verdict: Verdict; readonly ageMs: number }[]): void {
    const limits = escalationLimits(this.parts.config());
    const now = this.parts.clock.monotonic();
    for (const { agent, verdict, ageMs } of history) {
      if (verdict === 'block') this.blocks.record(agent, now - ageMs, limits);
      this.risks.record(agent, verdict, now - ageMs);
    }
  }

  riskOf(agent: string): number {
    return this.risks.of(agent, this.parts.clock.monotonic());
  }

  /** Names and places go into records, lists and notifications as they are; what is judged stays what it was. */
  private withoutSecrets(call: ToolCall): ToolCall {
    const { session, agent, tool, event, cwd, planStep, delegation } = call;
    const named = { session, agent, tool, event, cwd, planStep, delegation };
    const clean = this.parts.redact.value(named) as Pick<ToolCall, keyof typeof named>;
    return clean === named ? call : { ...call, ...clean };
  }

  /** The same answer as before, unless a person approved meanwhile what nobody had decided in time. */
  private async sighted(call: ToolCall, key: string, first: Decision, options: JudgeOptions): Promise<Decision> {
    const undecided = first.approval?.state === 'expired';
    const granted = undecided ? this.parts.holder?.consume(call) : undefined;
    const decision = granted ? this.settled(first, { ...granted, state: 'consumed', waitedMs: 0 }, 'allow') : first;
    if (granted) this.judged.remember(call, key, Promise.resolve(decision));
    await this.parts.audit.append(sightingEntry(call, decision, options.identity, this.parts.redact));
    return decision;
  }

  private async decide(call: ToolCall, key: string, options: JudgeOptions): Promise<Decision> {
    const config = this.parts.config();
    const mode = config.mode ?? 'observe';
    const timer = new StageTimer();
    const { leftovers, ...judgement } = this.runStages(call, options.identity, config, timer);

    const enforced = enforcedAction(judgement.verdict, call.phase, call.tool);
    const action = actionInMode(enforced, mode);
    const output = action === 'warn' ? this.resultWithoutSecrets(call) : undefined;
    const human = this.parts.redact.text(humanReason(judgement.verdict, judgement.findings, judgement.policyReason));
    let decision: Decision = {
      verdict: judgement.verdict,
      stage: judgement.stage,
      findings: judgement.findings,
      mode,
      action,
      enforced,
      agentReason: agentReason(action, judgement.stage, human, judgement.findings),
      humanReason: human,
      ...(output !== undefined && { output }),
      micros: timer.total(),
      stageMicros: timer.stages(),
    };

    const holder = this.parts.holder;
    if (action === 'hold') {
      const granted = holder?.consume(call);
      if (granted) {
        decision = this.settled(decision, { ...granted, state: 'consumed', waitedMs: 0 }, 'allow');
      } else if (!holder) {
        decision = this.settled(decision, undefined, 'deny');
      }
    }

    await timer.async(
      'audit',
      this.parts.audit.append(
        callEntry(call, key, options.identity, decision, this.parts.redact, config.audit.rawArguments),
      ),
    );
    this.afterwards(call, judgement, config);
    if (mayRun(decision.action)) this.facts.remember(call, leftovers);
    return decision.action === 'hold' ? this.waitForPerson(call, key, decision, options, leftovers) : decision;
  }

  /**
   * A result that the agent is warned about, with what looks like a secret hidden: for clients that put it in the place of
   * the first. Also if the scan was cut before it came to the secrets.
   */
  private resultWithoutSecrets(call: ToolCall): unknown {
    if (call.phase !== 'after') return undefined;
    const hidden = this.parts.redact.value(call.output);
    return hidden === call.output ? undefined : hidden;
  }

  /** `leftovers`: what the call leaves once it runs; looked for again if another engine judged it. */
  private async waitForPerson(
    call: ToolCall,
    key: string,
    held: Decision,
    options: JudgeOptions,
    leftovers?: readonly Leftovers[],
  ): Promise<Decision> {
    const { holder, audit, clock, redact } = this.parts;
    if (!holder) return this.settled(held, undefined, 'deny');
    const outcome = await holder.hold({
      call,
      key,
      findings: held.findings,
      reason: held.humanReason,
      deadlineMs: this.patience(this.parts.config(), options),
      signal: options.signal,
    });
    const decision = this.settled(held, outcome, outcome.state === 'approved' ? 'allow' : unapproved(outcome));
    await audit.append(approvalEntry(call, outcome, decision, clock.now(), redact));
    if (mayRun(decision.action)) {
      this.facts.remember(call, leftovers ?? this.scanOrHold(call, this.parts.config()).leftovers);
    }
    return decision;
  }

  /** Stages 1 to 8. Policy stages that say no end the way; detection stages add up. */
  private runStages(call: ToolCall, identity: Identity, config: Config, timer: StageTimer): Judgement {
    const refusal = call.phase === 'before' ? this.refusal(call, identity, config, timer) : undefined;
    return refusal ?? this.detection(call, config, timer);
  }

  /** Stages 1 to 4: who calls, how often, and what the agent may do at all. */
  private refusal(call: ToolCall, identity: Identity, config: Config, timer: StageTimer): Judgement | undefined {
    const { name } = call.agent;
    const agent = agentConfig(config, name);
    const now = this.parts.clock.monotonic();
    const limit = agent?.callsPerMinute ?? config.limits.callsPerMinute;
    const over = this.rates.count(name, now) >= limit;
    timer.lap('rate');
    if (!identity.trusted) return refused('identity', 'the caller did not prove who it is');
    if (over) return refused('rate', `${name} made more than ${limit} calls in a minute; it may go on in a moment`);
    this.rates.charge(name, now);
    timer.lap('identity');

    const suspended = lineage(call).find((each) => agentConfig(config, each)?.suspended);
    timer.lap('suspension');
    if (suspended !== undefined)
      return refused('suspension', `the agent ${suspended} is suspended until a person resumes it`);

    const denial = agent && (toolDenial(agent.tools, call.tool) ?? messageDenial(agent.mayMessage, call.recipient));
    timer.lap('access');
    return denial === undefined ? undefined : refused('access', `${name} may not do this: ${denial}`);
  }

  /** Stages 5 to 8: what the call is found to be, and what agents' settings and history make of that. */
  private detection(call: ToolCall, config: Config, timer: StageTimer): Judgement {
    const { name } = call.agent;
    const scanned = this.scanOrHold(call, config);
    timer.lap('scan');
    const { verdict, findings, leftovers, overran } = scanned;
    if (overran.length > 0) this.parts.onOverrun?.(overran);
    let judgement: Judgement = { verdict, stage: 'scan', findings, leftovers };
    const raise = (stage: Stage, verdict: Verdict, policyReason: string): void => {
      if (worse(verdict, judgement.verdict) === judgement.verdict) return;
      judgement = { ...judgement, verdict, stage, policyReason };
    };

    if (call.ran && this.judged.ranOtherwise(call)) {
      const ran = this.scanOrHold({ ...call, phase: 'before', fields: call.ran }, config);
      judgement.findings = [...ran.findings, ...findings];
      judgement.leftovers = [...ran.leftovers, ...leftovers];
      const verdict = ran.unjudged === undefined ? ran.verdict : worse(ran.verdict, 'quarantine');
      const why = humanReason(verdict, ran.findings, ran.unjudged);
      raise('scan', verdict, `something else ran than was judged; another hook may have changed the call: ${why}`);
    }
    if (scanned.unjudged !== undefined) raise('scan', 'quarantine', scanned.unjudged);

    const mismatch = intentMismatch(call.intent, scanned.effects);
    timer.lap('intent');
    if (mismatch !== undefined) raise('intent', 'flag', `the call is not what it says: ${mismatch}`);

    const blocked = agentConfig(config, name)?.blockedContent;
    const barred = judgement.findings.find(({ category }) => blocked?.includes(category));
    timer.lap('blocked-content');
    if (barred) raise('blocked-content', 'block', `${name} may not handle ${barred.category} content (${barred.rule})`);

    const now = this.parts.clock.monotonic();
    const raised = this.blocks.escalate(judgement.verdict, name, now, escalationLimits(config));
    if (raised !== judgement.verdict) {
      const why = humanReason(judgement.verdict, judgement.findings, judgement.policyReason);
      raise('escalation', raised, `raised because ${name} was blocked repeatedly within the hour: ${why}`);
    }
    timer.lap('escalation');
    return judgement;
  }

  /** A text that breaks the scan, or takes it too long, must not pass for that. */
  private scanOrHold(call: ToolCall, config: Config): Scanned {
    try {
      const scanned = this.scan(call, config);
      const late = scanned.overran.join(', ');
      return late === '' ? scanned : { ...scanned, unjudged: `the scan was cut: ${late} took too long` };
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      return {
        verdict: 'clean',
        findings: [],
        effects: new Set(),
        leftovers: [],
        overran: [],
        unjudged: `the call could not be judged: ${why}`,
      };
    }
  }

  private scan(call: ToolCall, config: Config): Scanned {
    const profile = agentConfig(config, call.agent.name)?.profile ?? config.defaults.profile;
    const detector = this.parts.detector();
    const budgetMs = config.limits.scanMilliseconds;
    const { tool, phase, surface, client, fields, cwd, workspace, definition, known } = call;
    const earlier = this.facts.of(call);
    const input: ScanInput = { tool, phase, surface, client, fields, cwd, workspace, definition, known, earlier };
    const result = detector.scan(input, profile, budgetMs);
    const found = [...result.findings, ...this.secrets.leaving(call, result.effects)];
    const weighed = weigh(found, call.tool, config.rules);
    const overran = [...result.overran];
    let { verdict, findings } = weighed;
    const effects: ReadonlySet<Effect> = result.effects;

    // Stage 8's window is scanned here, beside the call's own text, so that all findings stand together.
    const joined = verdict === 'block' ? undefined : this.split.joined(call);
    if (joined !== undefined) {
      const field = { role: 'message', text: joined, origin: 'session' } as const;
      const whole = detector.scan({ ...input, fields: [field], earlier: undefined }, profile, budgetMs);
      overran.push(...whole.overran);
      const assembled = weigh(whole.findings, call.tool, config.rules);
      if (worse(assembled.verdict, verdict) !== verdict) {
        verdict = assembled.verdict;
        findings = [...assembled.findings, ...findings];
      }
    }
    return { verdict, findings, effects, leftovers: result.leftovers, overran };
  }

  /** What follows the answer: history for stage 8, and stage 10, which may suspend the agent. */
  private afterwards(call: ToolCall, { verdict, stage }: Pick<Judgement, 'verdict' | 'stage'>, config: Config): void {
    const now = this.parts.clock.monotonic();
    if (verdict !== 'block') this.split.keep(call);
    this.secrets.note(call);
    if (call.event === 'SessionEnd') this.facts.forget(call.session);
    // What came back from a tool is not the agent's doing; what a policy refused was not looked at.
    if (call.phase !== 'before' || POLICY_STAGES.has(stage)) return;
    if (verdict === 'block') {
      this.blocks.record(call.agent.name, now, escalationLimits(config));
      this.parts.onBlock?.(call.agent.name);
    }
    const risk = this.risks.record(call.agent.name, verdict, now);
    if (config.anomaly.autoSuspend && risk >= config.anomaly.threshold) {
      this.parts.onSuspend?.(call.agent.name, `risk ${risk} reached the limit of ${config.anomaly.threshold}`);
    }
  }

  private patience(config: Config, options: JudgeOptions): number {
    const attended = this.parts.attended?.() ?? false;
    const wanted = (attended ? config.hold.deadlineSeconds : config.hold.unattendedSeconds) * 1000;
    return Math.min(wanted, options.patienceMs ?? wanted);
  }

  private settled(decision: Decision, approval: Approval | undefined, action: Action): Decision {
    const why =
      approval === undefined ? decision.humanReason : `${approvalWords(approval)} ${decision.humanReason}`.trim();
    return {
      ...decision,
      action,
      agentReason: agentReason(action, decision.stage, why, decision.findings),
      ...(approval && { approval }),
    };
  }
}

/** At the deadline the question goes to the client's own prompt; its adapter denies where there is none. */
function unapproved(outcome: HoldOutcome): Action {
  return outcome.state === 'expired' ? 'ask' : 'deny';
}

function approvalWords(approval: Approval): string {
  switch (approval.state) {
    case 'rejected':
      return 'A person rejected it.';
    case 'expired':
    case 'pending':
      return `Nobody answered in time; \`oktsec approvals approve ${approval.item}\` lets the identical call pass once.`;
    case 'cancelled':
      return 'The client stopped waiting.';
    case 'approved':
    case 'consumed':
      return 'A person approved it.';
  }
}

function refused(stage: Stage, policyReason: string): Judgement {
  return { verdict: 'block', stage, findings: [], leftovers: [], policyReason };
}

/** The agent itself, what started it and where the delegation began: suspending one stops all below. */
function lineage(call: ToolCall): string[] {
  return [call.agent.name, call.agent.parent, call.agent.root, call.agent.instance, ...(call.delegation ?? [])].filter(
    (name): name is string => name !== undefined,
  );
}

/** Names come from clients and repositories; one such as "constructor" must not reach into the object's prototype. */
function agentConfig(config: Config, name: string): AgentConfig | undefined {
  return Object.hasOwn(config.agents, name) ? config.agents[name] : undefined;
}

function escalationLimits(config: Config) {
  const { windowMinutes, holdAfter, blockAfter } = config.escalation;
  return { windowMs: windowMinutes * 60_000, holdAfter, blockAfter };
}
