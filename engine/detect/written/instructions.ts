import type { Field } from '../../protocol/call.ts';
import type { PathClass } from '../paths/pathClass.ts';
import type { CallFacts, ScanInput } from '../types.ts';
import { writtenFiles, type WrittenFile } from './writtenFiles.ts';

/** Texts of this call that agents take for instructions whenever they start: what stands there speaks to them. */
export function instructionsWritten(facts: CallFacts, field: Field): readonly WrittenFile[] {
  return writtenFiles(facts, field).flatMap((file) => {
    const { text, classes, path } = file;
    if (text === '') return [];
    if (classes.has('agent-instructions')) return [file];
    if (!SETTINGS.some((kind) => classes.has(kind)) || !/\.jsonc?$/i.test(path)) return [];
    const prose = proseIn(text);
    return prose === '' ? [] : [{ ...file, text: prose }];
  });
}

/** Settings whose values an agent is shown: announcements, descriptions, prompts. */
const SETTINGS: readonly PathClass[] = ['agent-settings', 'mcp-config'];
const VALUE = /(?:"([\w.-]{1,60})"\s{0,8}:\s{0,8})?"((?:[^"\\\n]|\\.){40,8000})"(?!\s{0,8}:)/g;
/** What is run, judged as a command. */
const RUN = /^(?:command|hook|args?|env|url|path|\w*Helper|statusLine|script|cmd)$/i;
const MIN_WORDS = 7;

/** Values of settings that are sentences. */
function proseIn(text: string): string {
  const found: string[] = [];
  for (const [, key, value = ''] of text.matchAll(VALUE)) {
    if (key !== undefined && RUN.test(key)) continue;
    if ((value.match(/[\p{L}\p{N}]\s/gu)?.length ?? 0) >= MIN_WORDS)
      found.push(value.replace(/\\["\\/]/g, (each) => each.slice(1)).replace(/\\[nrt]/g, '\n'));
  }
  return found.join('\n\n');
}

/** Where such a text comes from, once it is read as one. */
export const INSTRUCTIONS_ORIGIN = 'instructions';

/** The same text as it reaches a later agent. */
export function messageOf(text: string, { client, cwd, workspace }: ScanInput): ScanInput {
  return {
    tool: { name: 'message', kind: 'message' },
    phase: 'before',
    surface: 'message',
    client,
    ...(cwd && { cwd }),
    ...(workspace && { workspace }),
    fields: [{ role: 'message', text, origin: INSTRUCTIONS_ORIGIN }],
  };
}
