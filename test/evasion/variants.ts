import { exampleInput } from '../../engine/clients/exampleCall.ts';
import type { CompiledRule } from '../../engine/detect/pack.ts';
import { looksLikePowershell } from '../../engine/detect/shell/powershell.ts';
import type { RuleExample } from '../../engine/detect/ruleFormat.ts';
import { onShellPaths, onUrlsIn, PATH_TRANSFORMS, SHELL_PATH_TRANSFORMS, URL_TRANSFORMS } from './addressTransforms.ts';
import { CARRIERS, JSON_TRANSFORMS, RETURNED } from './callTransforms.ts';
import { SHELL_TRANSFORMS } from './shellTransforms.ts';
import { TEXT_TRANSFORMS } from './textTransforms.ts';

/** A hit example written in another way that means the same. */
export interface Variant {
  readonly group: string;
  readonly transform: string;
  readonly example: RuleExample;
}

/** Every variant of a hit of a rule that differs from it. */
export function variants(example: RuleExample, rule: CompiledRule): readonly Variant[] {
  const found: Variant[] = [];
  const written = JSON.stringify(example);
  const add = (group: string, transform: string, changed: RuleExample | undefined) => {
    if (changed && JSON.stringify(changed) !== written) found.push({ group, transform, example: changed });
  };
  shellVariants(example, add);
  addressVariants(example, add);
  if (rule.info.category !== 'unicode') textVariants(example, rule, add);
  for (const { name, apply } of JSON_TRANSFORMS)
    add('JSON of a written file', name, inInput(example, 'content', apply));
  for (const { name, apply } of CARRIERS) add('tool and argument names', name, apply(example));
  // What a text says to its reader it says wherever it is read; a secret that comes in is another matter than one that leaves.
  if (rule.info.certainty === 'textual')
    for (const { name, apply } of RETURNED) {
      const returned = apply(example);
      if (returned && isAbout(rule, returned)) add('tool and argument names', name, returned);
    }
  return found;
}

/** A rule that says that it is not about such results is not evaded by them. */
function isAbout({ scope: { tools, roles, phases } }: CompiledRule, returned: RuleExample): boolean {
  const { tool, phase } = exampleInput(returned);
  return (
    (tools?.includes(tool.kind) ?? true) && (roles?.includes('result') ?? true) && (phases?.includes(phase) ?? true)
  );
}

type Add = (group: string, transform: string, changed: RuleExample | undefined) => void;
type Apply = (text: string) => string | undefined;

/** Where a shell runs the whole content. */
const SHELL_FILE =
  /(?:\/\.(?:bashrc|zshrc|profile|bash_profile|zprofile)|\/profile\.d\/[^/]+|\/\.git\/hooks\/[^/]+|\.sh)$/;

function shellVariants(example: RuleExample, add: Add): void {
  const { tool, input, result } = example;
  const inFile = tool === 'Write' && SHELL_FILE.test(String(input.file_path));
  const key = tool === 'Bash' ? 'command' : inFile ? 'content' : undefined;
  if (key === undefined || result !== undefined || typeof input[key] !== 'string') return;
  if (looksLikePowershell(input[key])) return;
  for (const { name, group, apply } of SHELL_TRANSFORMS) {
    // What a start-up file does for the shell that reads it is gone in a shell of its own.
    if (inFile && (group === 'nesting' || group === 'placement')) continue;
    add(`shell: ${group}`, name, inInput(example, key, apply));
  }
  for (const transform of SHELL_PATH_TRANSFORMS)
    add('shell: paths', transform.name, inInput(example, key, onShellPaths(transform)));
  for (const transform of URL_TRANSFORMS) add('addresses', transform.name, inInput(example, key, onUrlsIn(transform)));
}

function addressVariants(example: RuleExample, add: Add): void {
  for (const { name, apply } of PATH_TRANSFORMS) {
    add('paths', name, inInput(example, 'file_path', apply));
    add('paths', name, inInput(example, 'path', apply));
  }
  if (example.result !== undefined) return;
  for (const { name, apply } of URL_TRANSFORMS) {
    add('addresses', name, inInput(example, 'url', apply));
    const { arguments: args } = example.input;
    if (isRecord(args) && typeof args.url === 'string') {
      const url = apply(args.url);
      add(
        'addresses',
        name,
        url === undefined ? undefined : { ...example, input: { ...example.input, arguments: { ...args, url } } },
      );
    }
  }
}

function textVariants(example: RuleExample, { info, alternatives }: CompiledRule, add: Add): void {
  const aboutCommands = alternatives.some((each) => 'analyzer' in each && each.analyzer === 'command-in-text');
  for (const { name, group, apply } of TEXT_TRANSFORMS) {
    // Letters of a key, a marker or a command cannot be changed without changing what it is.
    if (
      (info.certainty === 'structural' || aboutCommands) &&
      (group === 'letters' || /emphasis|underscores/.test(name))
    )
      continue;
    const change: Apply = (text) => apply(text);
    add(`text: ${group}`, name, onText(example, change));
  }
}

/** Applies a change to what a person or a model would read in a call. */
function onText(example: RuleExample, apply: Apply): RuleExample | undefined {
  const { tool, result } = example;
  if (result !== undefined) return { ...example, result: onStrings(result, apply) };
  if (tool === 'message') return inInput(example, 'content', apply);
  if (tool === 'Task') return inInput(example, 'prompt', apply);
  if (tool !== 'mcp_description') return undefined;
  const { name, ...described } = example.input;
  return { ...example, input: { name, ...(onStrings(described, apply, 'description') as Record<string, unknown>) } };
}

/** Changes every text of a value, or those under one name. */
function onStrings(value: unknown, apply: Apply, only?: string, key = only): unknown {
  if (typeof value === 'string') return key === only && /\s/.test(value) ? (apply(value) ?? value) : value;
  if (Array.isArray(value)) return value.map((each) => onStrings(each, apply, only, key));
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [name, onStrings(each, apply, only, only && name)]),
  );
}

function inInput(example: RuleExample, key: string, apply: Apply): RuleExample | undefined {
  const text = example.input[key];
  if (typeof text !== 'string') return undefined;
  const changed = apply(text);
  return changed === undefined ? undefined : { ...example, input: { ...example.input, [key]: changed } };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
