import type { Language } from './language.ts';
import { CLOSE, OPEN, plain } from './brackets.ts';
import { KEYWORDS, MAX_RANGE, SEPARATOR, TokenRanges, type CallArg, type Range } from './tokenRanges.ts';
import { definedFunctions, type DefinedFunction } from './functions.ts';
import { readImports } from './imports.ts';
import { MAX_ALIAS, ProgramNames } from './programNames.ts';
import { lex, type Token } from './lexer.ts';
import { requestNames, visitorParameters } from './visitorParameters.ts';
import { HOME, isTelling, SpelledTexts, type Value } from './spelledTexts.ts';
import { does, reads } from './capabilities.ts';
import { DECODED, ENVIRONMENT, REQUEST, sourceLabels, TYPED, TYPED_FIELD, type CodeLabels } from './codeLabels.ts';

/** One call, its callee with aliases resolved: `child_process.execSync`, `socket.socket().connect`. */
export interface Call {
  readonly callee: string;
  readonly args: readonly CallArg[];
  readonly start: number;
  readonly end: number;
  /** Of what the method is called on. */
  readonly receiver: CodeLabels;
}

/** Tokens of a program that a person writes; of a longer one, a bundle, calls are not followed into functions. */
const HAND_WRITTEN = 6000;
const OPENS = /(?:^|\.)(?:f?open|Create|create|OpenFile|createWriteStream|FileOutputStream)$/i;
const EACH = /\.(?:map|forEach|flatMap|filter|each|some|reduce|iter|into_iter)$/;
/** Puts something else before what a list began with. */
const MOVES_HEAD = /\.(?:insert|unshift|splice|reverse|shift|pop|prepend|rotate)$/;
const MODULE_CALL = /^(?:require|import|__import__|importlib\.import_module|require_once|createRequire\(\))$/;
const HOME_NAME = /^(?:HOME|USERPROFILE|user\.home|UserProfile)$/;
const HOME_VARIABLE =
  /^(?:os\.environ\.get|os\.getenv|getenv|System\.get(?:Property|env)|Environment\.Get\w+|os\.Getenv|env\.var|std\.env\.var|ENV\.fetch)$/;
const COMMAND_STYLE: ReadonlySet<Language> = new Set(['powershell', 'ruby', 'perl', 'vb', 'lua', 'swift']);

/** Languages with `.=`, in which `^` between texts gives a text too: what was hidden with a key, or is to be. */
const TEXT_JOINS: ReadonlySet<Language> = new Set(['php', 'perl']);

