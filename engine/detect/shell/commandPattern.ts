import { remembered } from '../remembered.ts';
import { classesOfCanonical } from '../paths/classifyPath.ts';
import { canonicalPath } from '../paths/canonicalPath.ts';
import { PATH_CLASSES, type PathClass } from '../paths/pathClass.ts';
import { flagValues, hasFlag, operands } from './args.ts';
import type { Arg, ShellCommand } from './shellFacts.ts';

/**
 * A command as a rule describes it, in one line:
 *
 * - the first word is the program's normalised name (`git`, `rm|shred`);
 * - a plain word is the next operand, starting with the first (`push`, `ns|namespace`); `*` is any operand, `main*` and
 *   `*:main` one that begins or ends so, and `.` says that there is none;
 * - `-f|--force` asks for one of these options anywhere, `!--dry-run` that none of them is there,
 *   `--option=value` for that value, `--option=~text` for a value that contains the text;
 * - `@root|home` asks for an operand that is a path of one of these classes;
 * - `+NAME|OTHER=text` asks for one of these variables in front of the command, with a value that contains the text;
 * - `!|` that no pipe follows it, which would make it a process of its own that leaves this shell as it is;
 * - `~text|other` asks for a word that contains one of these texts, without regard to case, `!~text` that none does.
 *
 * An underscore stands for a space inside a text.
 */
export interface CommandPattern {
  readonly programs: readonly string[];
  /** One of the keys of every command that matches; see {@link commandKeys}. */
  readonly keys: readonly string[];
  matches(command: ShellCommand, workspace: string | undefined): boolean;
}

type Check = (command: ShellCommand, workspace: string | undefined) => boolean;

/** What patterns are found by: a command's program, and the program with its first operand. */
export function commandKeys(command: ShellCommand, show: (key: string) => void): void {
  show(command.program);
  const first = viewOf(command).operands[0];
  if (first !== undefined) show(`${command.program} ${first}`);
}

/**
 * A rule's patterns are asked for when it is checked, when it is indexed and when it is run.
 * @throws Error that says which token is wrong.
 */
export const compileCommandPattern = remembered(5000, compile);

function compile(source: string): CommandPattern {
  const [programs, ...tokens] = source.trim().split(/\s+/);
  if (!programs) throw new Error('a command pattern needs a program');
  const words: (readonly string[])[] = [];
  const checks: Check[] = [];
  for (const token of tokens) {
    if (/^\+[A-Z_|]+=/.test(token)) checks.push(variableCheck(token.slice(1)));
    else if (token.startsWith('@')) checks.push(classCheck(token));
    else if (token.startsWith('~')) checks.push(textCheck(token.slice(1)));
    else if (token.startsWith('!~')) {
      const holds = textCheck(token.slice(2));
      checks.push((command, workspace) => !holds(command, workspace));
    } else if (token === '!|') checks.push(({ piped }) => !piped);
    else if (token.startsWith('!')) {
      const flags = token.slice(1).split('|').map(flagCheck);
      checks.push((command, workspace) => !flags.some((holds) => holds(command, workspace)));
    } else if (/^[-/]\S/.test(token)) {
      const flags = token.split('|').map(flagCheck);
      checks.push((command, workspace) => flags.some((holds) => holds(command, workspace)));
    } else words.push(token.toLowerCase().split('|'));
  }
  const names = programs.toLowerCase().split('|');
  const first = words[0]?.every((choice) => !choice.includes('*') && choice !== '.') ? words[0] : undefined;
  return {
    programs: names,
    keys: first ? names.flatMap((name) => first.map((choice) => `${name} ${choice}`)) : names,
    matches: (command, workspace) => {
      if (!wordsHold(command, words)) return false;
      for (const check of checks) if (!check(command, workspace)) return false;
      return true;
    },
  };
}

/** What the patterns of all rules ask of one command. */
interface CommandView {
  /** In lower case. */
  readonly operands: readonly string[];
  /** All words in lower case, with spaces for underscores. */
  readonly texts: () => readonly string[];
  /** The words as one text. */
  readonly joined: () => string;
  /** Classes of the paths among the words. */
  readonly classes: (workspace: string | undefined) => ReadonlySet<PathClass>;
}
const views = new WeakMap<ShellCommand, CommandView>();

