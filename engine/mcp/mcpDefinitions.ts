import { createHash, randomUUID } from 'node:crypto';
import type { KnownDefinitions, ToolCall } from '../protocol/call.ts';
import type { McpListing, McpListingReport, McpPin, McpToolReport } from '../protocol/mcp.ts';
import type { Decision } from '../protocol/verdict.ts';
import type { Problem } from '../protocol/views.ts';
import type { EntryDraft } from '../protocol/audit.ts';
import { systemEntry } from '../audit/systemEntry.ts';
import type { ConfiguredServer } from '../clients/configuredServers.ts';
import { canonicalJson, deeperThan, fingerprint } from '../clients/fingerprint.ts';
import { toolFields } from '../clients/toolFields.ts';
import { definitionChanges } from '../detect/mcp/definitionChanges.ts';
import { differs, MAX_TOOLS, pinned, type McpPins, type Pin, type PinnedServer } from './mcpPins.ts';
import type { Redactor } from '../pipeline/ports.ts';

export interface McpDefinitionsParts {
  readonly pins: McpPins;
  readonly judge: (call: ToolCall) => Promise<Decision>;
  readonly record: (entry: EntryDraft) => Promise<void>;
  /** Changes whenever other rules are in force: what was judged before is judged again. */
  readonly rules: () => string;
  readonly redact: Redactor;
  readonly now: () => number;
  /** Entries of servers that are not what they were. */
  readonly onProblems: (problems: readonly Problem[]) => void;
}

const MAX_DEPTH = 64;

/**
 * MCP definitions over time and across servers. What a server says of a tool is pinned by hash when it is first seen; from
 * then on only a person changes the pin. Whoever carries `tools/list` (a proxy, a gateway) brings each answer here.
 */
export class McpDefinitions {
  /** By hash of definition, pin and rules. */
  private readonly judged = new Map<string, McpToolReport>();
  private readonly changedEntries = new Map<string, Problem>();

  constructor(private readonly parts: McpDefinitionsParts) {}

  /** Judges a whole `tools/list` answer. Each change is on record before the report is there. */
  async listed(listing: McpListing): Promise<McpListingReport> {
    const { client, server } = listing;
    const { pins } = this.parts;
    const before = pins.of(client, server);
    const after: PinnedServer = { ...(before ?? { client, server }), tools: { ...before?.tools } };
    const reports: McpToolReport[] = [];
    const offered = new Set<string>();
    const others = this.othersThan(client, server);
    for (const definition of listing.tools.slice(0, MAX_TOOLS)) {
      const tool = nameOf(definition);
      // Of two definitions under one name the second would go unseen.
      if (tool === undefined || offered.has(tool) || deeperThan(definition, MAX_DEPTH)) {
        reports.push(await this.refused(listing, tool ?? ''));
        continue;
      }
      offered.add(tool);
      const hash = hashOf(definition);
      const pin = own(before?.tools, tool);
      reports.push(await this.tool(listing, tool, definition, hash, pin, others));
      setOwn(after.tools, tool, nextPin(pin, hash, definition, this.parts.now()));
    }
    for (const tool of Object.keys(before?.tools ?? {})) {
      if (!offered.has(tool)) reports.push({ ...NOTHING, tool, state: 'gone' });
    }
    if (canonicalJson(before ?? null) !== canonicalJson(after)) {
      pins.put(after);
      await this.tell(listing, before, reports);
    }
    return { client, server, tools: reports };
  }

  /** What is pinned, and what waits for approval. */
  list(): McpPin[] {
    return this.parts.pins.servers().flatMap(({ client, server, entry, tools }) => {
      const view = (pin: Pin, tool?: string): McpPin => ({
        ...{ client, server, hash: pin.hash, since: pin.since, approved: pin.approved },
        ...(tool !== undefined && { tool }),
        changed: pin.now !== undefined,
      });
      return [...(entry ? [view(entry)] : []), ...Object.entries(tools).map(([tool, pin]) => view(pin, tool))];
    });
  }