/** Tokens of statements that are followed in one program, each statement counted: many times what honest ones have. */
const MAX_STEPS = 100_000;
const FEW_TOKENS = 16;
const ANNOTATED = /^@Request(?:Param|Header|Body)$/;
/** A name with its members, as it stands inside a string: `q`, `req.query.c`, `params[:c]`. */
const INNER_CHAIN = /[A-Za-z_]\w{0,60}(?:\.\w{1,60}|\(\)|\[(?:['"][\w-]{1,60}['"]|:\w{1,60})\]){0,8}/g;

/**
 * What a program calls, with names followed through imports, aliases and assignments. It is read twice, so that what is
 * defined further down is known. Tolerates any text, and fragments.
 */
export class Program {
  readonly tokens: readonly Token[];
  calls: Call[] = [];
  /** The first call of a chain, by where it begins; any call, by where it ends. */
  private readonly byStart = new Map<number, Call>();
  private readonly byEnd = new Map<number, Call>();
  private readonly names = new ProgramNames();
  /** The call a variable was made by: what was opened, and how. */
  private readonly origins = new Map<string, Call>();
  /** What was put into files, by their names as the program spells them. */
  private readonly carrying = new Map<string, CodeLabels>();
  private readonly spelled: SpelledTexts;
  private readonly functions: ReadonlyMap<string, DefinedFunction>;
  readonly ranges: TokenRanges;
  private namesHome = false;
  private steps = MAX_STEPS;
  private readSoFar: Uint8Array;
  /** By the token a chain of names begins with. */
  private chainLabels: Int32Array;
  private chainNames: string[] = [];
  /** Where that chain ends. */
  private readonly ends: Int32Array;
  private inChain: Uint8Array;
  private readonly language: Language;
  /** Gives what reading the file at these texts would yield. */
  private readonly readLabels: (callee: string, texts: () => readonly string[]) => CodeLabels;

  constructor(
    text: string,
    language: Language,
    readLabels: (callee: string, texts: () => readonly string[]) => CodeLabels,
  ) {
    this.language = language;
    this.readLabels = readLabels;
    this.tokens = lex(text, language);
    this.ranges = new TokenRanges(this.tokens, language);
    this.spelled = new SpelledTexts(this.ranges, {
      nameAt: (at) => this.chainNames[at],
      endAt: (at) => this.chainEnd(at),
    });
    this.readSoFar = new Uint8Array(this.tokens.length);
    this.chainLabels = new Int32Array(this.tokens.length);
    this.inChain = new Uint8Array(this.tokens.length);
    this.ends = new Int32Array(this.tokens.length);
    this.functions = this.tokens.length < HAND_WRITTEN ? definedFunctions(this.ranges, language) : new Map();
    readImports(this.tokens, language, (name, full) => this.names.aliases.set(name, full));
    for (const name of requestNames(this.ranges, language)) this.names.aliases.set(name, 'req');
    for (const { name, body } of visitorParameters(this.ranges, language)) this.names.give(name, body, REQUEST);
    this.read();
    // What is defined further down matters only where there is something to follow.
    if (this.namesHome || this.names.holdLabels) this.read();
    // What one function hands to the next; further hands are not followed.
    if (this.names.gave) this.read();
  }

  /** All labels of what stands in a range. */
  labelsOf({ from, to }: Range, skip?: (key: string) => boolean): CodeLabels {
    let found = 0;
    for (let i = from; i < Math.min(to, from + MAX_RANGE); i++) {
      const token = this.tokens[i];
      if (!token) break;
      if (skip && this.ranges.isKey(i) && skip(token.text)) {
        i = this.ranges.valueEnd(i + 2, to) - 1;
        continue;
      }
      if (token.kind === 'word' && !this.ranges.isKey(i)) found |= this.chainLabels[i] ?? 0;
      else if (token.text === '^' && TEXT_JOINS.has(this.language)) found |= DECODED;
      for (const expression of token.inner ?? []) found |= this.innerLabels(expression, i);
    }
    return found;
  }

  /** Of an expression inside a string: names and members only. */
  private innerLabels(expression: string, at: number): CodeLabels {
    let found = 0;
    for (const [chain] of expression.replaceAll('->', '.').matchAll(INNER_CHAIN)) {
      const [root = ''] = /^\w+/.exec(chain) ?? [];
      const members = chain.slice(root.length).replace(/\[(?:['"]|:)([\w-]+)['"]?\]/g, '.$1');
      found |= this.names.labelsAt(root, at) | sourceLabels(this.names.resolved(root) + members);
    }
    return found;
  }

  valueOf(range: Range): Value {
    return this.spelled.valueOf(range);
  }

  alternatives(range: Range): readonly string[] {
    return this.spelled.alternatives(range);
  }

  itemsOf(range: Range): Value[] {
    return this.spelled.itemsOf(range);
  }

  /** The program that a list of words begins with, spelled here or under a name; or the one word of an argument `alone`. */
  headOf(range: Range, alone: boolean): string | undefined {
    return this.spelled.headOf(range, alone);
  }

  stringsIn(range: Range): string[] {
    return this.spelled.stringsIn(range);
  }

  /** The chain that a range begins with, such as the function that is passed on in `.then(eval)`. */
  nameOf({ from, to }: Range): string | undefined {
    return this.chainEnd(from) >= to ? this.chainNames[from] : undefined;
  }

  /** What the chain that begins at this token stands for. */
  nameAt(at: number): string | undefined {
    return this.chainNames[at];
  }

  /** Marks a variable: what is in the file it names, or what was put into it. */
  mark(name: string, labels: CodeLabels): void {
    this.names.mark(name, labels);
  }

  private read(): void {
    const isBundle = this.tokens.length >= HAND_WRITTEN;
    this.calls = [];
    this.spelled.heads.clear();
    this.names.gave = false;
    this.byStart.clear();
    this.byEnd.clear();
    this.inChain.fill(0);
    this.readSoFar.fill(0);
    for (let i = 0; i < this.tokens.length; i++) {
      const token = this.tokens[i];
      if (!token) break;
      if (isBundle) this.names.reading = i;
      if (token.kind === 'word' && (token.text === 'in' || token.text === 'of' || token.text === 'as')) this.loop(i);
      if (token.kind === 'word' && this.language === 'jvm' && ANNOTATED.test(token.text)) this.annotated(i);
      if (token.kind === 'word' && this.inChain[i] === 0) this.chain(i);
      else if (token.kind === 'op' && this.inChain[i] === 0) {
        if (SEPARATOR.test(token.text) && this.tokens[i + 1]?.kind === 'word') this.chain(i + 1, '');
        else if (token.text === ')' && this.tokens[i + 1]?.text === '(') this.calledGroup(i);
        else if (token.text === '=' || token.text === ':=' || token.text === '+=' || token.text === '<-')
          this.assignment(i);
      }
    }
  }

  /** `@RequestHeader("X-Id") String id`: a parameter that a visitor fills. */
  private annotated(at: number): void {
    const open = this.tokens[at + 1]?.text === '(' ? (this.ranges.closing[at + 1] ?? at) : at;
    const [type, name] = [this.tokens[open + 1], this.tokens[open + 2]];
    if (type?.text === 'String' && name?.kind === 'word') this.mark(name.text, REQUEST);
  }

  /** `(0, eval)(text)`, `new (Function.constructor)(text)`: the function stands in brackets of its own. */
  private calledGroup(close: number): void {
    let at = close - 1;
    while (this.tokens[at]?.kind === 'word' && SEPARATOR.test(this.tokens[at - 1]?.text ?? '')) at -= 2;
    const name = this.tokens[at]?.kind === 'word' ? this.chainNames[at] : undefined;
    const end = this.ranges.closing[close + 1] ?? -1;
    if (name === undefined || end < 0) return;
    if (!does('evaluate', name, this.language) && !does('execute', name, this.language)) return;
    this.call(name, this.ranges.args(close + 2, end), at, end, 0);
  }

  /** The calls of one chain, in order: `Command::new("sh").arg("-c").arg(text)`. */
  callsFrom(start: number): Call[] {
    return this.calls.filter((call) => call.start === start);
  }

  /** One chain of names, calls and indexes from a word on. */
  private chain(at: number, receiver?: string): void {
    const first = this.tokens[at];
    if (!first || this.readSoFar[at] === 1) return;
    this.readSoFar[at] = 1;
    const root = plain(first.text);
    let labels = this.names.labelsAt(root, at);
    let name = receiver === undefined ? this.names.resolved(root) : `.${root}`;
    const closed = receiver === undefined ? -1 : at - 2;
    let before = () => this.spelled.texts.get(root)?.text ?? '';
    if (closed >= 0) {
      labels |= this.labelsOfGroup(closed);
      const open = this.ranges.opening[closed] ?? -1;
      if (open >= 0) {
        const type = this.tokens[closed]?.text === ']' ? this.chainNames[open + 1] : undefined;
        if (type !== undefined && this.language === 'powershell') name = `${type}.${root}`;
        before = () => this.valueOf({ from: open + 1, to: closed }).text;
      }
    }
    let i = at + 1;
    let calls = 0;
    for (;;) {
      const token = this.tokens[i];
      if (token?.kind !== 'op') {
        const after = token?.kind === 'line' ? this.tokens[i + 1] : undefined;
        if (after?.kind === 'op' && /^(?:\.|\?\.|->)$/.test(after.text) && this.language !== 'python') {
          i++;
          continue;
        }
        break;
      }
      const next = this.tokens[i + 1];
      const isMethod = this.language === 'lua' && token.text === ':' && this.tokens[i + 2]?.text === '(';
      if ((SEPARATOR.test(token.text) || isMethod) && next?.kind === 'word') {
        this.inChain[i] = this.inChain[i + 1] = 1;
        const member = plain(next.text);
        // What an object holds under a name is one variable, whichever object it is.
        if (/^(?:self|this|\$this|cls|me)$/i.test(name)) {
          name = this.names.resolved(member);
          labels |= this.names.labelsOf(member);
        } else name += `.${member}`;
        i += 2;
      } else if (token.text === '(' || (token.text === '!' && next?.text === '(')) {
        if (this.language === 'powershell' && this.tokens[i - 1]?.end !== token.start) break;
        const open = token.text === '!' ? i + 1 : i;
        const close = this.ranges.closing[open] ?? -1;
        if (close < 0 && this.tokens.length - open > 400) break;
        const end = close < 0 ? this.tokens.length : close;
        if (calls === 0 && KEYWORDS.test(first.text) && name === root) break;
        const args = this.ranges.args(open + 1, end);
        labels |= this.call(name, args, at, end, labels, before);
        const [opened] = args;
        if (calls === 0 && opened) before = () => this.valueOf(opened).text;
        name = this.resultName(name, args);
        calls++;
        i = end + 1;
      } else if (token.text === '[') {
        const close = this.ranges.closing[i] ?? -1;
        if (close < 0) break;
        const isSymbol = this.language === 'ruby' && next?.text === ':' && close === i + 3;
        const index = isSymbol
          ? { text: this.tokens[i + 2]?.text ?? '', whole: true }
          : this.valueOf({ from: i + 1, to: close });
        name += index.whole && index.text !== '' && index.text.length < 60 ? `.${index.text}` : '[]';
        i = close + 1;
      } else break;
      if (name.length > MAX_ALIAS) name = name.slice(0, MAX_ALIAS);
    }
    this.namesHome ||= HOME.test(name);
    // A web framework calls what a visitor sends so, but not in this language.
    const isParams = this.language === 'python' && name.startsWith('params.');
    labels |= isParams ? sourceLabels(name) & ~REQUEST : sourceLabels(name);
    if (COMMAND_STYLE.has(this.language) && calls === 0) labels |= this.commandCall(at, i, name);
    this.chainNames[at] = name;
    this.chainLabels[at] = labels;
    this.ends[at] = i;
  }

  /** By what name the result of a call is known: a module by its own, a variable or a member by what it is. */
  private resultName(callee: string, [first, second]: readonly CallArg[]): string {
    if (!first) return `${callee}()`;
    if (HOME_VARIABLE.test(callee) && HOME_NAME.test(this.valueOf(first).text)) return 'os.homedir()';
    if (/^(?:getattr|Reflect\.get)$/.test(callee) && second)
      return `${this.nameOf(first) ?? this.tokens[first.from]?.text ?? ''}.${this.valueOf(second).text}`;
    const module = MODULE_CALL.test(callee) ? this.valueOf(first).text : '';
    return module === '' ? `${callee}()` : module.replace(/^node:/, '');
  }

  private chainEnd(at: number): number {
    const end = this.ends[at] ?? 0;
    return end > 0 ? end : at + 1;
  }

  /** `Invoke-Expression $x`, `system "..."`: arguments to the end of the statement, without brackets. */
  private commandCall(at: number, from: number, name: string): CodeLabels {
    const first = this.tokens[from];
    // A variable is no command, whatever its name.
    if (this.language === 'perl' && /^[$@%]/.test(this.tokens[at]?.text ?? '')) return 0;
    const piped = this.language === 'powershell' && this.tokens[at - 1]?.text === '|' ? this.pipedLabels(at - 1) : 0;
    if (piped !== 0 && (!first || first.kind === 'line' || (first.kind === 'op' && /^[;|)}]$/.test(first.text))))
      return this.call(name, [], at, at, piped);
    if (!first || KEYWORDS.test(name) || (first.kind === 'op' && !/^[-&$@({["']$/.test(first.text))) return 0;
    if (first.kind === 'line' || first.kind === 'number') return 0;
    if (this.language !== 'powershell' && !(first.kind === 'string' || first.kind === 'word' || first.kind === 'run'))
      return 0;
    if (first.kind === 'op' && first.text === '-' && this.language !== 'powershell') return 0;
    const end = this.statementEnd(from, true);
    if (end <= from) return 0;
    const args = this.language === 'powershell' ? [{ from, to: end, key: undefined }] : this.ranges.args(from, end);
    return this.call(name, args, at, end, piped) | sourceLabels(`${name}()`);
  }

  /** Of what stands before a pipe, back to where its statement begins. */
  private pipedLabels(pipe: number): CodeLabels {
    let from = pipe;
    while (from > 0 && pipe - from < MAX_RANGE) {
      const before = this.tokens[from - 1];
      if (!before || before.kind === 'line') break;
      if (before.kind === 'op' && CLOSE.test(before.text))
        from = Math.max(0, this.ranges.opening[from - 1] ?? from - 1);
      else if (before.kind === 'op' && /^(?:;|\{|\(|=)$/.test(before.text)) break;
      else from--;
    }
    return this.labelsOf({ from, to: pipe });
  }

  private call(
    callee: string,
    args: readonly CallArg[],
    start: number,
    end: number,
    receiver: CodeLabels,
    before = () => '',
  ): CodeLabels {
    const call = { callee, args, start, end, receiver };
    this.calls.push(call);
    if (!this.byStart.has(start)) this.byStart.set(start, call);
    this.byEnd.set(end, call);
    let known: readonly string[] | undefined;
    const texts = () =>
      (known ??= [
        ...args.flatMap((arg) => [...this.stringsIn(arg), this.valueOf(arg).text, ...this.alternatives(arg)]),
        before(),
      ]);
    if (EACH.test(callee)) this.eachOf(args, start);
    if (this.spelled.heads.size > 0 && MOVES_HEAD.test(callee)) {
      const name = plain(this.tokens[start]?.text ?? '');
      this.spelled.begin(name, undefined);
      const put = args.reduce((set, arg) => set | this.labelsOf(arg), 0);
      if (put !== 0) this.mark(name, put);
    }
    let labels = sourceLabels(`${callee}()`) | this.readLabels(callee, texts);
    if (this.carrying.size > 0 && reads(callee)) for (const text of texts()) labels |= this.carrying.get(text) ?? 0;
    if (
      this.language === 'powershell' &&
      /^(?:Get-ChildItem|gci|dir|ls)$/i.test(callee) &&
      args.some((arg) => /^env$/i.test(this.tokens[arg.from]?.text ?? ''))
    )
      labels |= ENVIRONMENT;
    // `open(my $handle, '<', $path)`
    if (this.language === 'perl' && labels !== 0 && callee === 'open' && args[0])
      for (const name of this.ranges.namesIn(args[0])) if (!KEYWORDS.test(name)) this.mark(name, labels);
    this.carries(callee, args, labels | receiver);
    if (/\.get(?:Value)?$/.test(callee) && texts().some((text) => TYPED_FIELD.test(text))) labels |= TYPED;
    if (
      /(?:^|\.)(?:Buffer\.from|Convert|pack|unpack1?)$/.test(callee) &&
      args.some((arg) => /^(?:base64|hex|base64url|m|m0|H\*|u)$/.test(this.valueOf(arg).text))
    )
      labels |= DECODED;
    if (this.language === 'js' && /^(?:URL|url\.parse|parseurl)$/.test(callee) && args[0])
      if (/^req(?:uest)?$/.test(this.tokens[args[0].from]?.text ?? '') && this.tokens[args[0].from + 2]?.text === 'url')
        labels |= REQUEST;
    if (this.functions.size > 0) this.handOver(start, args, labels | receiver);
    // A callback is given what its function gets; a buffer is filled by it.
    if (labels !== 0 || receiver !== 0) {
      for (const arg of args) for (const name of this.ranges.parameters(arg)) this.mark(name, labels | receiver);
      if (/(?:^|\.)(?:recv|recvfrom|read|socket_recv|WSARecv|InternetReadFile)$/.test(callee))
        for (const arg of args) for (const name of this.ranges.namesIn(arg)) this.mark(name, labels);
    }
    return labels;
  }

  /** What is copied or saved somewhere can be read from there. */
  private carries(callee: string, args: readonly CallArg[], labels: CodeLabels): void {
    if (labels === 0 || !/(?:^|\.)(?:copy\w*|copy2|save|write\w*|dump)$/i.test(callee)) return;
    for (const arg of args.slice(-2)) {
      const { text, whole } = this.valueOf(arg);
      if (whole && text.length > 2) this.carrying.set(text, (this.carrying.get(text) ?? 0) | labels);
    }
  }

  /** The file that a `write` goes into, when the handle was opened before. */
  opened(call: Call): CallArg | undefined {
    const root = plain(this.tokens[call.start]?.text ?? '');
    const first = this.byStart.get(call.start);
    const opening = first && first !== call && OPENS.test(first.callee) ? first : this.origins.get(root);
    return opening?.args[0];
  }

  /** The file behind a handle that is passed on, or that is opened where it is passed. */
  openedAs(arg: CallArg): CallArg | undefined {
    const here = this.byStart.get(arg.from);
    const opening = here && OPENS.test(here.callee) ? here : this.origins.get(plain(this.tokens[arg.from]?.text ?? ''));
    return opening && OPENS.test(opening.callee) ? opening.args[0] : undefined;
  }

  /** Labels of a variable by its name. */
  labelsOfName(name: string): CodeLabels {
    return this.names.labelsOf(plain(name));
  }

  /** What is handed to a function of the program arrives in its parameters. */
  private handOver(start: number, args: readonly CallArg[], all: CodeLabels): void {
    const called =
      this.tokens[start + 1]?.text === '(' ? this.functions.get(this.tokens[start]?.text ?? '') : undefined;
    args.forEach((arg, i) => {
      const parameter = called?.parameters[i];
      const labels = parameter === undefined || parameter === '' ? 0 : this.labelsOf(arg);
      if (called && parameter !== undefined && labels !== 0) this.names.give(parameter, called.body, labels);
      // `.then(handler)`
      const handler =
        all === 0 || arg.to !== arg.from + 1 ? undefined : this.functions.get(this.tokens[arg.from]?.text ?? '');
      if (handler?.parameters[0]) this.names.give(handler.parameters[0], handler.body, all);
    });
  }

  /** `names.forEach((name) => ...)` */
  private eachOf(args: readonly CallArg[], start: number): void {
    const closed = start - 2;
    const open = this.tokens[closed]?.text === ']' ? (this.ranges.opening[closed] ?? -1) : -1;
    const list = this.spelled.listOf(open >= 0 ? { from: open, to: closed + 1 } : { from: start, to: start + 1 });
    const name = list && args[0] && this.ranges.parameters(args[0])[0];
    if (list && name !== undefined) this.spelled.lists.set(name, list);
  }

  private labelsOfGroup(closeAt: number): CodeLabels {
    const close = this.tokens[closeAt];
    if (close?.kind !== 'op' || !CLOSE.test(close.text)) return 0;
    const open = this.ranges.opening[closeAt] ?? -1;
    return open < 0 ? 0 : this.labelsOf({ from: open, to: closeAt });
  }

  /** `for k, v in values`, `for (const k of values)`, `foreach (values as $k)`, `with open(path) as f`. */
  private loop(at: number): void {
    const word = this.tokens[at]?.text;
    const value =
      word === 'as'
        ? { from: Math.max(0, (this.ranges.opening[at - 1] ?? at - 1) - 6), to: at }
        : { from: at + 1, to: Math.min(this.ranges.statementEnd(at + 1, true), at + 60) };
    if (word === 'as' && this.tokens[at - 1]?.text !== ')' && this.language !== 'php') return;
    const names: string[] = [];
    const step = word === 'as' ? 1 : -1;
    for (let i = at + step; names.length < 4; i += step) {
      const token = this.tokens[i];
      if (token?.kind === 'word' && !KEYWORDS.test(token.text)) names.push(plain(token.text));
      else if (token?.text !== ',' && token?.text !== '=>' && token?.text !== '(') break;
    }
    // `key in os.environ` asks; it does not go through.
    if (word === 'in' && this.language === 'python' && !this.follows(at, names.length, 'for')) return;
    const labels = this.laterLabels(value);
    if (labels !== 0) for (const name of names) this.mark(name, labels);
    const list = word === 'as' ? this.listBefore(at) : this.spelled.listOf({ from: at + 1, to: this.loopEnd(at + 1) });
    if (list && names.length === 1 && names[0] !== undefined) this.spelled.lists.set(names[0], list);
    const made = word === 'as' ? this.byEnd.get(at - 1) : undefined;
    if (made && names[0] !== undefined) {
      this.origins.set(names[0], made);
      this.names.aliases.set(names[0], `${made.callee}()`.slice(0, MAX_ALIAS));
    }
  }

  /** Does the word stand before the names that end at `at`? */
  private follows(at: number, names: number, word: string): boolean {
    for (let i = at - 1; i > at - 4 - 3 * names; i--) if (this.tokens[i]?.text === word) return true;
    return false;
  }

  /** Where the list ends that a loop goes over: its bracket, or its name. */
  private loopEnd(from: number): number {
    return OPEN.test(this.tokens[from]?.text ?? '') ? (this.ranges.closing[from] ?? from) + 1 : from + 1;
  }

  private listBefore(at: number): readonly string[] | undefined {
    const open = CLOSE.test(this.tokens[at - 1]?.text ?? '') ? (this.ranges.opening[at - 1] ?? -1) : at - 1;
    return open < 0 ? undefined : this.spelled.listOf({ from: open, to: at });
  }

  private assignment(at: number): void {
    // PHP and Perl put texts together with `.=`.
    const joined = TEXT_JOINS.has(this.language) && /^[.+]$/.test(this.tokens[at - 1]?.text ?? '');
    const appends = joined || this.tokens[at]?.text === '+=';
    const before = this.tokens[at - 1];
    if (!before) return;
    const to = this.statementEnd(at + 1, false);
    const value = { from: at + 1, to };
    if (before.text === '}' && this.language === 'js') return this.destructure(at - 1, value);
    const name = this.ranges.target(joined ? at - 1 : at);
    if (name === undefined) return;
    const labels = this.laterLabels(value);
    if (labels !== 0) this.mark(name, labels);
    const start = this.ranges.skipPrefix(value.from, to);
    const chain = this.quickName(start);
    if (chain !== undefined && chain !== name && !chain.startsWith(`${name}.`)) this.names.alias(name, chain);
    const made = this.byStart.get(start);
    if (made) this.origins.set(name, made);
    // The name of a module is not a text that the program works with.
    if (made && MODULE_CALL.test(made.callee)) return;
    const isList = OPEN.test(this.tokens[value.from]?.text ?? '');
    const list = isList ? this.spelled.listOf(value) : undefined;
    if (list) this.spelled.lists.set(name, list);
    this.spelled.begin(name, isList ? this.spelled.headOf(value, false) : undefined);
    for (let i = at - 2; this.tokens[i]?.text === ','; i -= 2) {
      const other = this.tokens[i - 1];
      if (other?.kind !== 'word') break;
      if (labels !== 0) this.mark(plain(other.text), labels);
      if (made) this.origins.set(plain(other.text), made);
      // `connection, address = listener.accept()`
      if (chain !== undefined && /(?:\.[aA]ccept\w*|^net\.Listen\w*)\(\)$/.test(chain))
        this.names.aliases.set(plain(other.text), chain);
    }
    const { text, whole } = this.valueOf(value);
    const appended = appends ? (this.spelled.texts.get(name)?.text ?? '') : '';
    if (appended.length + text.length < 20_000 && isTelling(text))
      this.spelled.texts.set(name, { text: appended + text, whole });
  }

  /** The chains of the value are read when the walk comes to them; those of the last pass stand already. */
  private laterLabels(value: Range): CodeLabels {
    for (let i = value.from; i < Math.min(value.to, value.from + MAX_RANGE); i++)
      if (this.tokens[i]?.kind === 'word' && this.inChain[i] === 0) {
        const isMember = SEPARATOR.test(this.tokens[i - 1]?.text ?? '');
        this.chain(i, isMember ? '' : undefined);
      }
    return this.labelsOf(value);
  }

  /** Of statements within statements without end each is followed for a few tokens only, once the whole took too many. */
  private statementEnd(from: number, command: boolean): number {
    const end = this.ranges.statementEnd(from, command, this.steps > 0 ? MAX_RANGE : FEW_TOKENS);
    this.steps -= end - from;
    return end;
  }

  private quickName(at: number): string | undefined {
    return this.tokens[at]?.kind === 'word' ? this.chainNames[at] : undefined;
  }

  private destructure(closeAt: number, value: Range): void {
    const open = this.ranges.opening[closeAt] ?? -1;
    if (open < 0) return;
    const labels = this.laterLabels(value);
    const source = this.quickName(this.ranges.skipPrefix(value.from, value.to));
    for (const part of this.ranges.split(open + 1, closeAt)) {
      const from = plain(this.tokens[part.from]?.text ?? '');
      const to = this.tokens[part.from + 1]?.text === ':' ? plain(this.tokens[part.from + 2]?.text ?? '') : from;
      if (from === '' || to === '') continue;
      if (source !== undefined) this.names.bind(to, source, from);
      if (labels !== 0 && !/^(?:process\.env|os\.environ)$/.test(source ?? '')) this.mark(to, labels);
    }
  }
}
