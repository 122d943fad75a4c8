import { existsSync } from 'node:fs';
import type { Server } from 'node:http';
import type { EngineInfo } from './protocol/api.ts';
import type { EntryDraft, EntryRecord } from './protocol/audit.ts';
import type { Mode } from './protocol/verdict.ts';
import type { ClientView, EngineStatus } from './protocol/views.ts';
import { openAuditLog, type AuditLog } from './audit/auditLog.ts';
import { drainSpool, writeSpool } from './audit/spool.ts';
import { systemEntry } from './audit/systemEntry.ts';
import { adapterFor } from './clients/clients.ts';
import { isOnRecord } from './clients/connecting/undoRecord.ts';
import { prepareHome, type HomePaths } from './config/home.ts';
import type { Config } from './config/schema.ts';
import { openConfig, type ConfigStore } from './config/store.ts';
import { openSigner } from './identity/keys.ts';
import { readRotations } from './identity/rotations.ts';
import { randomToken, sameToken } from './identity/token.ts';
import { HooksEndpoint } from './intake/hooksEndpoint.ts';
import { createHttpServer, sendJson, type Route } from './intake/httpServer.ts';
import { Pipeline } from './pipeline/pipeline.ts';
import { Announcement } from './announcement.ts';
import { createHandlers } from './apiHandlers.ts';
import { asset } from './config/assets.ts';
import { BlockRecord } from './blockRecord.ts';
import { DurableSink } from './auditSink.ts';
import { clientContext, installHook } from './guard/connections.ts';
import { admitsHttpHook } from './guard/httpHook.ts';
import { ClientViews, unproven } from './guard/clientViews.ts';
import { ClientWatch } from './guard/clientWatch.ts';
import { GuardWatch } from './guard/guardWatch.ts';
import { ControlApi } from './control/controlApi.ts';
import { EventHub } from './control/eventHub.ts';
import { HeldHolder } from './heldHolder.ts';
import { closeServer, ExtraPort } from './extraPort.ts';
import { Election, ELECTION_PATH } from './ownership.ts';
import { ProblemBoard } from './control/problemBoard.ts';
import { exportRoute } from './control/exportRoute.ts';
import { Retention } from './retention.ts';
import { hashOf, SettingsRecord } from './settingsRecord.ts';
import { redactor } from './pipeline/redactor.ts';
import { LiveRules } from './rulesets/liveRules.ts';
import { McpOversight } from './mcpOversight.ts';
import { systemClock } from './pipeline/systemClock.ts';
import { VERSION } from './protocol/version.ts';

/** What opens the engine to hooks, what opens it to people's programs, and what proves it to both. */
interface Tokens {
  readonly hooks: string;
  readonly control: string;
  readonly proof: string;
}

/** Entries of earlier engines that escalation and risk take up. */
const REPLAYED = 1000;

export interface EngineOptions {
  readonly home: string;
  /** Serve on this loopback port too, beside the one that stands for ownership. 0: any free one. */
  readonly port?: number;
  /** For this run, instead of what config.yaml says. */
  readonly mode?: Mode;
  /** Id of the window that starts this engine and ends it when it closes. */
  readonly owner?: string;
  /** A short run for one command: hooks are not pointed at it. */
  readonly passing?: boolean;
}

export type Started =
  | { readonly kind: 'owner'; readonly engine: Engine }
  /** Another process owns this home. */
  | { readonly kind: 'other'; readonly port: number };

/**
 * Starts the engine of a home directory, unless another process owns it. Requests that come in while it starts wait.
 * @throws Error when the home directory, its key or its log cannot be used; the message says what to do
 */
export async function startEngine(options: EngineOptions): Promise<Started> {
  const paths = prepareHome(options.home);
  const election = new Election(options.home);
  const tokens: Tokens = { hooks: randomToken(), control: randomToken(), proof: randomToken() };
  let ready: (routes: readonly Route[]) => void = () => undefined;
  let engine: Engine | undefined;
  const server = createHttpServer({
    first: [electionRoute(election)],
    routes: new Promise((resolve) => (ready = resolve)),
    proof: tokens.proof,
    admits: (token, scope) =>
      scope !== 'open' &&
      (sameToken(token, tokens[scope]) || (scope === 'hooks' && admitsHttpHook(options.home, token))),
    onRefused: (status, reason, where) => engine?.refused(status, reason, where),
  });
  const outcome = await election.run(server);
  if (outcome.kind === 'other') return outcome;
  try {
    engine = await Engine.open(options, paths, server, outcome.port, tokens);
    ready(engine.routes);
    await engine.announce();
    return { kind: 'owner', engine };
  } catch (error) {
    await closeServer(server);
    throw error;
  }
}

