import type { EngineSnapshot } from './engineModel.ts';
import { isUp } from './engineLink.ts';

/** Keys that `when` clauses of the manifest use. */
export function contextValues(snapshot: EngineSnapshot): Readonly<Record<string, string | number | boolean>> {
  const { link, status, held, clients } = snapshot;
  const connected = clients.filter((client) => client.state === 'connected');
  return {
    'oktsec.engine': isUp(link) ? 'up' : link.kind,
    'oktsec.heldCount': held.length,
    'oktsec.mode': status?.mode ?? '',
    'oktsec.modeChosen': status?.modeChosen ?? false,
    'oktsec.connected': connected.length > 0,
    'oktsec.proven': connected.some((client) => client.proof?.denied === true),
  };
}
