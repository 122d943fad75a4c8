import { createHash, randomBytes } from 'node:crypto';
import type { Entry, EntryRecord } from '../protocol/audit.ts';

export const EXPORT_LEVELS = ['full', 'analyst', 'external'] as const;
/**
 * How much an export tells. `full`: all that is stored. `analyst`: who did what and how it was judged, without arguments,
 * texts of others and reasoning. `external`: what happened when and which rules found it, with nothing that names a
 * person, a machine, a project or its content; names become pseudonyms that hold for one export.
 */
export type ExportLevel = (typeof EXPORT_LEVELS)[number];

const GONE = '[redacted]';
const UNTOLD: readonly string[] = ['args', 'planStep'] satisfies (keyof EntryRecord)[];

/**
 * Takes out what `level` does not tell. Sequence, links, hashes and signatures stay, so the chain can still be verified;
 * that the content is what was hashed cannot, and `redacted` says so.
 */
export function redactEntry(level: ExportLevel, pseudonym = pseudonyms()): (entry: Entry) => Entry {
  if (level === 'full') return (entry) => entry;
  const redact = level === 'analyst' ? forAnalyst : (record: EntryRecord) => forExternal(record, pseudonym);
  // Without the certificate in it the keys could not be followed; it names nothing but keys.
  const isPublic = ({ kind, event }: EntryRecord) => kind === 'system' && event === 'key.rotated';
  return (entry) => {
    if (isPublic(entry.record)) return entry;
    const { prev, hash, keyId, signature, proof } = entry;
    return { record: redact(entry.record), prev, hash, keyId, signature, proof, redacted: level };
  };
}

/** Names that tell nothing and are the same for the same name. */
function pseudonyms(): (kind: string, name: string) => string {
  const salt = randomBytes(16);
  return (kind, name) => {
    if (name === '') return '';
    return `${kind}-${createHash('sha256').update(salt).update(name).digest('hex').slice(0, 12)}`;
  };
}

function forAnalyst(record: EntryRecord): EntryRecord {
  const { findings, outcome } = record;
  const told = Object.entries(record).filter(([name]) => !UNTOLD.includes(name));
  return {
    ...(Object.fromEntries(told) as unknown as EntryRecord), // what is left out is optional
    ...(findings && { findings: findings.map((finding) => ({ ...finding, excerpt: GONE })) }),
    ...(outcome && { outcome: { ...outcome, ...(outcome.error !== undefined && { error: GONE }) } }),
  };
}

/** A list of what may be told, so that a member added later is not told by mistake. */
function forExternal(record: EntryRecord, pseudonym: (kind: string, name: string) => string): EntryRecord {
  const { v, seq, time, kind, client, surface, event, phase, identity, verdict, stage, mode, action, enforced } =
    record;
  const { agent, tool, findings, micros, approval, outcome, spooled } = record;
  return {
    ...{ v, seq, time, kind, client, surface, event, phase, identity },
    call: pseudonym('call', record.call),
    session: pseudonym('session', record.session),
    agent: {
      ...{ name: pseudonym('agent', agent.name), kind: agent.kind, depth: agent.depth },
      ...{ instance: pseudonym('instance', agent.instance), root: pseudonym('agent', agent.root) },
      ...(agent.parent !== undefined && { parent: pseudonym('agent', agent.parent) }),
    },
    tool: { name: tool.mcp ? pseudonym('tool', tool.name) : tool.name, kind: tool.kind },
    summary: GONE,
    ...(verdict && { verdict }),
    ...(stage && { stage }),
    ...(mode && { mode }),
    ...(action && { action }),
    ...(enforced && { enforced }),
    ...(findings && { findings: findings.map((finding) => ({ ...finding, origin: GONE, excerpt: GONE })) }),
    ...(micros !== undefined && { micros }),
    ...(approval && { approval: { ...approval, item: pseudonym('held', approval.item), by: GONE } }),
    ...(outcome && {
      outcome: {
        ok: outcome.ok,
        ...(outcome.exitCode !== undefined && { exitCode: outcome.exitCode }),
        ...(outcome.durationMs !== undefined && { durationMs: outcome.durationMs }),
      },
    }),
    ...(spooled && { spooled }),
  };
}
