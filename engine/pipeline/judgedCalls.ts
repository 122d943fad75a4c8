import { hash as digest } from 'node:crypto';
import type { Field, ToolCall } from '../protocol/call.ts';
import type { Decision } from '../protocol/verdict.ts';
import { mayRun } from '../policy/verdict.ts';
import type { CallMemory, RecalledCall } from './ports.ts';

/** Judged calls remembered at least for their second sighting; the log knows the older ones. */
const REMEMBERED = 2000;

/** Which calls were judged before, so that one that is seen again gets its first answer and its first id. */
export class JudgedCalls {
  private readonly decisions = new Map<string, Promise<Decision>>();
  private readonly keys = new Map<string, string>();
  private readonly known = new Map<string, RecalledCall & { readonly judged: string }>();

  /** Calls that were let through and of whose end nothing is known. */
  private readonly running = new Map<
    string,
    { readonly session: string; readonly tool: string; readonly judged: string }
  >();

  constructor(private readonly memory: CallMemory | undefined) {}

  /**
   * The key of a call, and what is known of a call that had it before. An id that comes again with another input is another
   * call: the first answer says nothing about it.
   */
  placeOf(call: ToolCall): { readonly key: string; readonly earlier: RecalledCall | undefined } {
    const key = call.key ?? this.keys.get(call.fingerprint) ?? call.id;
    const earlier = this.recall(key);
    if (call.key === undefined || !earlier || earlier.fingerprint === call.fingerprint) return { key, earlier };
    const other = `${key}:${call.fingerprint}`;
    return { key: other, earlier: this.recall(other) };
  }

  /** The answer that this engine gave, or is about to give, to the call of that key. */
  decisionFor(key: string): Promise<Decision> | undefined {
    return this.decisions.get(key);
  }

  recall(key: string): RecalledCall | undefined {
    return this.known.get(key) ?? this.memory?.recall(key);
  }

  /** A second sighting or an after-event, under the id of the call that it is about. */
  linked(call: ToolCall): ToolCall {
    const first = this.recall(call.key ?? this.keys.get(call.fingerprint) ?? call.id);
    return first ? { ...call, id: first.call } : call;
  }

  remember(call: ToolCall, key: string, decision: Promise<Decision>): void {
    this.decisions.set(key, decision);
    this.keys.set(call.fingerprint, key);
    const judged = hashOf(call.fields);
    this.known.set(key, { call: call.id, fingerprint: call.fingerprint, judged });
    // A judgement that failed, or that ended because its caller left, must not answer the next sighting.
    decision.then(
      ({ action, approval }) => {
        if (approval?.state === 'cancelled') this.decisions.delete(key);
        else if (mayRun(action)) this.running.set(key, { session: call.session, tool: call.tool.name, judged });
      },
      () => this.decisions.delete(key),
    );
    for (const map of [this.decisions, this.keys, this.known, this.running]) forgetOldest(map);
  }

  /** Does an after-event say that something else ran than was judged? Hooks of others may change what a call asks for. */
  ranOtherwise({ key, fingerprint, ran, session, tool }: ToolCall): boolean {
    // What was changed may have been asked for anew, without the id.
    if (ran === undefined || this.keys.has(fingerprint)) return false;
    const judged = hashOf(ran);
    if (key !== undefined) return (this.known.get(key)?.judged ?? judged) !== judged;
    // Without an id it is one of those that run; where there is none, another process judged it.
    const candidates = [...this.running.values()].filter((each) => each.session === session && each.tool === tool.name);
    return candidates.length > 0 && candidates.every((each) => each.judged !== judged);
  }

  /** The call is over: what asks about its like from here on asks about another one. */
  ended(call: ToolCall): void {
    const key = call.key ?? this.keys.get(call.fingerprint);
    if (key !== undefined) this.running.delete(key);
    this.keys.delete(call.fingerprint);
  }
}

/** Many at a time: taking the first of a map again and again walks over all that went before. */
function forgetOldest(map: Map<string, unknown>): void {
  if (map.size < 2 * REMEMBERED) return;
  for (const key of map.keys()) {
    if (map.size <= REMEMBERED) return;
    map.delete(key);
  }
}

function hashOf(fields: readonly Field[]): string {
  return digest('sha256', fields.map(({ role, text }) => `${role} ${text.length} ${text}`).join(''), 'base64');
}