  /** A person approves what a server, or one tool of it, is now. Returns how many pins that changed. */
  async approve(client: string, server: string, tool?: string): Promise<number> {
    const known = this.parts.pins.of(client, server);
    if (!known || (tool !== undefined && !Object.hasOwn(known.tools, tool))) {
      throw new Error(
        `nothing is known of ${tool === undefined ? '' : `${tool} of `}${server} in ${client}. See: oktsec mcp`,
      );
    }
    let count = 0;
    const approved = (pin: Pin): Pin => {
      if (pin.approved && !pin.now) return pin;
      count++;
      return pinned(pin.now?.hash ?? pin.hash, pin.now ? pin.now.value : pin.value, this.parts.now(), true);
    };
    const tools = Object.entries(known.tools).map(
      ([name, pin]) => [name, tool === undefined || tool === name ? approved(pin) : pin] as const,
    );
    const entry = tool === undefined && known.entry ? approved(known.entry) : known.entry;
    this.parts.pins.put({ client, server, ...(entry && { entry }), tools: Object.fromEntries(tools) });
    if (tool === undefined) this.changedEntries.delete(JSON.stringify([client, server]));
    this.parts.onProblems([...this.changedEntries.values()]);
    await this.parts.record(
      systemEntry('mcp.approved', `A person approved ${tool ?? 'all'} of ${server} in ${client}: ${count} pins`, {
        client,
      }),
    );
    return count;
  }

  /** Looks at how servers are reached, as clients' settings say now. */
  async configured(servers: readonly ConfiguredServer[]): Promise<void> {
    const { pins, record, redact } = this.parts;
    for (const { client, name: server, target, file } of servers) {
      const hash = hashOf(target);
      const before = pins.of(client, server);
      const pin = before?.entry;
      const key = JSON.stringify([client, server]);
      if (pin?.hash === hash && !pin.now) continue;
      const entry = nextPin(pin, hash, redact.text(target), this.parts.now());
      const isNews = (pin?.now?.hash ?? pin?.hash) !== hash;
      if (isNews) pins.put({ client, server, ...before, entry, tools: before?.tools ?? {} });
      if (entry.now) {
        const message = `MCP server ${server} of ${client} is not what it was: ${redact.text(target)}, before: ${typeof pin?.value === 'string' ? pin.value : ''}. If you changed it: oktsec mcp approve ${client} ${server}`;
        this.changedEntries.set(key, { code: 'mcp-server-changed', message, file });
      } else this.changedEntries.delete(key);
      if (!isNews) continue;
      const what = pin ? 'changed' : 'appeared';
      await record(systemEntry(`mcp.server-${what}`, `${server} of ${client}: ${redact.text(target)}`, { client }));
    }
    this.parts.onProblems([...this.changedEntries.values()]);
  }

  private async tool(
    listing: McpListing,
    tool: string,
    definition: unknown,
    hash: string,
    pin: Pin | undefined,
    servers: KnownDefinitions['servers'],
  ): Promise<McpToolReport> {
    const key = hashOf([listing.client, listing.server, hash, pin?.hash, servers, this.parts.rules()]);
    const known = this.judged.get(key);
    if (known) return known;
    const isChanged = pin !== undefined && pin.hash !== hash;
    // A definition too large to be kept is compared by hash alone: all of it counts as changed.
    const compared = isChanged ? { pinned: pin.value ?? { name: tool } } : {};
    const decision = await this.parts.judge(callOf(listing, tool, definition, { ...compared, servers }));
    const changes = isChanged ? definitionChanges(compared.pinned, definition) : [];
    const report: McpToolReport = {
      tool,
      state: pin === undefined ? 'new' : isChanged ? 'changed' : 'same',
      verdict: decision.verdict,
      usable: decision.mode === 'observe' || decision.verdict === 'clean' || decision.verdict === 'flag',
      changes: changes.map(({ kind, path, now }) => this.parts.redact.text(`${path} ${kind}: ${now.slice(0, 300)}`)),
      rules: [...new Set(decision.findings.map((finding) => finding.rule))],
      reason: decision.humanReason,
    };
    if (this.judged.size >= 4 * MAX_TOOLS) this.judged.clear();
    this.judged.set(key, report);
    return report;
  }

