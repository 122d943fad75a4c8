import path from 'node:path';
import { compileRules } from '../engine/detect/compileRules.ts';
import { CATEGORIES, SEVERITIES } from '../engine/protocol/verdict.ts';

const root = path.resolve(import.meta.dirname, '..');

/** `docs/rules.md`: the built-in rules by category, counted and not typed. */
export function ruleReference(): string {
  const rules = compileRules(path.join(root, 'rules')).rules.map((rule) => rule.info);
  const lines = [
    '# Built-in rules',
    '',
    `Written by \`npm run docs\` from \`rules/\`. There are ${rules.length} rules in ${CATEGORIES.length} categories.`,
    'A textual finding is about what a text says, a structural one about what a call does; textual ones are never blocked.',
    '`oktsec rules ID` prints what a rule means and what to do instead. [Rules of your own](own-rules.md) come beside them.',
  ];
  for (const category of CATEGORIES) {
    const own = rules.filter((rule) => rule.category === category);
    own.sort((a, b) => SEVERITIES.indexOf(b.severity) - SEVERITIES.indexOf(a.severity) || (a.id < b.id ? -1 : 1));
    lines.push(
      '',
      `## ${category} (${own.length})`,
      '',
      '| id | severity | certainty | name |',
      '| --- | --- | --- | --- |',
    );
    for (const { id, severity, certainty, name } of own) {
      lines.push(`| \`${id}\` | ${severity} | ${certainty} | ${name.replaceAll('|', '\\|')} |`);
    }
  }
  return `${lines.join('\n')}\n`;
}
