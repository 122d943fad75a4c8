import type { Field } from '../../protocol/call.ts';
import type { PathClass } from '../paths/pathClass.ts';
import type { CallFacts, ScanInput } from '../types.ts';
import { writtenFiles, type WrittenFile } from './writtenFiles.ts';

export type Instructions = Pick<WrittenFile, 'text' | 'span'>;

/** Texts of this call that agents take for instructions whenever they start: what stands there speaks to them. */
export function instructionsWritten(facts: CallFacts, field: Field): readonly Instructions[] {
  const { tool } = facts.input;
  if (tool.kind === 'mcp' && field.role !== 'command') return isRemembered(tool.mcp, field.text) ? [whole(field)] : [];
  if (field.role !== 'command' && field.role !== 'content') return [];
  return writtenFiles(facts, field).flatMap((file) => {
    const { text, classes, path } = file;
    if (text === '') return [];
    if (classes.has('agent-instructions')) return [file];
    if (!SETTINGS.some((kind) => classes.has(kind)) || !/\.jsonc?$/i.test(path)) return [];
    const prose = proseIn(text);
    return prose === '' ? [] : [{ ...file, text: prose }];
  });
}

const MAX_NOTE = 20_000;
const whole = ({ text }: Field): Instructions => ({
  text: text.slice(0, MAX_NOTE),
  span: [0, Math.min(text.length, 2000)],
});

/** What a server keeps for later sessions, if it is a sentence: they read it as their own knowledge. */
function isRemembered(mcp: { readonly server: string; readonly tool: string } | undefined, text: string): boolean {
  if (!mcp || text.length < MIN_NOTE || !text.includes(' ')) return false;
  if (!KEEPS.test(mcp.tool) || ASKS.test(mcp.tool)) return false;
  return MEMORY.test(mcp.tool) || MEMORY.test(mcp.server);
}
const MIN_NOTE = 30;
const MEMORY = /memor(?:y|ies|ize)|remember|mem0|openmemory|zep|letta|graphiti|knowledge[-_]?graph/i;
const KEEPS =
  /add|save|store|write|create|update|set|put|append|insert|remember|memori[sz]e|record|upsert|edit|retain/i;
const ASKS = /^(?:get|read|list|search|find|query|recall|delete|remove|open|fetch|clear)(?:[-_A-Z]|$)/;

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
