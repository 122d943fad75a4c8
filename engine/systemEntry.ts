import { randomUUID } from 'node:crypto';
import type { EntryDraft } from './protocol/audit.ts';

/** An entry in which the engine speaks of itself: start, settings, refused requests, events that could not be judged. */
export function systemEntry(event: string, summary: string, client = 'oktsec'): EntryDraft {
  return {
    kind: 'system',
    time: Date.now(),
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
    identity: 'local',
  };
}
