import * as z from 'zod';
import type { Field } from '../../protocol/call.ts';
import type { Analyzer, ScanInput } from '../types.ts';

const words = z.array(z.string().regex(/^[a-z]+$/)).min(1);
const schema = z.strictObject({
  /** The tool's name holds one word of each of these. */
  tool: z.array(words).optional(),
  /** An argument of one of these names has one of these values; lower case. */
  argument: z.strictObject({ names: words, values: z.array(z.string()).min(1) }).optional(),
});

/** An MCP tool is called whose name, or one of whose arguments, says what it does to things of others. */
export const mcpCallAnalyzer: Analyzer<z.infer<typeof schema>> = {
  name: 'mcp-call',
  roles: ['argument', 'path', 'query', 'command', 'message', 'content', 'url', 'prompt'],
  schema,
  compile({ tool, argument }) {
    const names = argument && new Set(argument.names);
    const values = argument && new Set(argument.values);
    return ({ input }, field) => {
      if (input.tool.kind !== 'mcp') return [];
      const named = input.tool.mcp?.tool ?? '';
      if (tool && !tool.every((choice) => choice.some((word) => wordsOf(named).includes(word)))) return [];
      if (!names || !values) return isFirst(field, input) ? [{ field, detail: `${named} ${field.text}` }] : [];
      const name = nameOf(field.origin);
      if (!names.has(name) || !values.has(field.text.trim().toLowerCase())) return [];
      return [{ field, detail: `${named}: ${name} = ${field.text}` }];
    };
  },
};

/** `deleteRepository`, `delete-repository` and `delete_repository` are one name. */
function wordsOf(name: string): readonly string[] {
  return name
    .slice(0, 200)
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z]+/);
}

/** The property that a value stands under, without indexes and underscores. */
function nameOf(origin: string): string {
  return origin
    .replace(/\[\d+\]$/, '')
    .replace(/^.*\./s, '')
    .replace(/[_-]/g, '')
    .toLowerCase();
}

/** What a call as a whole shows is told once. */
function isFirst(field: Field, { fields }: ScanInput): boolean {
  return fields[0] === field;
}