function electionRoute(election: Election): Route {
  return {
    method: 'GET',
    path: ELECTION_PATH,
    scope: 'open',
    maxBody: 0,
    handle: ({ url }, response) => {
      const answer = election.answer(url.searchParams);
      sendJson(
        response,
        answer ? 200 : 404,
        answer ?? { error: { code: 'other-home', message: 'This engine serves another home.' } },
      );
      return Promise.resolve();
    },
  };
}

/** The resident engine: owns the log, the held calls and the endpoint of one home directory. */
export class Engine {
  readonly closed: Promise<void>;
  readonly routes: readonly Route[];

  private readonly startedAt = Date.now();
  private readonly announcement: Announcement;
  private readonly settingsRecord = new SettingsRecord();
  private readonly pipeline: Pipeline;
  private readonly holder: HeldHolder;
  private readonly sink: DurableSink;
  private readonly hub: EventHub;
  private readonly problems: ProblemBoard;
  private readonly rules: LiveRules;
  private readonly mcp: McpOversight;
  private readonly clients: ClientViews;
  private readonly watch: ClientWatch;
  private readonly retention: Retention;
  private readonly guards: GuardWatch;
  private views: readonly ClientView[] = [];
  private readonly extraPort = new ExtraPort();
  private closing: Promise<void> | undefined;
  /** What is noticed while parts are put together is told with all the rest, once there is a whole. */
  private assembled = false;
  private endClosed: () => void = () => undefined;

  private constructor(
    private readonly options: EngineOptions,
    private readonly paths: HomePaths,
    private readonly server: Server,
    port: number,
    tokens: Tokens,
    private readonly config: ConfigStore,
    private readonly log: AuditLog,
  ) {
    this.closed = new Promise((resolve) => (this.endClosed = resolve));
    this.problems = new ProblemBoard(() => this.publishStatus());
    this.hub = new EventHub(options.owner, () => this.followersChanged());
    this.rules = new LiveRules(
      options.home,
      (problems) => this.problems.set('rules', problems),
      (summary) => {
        void this.sink.append(systemEntry('rules.changed', redactor.text(summary)));
        this.publishStatus();
      },
    );
    const onEntry = ({ session, seq, verdict }: EntryRecord) =>
      this.hub.send({ kind: 'entry', session, seq, ...(verdict && { verdict }) });
    const append = async (draft: EntryDraft, spooled: string) => onEntry((await log.append(draft, spooled)).record);
    this.sink = new DurableSink({
      append: (draft) => log.append(draft),
      spool: (draft) => writeSpool(paths.spool, draft),
      drain: () => drainSpool(paths.spool, { append }),
      onEntry,
      onTrouble: (message) =>
        this.problems.set('audit', message === undefined ? [] : [{ code: 'audit-unwritable', message }]),
    });
    this.holder = new HeldHolder({
      store: log.held,
      config: () => this.config.current,
      sink: this.sink,
      redact: redactor,
      onStoreError: (error) =>
        this.problems.set('engine', [
          {
            code: 'held-unsaved',
            message: `A held call could not be saved and would be forgotten by a restart: ${String(error)}`,
          },
        ]),
      onChange: (item) => {
        this.hub.send({ kind: 'held', item });
        this.publishStatus();
      },
    });
    const blocks = new BlockRecord(options.home);
    this.pipeline = new Pipeline({
      config: () => this.settings(),
      detector: () => this.rules.detector,
      audit: this.sink,
      holder: this.holder,
      memory: {
        recall: (key) => {
          const record = log.findCall(key);
          return record && { call: record.call, fingerprint: record.fingerprint, decision: log.decisionOf(key) };
        },
      },
      clock: systemClock,
      redact: redactor,
      attended: () => this.hub.attended(),
      onSuspend: (agent, why) => this.suspend(agent, why),
      onOverrun: (rules) => this.rules.overran(rules),
      onBlock: (agent) => blocks.add(agent, Date.now()),
    });
    this.mcp = new McpOversight({
      home: options.home,
      pinsFile: paths.mcpPins,
      judge: (call) => this.pipeline.judge(call, { identity: { method: 'token', trusted: true } }),
      record: (entry) => this.sink.append(entry),
      rules: () => this.rules.detector.packHash,
      folders: () => this.workedIn(),
      onProblems: (problems) => this.problems.set('mcp', problems),
    });
    this.pipeline.replay(recentVerdicts(log));
    this.clients = new ClientViews(options.home, log, () => this.sink.flush());
    this.watch = new ClientWatch(
      async () => this.clients.provenAnew(await this.clients.list()),
      (file) => isOnRecord(options.home, file),
      (clients, problems) => {
        this.views = clients;
        this.problems.set('clients', problems);
        this.problems.set('proofs', this.settings().mode === 'enforce' ? clients.flatMap(unproven) : []);
        this.hub.send({ kind: 'clients', clients: [...clients] });
        this.guards.look();
      },
    );
    this.retention = new Retention({
      ...{ log, directory: paths.archives, config: () => this.config.current, now: Date.now },
      onProblems: (problems) => this.problems.set('retention', problems),
    });
    this.guards = new GuardWatch({
      context: () => clientContext(options.home),
      clients: () => this.views,
      projects: () => this.workedIn(),
      heard: () => new Map(log.sessions(200).map(({ id, lastAt }) => [id, lastAt])),
      since: this.startedAt,
      onChange: (problems) => this.problems.set('guards', problems),
    });
    this.routes = this.buildRoutes();
    this.announcement = new Announcement(paths, {
      version: VERSION,
      pid: process.pid,
      port,
      url: `http://127.0.0.1:${port}`,
      token: tokens.hooks,
      control: tokens.control,
      proof: tokens.proof,
      startedAt: this.startedAt,
      successors: 0,
    });
    this.assembled = true;
  }

