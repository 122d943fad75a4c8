import type { FolderTrust, TrustedFolder } from './protocol/api.ts';
import type { EngineStatus, Problem, SessionStep } from './protocol/views.ts';
import type { AuditLog } from './audit/auditLog.ts';
import { readParts } from './audit/readParts.ts';
import { verifyEntries } from './audit/verify.ts';
import type { RuleInfo } from './detect/types.ts';
import { homePaths } from './config/home.ts';
import type { ConfigStore } from './config/store.ts';
import { rotateKey } from './identity/rotation.ts';
import type { Pipeline } from './pipeline/pipeline.ts';
import type { ClientViews } from './guard/clientViews.ts';
import type { ClientWatch } from './guard/clientWatch.ts';
import { applyPlan, planConnection } from './guard/connections.ts';
import { ApiRefusal, type Handlers } from './control/controlApi.ts';
import type { McpDefinitions } from './mcp/mcpDefinitions.ts';
import type { HeldHolder } from './heldHolder.ts';

export interface HandlerParts {
  readonly home: string;
  readonly log: AuditLog;
  readonly holder: HeldHolder;
  readonly pipeline: Pipeline;
  readonly config: ConfigStore;
  readonly clients: ClientViews;
  readonly watch: ClientWatch;
  readonly status: () => EngineStatus;
  readonly rules: () => readonly RuleInfo[];
  readonly definitions: McpDefinitions;
  readonly trustFolders: (folders: readonly FolderTrust[]) => TrustedFolder[];
  /** Puts an act of a person on record. */
  readonly record: (event: string, summary: string) => Promise<void>;
  /** What the log was found to be against a checkpoint that an editor kept. */
  readonly onContradiction: (problem: Problem) => void;
  readonly shutDown: () => void;
}

export function createHandlers(parts: HandlerParts): Handlers {
  const { home, log, holder, pipeline, config, clients, watch } = parts;
  const agents = () =>
    log.agents().map((agent) => ({
      ...agent,
      risk: pipeline.riskOf(agent.name),
      suspended: config.current.agents[agent.name]?.suspended ?? false,
    }));

  /** The log stores which rule found what; what the rule means is told by the rules in force. */
  const explained = (step: SessionStep): SessionStep => ({
    ...step,
    findings: step.findings.map((finding) => {
      const rule = parts.rules().find((r) => r.id === finding.rule);
      return rule
        ? { ...finding, name: rule.name, explanation: rule.explanation, remediation: rule.remediation }
        : finding;
    }),
  });

  return {
    status: () => parts.status(),
    'held.list': ({ all }) => holder.list(all ?? false),
    'held.decide': ({ id, approve, by }) => holder.decide(id, approve, by),
    'sessions.list': ({ limit, before }) => log.sessions(limit ?? 100, before),
    'sessions.get': ({ id }) => {
      const session = log.session(id);
      if (!session) throw new ApiRefusal('no-session', `There is no session "${id}". List them with: oktsec sessions`);
      return { ...session, steps: session.steps.map(explained) };
    },
    'agents.list': agents,
    'agents.suspend': async ({ name, suspended }) => {
      config.edit(['agents', name, 'suspended'], suspended);
      await parts.record(
        suspended ? 'agent.suspended' : 'agent.resumed',
        `${name} was ${suspended ? 'suspended' : 'resumed'} by a person`,
      );
      return agents();
    },
    'clients.list': () => clients.list(),
    'clients.plan': ({ client, connect, ...place }) => planConnection(home, client, connect, place),
    'clients.apply': async ({ client, connect, expect, ...place }) => {
      const plan = await applyPlan(home, client, connect, expect, place);
      if (plan.changed && plan.byHand === undefined)
        await parts.record(connect ? 'client.connected' : 'client.disconnected', `${client}: ${plan.file}`);
      await watch.refresh(client);
      return plan;
    },
    'clients.prove': async ({ client, real }) => {
      const view = await clients.prove(client, real);
      if (!view) throw new ApiRefusal('no-client', `There is no client "${client}".`);
      await watch.refresh();
      return view;
    },
    'mcp.listed': (listing) => parts.definitions.listed(listing),
    'mcp.list': () => parts.definitions.list(),
    'mcp.approve': async ({ client, server, tool }) => ({
      approved: await parts.definitions.approve(client, server, tool),
    }),
    'folders.trust': ({ folders }) => parts.trustFolders(folders),
    'mode.set': async ({ mode }) => {
      config.edit(['mode'], mode);
      await parts.record('mode.changed', `A person chose ${mode} mode`);
      return parts.status();
    },
    'audit.verify': () => verifyEntries(readParts(log.wholeJson()), log.publicKeys(), log.checkpoints()),
    'keys.rotate': () => {
      const { signer, rotation } = rotateKey(home, Date.now());
      log.rotate(signer, rotation);
      return { from: rotation.from, to: rotation.to };
    },
    'audit.forget': async (filter) => ({ deleted: await log.forget(filter) }),
    'audit.archive': async ({ before }) =>
      (await log.archive({ before }, homePaths(home).archives)) ?? { entries: 0, file: '' },
    'audit.witness': async ({ kept }) => {
      const problem = kept && (await log.compareWith(kept));
      if (problem) parts.onContradiction(problem);
      const newest = log.checkpoint();
      return { ...(newest && { newest }), ...(problem && { problem }) };
    },
    'audit.query': (query) => log.query(query),
    'audit.counts': (query) => log.counts(query),
    shutdown: () => {
      setImmediate(parts.shutDown);
      return { ok: true };
    },
  };
}
