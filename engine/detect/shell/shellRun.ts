import { quotedWord } from '../text/quotedWord.ts';
import {
  parse,
  type Assignment,
  type Command,
  type CommandNode,
  type CompoundList,
  type Coproc,
  type ParsedScript,
  type PipelineNode,
  type Redirection,
  type Statement,
  type AndOr,
} from 'unbash';
import { labelsOf } from './args.ts';
import { failsWithoutParameters, isEmptyParameter, reachedByEmpty, mayGiveParameters } from './ownParameters.ts';
import { invoke } from './invoke.ts';
import { join, NOTHING, UNKNOWN, type Data } from './labels.ts';
import { fromEarlier } from './leftovers.ts';
import type { Circumstances, Machine } from './machine.ts';
import { ShellScope, type ChannelReader } from './shellScope.ts';
import { spawnsWithoutEnd, StartedProcesses } from './startedProcesses.ts';
import { COMMAND_VARIABLES } from './knownVariables.ts';
import { expandText, expandWord, type WordScope } from './words.ts';
import { MAX_COMMAND_CHARS, MAX_DEPTH, MAX_NODES, type Arg, type Span } from './shellFacts.ts';

/** Characters that are parsed for one command at most. */
const MAX_READ = 3 * MAX_COMMAND_CHARS;

/**
 * Runs a script in the head: every branch is taken, nothing is executed. What the script itself spells (variables,
 * files it writes, functions) is followed, so that facts are about what would really run.
 */
export class ShellRun extends ShellScope implements WordScope, Machine {
  #nested = 0;
  /** Of the field's own text. */
  #length = 0;
  /** Characters parsed so far, the command's own and those of texts inside it that a shell reads again. */
  #read = 0;
  #nodes = 0;
  #substitutions = 0;
  /** Was something started that goes on beside what follows? */
  ranInBackground = false;
  piped = false;
  readonly #expanding = new Set<string>();
  readonly #processes = new StartedProcesses();
  /** Has the field's own text no parameters, so that what hangs on one is not run? */
  #withoutParameters = false;

  startsWithoutParameters(): void {
    this.#withoutParameters = true;
  }