  private async refused({ client, server }: McpListing, tool: string): Promise<McpToolReport> {
    const reason = `A definition of ${server} in ${client} has no name, a name that came before, or is nested too deeply.`;
    await this.parts.record(
      systemEntry('mcp.definition-refused', this.parts.redact.text(`${reason} ${tool}`), { client }),
    );
    return { ...NOTHING, tool, state: 'new', verdict: 'quarantine', usable: false, reason };
  }

  private async tell(
    { client, server }: McpListing,
    before: PinnedServer | undefined,
    reports: readonly McpToolReport[],
  ): Promise<void> {
    const of = (state: McpToolReport['state']) => reports.filter((each) => each.state === state);
    const changed = of('changed').map(({ tool, changes }) => `${tool} changed (${changes.join('; ').slice(0, 300)})`);
    const came = of('new').map(({ tool }) => tool);
    const gone = of('gone').map(({ tool }) => `${tool} is gone`);
    const parts = [...changed, ...(came.length > 0 ? [`new: ${came.join(', ')}`] : []), ...gone];
    const summary = `${before ? '' : 'first seen, '}${parts.join('; ')}`;
    const event = changed.length > 0 ? 'mcp.definitions-changed' : 'mcp.definitions-listed';
    await this.parts.record(
      systemEntry(event, this.parts.redact.text(`${server} of ${client}: ${summary}`.slice(0, 2000)), { client }),
    );
  }

  /** Tools of the other servers that the same client has. */
  private othersThan(client: string, server: string): KnownDefinitions['servers'] {
    const others = this.parts.pins.servers().filter((each) => each.client === client && each.server !== server);
    return Object.fromEntries(others.map((each) => [each.server, Object.keys(each.tools)]));
  }
}

const NOTHING = { verdict: 'clean', usable: true, changes: [], rules: [], reason: '' } as const;

/** First seen: pinned. The same as the pin: nothing else is there. Otherwise the pin stays until a person approves. */
function nextPin(pin: Pin | undefined, hash: string, value: unknown, now: number): Pin {
  if (pin === undefined) return pinned(hash, value, now, false);
  if (pin.hash !== hash) return differs(pin, hash, value);
  return { hash: pin.hash, since: pin.since, approved: pin.approved, ...('value' in pin && { value: pin.value }) };
}

function callOf(listing: McpListing, tool: string, definition: unknown, known: KnownDefinitions): ToolCall {
  const { client, server } = listing;
  const input = { ...(definition as object), server };
  const id = randomUUID();
  const session = listing.session ?? '';
  return {
    ...{
      id,
      key: id,
      time: Date.now(),
      surface: 'mcp',
      client,
      session,
      event: 'tools/list',
      input,
      definition,
      known,
    },
    // A listing is an answer: what it says cannot be held, only kept from the model.
    phase: 'after',
    fingerprint: fingerprint({ client, session, agent: client, tool, input }),
    agent: { name: client, kind: 'main', instance: client, root: client, depth: 0 },
    tool: { name: tool, kind: 'mcp-definition', mcp: { server, tool } },
    fields: toolFields('mcp_description', input).fields,
    rawSize: JSON.stringify(input).length,
  };
}

function nameOf(definition: unknown): string | undefined {
  if (typeof definition !== 'object' || definition === null || !('name' in definition)) return undefined;
  const { name } = definition;
  return typeof name === 'string' && name !== '' && name.length <= 300 ? name : undefined;
}

function hashOf(value: unknown): string {
  return createHash('sha256').update(canonicalJson(value)).digest('hex');
}

function own(tools: PinnedServer['tools'] | undefined, name: string): Pin | undefined {
  return tools && Object.hasOwn(tools, name) ? tools[name] : undefined;
}

/** A tool may be named as it likes, `__proto__` too. */
function setOwn(tools: PinnedServer['tools'], name: string, pin: Pin): void {
  Object.defineProperty(tools, name, { value: pin, enumerable: true, writable: true, configurable: true });
}
