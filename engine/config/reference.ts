import type { z } from 'zod';
import { DEFAULT_CONFIG } from './defaultConfig.ts';
import { configJsonSchema } from './schema.ts';

type Setting = z.core.JSONSchema.BaseSchema;

/** The text of `docs/configuration.md`: every setting with type, default and meaning. */
export function configReference(): string {
  return [
    '# Configuration',
    '',
    '<!-- Generated from engine/config/schema.ts by `npm run docs`. -->',
    '',
    '`~/.oktsec/config.yaml` (`OKTSEC_HOME` moves it). A saved change applies at once. A file with an error changes nothing:',
    'the last good settings stay in force, and the error is shown with its line. Unknown settings are errors.',
    '',
    '| setting | value | default | meaning |',
    '| --- | --- | --- | --- |',
    ...rows(configJsonSchema(), ''),
    '',
    'A new file looks like this:',
    '',
    '```yaml',
    DEFAULT_CONFIG.trimEnd(),
    '```',
    '',
  ].join('\n');
}

function rows(parent: Setting, prefix: string): string[] {
  return Object.entries(parent.properties ?? {}).flatMap(([name, child]) => {
    if (typeof child === 'boolean') return [];
    const at = `${prefix}${name}`;
    const named = one(child.additionalProperties);
    const item = one(child.items);
    if (child.properties) return [heading(at, child), ...rows(child, `${at}.`)];
    if (named) return [heading(at, child), ...rows(named, `${at}.<name>.`)];
    if (item?.properties) return [heading(at, child), ...rows(item, `${at}[].`)];
    const standard = child.default === undefined ? '' : `\`${JSON.stringify(child.default)}\``;
    return [row(`\`${at}\``, valueOf(child), standard, child.description)];
  });
}

/** A keyword of JSON Schema that can also be a boolean or a list, where it is one schema. */
function one(value: Setting['items'] | Setting['additionalProperties']): Setting | undefined {
  return typeof value === 'object' && !Array.isArray(value) ? value : undefined;
}

function heading(at: string, child: Setting): string {
  return row(`**\`${at}\`**`, '', '', child.description);
}

function row(...cells: (string | undefined)[]): string {
  return `| ${cells.map((cell) => (cell ?? '').replaceAll('|', '\\|')).join(' | ')} |`;
}

function valueOf(child: Setting): string {
  const item = one(child.items);
  if (child.const !== undefined) return `\`${JSON.stringify(child.const)}\``;
  if (child.enum) return child.enum.map((each) => `\`${String(each)}\``).join(', ');
  if (item) return `list of ${item.enum ? valueOf(item) : 'texts'}`;
  if (child.type === 'boolean') return '`true`, `false`';
  if (child.type === 'integer') return `${child.minimum ?? ''} to ${child.maximum ?? ''}`;
  return 'text';
}
