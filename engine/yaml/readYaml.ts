import { isNode, isScalar, LineCounter, parseAllDocuments, visit, type Document } from 'yaml';

export interface YamlFault {
  readonly offset: number;
  readonly message: string;
}

export interface YamlDocument {
  readonly document: Document;
  /** Why its content cannot be used. */
  readonly faults: readonly YamlFault[];
}

/** Nobody reads more; a text that is no YAML at all can have one a character. */
const MAX_FAULTS = 100;

/** The documents of a text; none where it holds nothing but comments. Takes time that grows no faster than the text. */
export function readYaml(text: string, lineCounter = new LineCounter()): readonly YamlDocument[] {
  const { stackTraceLimit } = Error;
  // Errors are an answer here, possibly thousands of them; their stacks would take most of the time.
  Error.stackTraceLimit = 0;
  try {
    // A carriage return alone ends a line for people, but not in a comment for the parser: the rest would be one.
    const documents = parseAllDocuments(text.replace(/\r(?!\n)/g, '\n'), {
      lineCounter,
      prettyErrors: false,
      logLevel: 'silent',
      // The parser's own check compares each key with all before it.
      uniqueKeys: false,
    });
    return Array.isArray(documents) ? documents.map(withFaults) : [];
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

function withFaults(document: Document): YamlDocument {
  const syntax = document.errors.slice(0, MAX_FAULTS).map(({ pos, message }) => ({ offset: pos[0], message }));
  return { document, faults: syntax.length > 0 ? syntax : keyFaults(document) };
}

/** Keys that stand twice, and keys that are no plain values: what they would become in an object takes long to write. */
function keyFaults(document: Document): readonly YamlFault[] {
  const faults: YamlFault[] = [];
  visit(document, {
    Map(_, { items }) {
      const seen = new Set<unknown>();
      for (const { key } of items) {
        const offset = isNode(key) && key.range ? key.range[0] : 0;
        if (!isScalar(key)) faults.push({ offset, message: 'A key must be a plain value' });
        else if (seen.has(key.value)) faults.push({ offset, message: 'Map keys must be unique' });
        else seen.add(key.value);
        if (faults.length >= MAX_FAULTS) return visit.BREAK;
      }
      return undefined;
    },
  });
  return faults;
}
