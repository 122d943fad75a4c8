import { randomUUID } from 'node:crypto';
import type { EntryDraft } from '../protocol/audit.ts';

export interface SystemEntryDetails {
  /** Milliseconds since the epoch; now if left out. */
  readonly time?: number;
  readonly client?: string;
  readonly args?: object;
}

/** An entry in which the engine speaks of itself: start, settings, refused requests, what was wrong with the log. */
export function systemEntry(event: string, summary: string, details: SystemEntryDetails = {}): EntryDraft {
  const { time = Date.now(), client = 'oktsec', args } = details;
  return {
    kind: 'system',
    time,
    call: randomUUID(),
    client,
    surface: 'cli',
    // No session and no agent: lists of those are about the work of agents.
    session: '',
    agent: { name: '', kind: 'engine', instance: String(process.pid), root: '', depth: 0 },
    event,
    phase: 'notice',
    tool: { name: event, kind: 'session' },
    summary,
    ...(args && { args }),
    identity: 'local',
  };
}
