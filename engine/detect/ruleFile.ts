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
export function parseRuleFile(text: string, file: string, maxWays: Ways): ParsedRuleFile {
  const lines = new LineCounter();
  const problems: Problem[] = [];
  const report = (offset: number, message: string) => {
    const { line, col } = lines.linePos(offset);
    problems.push({ code: 'rule-invalid', message, file, line, column: col });
  };
  const documents = readYaml(text, lines);
  if (documents.length === 0) {
    report(0, 'the file holds no rules');
    return { published: [], rules: [], examples: [], problems };
  }
  const published: PublishedRule[] = [];
  const rules: CompiledRule[] = [];
  const examples: FileExample[] = [];
  let source: RuleFile | undefined;
  for (const { document, faults } of documents) {
    for (const { offset, message } of faults) report(offset, message);
    if (faults.length > 0 || document.contents === null) continue;
    let content: unknown;
    try {
      content = document.toJS({ maxAliasCount: 100 });
    } catch (error) {
      // Aliases that lead nowhere or expand beyond measure.
      report(offsetOf(document, []), error instanceof Error ? error.message : String(error));
      continue;
    }
    const reportAt = (path: readonly PropertyKey[], message: string) => {
      report(offsetOf(document, path), message);
    };
    if (isPublishedRule(content)) readPublished(content);
    else readOwn(content);

    function readPublished(content: unknown): void {
      const parsed = publishedRuleSchema.safeParse(content);
      for (const issue of parsed.error?.issues ?? []) reportAt(issue.path, `${issue.path.join('.')}: ${issue.message}`);
      if (!parsed.success) return;
      published.push(parsed.data);
      if (!keep(parsed.data.id, compilePublishedRule(parsed.data, file, maxWays), [])) return;
      const { true_positive: hits, false_positive: misses } = parsed.data.examples;
      noteExamples(parsed.data.id, 'hit', hits, ['examples', 'true_positive']);
      noteExamples(parsed.data.id, 'miss', misses, ['examples', 'false_positive']);
    }

    function readOwn(content: unknown): void {
      const parsed = ruleFileSchema.safeParse(content);
      for (const issue of parsed.error?.issues ?? []) {
        reportAt(issue.path, `${issue.path.join('.') || 'the file'}: ${issue.message}`);
      }
      if (!parsed.success) return;
      const good: RuleSource[] = [];
      for (const [index, each] of parsed.data.rules.entries()) {
        if (problems.length >= MAX_PROBLEMS) {
          reportAt(['rules', index], `More than ${MAX_PROBLEMS} faults: from here on the file is not read`);
          break;
        }
        const rule = ruleSchema.safeParse(each);
        const at = ['rules', index];
        for (const issue of rule.error?.issues ?? []) {
          reportAt([...at, ...issue.path], `${issue.path.join('.') || 'the rule'}: ${issue.message}`);
        }
        if (!rule.success) continue;
        good.push(rule.data);
        const { id } = rule.data;
        if (!keep(id, compileRule(rule.data, parsed.data.category, file, maxWays), at)) continue;
        noteExamples(id, 'hit', rule.data.examples.hits, [...at, 'examples', 'hits']);
        noteExamples(id, 'miss', rule.data.examples.misses, [...at, 'examples', 'misses']);
      }
      source = { category: parsed.data.category, rules: good };
    }

    function keep(
      id: string,
      { rule, faults }: { rule?: CompiledRule; faults: readonly RuleFault[] },
      at: PropertyKey[],
    ): boolean {
      if (rule) rules.push(rule);
      for (const fault of faults) reportAt([...at, ...fault.path], `${id}: ${fault.path.join('.')} ${fault.message}`);
      return rule !== undefined;
    }

    function noteExamples(
      rule: string,
      expected: FileExample['expected'],
      calls: readonly FileExample['call'][],
      at: readonly PropertyKey[],
    ) {
      calls.forEach((call, index) => {
        const { line, col } = lines.linePos(offsetOf(document, [...at, index]));
        examples.push({ rule, expected, call, line, column: col });
      });
    }
  }
  return { ...(source && { source }), published, rules, examples, problems };
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
