import { LineCounter, isMap, isNode, isScalar, isSeq, type Document } from 'yaml';
import type { z } from 'zod';
import type { Problem } from '../protocol/views.ts';
import { readYaml } from '../yaml/readYaml.ts';
import { configSchema, type Config } from './schema.ts';

/** Settings, or everything that is wrong with them. */
export type ParsedConfig = { readonly config: Config } | { readonly problems: readonly [Problem, ...Problem[]] };

/** Far above any real configuration. Text that is made to be hard takes some microseconds a character. */
const MAX_LENGTH = 32_768;

/** Reads the text of `config.yaml`. Each problem says what is wrong at which line and column of `file`. */
export function parseConfig(text: string, file: string): ParsedConfig {
  const lines = new LineCounter();
  const problem = (code: string, message: string, offset: number): Problem => {
    const { line, col } = lines.linePos(offset);
    return { code, message, file, line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  if (text.length > MAX_LENGTH) {
    const message = `The configuration is larger than ${MAX_LENGTH} characters. Shorten it.`;
    return { problems: [problem('config-size', message, 0)] };
  }
  const notYaml = (message: string, offset: number) => problem('config-syntax', `Not valid YAML: ${message}`, offset);
  const [first, second] = readYaml(text, lines);
  if (second) return { problems: [notYaml('The file holds more than one document', second.document.range?.[0] ?? 0)] };
  const syntax = (first?.faults ?? []).map(({ message, offset }) => notYaml(message, offset));
  if (isNotEmpty(syntax)) return { problems: syntax };

  let value: unknown;
  try {
    value = first?.document.toJS() ?? {};
  } catch (error) {
    // Aliases that expand beyond all measure, or point nowhere.
    return { problems: [notYaml((error as Error).message, 0)] };
  }
  const result = configSchema.safeParse(value);
  if (result.success) return { config: result.data };
  const problems = result.error.issues.flatMap((issue) =>
    explain(issue).map(({ path, message }) =>
      problem(
        'config-invalid',
        path.length === 0 ? message : `${path.join('.')}: ${message}`,
        first ? offsetOf(first.document, path) : 0,
      ),
    ),
  );
  if (!isNotEmpty(problems)) throw new Error('A failed validation names no issue.');
  return { problems };
}

interface Explained {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

/** One message per unknown key, each at its own place. */
function explain(issue: z.core.$ZodIssue): Explained[] {
  const path = issue.path.map((key) => (typeof key === 'number' ? key : String(key)));
  if (issue.code !== 'unrecognized_keys') return [{ path, message: issue.message }];
  return issue.keys.map((key) => ({ path: [...path, key], message: 'no such setting' }));
}

/** Where the deepest existing part of `path` starts; for a pair that is its key. */
function offsetOf(document: Document, path: readonly (string | number)[]): number {
  let node: unknown = document.contents;
  let offset = 0;
  for (const key of path) {
    if (isMap(node)) {
      const pair = node.items.find((each) => isScalar(each.key) && String(each.key.value) === String(key));
      if (!pair) break;
      if (isNode(pair.key) && pair.key.range) offset = pair.key.range[0];
      node = pair.value;
    } else {
      node = isSeq(node) ? node.items[Number(key)] : undefined;
      if (isNode(node) && node.range) offset = node.range[0];
    }
  }
  return offset;
}

function isNotEmpty<T>(list: T[]): list is [T, ...T[]] {
  return list.length > 0;
}