  get info(): EngineInfo {
    return this.announcement.info;
  }

  static async open(
    options: EngineOptions,
    paths: HomePaths,
    server: Server,
    port: number,
    tokens: Tokens,
  ): Promise<Engine> {
    const config = openConfig(paths.config);
    const opened: { engine?: Engine } = {}; // The log asks for what is in force once there is an engine.
    const log = await openAuditLog({
      file: paths.database,
      wasm: asset('sql-wasm.wasm'),
      signer: openSigner(options.home),
      rotations: readRotations(options.home),
      now: Date.now,
      inForce: () => ({
        rules: opened.engine?.rules.detector.packHash ?? '',
        config: hashOf(config.current),
      }),
      onCheckpoint: (signed) => opened.engine?.hub.send({ kind: 'checkpoint', signed }),
    });
    const engine = new Engine(options, paths, server, port, tokens, config, log);
    opened.engine = engine;
    config.onChange(() => engine.configChanged());
    if (log.recovered) engine.problems.set('engine', [log.recovered]);
    await engine.servePort(options.port ?? config.current.port);
    await engine.sink.flush(); // What hooks judged while no engine ran comes first.
    return engine;
  }

  /** Tells hooks, windows and the command line where this engine is. */
  async announce(): Promise<void> {
    this.configChanged();
    this.announcement.start(() => void this.sink.flush()); // What hooks judged that had not found us yet.
    if (this.options.passing !== true) {
      installHook(this.options.home);
      await this.sink.append(
        systemEntry(
          'engine.start',
          `Engine ${VERSION} started with ${this.rules.detector.rules.length} rules in ${this.settings().mode ?? 'observe'} mode`,
        ),
      );
      setImmediate(() => void this.settleIn());
    }
  }

  /** What must not delay the first calls. */
  private async settleIn(): Promise<void> {
    await this.watch.refresh(); // First: what changes from now on is noticed.
    if (this.closing) return;
    await this.rules.warmUp();
    if (this.closing) return;
    this.mcp.start();
    await this.retention.run();
  }

  status(): EngineStatus {
    const { mode } = this.settings();
    return {
      version: VERSION,
      home: this.options.home,
      url: this.info.url,
      pid: process.pid,
      startedAt: this.startedAt,
      mode: mode ?? 'observe',
      modeChosen: mode !== undefined,
      rules: this.rules.detector.rules.length,
      entries: this.log.count(),
      held: this.holder.pending(),
      health: this.problems.health(),
      problems: this.problems.all(),
      memoryBytes: process.memoryUsage().rss,
    };
  }

  refused(status: number, reason: string, where: string): void {
    void this.sink.append(systemEntry('request.refused', `${status} at ${where.slice(0, 100)}: ${reason}`));
  }

