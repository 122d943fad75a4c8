import type { Field, ToolCall } from '../../../engine/protocol/call.ts';
import type { ClientAdapter } from '../../../engine/clients/types.ts';

/** A payload as a client sends it, read; throws if that fails. */
export function read(client: ClientAdapter, payload: unknown): ToolCall {
  const call = client.parse(payload, 100);
  if ('problem' in call) throw new Error(call.problem);
  return call;
}

/** What a payload is refused for; throws if it is not. */
export function refused(client: ClientAdapter, payload: unknown): string {
  const call = client.parse(payload, 100);
  if (!('problem' in call)) throw new Error('It was read.');
  return call.problem;
}

export function texts(call: ToolCall, role: Field['role']): string[] {
  return call.fields.filter((field) => field.role === role).map((field) => field.text);
}