  /** Is `$1` empty here? A function and a text that another shell reads have parameters of their own. */
  get #parameterless(): boolean {
    return this.#withoutParameters && this.#nested === 1 && !this.variables.has('1');
  }

  /** Runs a text that a shell reads. Spans of a nested text are those of the word that holds it. */
  script(text: string, stdin: Data = NOTHING): Data {
    if (text.trim() === '') return NOTHING;
    // Lines of Windows: the CR is no part of the last word. A space keeps every place where it is.
    if (text.includes('\r')) text = text.replace(/(?<!\\)\r(?=\n|$)/g, ' ');
    if (text.length > MAX_COMMAND_CHARS || this.#nested >= MAX_DEPTH) {
      this.shape(
        'over-budget',
        text.length > MAX_COMMAND_CHARS ? `${text.length} characters` : `nested ${MAX_DEPTH} deep`,
      );
      text = text.slice(0, MAX_COMMAND_CHARS);
      if (this.#nested >= MAX_DEPTH) return UNKNOWN;
    }
    this.#read += text.length;
    if (this.#read > MAX_READ) {
      this.shape('over-budget', `more than ${MAX_READ} characters with all that is read again`);
      return UNKNOWN;
    }
    // What is left open ends behind the text for the parser.
    if (this.#nested === 0) this.#length = text.length;
    this.#nested++;
    const outer = this.at;
    try {
      return this.#parsed(parse(text), stdin, this.#nested > 1 ? outer : undefined);
    } finally {
      this.at = outer;
      this.#nested--;
    }
  }

  /** As {@link script}, reached through a wrapper: the circumstances hold for everything in it. */
  scriptUnder(circumstances: Circumstances, text: string, stdin: Data): Data {
    const outer = this.circumstances;
    this.circumstances = circumstances;
    try {
      return this.script(text, stdin);
    } finally {
      this.circumstances = outer;
    }
  }

  #parsed(script: ParsedScript, stdin: Data, fixed: Span | undefined): Data {
    let output: Data = NOTHING;
    for (const statement of script.commands) {
      this.at = fixed ?? [statement.pos, Math.min(statement.end, this.#length)];
      output = join(output, this.#statement(statement, stdin, fixed));
    }
    return output;
  }

  #list(list: { readonly commands: readonly Statement[] } | undefined, stdin: Data): Data {
    if (!list) return NOTHING;
    let output: Data = NOTHING;
    for (const statement of list.commands) output = join(output, this.#statement(statement, stdin, this.at));
    return output;
  }

  #statement(statement: Statement, stdin: Data, fixed: Span | undefined): Data {
    if (!statement.background) return this.#node(statement.command, stdin, fixed);
    this.ranInBackground = true;
    return this.#processes.inBackground(() => this.#node(statement.command, stdin, fixed, true));
  }

  #node(node: PipelineNode | AndOr | CompoundList, stdin: Data, fixed: Span | undefined, background = false): Data {
    if (++this.#nodes > MAX_NODES) {
      if (this.#nodes === MAX_NODES + 1) this.shape('over-budget', `more than ${MAX_NODES} commands`);
      return UNKNOWN;
    }
    if (!fixed) this.at = [node.pos, Math.min(node.end, this.#length)];
    switch (node.type) {
      case 'Command':
        return this.#command(node, stdin, background);
      case 'Pipeline':
        return this.#pipeline(node.commands, stdin, fixed, background);
      case 'AndOr':
        return this.#chain(node, stdin, fixed);
      case 'Redirected':
        return this.#redirected(node.redirects, stdin, (input) => this.#node(node.command, input, fixed, background));
      case 'Subshell':
      case 'BraceGroup': {
        const cwd = this.cwd;
        const output = this.#list(node.body, stdin);
        if (node.type === 'Subshell') this.cwd = cwd;
        return output;
      }
      case 'CompoundList':
        return this.#list(node, stdin);
      case 'If':
        return this.#doubtful(() => {
          let output: Data = NOTHING;
          for (const { clause, then } of [node, ...node.elif]) {
            output = join(output, this.#list(clause, stdin));
            if (!this.#parameterless || !failsWithoutParameters(clause)) output = join(output, this.#list(then, stdin));
          }
          return join(output, this.#list(node.else, stdin));
        });
      case 'While':
        if (spawnsWithoutEnd(node))
          this.shape('spawn-loop', 'an endless loop starts a process each round and never waits');
        return this.#doubtful(() => join(this.#list(node.clause, stdin), this.#list(node.body, stdin)));
      case 'For':
      case 'Select':
        return this.#loop(
          node.name.value,
          node.wordlist?.flatMap((each) => expandWord(each, this)) ?? [],
          node.body,
          stdin,
        );
      case 'ArithmeticFor':
        return this.#doubtful(() => this.#list(node.body, stdin));
      case 'Case':
        return this.#doubtful(() => {
          const items =
            this.#parameterless && isEmptyParameter(node.word.text) ? reachedByEmpty(node.items) : node.items;
          return items.reduce((output, item) => join(output, this.#list(item.body, stdin)), NOTHING);
        });
      case 'Function':
        this.functions.set(node.name.value, node.body);
        if (node.name.value === 'command_not_found_handle') this.call('command_not_found_handle', [], stdin);
        return NOTHING;
      case 'Coproc':
        return this.#coproc(node, stdin);
      case 'TestCommand':
      case 'ArithmeticCommand':
        return NOTHING;
    }
  }

  #pipeline(nodes: readonly CommandNode[], stdin: Data, fixed: Span | undefined, background: boolean): Data {
    if (nodes.length < 2) return nodes.reduce((data, node) => this.#node(node, data, fixed, background), stdin);
    const { piped } = this;
    const last = nodes.length - 1;
    return this.#processes.inPipeline(() =>
      nodes.reduce((data, node, i) => {
        this.piped = piped || i < last;
        return this.#node(node, data, fixed, background);
      }, stdin),
    );
  }

  #chain(node: AndOr, stdin: Data, fixed: Span | undefined): Data {
    let output: Data = NOTHING;
    let failed = false;
    node.commands.forEach((each, i) => {
      if (node.operators[i - 1] === '||') failed = false;
      if (failed) return;
      failed = this.#parameterless && failsWithoutParameters(each);
      const run = () => this.#node(each, stdin, fixed);
      output = join(output, node.operators[i - 1] === '||' ? this.#doubtful(run) : run());
    });
    return output;
  }

  #doubtful(run: () => Data): Data {
    this.doubt++;
    try {
      return run();
    } finally {
      this.doubt--;
    }
  }

  #loop(name: string, values: readonly Arg[], body: CompoundList, stdin: Data): Data {
    const rounds = values.length === 0 ? [undefined] : values.slice(0, 8);
    return this.#doubtful(() => {
      let output: Data = NOTHING;
      for (const value of rounds) {
        this.variables.set(
          name,
          value && !value.dynamic && !/[*?]/.test(value.text)
            ? { labels: value.labels, text: value.text }
            : // What only a run could tell is one word each round.
              { labels: value?.labels ?? 0, ...(value?.dynamic === false && { text: value.text }) },
        );
        output = join(output, this.#list(body, stdin));
      }
      return output;
    });
  }

  #coproc(node: Coproc, stdin: Data): Data {
    const name = node.name?.value ?? 'COPROC';
    this.channels.set(`${name}[1]`, { script: node.body });
    this.variables.set(`${name}[1]`, { labels: 0, text: `${name}[1]` });
    this.#node(node.body, stdin, this.at, true);
    return NOTHING;
  }

  #command(node: Command, stdin: Data, background: boolean): Data {
    const assignments: { name: string; value: Arg }[] = [];
    for (const each of node.prefix) if (each.type === 'Assignment') this.#assignment(each, assignments);
    const words: Arg[] = node.name ? expandWord(node.name, this) : [];
    const accessed = this.accesses.length;
    for (const each of node.args) {
      if (each.type === 'Word') words.push(...expandWord(each, this));
      else words.push(this.#declaration(each, assignments));
    }
    if (mayGiveParameters(words)) this.assign('1', UNKNOWN);
    if (node.name && words.length > 0) this.#splitName(node.name.text, words[0]?.text ?? '');
    if (this.accesses.length > accessed && loadsEnvironment(words)) this.loaded(accessed);
    const own: Circumstances = { ...this.circumstances, background, assignments };
    if (words[0]?.text === 'exec' && words.slice(1).every((each) => each.text.startsWith('-'))) {
      this.#openChannels(node.redirects);
      return NOTHING;
    }
    return this.#redirected(node.redirects, stdin, (input) =>
      words.length > 0 ? invoke(this, words, input, own) : input,
    );
  }

  #assignment(node: Assignment, seen: { name: string; value: Arg }[]): void {
    if (node.value.type === 'ArrayValue') {
      const elements = node.value.elements.flatMap((each) => expandWord(each, this));
      elements.forEach((each, i) => {
        this.assign(`${node.name}[${i}]`, dataOf(each));
      });
      const all = elements.map((each) => each.text).join(' ');
      const dynamic = elements.some((each) => each.dynamic);
      const whole: Data = {
        labels: labelsOf(elements),
        ...(!dynamic && { text: all }),
      };
      this.assign(`${node.name}[@]`, whole);
      this.assign(`${node.name}[*]`, whole);
      if (elements[0]) this.assign(node.name, dataOf(elements[0]));
      return;
    }
    const value = expandText(node.value, this);
    const name = node.index ? `${node.name}[${node.index.value}]` : node.name;
    seen.push({ name, value });
    // What the variable holds is run by the programs that look at it: a pager, an editor, a transport.
    if (COMMAND_VARIABLES.has(name) && /[\s;|&$]/.test(value.text)) this.script(value.text);
    const before = node.append ? this.variables.get(name) : undefined;
    this.assign(name, before ? join(before, dataOf(value)) : dataOf(value));
  }

  #declaration(node: Assignment, seen: { name: string; value: Arg }[]): Arg {
    const count = seen.length;
    this.#assignment(node, seen);
    const last = seen[count];
    return last
      ? { ...last.value, text: `${last.name}=${last.value.text}` }
      : { text: node.text, dynamic: true, labels: 0 };
  }

  #splitName(written: string, name: string): void {
    if (
      written !== name &&
      /^[a-z][a-z0-9-]*$/.test(name) &&
      /^[a-z0-9\\'"$-]+$/i.test(written) &&
      !/^(?:\\[a-z0-9-]+|"[^"]*"|'[^']*')$/i.test(written) &&
      /[\\'"]/.test(written) &&
      !/^["']?\$[A-Za-z_]/.test(written)
    ) {
      this.shape('split-name', `"${written}" is ${name}`);
    }
  }

  #redirected(redirects: readonly Redirection[], stdin: Data, run: (input: Data) => Data): Data {
    if (redirects.length === 0) return run(stdin);
    let input = stdin;
    const outputs: { target: Arg; append: boolean; error: boolean }[] = [];
    for (const each of redirects) {
      if (each.type === 'HereDoc') {
        const body = each.delimiter?.quoted
          ? { text: each.body.text, dynamic: false, labels: 0 }
          : expandText({ text: each.body.text, parts: each.body.parts }, this);
        // What a heredoc leaves open is still text that its reader gets.
        input = { labels: body.labels, text: body.text };
      } else if (each.type === 'HereString') {
        const text = each.target ? expandText(each.target, this) : undefined;
        input = text ? { labels: text.labels, text: `${text.text}\n` } : UNKNOWN;
      } else if (each.target) {
        const target = expandText(each.target, this);
        const error = each.descriptor?.type === 'FileDescriptor' && each.descriptor.value === 2;
        if (each.operator === '<') input = this.read(target, 'redirect');
        else if (each.operator === '<&') input = this.channels.get(target.text.replace(/-$/, ''))?.data ?? input;
        else if (each.operator === '<>') {
          input = this.read(target, 'redirect');
          outputs.push({ target, append: true, error: false });
        } else if (each.descriptor?.type === 'FileDescriptor' && each.descriptor.value > 2 && each.operator !== '>&') {
          this.channels.set(String(each.descriptor.value), { path: target });
          this.reach(target);
        } else if (!(each.operator === '>&' && /^(?:[12]|-|1-|2-)$/.test(target.text)))
          outputs.push({ target, append: each.operator.includes('>>'), error });
      }
    }
    const output = run(input);
    if (outputs.length === 0) return output;
    for (const each of outputs)
      this.write(each.target, each.error && outputs.length > 1 ? UNKNOWN : output, 'redirect', each.append);
    return outputs.every((each) => each.error) ? output : NOTHING;
  }

  #openChannels(redirects: readonly Redirection[]): void {
    for (const each of redirects) {
      const number = each.descriptor?.type === 'FileDescriptor' ? String(each.descriptor.value) : each.descriptor?.name;
      if (each.type === 'HereString' && each.target) {
        const text = expandText(each.target, this);
        this.openChannel(number ?? '0', { data: { labels: text.labels, text: `${text.text}\n` } });
      }
      if (each.type !== 'Redirect' || !each.target) continue;
      const target = expandText(each.target, this);
      const reads = each.operator.startsWith('<');
      const other = this.channels.get(target.text.replace(/-$/, ''));
      const channel =
        each.operator.endsWith('&') && other
          ? other
          : reads
            ? { data: this.read(target, 'exec'), path: target }
            : { path: target };
      if (!reads) this.reach(target);
      this.openChannel(number ?? (reads ? '0' : '1'), channel);
    }
  }

  alias(name: string): string | undefined {
    // `alias ls='ls -l'` is not asked again while it is being run.
    if (this.#expanding.has(name)) return undefined;
    return this.aliases.get(name) ?? this.earlier?.aliases.get(name);
  }

  expandAlias(name: string, text: string, args: readonly Arg[], stdin: Data): Data {
    const words = args.map((arg) => (arg.dynamic ? arg.text : quotedWord(arg.text)));
    this.#expanding.add(name);
    try {
      return this.script([text, ...words].join(' '), stdin);
    } finally {
      this.#expanding.delete(name);
    }
  }

  substitute(script: ParsedScript | undefined): Data {
    if (!script) return UNKNOWN;
    if (this.#nested >= MAX_DEPTH) {
      this.shape('over-budget', `nested ${MAX_DEPTH} deep`);
      return UNKNOWN;
    }
    this.#nested++;
    const { cwd } = this;
    try {
      return this.#parsed(script, NOTHING, this.at);
    } finally {
      this.cwd = cwd;
      this.#nested--;
    }
  }

  processFile(script: ParsedScript | undefined, operator: '<' | '>'): string {
    const path = `/dev/fd/process${++this.#substitutions}`;
    this.channels.set(path.slice('/dev/fd/'.length), operator === '<' ? { data: this.substitute(script) } : { script });
    return path;
  }

  /** Calls a function that the script defined. */
  call(name: string, args: readonly Arg[], stdin: Data): Data | undefined {
    const own = this.functions.get(name);
    const body = own ?? this.earlier?.functions.get(name);
    if (!body) return undefined;
    if (this.#processes.isRunning(name)) {
      if (this.#processes.isBomb(name, this.doubt)) this.shape('fork-bomb', `${name} starts itself again and again`);
      return UNKNOWN;
    }
    args.forEach((arg, i) => this.variables.set(String(i + 1), dataOf(arg)));
    const all: Data = {
      labels: labelsOf(args),
      text: args.map((arg) => arg.text).join(' '),
    };
    this.variables.set('@', all).set('*', all);
    const origin = own ? NOTHING : fromEarlier(NOTHING);
    return this.#processes.inFunction(name, this.doubt, () =>
      this.asEarlier(origin, name, () => this.#node(body, stdin, this.at)),
    );
  }

  protected feed(script: ChannelReader, data: Data): void {
    if (script.type === 'Script') this.#parsed(script, data, this.at);
    else this.#node(script, data, this.at);
  }
}

/** `export $(cat .env | xargs)`, `env $(...) CMD`: variables for a program, which nobody gets to read. */
function loadsEnvironment(words: readonly Arg[]): boolean {
  const name = words[0]?.text;
  return name === 'export' || (name === 'env' && !/^(?:env|printenv|set)$/.test(words.at(-1)?.text ?? ''));
}

function dataOf(arg: Arg): Data {
  return arg.dynamic ? { labels: arg.labels } : { labels: arg.labels, text: arg.text };
}
