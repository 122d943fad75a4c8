import { createRequire } from 'node:module';
import path from 'node:path';
import { Language, Parser, type Node } from 'web-tree-sitter';

/** A simple command whose words mean what they say: no part of them waits for a run. */
export interface PlainCommand {
  readonly name: string;
  readonly args: readonly string[];
  /** A redirection stands behind it; what this parser makes of words behind that is not told. */
  readonly cut: boolean;
  readonly text: string;
}

export interface SecondOpinion {
  readonly commands: readonly PlainCommand[];
  /** Names of the functions that the script defines. */
  readonly functions: ReadonlySet<string>;
  /** It does not understand the script, so it is no judge of it. */
  readonly unsure: boolean;
}

/** A parser of another make (tree-sitter-bash), to judge ours by. */
export async function loadSecondParser(): Promise<(script: string) => SecondOpinion> {
  await Parser.init();
  const grammar = path.dirname(createRequire(import.meta.url).resolve('tree-sitter-bash/package.json'));
  const parser = new Parser().setLanguage(await Language.load(path.join(grammar, 'tree-sitter-bash.wasm')));
  return (script) => {
    const tree = parser.parse(script);
    if (!tree) return { commands: [], functions: new Set(), unsure: true };
    const commands = tree.rootNode.descendantsOfType('command').flatMap((node): PlainCommand[] => {
      const command = node && plainCommand(node);
      return command ? [command] : [];
    });
    const defined = tree.rootNode.descendantsOfType('function_definition');
    const functions = new Set(defined.map((node) => node?.childForFieldName('name')?.text ?? ''));
    const unsure = tree.rootNode.hasError;
    tree.delete();
    return { commands, functions, unsure };
  };
}

function plainCommand(node: Node): PlainCommand | undefined {
  const [name] = node.childForFieldName('name')?.namedChildren ?? [];
  const words = [name, ...node.childrenForFieldName('argument')].map((word) => word && dequoted(word));
  if (words.some((word) => word === undefined)) return undefined;
  const [first = '', ...args] = words as string[];
  const cut = node.parent?.type === 'redirected_statement';
  // A keyword in front of a command, not a program.
  if (first === 'time' && args.length > 0) return { name: args[0] ?? '', args: args.slice(1), cut, text: node.text };
  return { name: first, args, cut, text: node.text };
}

/** What the shell makes of a word, by this parser's own account; undefined where only a run could tell. */
function dequoted(word: Node): string | undefined {
  switch (word.type) {
    case 'word':
      // Braces, patterns and a tilde become other words.
      return /(?<!\\)[*?[{~]/.test(word.text) ? undefined : word.text.replace(/\\\n/g, '').replace(/\\(.)/gs, '$1');
    case 'number':
      return word.namedChildCount > 0 ? undefined : word.text;
    case 'raw_string':
      return word.text.slice(1, -1);
    case 'string':
      if (word.namedChildren.some((child) => child?.type !== 'string_content')) return undefined;
      // The space at the ends of a string is no child of it.
      return word.text
        .slice(1, -1)
        .replace(/\\\n/g, '')
        .replace(/\\(["\\$`])/g, '$1');
    case 'concatenation': {
      const parts = word.children.map((child) => child && dequoted(child));
      return parts.some((part) => part === undefined || part === null) ? undefined : parts.join('');
    }
    default:
      return undefined;
  }
}
