import type { DiscoveredClient } from '../protocol/clients.ts';
import { discoverClients } from '../clients/discover.ts';
import { clientContext } from './connections.ts';
import { redactor } from '../pipeline/redactor.ts';

/** Every known client of this machine and of the folder of a project. Servers' commands and addresses may hold secrets. */
export async function discover(home: string, project?: string): Promise<DiscoveredClient[]> {
  const clients = await discoverClients(clientContext(home, project));
  return clients.map((client) => ({
    ...client,
    servers: client.servers.map((server) => ({ ...server, target: redactor.text(server.target) })),
  }));
}
