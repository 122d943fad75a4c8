import type { ClientView } from './protocol/views.ts';
import type { AuditLog } from './audit/auditLog.ts';
import { ADAPTERS } from './clients/clients.ts';
import { proveClient, type Proof } from './canary.ts';
import { discover } from './discovery.ts';

/** The clients of this machine as people see them: what is configured, when they were last heard, what was proven. */
export class ClientViews {
  private readonly proofs = new Map<string, Proof>();

  constructor(
    private readonly home: string,
    private readonly log: AuditLog,
  ) {}

  async list(): Promise<ClientView[]> {
    const agents = this.log.agents();
    const found = await discover(this.home);
    return found.map((client): ClientView => {
      const proof = this.proofs.get(client.id);
      const lastSeen = Math.max(0, ...agents.filter((a) => a.client === client.id).map((a) => a.lastSeen));
      return { ...client, ...(lastSeen > 0 && { lastSeen }), ...(proof && { proof }) };
    });
  }

  /** Runs the canary through the client's hook; undefined if there is no such client. */
  async prove(client: string): Promise<ClientView | undefined> {
    if (!ADAPTERS.some((adapter) => adapter.id === client)) return undefined;
    this.proofs.set(client, await proveClient(this.home, client));
    return (await this.list()).find((view) => view.id === client);
  }
}
