import { plain } from './brackets.ts';
import { REQUEST, sourceLabels } from './codeLabels.ts';
import type { Token } from './lexer.ts';
import { MAX_RANGE, SEPARATOR, type Range, type TokenRanges } from './tokenRanges.ts';

export interface Value {
  readonly text: string;
  /** Is nothing in it unknown? */
  readonly whole: boolean;
}

/** What is known of the chains of names that stand in a program. */
interface Chains {
  nameAt(at: number): string | undefined;
  endAt(at: number): number;
}

/** How programs name the home folder. */
export const HOME =
  /^(?:os\.homedir\(\)|homedir\(\)|(?:pathlib\.)?Path\.home\(\)|Dir\.home|os\.UserHomeDir\(\)|dirs\.home_dir\(\)|process\.env\.(?:HOME|USERPROFILE)|os\.environ\.(?:HOME|USERPROFILE)|ENV\.HOME|env\.HOME)/;
const FORMATS = /^(?:format|(?:fmt\.)?Sprintf|sprintf|String\.format|util\.format)$/;
const JOINS =
  /(?:^|\.)(?:join|resolve|joinpath|expanduser|expandvars|abspath|normpath|Path|Paths\.get|Path\.of|Combine|Join|PathBuf\.from|format|format!|new|String|str|os\.fspath|realpath|File|fspath|toString|encode|homedir|home)$/;
const MAX_ITEMS = 12;

/** What the ranges of a program spell, as far as its literals and the variables they were put into tell. */
/** Is anything of it known? `$X` stands for what is not. */
export function isTelling(text: string): boolean {
  for (let at = 0; at < text.length; at += 2)
    if (text.charCodeAt(at) !== DOLLAR || text.charCodeAt(at + 1) !== UNKNOWN) return true;
  return false;
}

const DOLLAR = 36;
const UNKNOWN = 88;

export class SpelledTexts {
  /** By the name of the variable. */
  readonly texts = new Map<string, Value>();
  /** Lists of texts that the program spells, and the names that stand for each of a list in turn. */
  readonly lists = new Map<string, readonly string[]>();
  /** The first word of what a name stands for, if it is a list; null where it is not sure. */
  readonly heads = new Map<string, string | null>();
  private readonly tokens: readonly Token[];

  constructor(
    private readonly ranges: TokenRanges,
    private readonly chains: Chains,
  ) {
    this.tokens = ranges.tokens;
  }

  /** The text that a range spells, as far as it is known. */
  valueOf({ from, to }: Range, depth = 0): Value {
    let text = '';
    let whole = true;
    let separator = '';
    const add = (part: string) => {
      text += text !== '' && separator !== '' && !text.endsWith('/') && !part.startsWith('/') ? separator + part : part;
    };
    for (let i = from; i < to; i++) {
      const token = this.tokens[i];
      if (!token || depth > 6) break;
      if (token.kind === 'string') {
        const inner = token.inner ?? [];
        add(inner.length > 0 ? this.filled(token.text) : token.text);
        if (inner.some((each) => this.texts.get(each.trim())?.whole !== true)) whole = false;
      } else if (token.kind === 'word') {
        if (/^[fbrFBR]{1,2}$/.test(token.text) && this.tokens[i + 1]?.kind === 'string') continue;
        if (SEPARATOR.test(this.tokens[i - 1]?.text ?? '') && i > from) continue;
        const chain = this.chains.nameAt(i);
        const known = this.texts.get(plain(token.text));
        const end = this.chains.endAt(i);
        if (chain !== undefined && HOME.test(chain)) {
          add('~');
          i = end - 1;
          separator ||= '/';
        } else if (chain !== undefined && FORMATS.test(chain.replace(/(?:\(\))+$/, ''))) {
          add(this.formatted(i, end, depth));
          whole = false;
          i = end - 1;
        } else if (known !== undefined) {
          add(known.text);
          if (!known.whole || this.tokens[i + 1]?.text === '[') whole = false;
        } else if (chain !== undefined && end > i + 1 && JOINS.test(chain.replace(/(?:\(\))+$/, ''))) separator = '/';
        else if (!/^(?:new|await|String|str|Path|path|os|self|this)$/.test(token.text)) {
          whole = false;
          add('$X');
          // What a visitor sends is named by a text, which is not the value.
          if (this.tokens[i + 1]?.text === '[' || sourceLabels(chain ?? '') & REQUEST) i = end - 1;
        }
      } else if (token.kind === 'op') {
        if (token.text === ',' && separator === '') separator = '/';
        // Of two alternatives the first stands for both.
        if (text !== '' && (token.text === '||' || token.text === '?')) break;
      }
      if (text.length > 4000) break;
    }
    return { text, whole };
  }

