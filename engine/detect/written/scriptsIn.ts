import { quotedLine } from '../text/quotedWord.ts';
import { parse } from 'jsonc-parser';
import type { WrittenFile } from './writtenFiles.ts';

/** Commands that will run by themselves once the file is there, by what kind of file it is. */
export function scriptsIn(file: WrittenFile): readonly string[] {
  const { classes, text } = file;
  const name = file.path.replace(/^.*[/\\]/, '').toLowerCase();
  if (name === 'package.json') return lifecycleScripts(text);
  if (classes.has('scheduler')) return [text.replace(/^[ \t]*(?:@\w+|(?:[\d*,/-]+[ \t]+){5})(?:root[ \t]+)?/gm, '')];
  if (classes.has('service-unit') || classes.has('autostart')) return [...execLines(text), ...plistCommands(text)];
  if (classes.has('shell-rc') || classes.has('system-rc')) return [text, ...aliasBodies(text)];
  if (classes.has('git-hook') || name === '.envrc') return [text];
  if (classes.has('agent-instructions')) return askedCommands(text);
  if (name === 'jenkinsfile' || name.endsWith('.jenkinsfile')) return pipelineSteps(text);
  if (classes.has('ci')) return workflowRuns(text);
  if (classes.has('editor-task')) return jsonCommands(text);
  if (name === 'makefile' || name === 'gnumakefile')
    return [...text.matchAll(/^\t[@-]*(.+)$/gm)].map((hit) => hit[1] ?? '');
  if (name.startsWith('dockerfile') || name === 'containerfile')
    return [...text.matchAll(/^\s*RUN\s+((?:[^\n\\]|\\\n|\\.)+)/gim)].map((hit) => hit[1] ?? '');
  return [];
}

