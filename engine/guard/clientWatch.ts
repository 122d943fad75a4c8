import { watch, type FSWatcher } from 'node:fs';
import path from 'node:path';
import type { ClientView, Problem } from '../protocol/views.ts';

const SETTLE_MS = 500;
/** Programs are updated without a word. */
const AGAIN_MS = 10 * 60_000;

/**
 * Looks again at the clients whenever one of the settings files changes that our hooks stand in: a guard that was switched
 * off behind our back must not look as if it were on.
 */
export class ClientWatch {
  private readonly watchers = new Map<string, FSWatcher>();
  private readonly connected = new Set<string>();
  private readonly again: NodeJS.Timeout;
  private settling: NodeJS.Timeout | undefined;
  private closed = false;

  constructor(
    private readonly look: () => Promise<readonly ClientView[]>,
    /** Did we connect this file, and was it not disconnected since? */
    private readonly isOurs: (file: string) => boolean,
    private readonly onChange: (clients: readonly ClientView[], problems: readonly Problem[]) => void,
  ) {
    this.again = setInterval(() => void this.refresh(), AGAIN_MS).unref();
  }

  /** Takes stock; also after a connection was made or undone on purpose. */
  async refresh(intended?: string): Promise<void> {
    const clients = await this.look().catch((error: unknown) => {
      if (!this.closed) throw error;
    });
    if (this.closed || !clients) return; // what looking asks may have been closed meanwhile
    if (intended !== undefined) this.connected.delete(intended);
    const problems: Problem[] = [];
    for (const client of clients) {
      if (client.state === 'connected') this.connected.add(client.id);
      else if (this.connected.has(client.id)) problems.push(lost(client));
      else if (client.state === 'partial' || (client.state === 'broken' && this.isOurs(client.file))) {
        problems.push(incomplete(client));
      }
      if (client.connectable) this.follow(client.file);
    }
    this.onChange(clients, problems);
  }

  close(): void {
    this.closed = true;
    clearTimeout(this.settling);
    clearInterval(this.again);
    for (const watcher of this.watchers.values()) watcher.close();
  }

  /** The directory, because clients save by putting a new file in the old one's place. */
  private follow(file: string): void {
    const directory = path.dirname(file);
    if (this.watchers.has(directory)) return;
    try {
      const watcher = watch(directory, { persistent: false }, (_event, name) => {
        if (name !== null && name !== path.basename(file)) return;
        // Not put off by further changes: a file that never rests is looked at all the same.
        this.settling ??= setTimeout(() => {
          this.settling = undefined;
          void this.refresh();
        }, SETTLE_MS);
      });
      watcher.on('error', () => this.unfollow(directory));
      this.watchers.set(directory, watcher);
    } catch (error) {
      // Not there yet: the client is not installed. Whoever connects it makes us look again.
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
  }

  private unfollow(directory: string): void {
    this.watchers.get(directory)?.close();
    this.watchers.delete(directory);
  }
}

function lost({ id, name, detail, file }: ClientView): Problem {
  const message = `${name} is no longer protected. ${detail}`;
  return { code: `client-lost-${id}`, client: id, message, fix: 'connect', file };
}

function incomplete({ id, name, state, detail, file }: ClientView): Problem {
  const message = `${name} is not protected as it should be. ${detail}`;
  return {
    code: `guard-incomplete-${id}`,
    client: id,
    message,
    fix: state === 'broken' ? 'open-file' : 'connect',
    file,
  };
}
