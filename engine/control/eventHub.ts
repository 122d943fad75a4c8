import type { ServerResponse } from 'node:http';
import type { Route } from '../intake/httpServer.ts';
import type { EngineEvent } from '../protocol/api.ts';
import type { EngineStatus } from '../protocol/views.ts';

interface Follower {
  readonly response: ServerResponse;
  readonly role: 'editor' | 'observer';
  /** The window or command that follows. */
  readonly follower: string;
}

const KEEP_ALIVE_MS = 20_000;
/** Unsent bytes after which a follower that does not read is let go. */
const MAX_BACKLOG = 4 * 1024 * 1024;

/** Who follows the engine's events (server-sent events). An editor that follows is a person who can be asked. */
export class EventHub {
  private readonly followers = new Set<Follower>();
  private readonly timer: NodeJS.Timeout;

  /** `owner`: the window whose end is this engine's end too. `onChange` is called when followers come or go. */
  constructor(
    private readonly owner: string | undefined,
    private readonly onChange: () => void,
  ) {
    this.timer = setInterval(() => this.write(': alive\n\n'), KEEP_ALIVE_MS).unref();
  }

  /** `GET /api/events?role=editor|observer&follower=NAME`: the status now, then every event. */
  route(status: () => EngineStatus): Route {
    return {
      method: 'GET',
      path: '/api/events',
      scope: 'control',
      maxBody: 0,
      handle: ({ url }, response) => {
        const role = url.searchParams.get('role') === 'editor' ? 'editor' : 'observer';
        this.add(response, role, url.searchParams.get('follower') ?? '', { kind: 'status', status: status() });
        return Promise.resolve();
      },
    };
  }

  private add(response: ServerResponse, role: Follower['role'], name: string, first: EngineEvent): void {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    response.write(encode(first));
    const follower = { response, role, follower: name };
    this.followers.add(follower);
    response.on('close', () => {
      this.followers.delete(follower);
      this.onChange();
    });
    this.onChange();
  }

  send(event: EngineEvent): void {
    this.write(encode(event));
  }

  /** Is a person there to decide? */
  attended(): boolean {
    return [...this.followers].some((f) => f.role === 'editor');
  }

  /** Other windows: one of them takes over when this engine ends. */
  successors(): number {
    return [...this.followers].filter((f) => f.role === 'editor' && f.follower !== this.owner).length;
  }

  close(): void {
    clearInterval(this.timer);
    this.send({ kind: 'closing' });
    for (const { response } of this.followers) response.end();
  }

  private write(text: string): void {
    for (const { response } of this.followers) {
      if (response.writableLength > MAX_BACKLOG) response.destroy();
      else response.write(text);
    }
  }
}

function encode(event: EngineEvent): string {
  return `data: ${JSON.stringify(event)}\n\n`;
}
