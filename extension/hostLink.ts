import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { EngineRefusal } from '../engine/client.ts';
import type { EngineHost, HostState } from '../engine/host.ts';
import type { EngineEvent } from '../engine/protocol/api.ts';
import { EngineCallError, type EngineLink, type LinkState } from './engineLink.ts';
import { Signal } from './signal.ts';

/** The engine of this user, attached to or owned by this window. */
export function linkToHost(host: EngineHost): EngineLink {
  const states = new Signal<LinkState>();
  const events = new Signal<EngineEvent>();
  let state = linkState(host.state, '');
  const listening = [
    host.onEvent((event) => events.fire(event)),
    host.onState((next, detail) => {
      if (next === 'closed') return;
      state = linkState(next, detail);
      states.fire(state);
    }),
  ];
  return {
    get state() {
      return state;
    },
    onState: states.on,
    onEvent: events.on,
    call: (method, request) => asCallError(host.call(method, request)),
    exportAudit: async (file, { format, session }) => {
      const engine = host.engine();
      if (!engine)
        throw new EngineCallError('unreachable', 'The engine is not running, so there is nothing to export.');
      const query = new URLSearchParams({ format, ...(session !== undefined && { session }) });
      const stream = await asCallError(engine.stream(`/api/export?${query.toString()}`));
      await pipeline(stream, createWriteStream(file, { mode: 0o600 }));
    },
    restart: () => host.restart(),
    dispose: () => {
      for (const listener of listening) listener.dispose();
      states.dispose();
      events.dispose();
    },
  };
}

function linkState(state: HostState, detail: string): LinkState {
  switch (state) {
    case 'failed':
      return { kind: 'failed', message: detail };
    case 'closed':
      return { kind: 'starting' };
    default:
      return { kind: state };
  }
}

async function asCallError<T>(reply: Promise<T>): Promise<T> {
  try {
    return await reply;
  } catch (error) {
    if (error instanceof EngineRefusal) throw new EngineCallError(error.code, error.message);
    throw new EngineCallError('unreachable', error instanceof Error ? error.message : String(error));
  }
}