function viewOf(command: ShellCommand): CommandView {
  let view = views.get(command);
  if (!view) views.set(command, (view = viewCommand(command)));
  return view;
}

function viewCommand(command: ShellCommand): CommandView {
  let texts: readonly string[] | undefined;
  let joined: string | undefined;
  let classes: ReadonlySet<PathClass> | undefined;
  return {
    operands: operands(command).map((arg) => arg.text.toLowerCase()),
    texts: () => (texts ??= command.args.map((arg) => spelled(arg.text))),
    joined: () => (joined ??= spelled(command.args.map((arg) => arg.text).join(' '))),
    // All commands of a field have one workspace.
    classes: (workspace) => (classes ??= new Set(command.args.flatMap((arg) => argClasses(arg, command, workspace)))),
  };
}

function spelled(text: string): string {
  const lower = text.toLowerCase();
  return lower.includes('_') ? lower.replaceAll('_', ' ') : lower;
}

function wordsHold(command: ShellCommand, words: readonly (readonly string[])[]): boolean {
  if (words.length === 0) return true;
  const given = viewOf(command).operands;
  return words.every((choices, i) => {
    const word = given[i];
    return word === undefined ? choices.includes('.') : choices.some((choice) => wordHolds(word, choice));
  });
}

function wordHolds(word: string, choice: string): boolean {
  if (choice === '*' || choice === word) return true;
  if (choice.endsWith('*')) return word.startsWith(choice.slice(0, -1));
  return choice.startsWith('*') && word.endsWith(choice.slice(1));
}

function flagCheck(flag: string): Check {
  const part = /^(--?[^=]+)=~(.+)$/.exec(flag);
  if (part?.[1] && part[2]) {
    const [, name] = part;
    const wanted = part[2].toLowerCase();
    return (command) => flagValues(command, name).some((value) => value.text.toLowerCase().includes(wanted));
  }
  const exact = /^(-[^-=]+)=(.+)$/.exec(flag);
  if (exact?.[1] && exact[2]) {
    const [, name] = exact;
    const wanted = exact[2].toLowerCase();
    return (command) => flagValues(command, name).some((value) => value.text.toLowerCase() === wanted);
  }
  if (flag.startsWith('/')) return (command) => command.args.some((arg) => arg.text.toLowerCase() === flag);
  return (command) => hasFlag(command, flag);
}

function textCheck(source: string): Check {
  const texts = source.toLowerCase().replaceAll('_', ' ').split('|');
  const words = texts.some((text) => text.includes(' '));
  const holds = (lower: string): boolean => texts.some((text) => lower.includes(text));
  // A text with a space in it may go over several words.
  return (command) => (words ? holds(viewOf(command).joined()) : viewOf(command).texts().some(holds));
}

function variableCheck(source: string): Check {
  const [names = '', value = ''] = source.split('=', 2);
  const wanted = new Set(names.split('|'));
  return ({ assignments }) =>
    assignments.some(({ name, value: { text } }) => wanted.has(name) && text.toLowerCase().includes(value));
}

function classCheck(token: string): Check {
  const wanted = token
    .slice(1)
    .split('|')
    .map((name) => {
      const known = PATH_CLASSES.find((each) => each === name);
      if (!known) throw new Error(`"${name}" is no path class; there are: ${PATH_CLASSES.join(', ')}`);
      return known;
    });
  return (command, workspace) => {
    const classes = viewOf(command).classes(workspace);
    return wanted.some((kind) => classes.has(kind));
  };
}

function argClasses(arg: Arg, command: ShellCommand, workspace: string | undefined): PathClass[] {
  const text = arg.text.startsWith('-') ? /^-[^=]+=(.+)$/s.exec(arg.text)?.[1] : arg.text;
  if (text === undefined) return [];
  // `volume:/path`, `host:/path` and `key=/path` carry a path as well.
  const inner = /^[^/]*[:=](\/.*|~.*)$/.exec(text)?.[1];
  const spelled = inner === undefined ? [text] : [text, inner];
  return spelled.flatMap((each) => [...classesOfCanonical(canonicalPath(each, command.cwd), { workspace })]);
}
