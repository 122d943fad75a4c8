import { claudeCode } from './claudeCode.ts';
import { codex } from './codex.ts';
import { copilotCli } from './copilotCli.ts';
import { geminiCli } from './geminiCli.ts';
import { qwenCode } from './qwenCode.ts';
import type { ClientAdapter } from './types.ts';

/** Every client that Oktsec can protect, one line each. */
export const ADAPTERS: readonly ClientAdapter[] = [claudeCode, codex, geminiCli, qwenCode, copilotCli];

export function adapterFor(id: string): ClientAdapter | undefined {
  return ADAPTERS.find((adapter) => adapter.id === id);
}

/** The client that an event really comes from, where it ran a hook that stands in another client's file. */
export function senderOf(named: ClientAdapter, payload: unknown): ClientAdapter {
  return ADAPTERS.find((each) => each.readsHooksOf?.includes(named.id) && each.claims?.(payload)) ?? named;
}
