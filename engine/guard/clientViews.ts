import type { ClientProof, ClientView, Problem } from '../protocol/views.ts';
import type { AuditLog } from '../audit/auditLog.ts';
import { proveClient } from './canary.ts';
import { clientContext } from './connections.ts';
import { discover } from './discovery.ts';
import { Proofs } from './proofs.ts';

/** Entries that may come in while a client is put to the test. */
const RECENT = 200;

/** The clients of this machine as people see them: what is configured, when they were last heard, what was proven. */
export class ClientViews {
  private readonly proofs: Proofs;

  constructor(
    private readonly home: string,
    private readonly log: AuditLog,
    /** Brings into the log what hooks judged without the engine. */
    private readonly drain: () => Promise<void>,
  ) {
    this.proofs = new Proofs(home);
  }

  async list(): Promise<ClientView[]> {
    const agents = this.log.agents();
    const found = await discover(this.home);
    return found.map((client): ClientView => {
      const proof = this.proofs.get(client.id);
      const lastSeen = Math.max(0, ...agents.filter((a) => a.client === client.id).map((a) => a.lastSeen));
      return { ...client, ...(lastSeen > 0 && { lastSeen }), ...(proof && { proof }) };
    });
  }

  /** Runs the canary; undefined if there is no such client. */
  async prove(client: string, real = false): Promise<ClientView | undefined> {
    const view = (await this.list()).find(({ id }) => id === client);
    return view && { ...view, proof: await this.make(view, real) };
  }

  /** The same views; what was proven of another version is proven anew, through the hook. */
  async provenAnew(views: readonly ClientView[]): Promise<ClientView[]> {
    const anew: ClientView[] = [];
    for (const view of views) {
      const outdated = view.state === 'connected' && view.proof && view.proof.version !== view.version;
      anew.push(outdated ? { ...view, proof: await this.make(view, false) } : view);
    }
    return anew;
  }

  private async make({ id, version }: ClientView, real: boolean): Promise<ClientProof> {
    const made = await proveClient(clientContext(this.home), id, real, (command) => this.isDenied(command));
    const proof = { ...made, ...(version !== undefined && { version }) };
    this.proofs.keep(id, proof);
    return proof;
  }

  private async isDenied(command: string): Promise<boolean> {
    await this.drain();
    return this.log.latest(RECENT).some(({ record }) => record.action === 'deny' && record.summary.includes(command));
  }
}

/** A connected client whose last test call was not denied. */
export function unproven({ id, name, state, file, proof }: ClientView): Problem[] {
  if (state !== 'connected' || !proof || proof.denied) return [];
  const message = `${name} does not obey: a harmless test call that must be denied was not. ${proof.detail}`;
  return [{ code: `client-unproven-${id}`, client: id, message, fix: 'prove', file }];
}
