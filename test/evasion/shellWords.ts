import { forEachChild, parse, type Command, type SyntaxNode } from 'unbash';

/** A word of a simple command and where it stands. */
export interface ShellWord {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** Means what it says: nothing in it is quoted or expanded. */
  readonly plain: boolean;
}

export interface SimpleCommand {
  readonly name: ShellWord;
  readonly args: readonly ShellWord[];
}

const PLAIN = /^[\w./:@=,+%-]+$/;

/**
 * The simple commands of a script outside of quotes and substitutions, without calls of its own functions; undefined
 * where it cannot be read for certain.
 */
export function simpleCommands(script: string): readonly SimpleCommand[] | undefined {
  if (latest?.script !== script) latest = { script, commands: readCommands(script) };
  return latest.commands;
}

/** One script is put through every transform before the next one is. */
let latest: { readonly script: string; readonly commands: readonly SimpleCommand[] | undefined } | undefined;

function readCommands(script: string): readonly SimpleCommand[] | undefined {
  const tree = parse(script);
  if ((tree.errors?.length ?? 0) > 0) return undefined;
  const found: SimpleCommand[] = [];
  const functions = new Set<string>();
  const visit = (node: SyntaxNode) => {
    if (node.type === 'Function') functions.add(node.name.value);
    if (node.type === 'Command') {
      const command = simpleCommand(node);
      if (command) found.push(command);
    }
    forEachChild(node, visit);
  };
  visit(tree);
  const programs = found.filter(({ name }) => !functions.has(name.text));
  return programs.length > 0 ? programs.sort((a, b) => a.name.start - b.name.start) : undefined;
}

function simpleCommand(node: Command): SimpleCommand | undefined {
  if (!node.name) return undefined;
  const word = ({ text, pos, end }: { text: string; pos: number; end: number }): ShellWord => ({
    text,
    start: pos,
    end,
    plain: PLAIN.test(text),
  });
  return { name: word(node.name), args: node.args.map(word) };
}

/** The script with each given word replaced; undefined where none is. */
export function replaceWords(
  script: string,
  words: readonly ShellWord[],
  replacement: (word: ShellWord) => string | undefined,
): string | undefined {
  let result = '';
  let done = 0;
  let changed = false;
  for (const word of [...words].sort((a, b) => a.start - b.start)) {
    const instead = replacement(word);
    if (instead === undefined || word.start < done) continue;
    result += script.slice(done, word.start) + instead;
    done = word.end;
    changed = true;
  }
  return changed ? result + script.slice(done) : undefined;
}

/** A single-quoted shell word. */
export function singleQuoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
