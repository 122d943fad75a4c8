import * as z from 'zod';
import type { Field } from '../../protocol/call.ts';
import { remembered } from '../remembered.ts';
import type { Analyzer, ScanInput } from '../types.ts';

const words = z.array(z.string().regex(/^[a-z]+$/)).min(1);
const schema = z.strictObject({
  /** The tool's name holds one word of each of these. */
  tool: z.array(words).optional(),
  /** The tool's name holds none of these. */
  notTool: words.optional(),
  /**
   * An argument of one of these names has one of these values, or any; lower case. What is no string is spelled as in
   * JSON: `true`, `0`, `null`, `[]`.
   */
  argument: z.strictObject({ names: words, values: z.array(z.string()).min(1).optional() }).optional(),
  /** Some field of the call holds one of these texts; lower case. */
  said: z.array(z.string()).min(1).optional(),
});

/** An MCP tool is called whose name, or one of whose arguments, says what it does to things of others. */
export const mcpCallAnalyzer: Analyzer<z.infer<typeof schema>> = {
  name: 'mcp-call',
  roles: ['argument', 'path', 'query', 'command', 'message', 'content', 'url', 'prompt'],
  schema,
  compile({ tool, notTool, argument, said }) {
    const names = argument && new Set(argument.names);
    const values = argument?.values && new Set(argument.values);
    return ({ input }, field) => {
      if (input.tool.kind !== 'mcp') return [];
      const named = input.tool.mcp?.tool ?? '';
      const spoken = wordsOf(named);
      if (tool && !tool.every((choice) => choice.some((word) => spoken.has(word)))) return [];
      if (notTool?.some((word) => spoken.has(word))) return [];
      if (!names) return isFirst(field, input) ? [{ field, detail: `${named} ${field.text}` }] : [];
      const name = nameOf(field.origin);
      if (!names.has(name) || field.text === '') return [];
      if (values && !values.has(field.text.trim().toLowerCase())) return [];
      if (said && !says(input, said)) return [];
      return [{ field, detail: `${named}: ${name} = ${field.text}` }];
    };
  },
  index: {
    present({ input }, field, show) {
      if (input.tool.kind !== 'mcp') return;
      show(ANY);
      for (const word of wordsOf(input.tool.mcp?.tool ?? '')) show(word);
      show(`.${nameOf(field.origin)}`);
    },
    // A word of each choice must be there, so those of one will do.
    needed: ({ tool, argument }) => tool?.[0] ?? argument?.names.map((name) => `.${name}`) ?? [ANY],
  },
};
/** The key of a rule that asks for nothing in particular. */
const ANY = '';

/** `deleteRepository`, `delete-repository` and `delete_repository` are one name. */
function wordsOf(name: string): ReadonlySet<string> {
  return wordsOfShort(name.slice(0, 200));
}

/** A server has few tools, each called again and again. */
const wordsOfShort = remembered(1000, (name): ReadonlySet<string> => {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z]+/);
  return new Set(words);
});

/** The property that a value stands under, without indexes and underscores. */
function nameOf(origin: string): string {
  return origin
    .replace(/\[\d+\]$/, '')
    .replace(/^.*\./s, '')
    .replace(/[_-]/g, '')
    .toLowerCase();
}

function says({ fields }: ScanInput, texts: readonly string[]): boolean {
  return fields.some((field) => {
    const lower = field.text.toLowerCase();
    return texts.some((text) => lower.includes(text));
  });
}

/** What a call as a whole shows is told once. */
function isFirst(field: Field, { fields }: ScanInput): boolean {
  return fields[0] === field;
}