/** Commands whose output an agent puts into its instructions by itself: `` !`git status` `` and blocks that begin with `!`. */
function askedCommands(text: string): string[] {
  if (!text.includes('!`') && !text.includes('```!')) return [];
  return [...text.matchAll(/!`([^`\n]{1,2000})`|^```!\s*\n([^]{1,1000}?)^```/gm)].map(
    ([, inline, block]) => inline ?? block ?? '',
  );
}

/** What the next use of a name will run: `alias ls='ls; ...'`. */
function aliasBodies(text: string): string[] {
  return [...text.matchAll(/^[ \t]*alias[ \t]+[\w.-]{1,40}=(?:'([^'\n]{1,2000})'|"([^"\n]{1,2000})")/gm)].map(
    ([, single, double]) => single ?? double ?? '',
  );
}

const LIFECYCLE =
  /^(?:pre|post)?(?:install|uninstall|prepare|publish|pack|version)$|^(?:prepublishOnly|prepack|postpack|dependencies)$/;

/** Scripts that a package manager starts without being asked for them. */
function lifecycleScripts(text: string): string[] {
  return packageScripts(text).flatMap(([name, script]) => (LIFECYCLE.test(name) ? [script] : []));
}

/** Scripts that somebody who works on the project starts by their names. */
export function projectScripts(text: string): string[] {
  return packageScripts(text).flatMap(([name, script]) => (LIFECYCLE.test(name) ? [] : [script]));
}

function packageScripts(text: string): [name: string, script: string][] {
  const json: unknown = tolerantJson(text);
  const scripts = isRecord(json) && isRecord(json.scripts) ? json.scripts : isRecord(json) ? json : {};
  return Object.entries(scripts).flatMap(([name, value]) =>
    typeof value === 'string' ? [[name, value] as [string, string]] : [],
  );
}

const MAX_NESTING = 200;

/** Is the text nested deeper than any settings are? The parser is recursive and would not come back. */
export function isTooDeep(text: string): boolean {
  let depth = 0;
  for (const char of text) {
    if (char === '{' || char === '[') {
      if (++depth > MAX_NESTING) return true;
    } else if (char === '}' || char === ']') depth = Math.max(0, depth - 1);
  }
  return false;
}

/** JSON with comments; of an edit's fragment, its properties. */
export function tolerantJson(text: string): unknown {
  if (isTooDeep(text)) return undefined;
  const whole = strictJson(text) ?? (parse(text, [], { allowTrailingComma: true }) as unknown);
  return isRecord(whole)
    ? whole
    : parse(`{${text.replace(/^\s*[{,]|[,}]\s*$/g, '')}}`, [], { allowTrailingComma: true });
}

/** Most files have neither comments nor faults, and the runtime reads them many times faster. */
function strictJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function execLines(text: string): string[] {
  return [...text.matchAll(/^\s*Exec(?:Start|StartPre|StartPost|Stop|Reload)?\s*=\s*[@+!:-]*(.+)$/gm)].map(
    (hit) => hit[1] ?? '',
  );
}

function plistCommands(text: string): string[] {
  const list = /<key>ProgramArguments<\/key>\s*<array>([\s\S]{0,8000}?)<\/array>/.exec(text)?.[1];
  if (!list) return [];
  const words = [...list.matchAll(/<string>([^<]*)<\/string>/g)].map((hit) =>
    (hit[1] ?? '').replaceAll('&amp;', '&').replaceAll('&gt;', '>').replaceAll('&lt;', '<'),
  );
  return [quotedLine(words)];
}

/** The `run:` blocks of a workflow, and `script:` of other CI systems. */
function workflowRuns(text: string): string[] {
  const found: string[] = [];
  const lines = text.split('\n');
  lines.forEach((line, i) => {
    const start =
      /^(\s*)(?:-\s+)?(?:run|script|(?:before|after)_(?:script|install|build|test|deploy|success|failure)|install|deploy_script|(?:build|test)_script|on_(?:success|failure|finish)|command|commands|bash|pwsh|powershell|ps|cmd|sh|inlineScript)\s*:\s*(.*)$/.exec(
        line,
      );
    if (!start) return;
    const inline = (start[2] ?? '').trim();
    if (inline && !/^[|>][+-]?\d?$/.test(inline)) {
      found.push(inline.replace(/^(["'])(.*)\1$/, '$2'));
      return;
    }
    const indent = start[1]?.length ?? 0;
    const block: string[] = [];
    for (const next of lines.slice(i + 1)) {
      if (next.trim() !== '' && next.length - next.trimStart().length <= indent) break;
      block.push(next.replace(/^\s*-\s+/, ''));
    }
    found.push(block.join('\n'));
  });
  return found;
}

/** What a Jenkins pipeline hands to a shell. */
function pipelineSteps(text: string): string[] {
  return [
    ...text.matchAll(
      /\b(?:sh|bat|powershell|pwsh)\b\s{0,3}\(?\s{0,3}(?:script\s{0,3}:\s{0,3})?(?:'''([^]{0,8000}?)'''|"""([^]{0,8000}?)"""|'([^'\n]{1,2000})'|"((?:[^"\\\n]|\\.){1,2000})")/g,
    ),
  ].map(([, ...parts]) => parts.find((part) => part !== undefined) ?? '');
}

/** A command and its arguments, as settings give them, in one line. */
export function commandLine(command: string, args: readonly string[]): string {
  return args.length === 0 ? command : `${command} ${quotedLine(args)}`;
}

function jsonCommands(text: string): string[] {
  const found: string[] = [];
  const walk = (value: unknown, depth: number): void => {
    if (depth > 12) return;
    if (Array.isArray(value)) for (const each of value) walk(each, depth + 1);
    else if (isRecord(value)) {
      if (typeof value.command === 'string') {
        const args = Array.isArray(value.args) ? value.args.filter((each) => typeof each === 'string') : [];
        found.push(commandLine(value.command, args));
      }
      for (const [key, each] of Object.entries(value)) {
        if (
          /^(?:postCreateCommand|postStartCommand|initializeCommand|onCreateCommand|updateContentCommand|postAttachCommand)$/.test(
            key,
          ) &&
          typeof each === 'string'
        )
          found.push(each);
        walk(each, depth + 1);
      }
    }
  };
  walk(tolerantJson(text), 0);
  return found;
}
