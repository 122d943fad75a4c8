import { LineCounter, type Document } from 'yaml';
import type { Problem } from '../protocol/views.ts';
import { readYaml } from '../yaml/readYaml.ts';
import { compileRule, type RuleFault } from './compileRule.ts';
import type { CompiledRule } from './pack.ts';
import { compilePublishedRule, isPublishedRule, publishedRuleSchema, type PublishedRule } from './publishedFormat.ts';
import type { Ways } from './regex/linearity.ts';
import { ruleFileSchema, ruleSchema, type RuleExample, type RuleFile, type RuleSource } from './ruleFormat.ts';

/** What a file says that one of its rules finds or leaves alone: a tool call, or a text in the published format. */
export interface FileExample {
  readonly rule: string;
  readonly expected: 'hit' | 'miss';
  readonly call: RuleExample | string;
  readonly line: number;
  readonly column: number;
}

export interface ParsedRuleFile {
  readonly source?: RuleFile;
  /** Rules in the format that oktsec and aguara publish. */
  readonly published: readonly PublishedRule[];
  readonly rules: readonly CompiledRule[];
  /** Of the rules that compile. */
  readonly examples: readonly FileExample[];
  readonly problems: readonly Problem[];
}

/** Nobody mends more at once, and each takes a while to be told. */
const MAX_PROBLEMS = 100;

/**
 * Reads one rule file, in our format or in the published one; every problem has its line and column.
 * Good rules of a file with a bad one still compile.
 */
export function parseRuleFile(text: string, file: string, maxWays: Ways, maxLexemes?: number): ParsedRuleFile {
  const lines = new LineCounter();
  const reader = new RuleFileReader(file, maxWays, lines);
  const documents = readYaml(text, lines, maxLexemes);
  if (documents.length === 0) reader.report(0, 'the file holds no rules');
  for (const { document, faults } of documents) {
    for (const { offset, message } of faults) reader.report(offset, message);
    if (faults.length === 0 && document.contents !== null) reader.read(document);
  }
  return reader.parsed;
}

class RuleFileReader {
  private readonly published: PublishedRule[] = [];
  private readonly rules: CompiledRule[] = [];
  private readonly examples: FileExample[] = [];
  private readonly problems: Problem[] = [];
  private source: RuleFile | undefined;

  constructor(
    private readonly file: string,
    private readonly maxWays: Ways,
    private readonly lines: LineCounter,
  ) {}

  get parsed(): ParsedRuleFile {
    const { source, published, rules, examples, problems } = this;
    return { ...(source && { source }), published, rules, examples, problems };
  }

  read(document: Document): void {
    let content: unknown;
    try {
      content = document.toJS({ maxAliasCount: 100 });
    } catch (error) {
      // Aliases that lead nowhere or expand beyond measure.
      this.report(offsetOf(document, []), error instanceof Error ? error.message : String(error));
      return;
    }
    if (isPublishedRule(content)) this.readPublished(document, content);
    else this.readOwn(document, content);
  }

  report(offset: number, message: string): void {
    const { line, col } = this.lines.linePos(offset);
    this.problems.push({ code: 'rule-invalid', message, file: this.file, line, column: col });
  }

  private readPublished(document: Document, content: unknown): void {
    const parsed = publishedRuleSchema.safeParse(content);
    for (const issue of parsed.error?.issues ?? [])
      this.reportAt(document, issue.path, `${issue.path.join('.')}: ${issue.message}`);
    if (!parsed.success) return;
    const { id, examples } = parsed.data;
    this.published.push(parsed.data);
    if (!this.keep(document, id, compilePublishedRule(parsed.data, this.file, this.maxWays), [])) return;
    this.noteExamples(document, id, 'hit', examples.true_positive, ['examples', 'true_positive']);
    this.noteExamples(document, id, 'miss', examples.false_positive, ['examples', 'false_positive']);
  }

  private readOwn(document: Document, content: unknown): void {
    const parsed = ruleFileSchema.safeParse(content);
    for (const issue of parsed.error?.issues ?? [])
      this.reportAt(document, issue.path, `${issue.path.join('.') || 'the file'}: ${issue.message}`);
    if (!parsed.success) return;
    const { category } = parsed.data;
    const good: RuleSource[] = [];
    for (const [index, each] of parsed.data.rules.entries()) {
      const at = ['rules', index];
      if (this.problems.length >= MAX_PROBLEMS) {
        this.reportAt(document, at, `More than ${MAX_PROBLEMS} faults: from here on the file is not read`);
        break;
      }
      const rule = ruleSchema.safeParse(each);
      for (const issue of rule.error?.issues ?? [])
        this.reportAt(document, [...at, ...issue.path], `${issue.path.join('.') || 'the rule'}: ${issue.message}`);
      if (!rule.success) continue;
      good.push(rule.data);
      const { id, examples } = rule.data;
      if (!this.keep(document, id, compileRule(rule.data, category, this.file, this.maxWays), at)) continue;
      this.noteExamples(document, id, 'hit', examples.hits, [...at, 'examples', 'hits']);
      this.noteExamples(document, id, 'miss', examples.misses, [...at, 'examples', 'misses']);
    }
    this.source = { category, rules: good };
  }

  /** Does the rule compile? */
  private keep(
    document: Document,
    id: string,
    { rule, faults }: { rule?: CompiledRule; faults: readonly RuleFault[] },
    at: readonly PropertyKey[],
  ): boolean {
    if (rule) this.rules.push(rule);
    for (const fault of faults)
      this.reportAt(document, [...at, ...fault.path], `${id}: ${fault.path.join('.')} ${fault.message}`);
    return rule !== undefined;
  }

  private noteExamples(
    document: Document,
    rule: string,
    expected: FileExample['expected'],
    calls: readonly FileExample['call'][],
    at: readonly PropertyKey[],
  ): void {
    calls.forEach((call, index) => {
      const { line, col } = this.lines.linePos(offsetOf(document, [...at, index]));
      this.examples.push({ rule, expected, call, line, column: col });
    });
  }

  private reportAt(document: Document, path: readonly PropertyKey[], message: string): void {
    this.report(offsetOf(document, path), message);
  }
}

/** Start of the deepest node on the path that exists. */
function offsetOf(document: Document, path: readonly PropertyKey[]): number {
  for (let depth = path.length; depth >= 0; depth--) {
    const node = depth === 0 ? document.contents : document.getIn(path.slice(0, depth), true);
    const range = (node as { range?: [number, number, number] } | undefined)?.range;
    if (range) return range[0];
  }
  return 0;
}
