import { claudeCode } from './claudeCode.ts';
import type { ClientAdapter } from './types.ts';

/** Every client that Oktsec can protect, one line each. */
export const ADAPTERS: readonly ClientAdapter[] = [claudeCode];

export function adapterFor(id: string): ClientAdapter | undefined {
  return ADAPTERS.find((adapter) => adapter.id === id);
}

/** The client that an event really comes from, where it ran a hook that stands in another client's file. */
export function senderOf(named: ClientAdapter, payload: unknown): ClientAdapter {
  return ADAPTERS.find((adapter) => adapter.claims?.(payload)) ?? named;
}
