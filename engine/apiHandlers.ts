import type { ClientView, EngineStatus, SessionStep } from './protocol/views.ts';
import type { AuditLog } from './audit/auditLog.ts';
import { verifyEntries } from './audit/verify.ts';
import { ADAPTERS, adapterFor } from './clients/clients.ts';
import type { RuleInfo } from './detect/types.ts';
import type { ConfigStore } from './config/store.ts';
import type { Pipeline } from './pipeline/pipeline.ts';
import { proveClient, type Proof } from './canary.ts';
import { applyPlan, clientContext, planConnection } from './connections.ts';
import { ApiRefusal, type Handlers } from './controlApi.ts';
import type { EventHub } from './eventHub.ts';
import type { HeldHolder } from './heldHolder.ts';

export interface HandlerParts {
  readonly home: string;
  readonly log: AuditLog;
  readonly holder: HeldHolder;
  readonly pipeline: Pipeline;
  readonly config: ConfigStore;
  readonly hub: EventHub;
  readonly status: () => EngineStatus;
  readonly rules: () => readonly RuleInfo[];
  /** Puts an act of a person on record. */
  readonly record: (event: string, summary: string) => Promise<void>;
  readonly shutDown: () => void;
}

export function createHandlers(parts: HandlerParts): Handlers {
  const { home, log, holder, pipeline, config, hub } = parts;
  const proofs = new Map<string, Proof>();

  const clients = async (): Promise<ClientView[]> => {
    const context = clientContext(home);
    return Promise.all(
      ADAPTERS.map(async (adapter): Promise<ClientView> => {
        const { id, name } = adapter;
        const found = await adapter.detect(context);
        const proof = proofs.get(id);
        const lastSeen = Math.max(
          0,
          ...log
            .agents()
            .filter((a) => a.client === id)
            .map((a) => a.lastSeen),
        );
        return { id, name, ...found, ...(lastSeen > 0 && { lastSeen }), ...(proof && { proof }) };
      }),
    );
  };
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
    'clients.list': clients,
    'clients.plan': ({ client, connect }) => planConnection(home, client, connect),
    'clients.apply': async ({ client, connect, expect }) => {
      const plan = await applyPlan(home, client, connect, expect);
      if (plan.changed)
        await parts.record(connect ? 'client.connected' : 'client.disconnected', `${client}: ${plan.file}`);
      hub.send({ kind: 'clients', clients: await clients() });
      return plan;
    },
    'clients.prove': async ({ client }) => {
      const adapter = adapterFor(client);
      if (!adapter) throw new ApiRefusal('no-client', `There is no client "${client}".`);
      proofs.set(client, await proveClient(home, client));
      const views = await clients();
      hub.send({ kind: 'clients', clients: views });
      const view = views.find((v) => v.id === client);
      if (!view) throw new ApiRefusal('no-client', `There is no client "${client}".`);
      return view;
    },
    'mode.set': async ({ mode }) => {
      config.edit(['mode'], mode);
      await parts.record('mode.changed', `A person chose ${mode} mode`);
      return parts.status();
    },
    'audit.verify': () => verifyEntries(log.entries(), log.publicKeys(), log.checkpoints()),
    'audit.query': (query) => log.query(query),
    'audit.counts': (query) => log.counts(query),
    shutdown: () => {
      setImmediate(parts.shutDown);
      return { ok: true };
    },
  };
}
