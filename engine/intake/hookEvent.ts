import type { ToolCall } from '../protocol/call.ts';
import type { Decision, Mode } from '../protocol/verdict.ts';
import { senderOf } from '../clients/clients.ts';
import { withStartedAgents } from '../clients/startedAgents.ts';
import type { ClientAdapter, ClientContext, HookAnswer } from '../clients/types.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';
import type { Identity } from '../pipeline/ports.ts';
import { BadBody, parseJson } from './requestBody.ts';

/** Largest hook event that is judged, in bytes. */
export const MAX_EVENT_BYTES = 1024 * 1024;
/** A hold ends this long before the client would give up on its hook, or at half of the time if that is later. */
const MARGIN_MS = 15_000;

export interface HookEventParts {
  readonly pipeline: Pipeline;
  readonly adapterFor: (client: string) => ClientAdapter | undefined;
  /** Where the settings of clients are. */
  readonly context: () => ClientContext;
}

export interface Judged {
  readonly adapter: ClientAdapter;
  readonly call: ToolCall;
  readonly decision: Decision;
}

/** One raw hook event of a client, judged; or why it is no event. The same way for the endpoint and the hook by itself. */
export async function judgeEvent(
  parts: HookEventParts,
  client: string,
  body: Uint8Array,
  identity: Identity,
  signal?: AbortSignal,
): Promise<Judged | BadBody> {
  if (body.length > MAX_EVENT_BYTES) return new BadBody(413, `The event is larger than ${MAX_EVENT_BYTES} bytes.`);
  const named = parts.adapterFor(client);
  if (!named) return new BadBody(400, `"${client.slice(0, 40)}" is no client that Oktsec knows.`);
  const parsed = parseJson(body);
  if (parsed instanceof BadBody) return parsed;
  const adapter = senderOf(named, parsed.value);
  const seen = adapter.parse(parsed.value, body.length);
  if ('problem' in seen) return new BadBody(400, seen.problem);
  const context = parts.context();
  const call = withStartedAgents(adapter.withFiles?.(seen, context) ?? seen, context);
  const decision = await parts.pipeline.judge(call, {
    identity,
    patienceMs: patience(adapter.eventTimeoutSeconds?.[call.event] ?? adapter.hookTimeoutSeconds),
    ...(signal && { signal }),
  });
  return { adapter, call, decision };
}

function patience(seconds: number): number {
  return Math.max(seconds * 1000 - MARGIN_MS, (seconds * 1000) / 2);
}

/** What the hook command answers to an event that could not be judged: never a silent allow. */
export function refusedEvent(adapter: ClientAdapter | undefined, mode: Mode, problem: string): HookAnswer {
  const reason = `Oktsec could not judge this call: ${problem}`;
  if (mode === 'observe') return adapter?.warning(reason) ?? { exit: 0, stdout: '', stderr: '' };
  return adapter?.refusal(reason) ?? { exit: 2, stdout: '', stderr: `${reason} It was not let through.\n` };
}
