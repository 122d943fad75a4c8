import { classesOfCanonical } from '../paths/classifyPath.ts';
import { canonicalPath } from '../paths/canonicalPath.ts';
import { PATH_CLASSES, type PathClass } from '../paths/pathClass.ts';
import { flagValues, hasFlag, operands } from './args.ts';
import type { Arg, ShellCommand } from './shellFacts.ts';

/**
 * A command as a rule describes it, in one line:
 *
 * - the first word is the program's normalised name (`git`, `rm|shred`);
 * - a plain word is the next operand, starting with the first (`push`, `ns|namespace`); `*` is any operand;
 * - `-f|--force` asks for one of these options anywhere, `!--dry-run` that none of them is there,
 *   `--option=value` for that value, `--option=~text` for a value that contains the text;
 * - `@root|home` asks for an operand that is a path of one of these classes;
 * - `~text|other` asks for a word that contains one of these texts, without regard to case.
 *
 * An underscore stands for a space inside a text.
 */
export interface CommandPattern {
  readonly programs: readonly string[];
  matches(command: ShellCommand, workspace: string | undefined): boolean;
}

type Check = (command: ShellCommand, workspace: string | undefined) => boolean;

/** @throws Error that says which token is wrong. */
export function compileCommandPattern(source: string): CommandPattern {
  const [programs, ...tokens] = source.trim().split(/\s+/);
  if (!programs) throw new Error('a command pattern needs a program');
  const words: (readonly string[])[] = [];
  const checks: Check[] = [];
  for (const token of tokens) {
    if (token.startsWith('@')) checks.push(classCheck(token));
    else if (token.startsWith('~')) checks.push(textCheck(token.slice(1)));
    else if (token.startsWith('!')) {
      const flags = token.slice(1).split('|');
      checks.push((command) => !flags.some((flag) => flagHolds(command, flag)));
    } else if (/^[-/]\S/.test(token)) {
      const flags = token.split('|');
      checks.push((command) => flags.some((flag) => flagHolds(command, flag)));
    } else words.push(token.toLowerCase().split('|'));
  }
  return {
    programs: programs.toLowerCase().split('|'),
    matches: (command, workspace) => wordsHold(command, words) && checks.every((check) => check(command, workspace)),
  };
}

function wordsHold(command: ShellCommand, words: readonly (readonly string[])[]): boolean {
  if (words.length === 0) return true;
  const given = operands(command);
  return words.every((choices, i) => {
    const word = given[i]?.text.toLowerCase();
    return (
      word !== undefined &&
      choices.some(
        (choice) => choice === '*' || choice === word || (choice.endsWith('*') && word.startsWith(choice.slice(0, -1))),
      )
    );
  });
}

function flagHolds(command: ShellCommand, flag: string): boolean {
  const part = /^(--?[^=]+)=~(.+)$/.exec(flag);
  if (part?.[1] && part[2]) {
    const wanted = part[2].toLowerCase();
    return flagValues(command, part[1]).some((value) => value.text.toLowerCase().includes(wanted));
  }
  const exact = /^(-[^-=]+)=(.+)$/.exec(flag);
  if (exact?.[1] && exact[2]) {
    const wanted = exact[2].toLowerCase();
    return flagValues(command, exact[1]).some((value) => value.text.toLowerCase() === wanted);
  }
  if (flag.startsWith('/')) return command.args.some((arg) => arg.text.toLowerCase() === flag);
  return hasFlag(command, flag);
}

function textCheck(source: string): Check {
  const texts = source.toLowerCase().replaceAll('_', ' ').split('|');
  const words = texts.some((text) => text.includes(' '));
  return (command) => {
    // A text with a space in it may go over several words.
    const all = words ? [command.args.map((arg) => arg.text).join(' ')] : command.args.map((arg) => arg.text);
    return all.some((each) => {
      const lower = each.toLowerCase().replaceAll('_', ' ');
      return texts.some((text) => lower.includes(text));
    });
  };
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
  return (command, workspace) =>
    command.args.some((arg) => argClasses(arg, command, workspace).some((kind) => wanted.includes(kind)));
}

function argClasses(arg: Arg, command: ShellCommand, workspace: string | undefined): PathClass[] {
  const text = arg.text.startsWith('-') ? /^-[^=]+=(.+)$/s.exec(arg.text)?.[1] : arg.text;
  if (text === undefined) return [];
  // `volume:/path`, `host:/path` and `key=/path` carry a path as well.
  const inner = /^[^/]*[:=](\/.*|~.*)$/.exec(text)?.[1];
  const spelled = inner === undefined ? [text] : [text, inner];
  return spelled.flatMap((each) => [...classesOfCanonical(canonicalPath(each, command.cwd), { workspace })]);
}
