import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import { writePrivateFile } from './config/privateFile.ts';

/** Enough for the escalation limits of any agent. */
const KEPT = 200;

const recordSchema = z.array(z.object({ agent: z.string(), at: z.number() }));
type Block = z.output<typeof recordSchema>[number];

/**
 * Recent blocks, by agent and time (milliseconds since the epoch), in a file that the engine and a hook by itself share:
 * an agent that was blocked again and again does not start afresh because the engine is down.
 */
export class BlockRecord {
  private readonly file: string;
  private blocks: Block[];

  constructor(home: string) {
    this.file = path.join(home, 'blocks.json');
    this.blocks = read(this.file);
  }

  recent(now: number): readonly { readonly agent: string; readonly verdict: 'block'; readonly ageMs: number }[] {
    return this.blocks.map(({ agent, at }) => ({ agent, verdict: 'block', ageMs: Math.max(0, now - at) }));
  }

  /** Never throws: a full disk must not turn a verdict into an error. The next block writes what is missing. */
  add(agent: string, at: number): void {
    this.blocks = [...this.blocks, { agent, at }].slice(-KEPT);
    try {
      writePrivateFile(this.file, JSON.stringify(this.blocks));
    } catch {
      // The audit log meets the same disk and tells the person.
    }
  }
}

function read(file: string): Block[] {
  try {
    return recordSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return []; // None yet, or damaged: the log has the full history.
  }
}
