import { createHash } from 'node:crypto';
import { realpathSync } from 'node:fs';
import { request, type Server } from 'node:http';
import { connect } from 'node:net';
import path from 'node:path';

/**
 * One engine per home directory, decided by who has bound a loopback port that is derived from the home's path.
 * The operating system frees the port when its owner dies, so no stale lock can remain.
 *
 * A program that is not ours may sit on the first port, so there are three candidates, and two engines may have
 * bound different ones. Each therefore asks the others before it calls itself the owner: an owner stands; of two
 * that are still electing, the one with the lower port goes on.
 */
const CANDIDATES = 3;
const FIRST_PORT = 20_000;
const PORT_RANGE = 9_000;
const ASK_TIMEOUT_MS = 1_000;
const CLAIM_ATTEMPTS = 100;
const CLAIM_WAIT_MS = 20;

export const ELECTION_PATH = '/election';

export interface Owned {
  readonly kind: 'owner';
  readonly port: number;
}
export interface Attached {
  readonly kind: 'other';
  /** The port at which another engine of this home holds ownership. */
  readonly port: number;
}

/** Short name of a home directory on the wire; says nothing about its path. */
export function homeId(home: string): string {
  return createHash('sha256')
    .update(`oktsec-home:${canonicalHome(home)}`)
    .digest('hex')
    .slice(0, 32);
}

export function candidatePorts(home: string): number[] {
  const offset =
    createHash('sha256')
      .update(`oktsec-port:${canonicalHome(home)}`)
      .digest()
      .readUInt32BE(0) % PORT_RANGE;
  return Array.from({ length: CANDIDATES }, (_, i) => FIRST_PORT + offset + i);
}

/** One attempt to own a home. `answer` must serve `GET /election` on the given server while it goes on and after. */
export class Election {
  private state: 'electing' | 'owner' | 'yielded' = 'electing';
  private port = 0;

  constructor(private readonly home: string) {}

  /** Binds `server` to a candidate port and resolves once this process owns the home, or knows who does. */
  async run(server: Server): Promise<Owned | Attached> {
    const ports = candidatePorts(this.home);
    for (const port of ports) {
      const claim = await this.claim(server, port);
      if (claim === 'other') return { kind: 'other', port };
      if (claim === 'foreign') continue;
      this.port = port;
      break;
    }
    if (this.port === 0) {
      throw new Error(
        `The ports ${ports.join(', ')} on 127.0.0.1 are all taken by other programs. Free one of them, then start Oktsec again.`,
      );
    }
    for (const other of ports.filter((p) => p !== this.port)) {
      const answer = await ask(other, this.home, this.port);
      if (answer === 'owner' || (answer === 'electing' && other < this.port)) {
        this.state = 'yielded';
        await new Promise<void>((done) => server.close(() => done()));
        return { kind: 'other', port: other };
      }
    }
    if (this.hasYielded()) {
      await new Promise<void>((done) => server.close(() => done()));
      return { kind: 'other', port: ports[0]! };
    }
    this.state = 'owner';
    return { kind: 'owner', port: this.port };
  }

  /** The answer to another process that asks about this home; a lower port that is still electing goes first. */
  answer(query: URLSearchParams): { state: string } | undefined {
    if (query.get('home') !== homeId(this.home)) return undefined;
    const asking = Number(query.get('port'));
    if (this.state === 'electing' && asking > 0 && asking < this.port) this.state = 'yielded';
    return { state: this.state };
  }

  /** Binds one candidate port, or finds out whether an engine of this home or a foreign program holds it. */
  private async claim(server: Server, port: number): Promise<'bound' | 'other' | 'foreign'> {
    for (let attempt = 0; attempt < CLAIM_ATTEMPTS; attempt++) {
      if (await listen(server, port)) return 'bound';
      const holder = await ask(port, this.home, 0);
      if (holder === 'owner') return 'other';
      if (holder === undefined && !(await stillTaken(port))) continue; // Its holder has just ended.
      if (holder === undefined) return 'foreign';
      await new Promise((resolve) => setTimeout(resolve, CLAIM_WAIT_MS)); // One of ours is electing or yielding.
    }
    return 'other';
  }

  private hasYielded(): boolean {
    return this.state === 'yielded';
  }
}

/** The state of an engine of this home at a port, or undefined where there is none. */
export async function ask(port: number, home: string, myPort: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const asked = request(
      {
        host: '127.0.0.1',
        port,
        path: `${ELECTION_PATH}?home=${homeId(home)}&port=${myPort}`,
        timeout: ASK_TIMEOUT_MS,
        agent: false,
      },
      (response) => {
        let body = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => {
          body += chunk;
          if (body.length > 200) response.destroy();
        });
        response.on('close', () => resolve(/"state":"(electing|owner|yielded)"/.exec(body)?.[1]));
      },
    );
    asked.on('timeout', () => asked.destroy());
    asked.on('error', () => resolve(undefined));
    asked.end();
  });
}

function stillTaken(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port });
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

export function listen(server: Server, port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const failed = (error: NodeJS.ErrnoException): void => {
      server.off('listening', bound);
      if (error.code === 'EADDRINUSE' || error.code === 'EACCES') resolve(false);
      else reject(error);
    };
    const bound = (): void => {
      server.off('error', failed);
      resolve(true);
    };
    server.once('error', failed);
    server.once('listening', bound);
    server.listen({ port, host: '127.0.0.1', exclusive: true });
  });
}

function canonicalHome(home: string): string {
  try {
    return realpathSync.native(home);
  } catch {
    return path.resolve(home); // Not created yet.
  }
}
