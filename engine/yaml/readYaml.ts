import { Composer, CST, Document, isNode, isScalar, Lexer, LineCounter, Parser, visit } from 'yaml';

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
/** Each begins with a rule at least: a text with more consists of their marks. */
const MAX_DOCUMENTS = 5000;

/** Nobody nests as deep. The parser calls itself for each level, and far down the runtime ends the whole process. */
const MAX_DEPTH = 64;

/**
 * Words, signs and runs of spaces that a text is taken apart into. Each costs the same, whatever its length, and a text made to
 * cost has one a character where others have one in four: a megabyte of rules has as many.
 */
const MAX_LEXEMES = 400_000;

/**
 * The documents of a text; none where it holds nothing but comments. Takes time that grows no faster than its lexemes, of which
 * it may have `most`: what has more is refused before it is parsed.
 */
export function readYaml(text: string, lineCounter = new LineCounter(), most = MAX_LEXEMES): readonly YamlDocument[] {
  const lexemes: string[] = [];
  // A carriage return alone ends a line for people, but not in a comment for the parser: the rest would be one.
  for (const lexeme of new Lexer().lex(text.replace(/\r(?!\n)/g, '\n'))) if (lexemes.push(lexeme) > most) break;
  const fault = lexemes.length > most ? sizeFault(lexemes, most) : nestingFault(lexemes);
  if (fault) {
    for (let at = 0; at <= fault.offset; at++) if (at === 0 || text[at - 1] === '\n') lineCounter.addNewLine(at);
    return [{ document: new Document(), faults: [fault] }];
  }
  const { stackTraceLimit } = Error;
  // Errors are an answer here, possibly thousands of them; their stacks would take most of the time.
  Error.stackTraceLimit = 0;
  try {
    const documents: YamlDocument[] = [];
    for (const document of composed(parsed(lexemes, lineCounter))) {
      if (documents.length === MAX_DOCUMENTS) {
        const message = `More than ${MAX_DOCUMENTS} documents`;
        return [...documents, { document: new Document(), faults: [{ offset: document.range[0], message }] }];
      }
      documents.push(withFaults(document));
    }
    return documents;
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

function* parsed(lexemes: Iterable<string>, lineCounter: LineCounter): Generator<CST.Token> {
  lineCounter.addNewLine(0);
  const parser = new Parser(lineCounter.addNewLine);
  for (const lexeme of lexemes) yield* parser.next(lexeme);
  yield* parser.end();
}

function* composed(tokens: Iterable<CST.Token>): Generator<Document.Parsed> {
  // The parser's own check of keys compares each with all before it.
  const composer = new Composer({ prettyErrors: false, logLevel: 'silent', uniqueKeys: false });
  let errors = 0;
  for (const token of tokens) {
    yield* composer.next(token);
    // What stands behind so many errors changes nothing more: the text is refused for them.
    if (token.type === 'error' && ++errors > MAX_FAULTS) break;
  }
  yield* composer.end(errors > MAX_FAULTS);
}

/** Marks of the lexer, which are not in the text. */
const MARKS: ReadonlySet<string> = new Set([CST.DOCUMENT, CST.FLOW_END, CST.SCALAR]);

function sizeFault(lexemes: readonly string[], most: number): YamlFault {
  const offset = lexemes.reduce((length, lexeme) => length + (MARKS.has(lexeme) ? 0 : lexeme.length), 0);
  return { offset, message: `More than ${most} words and signs: it is not read` };
}

/**
 * Brackets within brackets, or entries within entries on one line. That lines nest in each other needs no look: each would
 * have to stand further right than the one before. Entries with dashes within brackets are no YAML, but nest for the parser
 * wherever they stand.
 */
function nestingFault(lexemes: readonly string[]): YamlFault | undefined {
  let offset = 0;
  let brackets = 0;
  let entries = 0;
  let inScalar = false;
  for (const source of lexemes) {
    switch (inScalar ? null : CST.tokenType(source)) {
      // These three are marks, which are not in the text.
      case 'scalar':
        inScalar = true;
        continue;
      case 'doc-mode':
        continue;
      case 'flow-error-end':
        brackets = 0;
        continue;
      case 'newline':
        entries = 0;
        break;
      case 'flow-seq-start':
      case 'flow-map-start':
        brackets++;
        break;
      case 'flow-seq-end':
      case 'flow-map-end':
        brackets = Math.max(0, brackets - 1);
        break;
      case 'seq-item-ind':
        if (brackets > 0) return { offset, message: 'An entry with a dash within brackets: write a comma instead' };
        entries++;
        break;
      case 'explicit-key-ind':
      case 'map-value-ind':
        if (brackets === 0) entries++;
        break;
      default:
    }
    inScalar = false;
    if (brackets + entries > MAX_DEPTH) return { offset, message: `Nested more than ${MAX_DEPTH} deep` };
    offset += source.length;
  }
  return undefined;
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
