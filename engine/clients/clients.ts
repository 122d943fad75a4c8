import { amp } from './amp.ts';
import { augment } from './augment.ts';
import { claudeCode } from './claudeCode.ts';
import { cline } from './cline.ts';
import { codex } from './codex.ts';
import { continueCli } from './continueCli.ts';
import { copilotCli } from './copilotCli.ts';
import { cursor } from './cursor.ts';
import { droid } from './droid.ts';
import { geminiCli } from './geminiCli.ts';
import { kiro } from './kiro.ts';
import { openCode } from './openCode.ts';
import { qwenCode } from './qwenCode.ts';
import type { ClientAdapter } from './types.ts';
import { vsCode } from './vsCode.ts';
import { windsurf } from './windsurf.ts';

/** Every client that Oktsec can protect, one line each, in the order in which people see them. */
export const ADAPTERS: readonly ClientAdapter[] = [
  claudeCode,
  cursor,
  vsCode,
  copilotCli,
  codex,
  geminiCli,
  windsurf,
  cline,
  openCode,
  qwenCode,
  kiro,
  amp,
  augment,
  droid,
  continueCli,
];

export function adapterFor(id: string): ClientAdapter | undefined {
  return ADAPTERS.find((adapter) => adapter.id === id);
}

/** The client that an event really comes from, where it ran a hook that stands in another client's file. */
export function senderOf(named: ClientAdapter, payload: unknown): ClientAdapter {
  return ADAPTERS.find((each) => each.readsHooksOf?.includes(named.id) && each.claims?.(payload)) ?? named;
}
