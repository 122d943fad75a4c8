import { LineCounter, parseAllDocuments, type Document } from 'yaml';
import type { Problem } from '../protocol/views.ts';
import { compileRule, type RuleFault } from './compileRule.ts';
import type { CompiledRule } from './pack.ts';
import { compilePublishedRule, isPublishedRule, publishedRuleSchema, type PublishedRule } from './publishedFormat.ts';
import { ruleFileSchema, ruleSchema, type RuleFile, type RuleSource } from './ruleFormat.ts';

export interface ParsedRuleFile {
  readonly source?: RuleFile;
  /** Rules in the format that oktsec and aguara publish. */
  readonly published: readonly PublishedRule[];
  readonly rules: readonly CompiledRule[];
  readonly problems: readonly Problem[];
}

/**
 * Reads one rule file, in our format or in the published one; every problem has its line and column.
 * Good rules of a file with a bad one still compile.
 */
export function parseRuleFile(text: string, file: string): ParsedRuleFile {
  const lines = new LineCounter();
  const problems: Problem[] = [];
  const report = (offset: number, message: string) => {
    const { line, col } = lines.linePos(offset);
    problems.push({ code: 'rule-invalid', message, file, line, column: col });
  };
  const documents = parseAllDocuments(text, { lineCounter: lines, uniqueKeys: true });
  if (!Array.isArray(documents)) {
    report(0, 'the file holds no rules');
    return { published: [], rules: [], problems };
  }
  const published: PublishedRule[] = [];
  const rules: CompiledRule[] = [];
  let source: RuleFile | undefined;
  for (const document of documents) {
    for (const error of document.errors) report(error.pos[0], error.message.split('\n')[0] ?? error.message);
    if (document.errors.length > 0 || document.contents === null) continue;
    const content: unknown = document.toJS({ maxAliasCount: 100 });
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
      keep(parsed.data.id, compilePublishedRule(parsed.data, file), []);
    }

    function readOwn(content: unknown): void {
      const parsed = ruleFileSchema.safeParse(content);
      for (const issue of parsed.error?.issues ?? []) {
        reportAt(issue.path, `${issue.path.join('.') || 'the file'}: ${issue.message}`);
      }
      if (!parsed.success) return;
      const good: RuleSource[] = [];
      for (const [index, each] of parsed.data.rules.entries()) {
        const rule = ruleSchema.safeParse(each);
        const at = ['rules', index];
        for (const issue of rule.error?.issues ?? []) {
          reportAt([...at, ...issue.path], `${issue.path.join('.') || 'the rule'}: ${issue.message}`);
        }
        if (!rule.success) continue;
        good.push(rule.data);
        keep(rule.data.id, compileRule(rule.data, parsed.data.category, file), at);
      }
      source = { category: parsed.data.category, rules: good };
    }

    function keep(
      id: string,
      { rule, faults }: { rule?: CompiledRule; faults: readonly RuleFault[] },
      at: PropertyKey[],
    ) {
      if (rule) rules.push(rule);
      for (const fault of faults) reportAt([...at, ...fault.path], `${id}: ${fault.path.join('.')} ${fault.message}`);
    }
  }
  return { ...(source && { source }), published, rules, problems };
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
