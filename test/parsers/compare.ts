import { programName } from '../../engine/detect/shell/programName.ts';
import { shellFacts } from '../../engine/detect/shell/parseShell.ts';
import type { PlainCommand, SecondOpinion } from './secondParser.ts';

const CLOSING: ReadonlySet<string> = new Set(['done', 'fi', 'esac', '}']);

/** The commands that the other parser sees in a script and that our facts do not have. */
export function hiddenCommands(
  script: string,
  { commands, functions, unsure }: SecondOpinion,
): readonly PlainCommand[] {
  if (unsure) return [];
  const facts = shellFacts(script);
  // Beyond the budget nothing is read, and that is a finding of its own.
  if (facts.shapes.some(({ kind }) => kind === 'over-budget')) return [];
  const seen = facts.commands.map(({ program, args }) => ({ program, args: args.map((arg) => arg.text) }));
  return commands.filter(({ name, args, cut }) => {
    // A word that closes something is no program: the other parser has lost what it closes.
    if (CLOSING.has(name) && args.length === 0) return false;
    if (functions.has(name)) return false; // What runs is its body.
    if (name === 'exec' && args.length === 0) return false; // It only opens files.
    const program = programName(name);
    return !seen.some(
      (each) =>
        each.program === program &&
        args.every((arg, i) => each.args[i] === arg) &&
        (cut || each.args.length === args.length),
    );
  });
}