  /** `format("{}/x", home)`: the template with what is put into it. */
  private formatted(at: number, end: number, depth: number): string {
    let open = at;
    while (open < end && this.tokens[open]?.text !== '(') open++;
    const [template, ...args] = this.ranges.args(open + 1, this.ranges.closing[open] ?? end);
    if (!template || depth > 3) return '$X';
    let next = 0;
    return this.valueOf(template, depth + 1).text.replace(/\{:?\??\}|%[sv@]/g, () => {
      const arg = args[next++];
      return arg ? this.valueOf(arg, depth + 1).text : '$X';
    });
  }

  /** What a range spells for each of a list that it is written for: `join(home, f)` in a loop over names. */
  alternatives(range: Range): readonly string[] {
    const name = this.lists.size === 0 ? undefined : this.ranges.namesIn(range).find((each) => this.lists.has(each));
    const items = name === undefined ? undefined : this.lists.get(name);
    if (name === undefined || !items) return [];
    const before = this.texts.get(name);
    const found = items.slice(0, MAX_ITEMS).map((text) => {
      this.texts.set(name, { text, whole: true });
      return this.valueOf(range).text;
    });
    if (before) this.texts.set(name, before);
    else this.texts.delete(name);
    return found;
  }

  /** Texts of a list that is spelled here or was given a name. */
  listOf(range: Range): readonly string[] | undefined {
    const name = this.tokens[range.from];
    if (range.to === range.from + 1 && name?.kind === 'word') return this.lists.get(plain(name.text));
    const items = this.itemsOf(range);
    const texts = items.filter(({ text, whole }) => whole && text !== '').map(({ text }) => text);
    return texts.length > 1 && texts.length === items.length ? texts : undefined;
  }

  /** The first word of a list that is spelled here or was given a name; `alone`, the one word that stands here. */
  headOf(range: Range, alone: boolean): string | undefined {
    const first = this.tokens[range.from];
    if (first?.kind === 'word' && range.to === range.from + 1) return this.heads.get(plain(first.text)) ?? undefined;
    const isList = first?.text === '[' && first.kind === 'op';
    if (!isList && !(alone && first?.kind === 'string' && range.to === range.from + 1)) return undefined;
    const [head] = isList ? this.itemsOf(range) : [this.valueOf(range)];
    return head?.whole && /^[\w./\\:-]{1,80}$/.test(head.text) ? head.text : undefined;
  }

  /** A name is given a list with this head; one that stood for another list before has no head that is sure. */
  begin(name: string, head: string | undefined): void {
    if (head === undefined && !this.heads.has(name)) return;
    this.heads.set(name, this.heads.has(name) && this.heads.get(name) !== head ? null : (head ?? null));
  }

  /** The strings of a list or of several arguments, each as far as it is known. */
  itemsOf(range: Range): Value[] {
    const first = this.tokens[range.from];
    const close = this.ranges.closing[range.from] ?? -1;
    const isList = first?.kind === 'op' && /^[[{(]$/.test(first.text) && close > 0 && close < range.to;
    if (isList) return this.ranges.split(range.from + 1, close).map((part) => this.valueOf(part));
    for (let i = range.from; i < range.to; i++) {
      const brace = this.tokens[i];
      // `new String[] {"a", "b"}`, `array("a", "b")`, `vec!["a"]`
      if (
        brace?.kind === 'op' &&
        /^[{[(]$/.test(brace.text) &&
        /^(?:\]|array|vec|!)$/.test(this.tokens[i - 1]?.text ?? '')
      )
        return this.ranges.split(i + 1, this.ranges.closing[i] ?? range.to).map((part) => this.valueOf(part));
    }
    return [this.valueOf(range)];
  }

  /** Every string and every chain in a range. */
  stringsIn({ from, to }: Range): string[] {
    const found: string[] = [];
    for (let i = from; i < Math.min(to, from + MAX_RANGE); i++) {
      const token = this.tokens[i];
      if (token?.kind === 'string') found.push(token.text);
      else if (token?.kind === 'word') {
        const known = this.texts.get(plain(token.text));
        if (known !== undefined) found.push(known.text);
      }
    }
    return found;
  }

  private filled(text: string): string {
    return text.replace(/\$?#?\{\s*([\w.]+)[^{}]*\}|\$(\w+)/g, (all, braced?: string, bare?: string) => {
      const name = (braced ?? bare ?? '').replace(/^.*\./, '');
      return this.texts.get(name)?.text ?? (braced === 'HOME' || bare === 'HOME' ? all : '$X');
    });
  }
}