  /** Ends the engine. Calls that are held stay held: whoever owns the home next goes on with them. */
  close(): Promise<void> {
    this.closing ??= this.shutDown();
    return this.closing;
  }

  private async shutDown(): Promise<void> {
    const successors = this.hub.successors();
    this.announcement.stop();
    // A mode that was given for this run ends with it.
    if (this.options.mode && this.options.passing !== true) this.announcement.mode(this.config.current.mode);
    this.holder.close();
    this.sink.close();
    this.rules.close();
    this.watch.close();
    this.retention.close();
    this.guards.close();
    this.mcp.close();
    this.config.close();
    await this.log.close();
    // With a successor the file stays: hooks that find nobody wait a moment for the next one.
    if (successors === 0) this.announcement.withdraw();
    this.hub.close();
    await this.extraPort.close();
    await closeServer(this.server);
    this.endClosed();
  }

  private buildRoutes(): readonly Route[] {
    const hooks = new HooksEndpoint({
      pipeline: this.pipeline,
      adapterFor,
      context: () => clientContext(this.options.home),
      mode: () => this.settings().mode ?? 'observe',
      onBadEvent: (client, problem) =>
        this.sink.append(systemEntry('event.unreadable', redactor.text(problem), { client })),
    });
    const control = new ControlApi(
      createHandlers({
        home: this.options.home,
        log: this.log,
        holder: this.holder,
        pipeline: this.pipeline,
        config: this.config,
        status: () => this.status(),
        rules: () => this.rules.detector.rules,
        definitions: this.mcp.definitions,
        trustFolders: (folders) => this.rules.trust(folders),
        clients: this.clients,
        watch: this.watch,
        onContradiction: (problem) => this.problems.set('witness', [problem]),
        record: (event, summary) => this.sink.append(systemEntry(event, summary)),
        shutDown: () => void this.close(),
      }),
    );
    return [hooks, this.hub.route(() => this.status()), exportRoute(this.log), control];
  }

  /** A port of the user's choice beside the one that stands for ownership. */
  private async servePort(wanted: number | undefined): Promise<void> {
    if (wanted === undefined || wanted === this.info.port) return;
    const port = await this.extraPort.open(this.server, wanted);
    if (port !== undefined) {
      this.announcement.servedAt(port);
    } else if (this.options.port !== undefined) {
      throw new Error(
        `port ${wanted} on 127.0.0.1 is taken by another program. Choose another with --port, or leave it out.`,
      );
    } else {
      this.problems.set('engine', [
        {
          code: 'port-taken',
          message: `Port ${wanted} of config.yaml is taken; the engine serves on ${this.info.port} instead.`,
          file: this.paths.config,
        },
      ]);
    }
  }

  private settings(): Config {
    const { current } = this.config;
    return this.options.mode ? { ...current, mode: this.options.mode } : current;
  }

  private configChanged(): void {
    this.problems.set('config', this.config.problems);
    const change = this.settingsRecord.change(this.config.current);
    if (change !== undefined) void this.sink.append(systemEntry('config.changed', change));
    if (this.options.passing !== true) this.announcement.mode(this.settings().mode);
    this.publishStatus();
  }

  /** Folders that agents worked in lately. */
  private workedIn(): string[] {
    return [...new Set(this.log.sessions(50).flatMap(({ cwd }) => (cwd === undefined ? [] : [cwd])))];
  }

  private suspend(agent: string, why: string): void {
    if (this.config.current.agents[agent]?.suspended) return;
    this.config.edit(['agents', agent, 'suspended'], true);
    void this.sink.append(systemEntry('agent.suspended', `${agent} was suspended: ${why}`));
  }

  private followersChanged(): void {
    if (!this.closing) this.announcement.successors(this.hub.successors());
  }

  private publishStatus(): void {
    if (this.assembled && !this.closing && existsSync(this.paths.root))
      this.hub.send({ kind: 'status', status: this.status() });
  }
}

/** Calls of the recent past, oldest first. */
function recentVerdicts(log: AuditLog) {
  const now = Date.now();
  return log
    .latest(REPLAYED)
    .reverse()
    .flatMap(({ record }) =>
      record.kind === 'call' && record.verdict
        ? [{ agent: record.agent.name, verdict: record.verdict, ageMs: Math.max(0, now - record.time) }]
        : [],
    );
}
