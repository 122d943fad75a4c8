import type { Field } from '../../protocol/call.ts';
import type { CallFacts, ScanInput } from '../types.ts';
import { writtenFiles, type WrittenFile } from './writtenFiles.ts';

/** Files of this call that agents take for instructions whenever they start: what stands there speaks to them. */
export function instructionsWritten(facts: CallFacts, field: Field): readonly WrittenFile[] {
  return writtenFiles(facts, field).filter(({ text, classes }) => text !== '' && classes.has('agent-instructions'));
}

/** The same text as it reaches a later agent. */
export function messageOf(text: string, { client, cwd, workspace }: ScanInput): ScanInput {
  return {
    tool: { name: 'message', kind: 'message' },
    phase: 'before',
    surface: 'message',
    client,
    ...(cwd && { cwd }),
    ...(workspace && { workspace }),
    fields: [{ role: 'message', text, origin: 'instructions' }],
  };
}
