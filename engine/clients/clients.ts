import { claudeCode } from './claudeCode.ts';
import type { ClientAdapter } from './types.ts';

/** Every client that Oktsec can protect, one line each. */
export const ADAPTERS: readonly ClientAdapter[] = [claudeCode];

export function adapterFor(id: string): ClientAdapter | undefined {
  return ADAPTERS.find((adapter) => adapter.id === id);
}
