import { randomUUID } from 'node:crypto';
import type { EntryDraft } from './protocol/audit.ts';
import type { Change, ToolCall } from './protocol/call.ts';
import type { HeldStore } from './protocol/held.ts';
import type { HeldItem } from './protocol/views.ts';
import type { Config } from './config/schema.ts';
import type { AuditSink, Holder, HoldOutcome, HoldRequest, Redactor } from './pipeline/ports.ts';
import { summaryOf } from './pipeline/record.ts';
import { HeldCalls, type HeldTransition } from './quarantine/heldCalls.ts';

export interface HeldHolderParts {
  readonly store: HeldStore;
  readonly config: () => Config;
  readonly sink: AuditSink;
  readonly redact: Redactor;
  readonly onChange: (item: HeldItem) => void;
  readonly onStoreError: (error: unknown) => void;
}

/** Longest text of a call that people are shown, in characters. */
const DETAIL_CHARS = 100_000;
/** Largest change that is kept for the diff editor. */
const CHANGE_CHARS = 400_000;
const MINUTE_MS = 60_000;

/** Where the pipeline's held calls wait, as people see them: redacted, and with every decision on record. */
export class HeldHolder implements Holder {
  private readonly calls: HeldCalls;

  constructor(private readonly parts: HeldHolderParts) {
    const { config } = parts;
    this.calls = new HeldCalls({
      store: parts.store,
      clock: {
        now: () => Date.now(),
        after: (milliseconds, run) => {
          const timer = setTimeout(run, milliseconds);
          return () => clearTimeout(timer);
        },
      },
      get inboxMs() {
        return config().hold.keepMinutes * MINUTE_MS;
      },
      get grantMs() {
        return config().hold.grantMinutes * MINUTE_MS;
      },
      onChange: parts.onChange,
      onTransition: (transition) => this.transition(transition),
      onStoreError: parts.onStoreError,
    });
  }

  async hold({ call, key, findings, reason, deadlineMs, signal }: HoldRequest): Promise<HoldOutcome> {
    const { redact } = this.parts;
    return this.calls.park({
      key,
      fingerprint: call.fingerprint,
      deadlineMs,
      signal,
      item: {
        call: call.id,
        client: call.client,
        agent: call.agent.name,
        session: call.session,
        tool: call.tool,
        ...(call.cwd !== undefined && { cwd: call.cwd }),
        summary: summaryOf(call, redact),
        detail: detailOf(call, redact),
        ...changeOf(call, redact),
        reason,
        findings,
      },
    });
  }

  consume(call: ToolCall) {
    return this.calls.consume(call.fingerprint);
  }

  list(all: boolean): HeldItem[] {
    return this.calls.list(all);
  }

  pending(): number {
    return this.calls.pending();
  }

  async decide(id: string, approve: boolean, by: string): Promise<HeldItem> {
    return Promise.resolve(this.calls.decide(id, approve, by));
  }

  close(): void {
    this.calls.close();
  }

  /** An answer to a waiting call is recorded by the pipeline, together with what the agent was told; the others here. */
  private transition({ item, approval, answered }: HeldTransition): void {
    this.parts.onChange(item);
    if (answered || approval.state === 'consumed') return;
    void this.parts.sink.append(lateEntry(item, approval));
  }
}

function lateEntry(item: HeldItem, approval: HeldTransition['approval']): EntryDraft {
  return {
    kind: 'approval',
    time: Date.now(),
    call: item.call || randomUUID(),
    client: item.client,
    surface: 'cli',
    session: item.session,
    agent: { name: item.agent, kind: 'held', instance: item.session, root: item.agent, depth: 0 },
    event: `held.${approval.state}`,
    phase: 'notice',
    tool: item.tool,
    summary: item.summary,
    identity: approval.by,
    approval,
  };
}

/** The change for the diff editor; one too large for it is in the detail, cut. */
function changeOf(call: ToolCall, redact: Redactor): { change?: Change } {
  if (!call.change || JSON.stringify(call.change).length > CHANGE_CHARS) return {};
  return { change: redact.value(call.change) as Change };
}

/** Everything that the person decides about: the exact command where the tool takes no more than that, else all of the input. */
function detailOf(call: ToolCall, redact: Redactor): string {
  const command = call.tool.kind === 'shell' ? call.fields.find((f) => f.role === 'command') : undefined;
  const text = command ? redact.text(command.text) : JSON.stringify(redact.value(call.input), null, 2);
  return text.length > DETAIL_CHARS ? `${text.slice(0, DETAIL_CHARS)}\n… (${text.length} characters)` : text;
}
