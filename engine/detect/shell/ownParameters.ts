import type { AndOr, CaseItem, CompoundList, PipelineNode, Word } from 'unbash';
import type { Arg } from './shellFacts.ts';

/**
 * What a text that was given no parameters leaves undone: `if [ "$1" = purge ]`, `case "$1" in purge) ...`.
 * Only a first parameter that is compared with a plain word counts: all else might come out either way.
 */

/** `"$1"`, `${1:-}`, `x"$1"`; the letter in front keeps old shells from failing on an empty word. */
const EMPTY_PARAMETER = /^([a-zA-Z]?)("?)([a-zA-Z]?)\$(?:1|\{1(?::?-)?\})\2$/;
const PLAIN_WORD = /^(["']?)([\w.-]+)\1$/;

export function isEmptyParameter(written: string): boolean {
  const [, before, , within] = EMPTY_PARAMETER.exec(written) ?? [];
  return before === '' && within === '';
}

function differs(left: string, right: string): boolean {
  const [whole, before, , within] = EMPTY_PARAMETER.exec(left) ?? [];
  const word = PLAIN_WORD.exec(right)?.[2];
  return whole !== undefined && word !== undefined && word !== `${before ?? ''}${within ?? ''}`;
}

/** Does this condition fail where `$1` is empty? */
export function failsWithoutParameters(condition: PipelineNode | AndOr | CompoundList): boolean {
  switch (condition.type) {
    case 'CompoundList':
      return condition.commands.length === 1 && failsWithoutParameters(condition.commands[0]!.command);
    case 'AndOr': {
      const each = condition.commands.map(failsWithoutParameters);
      return condition.operators.every((operator) => operator === '||')
        ? each.every(Boolean)
        : condition.operators.every((operator) => operator === '&&') && each.some(Boolean);
    }
    case 'Command': {
      if (condition.redirects.length > 0 || condition.prefix.length > 0) return false;
      const [left, operator, right, ...rest] = condition.args.map((arg) => arg.text);
      const closes = condition.name?.text === '[' ? rest.length === 1 && rest[0] === ']' : rest.length === 0;
      return (
        /^(?:\[|test)$/.test(condition.name?.text ?? '') &&
        closes &&
        /^==?$/.test(operator ?? '') &&
        differs(left ?? '', right ?? '')
      );
    }
    case 'TestCommand': {
      const { expression } = condition;
      return (
        expression.type === 'TestBinary' &&
        /^==?$/.test(expression.operator) &&
        differs(expression.left.text, expression.right.text)
      );
    }
    default:
      return false;
  }
}

/** The items of a `case` that an empty word may come to: those that are not all plain words. */
export function reachedByEmpty(items: readonly CaseItem[]): readonly CaseItem[] {
  const plain = (pattern: Word): boolean => PLAIN_WORD.test(pattern.text);
  return items.filter((item, i) => !item.pattern.every(plain) || /^;;?&$/.test(items[i - 1]?.terminator ?? ''));
}

/** Programs and builtins after which `$1` may be something: `set -- x`, a trap, a file that is read in, a name not known here. */
export function mayGiveParameters(words: readonly Arg[]): boolean {
  const [name, file] = words;
  if (!name) return false;
  if (name.dynamic || name.text === 'trap') return true;
  if (name.text === '.' || name.text === 'source')
    return words.length > 2 || !/^\/(?:etc|lib|usr)\//.test(file?.text ?? '');
  const set = words.findIndex((word) => word.text === 'set');
  if (set < 0) return false;
  return words
    .slice(set + 1)
    .some((word, i, args) => !/^[-+]\w/.test(word.text) && !/^[-+]\w*o$/.test(args[i - 1]?.text ?? ''));
}
