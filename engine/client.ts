import { readFile } from 'node:fs/promises';
import { request, type IncomingMessage } from 'node:http';
import path from 'node:path';
import * as z from 'zod/mini'; // Part of the extension's bundle: the full zod would triple it.
import type { ApiError, EngineEvent, EngineInfo, Method, Reply, Request } from './protocol/api.ts';

const infoSchema = z.object({
  version: z.string(),
  pid: z.number(),
  port: z.int().check(z.minimum(1), z.maximum(65535)),
  url: z.string(),
  token: z.string().check(z.minLength(20)),
  control: z.string().check(z.minLength(20)),
  proof: z.string().check(z.minLength(20)),
  startedAt: z.number(),
  successors: z.number(),
});

/** Where the engine of a home says it is, or undefined if none wrote that it runs. */
export async function readEngineInfo(home: string): Promise<EngineInfo | undefined> {
  let text: string;
  try {
    text = await readFile(path.join(home, 'engine.json'), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  try {
    return infoSchema.parse(JSON.parse(text));
  } catch {
    return undefined; // Half-written by an engine that died: as good as none.
  }
}

/** The engine answered, and said no. */
export class EngineRefusal extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/** Typed access to a running engine. Replies are trusted: the engine is the same program, proven by its token file. */
export class EngineClient {
  /** `follower`: id of the window that this client works for. */
  constructor(
    readonly info: EngineInfo,
    private readonly follower = '',
  ) {}

  async call<M extends Method>(method: M, body: Request<M>): Promise<Reply<M>> {
    const response = await this.open('POST', `/api/${method}`, JSON.stringify(body));
    const text = await readAll(response);
    const value = JSON.parse(text) as Reply<M> | ApiError;
    if (response.statusCode !== 200) {
      const error = (value as ApiError).error;
      throw new EngineRefusal(error.code, error.message);
    }
    return value as Reply<M>;
  }

  /** A streamed reply, such as an export or all entries as JSON Lines. */
  async stream(pathAndQuery: string): Promise<IncomingMessage> {
    const response = await this.open('GET', pathAndQuery);
    if (response.statusCode === 200) return response;
    const error = (JSON.parse(await readAll(response)) as ApiError).error;
    throw new EngineRefusal(error.code, error.message);
  }

  /** Follows the engine's events until closed; `onClose` says that the engine is gone. `role=editor` counts as a person. */
  events(role: 'editor' | 'observer', onEvent: (event: EngineEvent) => void, onClose: () => void): { close(): void } {
    let closed = false;
    const end = (): void => {
      if (closed) return;
      closed = true;
      onClose();
    };
    const following = request(this.options('GET', `/api/events?role=${role}&follower=${this.follower}`), (response) => {
      if (response.statusCode !== 200 || response.headers['oktsec-proof'] !== this.info.proof) {
        response.destroy();
        return end();
      }
      let rest = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        const lines = (rest + chunk).split('\n');
        rest = lines.pop() ?? '';
        for (const line of lines) {
          if (line.startsWith('data: ') && !closed) onEvent(JSON.parse(line.slice(6)) as EngineEvent);
        }
      });
      response.on('close', end);
    });
    following.on('error', end);
    following.end();
    return {
      close: () => {
        closed = true;
        following.destroy();
      },
    };
  }

  private open(method: 'GET' | 'POST', target: string, body?: string): Promise<IncomingMessage> {
    return new Promise((resolve, reject) => {
      const sent = request(this.options(method, target), (response) => {
        if (response.headers['oktsec-proof'] === this.info.proof) return resolve(response);
        response.destroy();
        reject(Object.assign(new Error(`another program answers at ${this.info.url}`), { code: 'ECONNREFUSED' }));
      });
      sent.on('error', reject);
      sent.end(body);
    });
  }

  private options(method: string, target: string) {
    return {
      host: '127.0.0.1',
      port: this.info.port,
      path: target,
      method,
      agent: false as const,
      headers: { authorization: `Bearer ${this.info.control}`, 'content-type': 'application/json' },
    };
  }
}

async function readAll(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of response as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}
