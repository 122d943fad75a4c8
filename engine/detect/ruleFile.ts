import { LineCounter, parseDocument, type Document } from 'yaml';
import type { Problem } from '../protocol/views.ts';
import { compileRule } from './compileRule.ts';
import type { CompiledRule } from './pack.ts';
import { ruleFileSchema, type RuleFile } from './ruleFormat.ts';

export interface ParsedRuleFile {
  readonly source?: RuleFile;
  readonly rules: readonly CompiledRule[];
  readonly problems: readonly Problem[];
}

/** Reads one rule file; every problem has its line and column. Good rules of a file with a bad one still compile. */
export function parseRuleFile(text: string, file: string): ParsedRuleFile {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true });
  const problems: Problem[] = [];
  const report = (offset: number, message: string) => {
    const { line, col } = lines.linePos(offset);
    problems.push({ code: 'rule-invalid', message, file, line, column: col });
  };
  for (const error of document.errors) report(error.pos[0], error.message.split('\n')[0] ?? error.message);
  if (problems.length > 0) return { rules: [], problems };

  const parsed = ruleFileSchema.safeParse(document.toJS({ maxAliasCount: 100 }));
  for (const issue of parsed.error?.issues ?? []) {
    report(offsetOf(document, issue.path), `${issue.path.join('.') || 'the file'}: ${issue.message}`);
  }
  if (!parsed.success) return { rules: [], problems };

  const rules: CompiledRule[] = [];
  parsed.data.rules.forEach((each, index) => {
    const { rule, faults } = compileRule(each, parsed.data.category, file);
    if (rule) rules.push(rule);
    for (const fault of faults) {
      report(
        offsetOf(document, ['rules', index, ...fault.path]),
        `${each.id}: ${fault.path.join('.')} ${fault.message}`,
      );
    }
  });
  return { source: parsed.data, rules, problems };
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
