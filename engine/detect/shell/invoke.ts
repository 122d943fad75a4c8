import { destinationOf } from '../net/classifyHost.ts';
import { labelsOf, word } from './args.ts';
import { buildsBrought } from './broughtCode.ts';
import { codeRun } from './codeRun.ts';
import { foreignIn, labels, NOTHING, UNKNOWN, type Data } from './labels.ts';
import { parsePowershell } from './powershell.ts';
import type { Circumstances, Machine, Stage } from './machine.ts';
import { HANDLERS } from './programs.ts';
import { COMPILERS, INTERPRETERS, KNOWN_PROGRAMS, programName, SHELLS } from './programName.ts';
import { MAX_WRAPPERS, type Arg, type ShellCommand } from './shellFacts.ts';
import { embeddedCommands } from './embeddedCommands.ts';
import { printedSetup } from '../paths/startUpText.ts';
import { unwrap, type Unwrapped } from './wrappers.ts';
import { joinArgs } from './words.ts';

const STDIN = '__stdin';

/** Runs one command in the head and gives what it would print. */
export function invoke(run: Machine, words: readonly Arg[], stdin: Data, how: Circumstances): Data {
  const outer = run.circumstances;
  run.circumstances = how;
  try {
    return invokeHere(run, words, stdin, how);
  } finally {
    run.circumstances = outer;
  }
}

function invokeHere(run: Machine, words: readonly Arg[], stdin: Data, how: Circumstances): Data {
  const [head, ...args] = words;
  if (!head) return NOTHING;
  if (how.wrappers.length > MAX_WRAPPERS) {
    run.shape('over-budget', `more than ${MAX_WRAPPERS} programs in front of each other`);
    return UNKNOWN;
  }
  if (foreignIn(head.labels) && isWholeCommand(head)) run.flow(foreignIn(head.labels), 'execute', 'shell');
  const alias = run.alias(head.text);
  if (alias !== undefined && /[\s;|&]/.test(alias)) return run.expandAlias(head.text, alias, args, stdin);
  const name = alias ?? globbedName(run, head) ?? withoutUnset(run, head) ?? head.text;
  const called = run.call(name, args, stdin);
  if (called) return called;
  const program = head.dynamic && name.startsWith('$') ? '' : programName(name);
  if (program === '') run.shape('dynamic-program', head.text);
  const { wrappers, place, background, assignments } = how;
  const command: ShellCommand = {
    program,
    name,
    args,
    wrappers,
    assignments,
    place,
    background,
    piped: run.piped,
    cwd: run.cwd,
    span: run.span,
  };
  run.commands.push(command);
  for (const { text } of words) if (text.includes('stratum') || isPool(text)) reachPool(run, text, program);
  if (head.text.startsWith('/dev/tcp/')) run.shape('code-raw-connect', head.text);
  const builtin = BUILTINS[program];
  if (builtin) return builtin(run, command, stdin) ?? NOTHING;
  const inner = unwrap(program, args);
  const stage: Stage = { run, command, stdin };
  if (program === 'env')
    for (const arg of args) {
      const [, variable, value] = /^([A-Za-z_]\w*)=(.*)$/s.exec(arg.text) ?? [];
      if (variable && value !== undefined && !arg.dynamic) run.assign(variable, { labels: arg.labels, text: value });
    }
  if (inner) {
    // A wrapper such as ssh or docker is also a program with effects of its own.
    const own = program === 'env' ? undefined : HANDLERS.get(program)?.(stage);
    const printed = runUnwrapped(run, inner, stdin, how, program);
    const output = fetchesPackage(program, args) ? { labels: printed.labels | PACKAGE_OUTPUT } : printed;
    return own ? { labels: own.labels | output.labels, text: output.text } : output;
  }
  for (const each of embeddedCommands(program, args)) runUnwrapped(run, each, stdin, how, program);
  if (SHELLS.has(program)) return runShell(stage);
  if (program === 'powershell') return runPowershell(stage);
  if (program === 'cmd') {
    const at = args.findIndex((arg) => /^\/[ck]/i.test(arg.text));
    parsePowershell(run, joinArgs(args.slice(at + 1)).text.replace(/^"(.*)"$/s, '$1'));
    return UNKNOWN;
  }
  if (COMPILERS.has(program)) compileSource(stage);
  if (Object.hasOwn(INTERPRETERS, program)) return runInterpreter(stage);
  executeFile(run, head);
  if (run.knows) buildsBrought(run, program, args);
  const handler = HANDLERS.get(program);
  if (asksForSetup(args)) return { labels: stdin.labels, text: printedSetup([name, ...args.map((arg) => arg.text)]) };
  if (handler) return handler(stage) ?? { labels: stdin.labels };
  return { labels: stdin.labels | labelsOf(args) };
}

/** `gh completion`, `starship init zsh`: a program prints what a shell needs for it. */
function asksForSetup(args: readonly Arg[]): boolean {
  const [first, second] = args;
  return (
    args.length <= 3 &&
    ((/^completions?$/.test(first?.text ?? '') && (!second || /^(?:-s|bash|zsh|fish)$/.test(second.text))) ||
      (/^(?:init|activate|hook)$/.test(first?.text ?? '') && /^(?:-|bash|zsh|fish)$/.test(second?.text ?? '')))
  );
}

const PACKAGE_OUTPUT = labels('package-output');
/** The first words that make a program fetch a package and start what is in it; none: it always does. */
const PACKAGE_RUNNERS: Readonly<Record<string, RegExp>> = {
  npx: /./,
  bunx: /./,
  uvx: /./,
  pnpx: /./,
  npm: /^(?:exec|x)$/,
  pnpm: /^dlx$/,
  yarn: /^dlx$/,
  bun: /^x$/,
  pipx: /^run$/,
};

function fetchesPackage(program: string, args: readonly Arg[]): boolean {
  return Object.hasOwn(PACKAGE_RUNNERS, program) && PACKAGE_RUNNERS[program]!.test(args[0]?.text ?? '');
}

/** Where miners bring what they have found; `host:port`, as they take it. */
const POOL =
  /^(?:\w+:\/\/)?[\w.-]*\b(?:supportxmr\.com|minexmr\.com|nanopool\.org|moneroocean\.stream|2miners\.com|nicehash\.com|hashvault\.pro|f2pool\.com|ethermine\.org|unmineable\.com|herominers\.com|c3pool\.(?:com|org)|woolypooly\.com|zpool\.ca|miningpoolhub\.com|xmrpool\.eu|kryptex\.network):\d+/i;

const isPool = (text: string): boolean => text.length < 90 && text.includes(':') && POOL.test(text);

/** Miners have any name; what they talk to has one protocol, and few places. */
function reachPool(run: Machine, text: string, program: string): void {
  const url = /stratum2?(?:\+[a-z]{3})?:\/\/[^\s'",]+/i.exec(text)?.[0];
  if (url !== undefined) run.connect(url, 0, program);
  else if (isPool(text)) run.connect(`stratum+tcp://${text.replace(/^\w+:\/\//, '')}`, 0, program);
}

/** Is the name of the program itself what came from elsewhere, not only a part of it? */
function isWholeCommand(head: Arg): boolean {
  return head.dynamic ? /^[$`]/.test(head.text) : (head.labels & DECODED) !== 0;
}

/** `/bin/b??h`: a pattern in the place of a program's name, which the shell replaces by the file that fits. */
function globbedName(run: Machine, head: Arg): string | undefined {
  if (head.dynamic || !/[?*[]/.test(head.text) || !head.text.includes('/')) return undefined;
  const base = head.text.slice(head.text.lastIndexOf('/') + 1);
  if (!/[a-z]/i.test(base) || base.length > 24) return undefined;
  const matcher = fileNamePattern(base);
  const found = [...KNOWN_PROGRAMS].find((name) => matcher.test(name) || matcher.test(`${name}3`));
  if (found) run.shape('split-name', `"${head.text}" is ${found}`);
  return found;
}

/** A bracket that does not close, or holds more than letters and ranges of them, stands for itself. */
function fileNamePattern(glob: string): RegExp {
  const source = glob.replace(/\[([!^]?)([\w-]+)\]|\*+|\W/g, (part, not?: string, members?: string) => {
    if (members === undefined) return part.startsWith('*') ? '.*' : part === '?' ? '.' : `\\${part}`;
    const rising = members.replace(/(\w)-(\w)|-/g, (range, from?: string, to?: string) =>
      from === undefined ? '\\-' : from <= to! ? range : '',
    );
    return `[${not === '' ? '' : '^'}${rising}]`;
  });
  return new RegExp(`^${source}$`);
}

const DECODED = labels('decoded');

/** `cu${x}rl`: a variable that nothing has set leaves the name as it is without it. */
function withoutUnset(run: Machine, head: Arg): string | undefined {
  if (!head.dynamic || head.labels !== 0 || !/^[\w./-]*\$\{?\w+\}?[\w./${}-]*$/.test(head.text)) return undefined;
  const bare = head.text.replace(/\$(?:\{\w+\}|\w+)/g, '');
  // `python${EXE}` is how build files write it; nobody puts a variable into the middle of a name.
  const isSplit = /\w\$(?:\{\w+\}|\d)\w[^/]*$/.test(head.text);
  const isKnown = KNOWN_PROGRAMS.has(programName(bare));
  if (bare.length < 2 || !(isKnown || isSplit)) return undefined;
  if (isSplit && isKnown) run.shape('split-name', `"${head.text}" is ${bare}`);
  return bare;
}

function runUnwrapped(run: Machine, inner: Unwrapped, stdin: Data, how: Circumstances, program: string): Data {
  const next: Circumstances = {
    wrappers: [...how.wrappers, program],
    elevated: how.elevated || (inner.elevated ?? false),
    place: inner.place ?? how.place,
    background: how.background,
    assignments: how.assignments,
  };
  if (inner.script) {
    if (inner.script.dynamic && foreignIn(inner.script.labels))
      run.flow(foreignIn(inner.script.labels), 'execute', program);
    return run.scriptUnder(next, inner.script.text, stdin);
  }
  const argv = inner.argv ?? [];
  if (!inner.feeds) return invoke(run, argv, stdin, next);
  if (inner.feeds.file) stdin = run.read(inner.feeds.file, program, { quiet: true });
  run.assign(STDIN, stdin.text === undefined ? stdin : { ...stdin, text: stdin.text.trimEnd() });
  const fed: Arg =
    stdin.text === undefined
      ? { text: `$${STDIN}`, dynamic: true, labels: stdin.labels }
      : { ...word(stdin.text.trimEnd()), labels: stdin.labels };
  const replace = inner.feeds.replace;
  const words =
    replace === undefined
      ? [...argv, fed]
      : argv.map((arg) =>
          arg.text.includes(replace)
            ? { text: arg.text.replaceAll(replace, fed.text), dynamic: fed.dynamic, labels: arg.labels | fed.labels }
            : arg,
        );
  return invoke(run, words, stdin, next);
}

/** Source that the script itself spells is read for what the program made of it will do. */
function compileSource({ run, command, stdin }: Stage): void {
  for (const arg of command.args) {
    if (arg.text.startsWith('-') && arg.text !== '-') continue;
    const source = arg.text === '-' ? stdin.text : run.written(run.canonical(arg.text))?.text;
    if (source) codeRun(run, word(source), command.program, NOTHING);
  }
}

/** `./x` and `dir/x`: what the script fetched or wrote there is run. */
function executeFile(run: Machine, head: Arg): void {
  if (head.dynamic) return;
  if (!head.text.includes('/')) return executeFound(run, head);
  const written = run.written(run.canonical(head.text));
  if (written) runFile(run, written, head, head.text);
}

const BIN_FOLDERS = ['/usr/local/bin', '/usr/bin', '/opt/homebrew/bin', '~/.local/bin', '~/bin'];
const EARLIER = labels('earlier');

/** A name without a folder: what this command itself has fetched to where programs are looked for, from nobody known. */
function executeFound(run: Machine, head: Arg): void {
  if (!run.spells) return;
  for (const folder of BIN_FOLDERS) {
    const path = `${folder}/${head.text}`;
    if (!run.accesses.some((each) => each.path === path && DOWNLOADERS.has(each.program))) continue;
    const written = run.written(path);
    if (written && (written.labels & EARLIER) === 0 && !run.commands.slice(-NEAR).some(asksKnownHost))
      runFile(run, written, head, head.text);
  }
}
/** What is fetched is used a few commands later. */
const NEAR = 40;
const DOWNLOADERS: ReadonlySet<string> = new Set(['curl', 'wget', 'aria2c', 'axel']);

function asksKnownHost({ program, args }: ShellCommand): boolean {
  return (
    DOWNLOADERS.has(program) &&
    args.some(({ text }) => text.includes('://') && destinationOf(text)?.classes.has('provider') === true)
  );
}

function runFile(run: Machine, content: Data, path: Arg, program: string): void {
  run.access('execute', path, program);
  const foreign = foreignIn(content.labels);
  if (foreign) run.flow(foreign, 'execute', program);
  else if (content.text !== undefined) {
    const { text } = content;
    // A file is run by what its first line names, whatever called it.
    const interpreter = /^#!.*?\b(python|node|perl|ruby|php|lua)\d?/.exec(text)?.[1];
    run.asEarlier(content, path.text, () =>
      interpreter === undefined ? run.script(text, NOTHING) : codeRun(run, word(text), interpreter, NOTHING),
    );
  }
}

const SHELL_VALUE_OPTIONS = new Set(['-o', '+o', '-O', '+O', '--rcfile', '--init-file']);

function runShell({ run, command, stdin }: Stage): Data {
  const { args, program } = command;
  for (let i = 0; i < args.length; i++) {
    const arg = args[i];
    if (!arg) break;
    if (SHELL_VALUE_OPTIONS.has(arg.text)) {
      i++;
      continue;
    }
    if (/^--(?:init-command|command)$/.test(arg.text) || /^-[a-zA-Z]*c[a-zA-Z]*$/.test(arg.text)) {
      const rest = args.slice(i + 1);
      const at = rest.findIndex((each) => !/^[-+][a-zA-Z-]/.test(each.text) || each.text === '--');
      const code = rest[rest[at]?.text === '--' ? at + 1 : at];
      if (!code) return UNKNOWN;
      return runText(run, code, stdin, program, rest.slice(at + 1));
    }
    if (/^-[a-zA-Z]*s/.test(arg.text)) break;
    if (arg.text === '-' || /^[-+]/.test(arg.text)) continue;
    if (/^\/dev\/(?:stdin|fd\/0)$|^\/proc\/self\/fd\/0$/.test(arg.text)) break;
    const content = run.read(arg, program, { quiet: true });
    runFile(run, { ...content, labels: content.labels | arg.labels }, arg, program);
    return { labels: foreignIn(content.labels) };
  }
  const foreign = foreignIn(stdin.labels);
  if (foreign) run.flow(foreign, 'execute', program);
  if (stdin.text !== undefined && stdin.text !== '') return run.script(stdin.text, NOTHING);
  return { labels: labels('shell-output') };
}

/** A text for `-c` or `eval`. `rest` are its positional parameters. */
function runText(run: Machine, code: Arg, stdin: Data, program: string, rest: readonly Arg[] = []): Data {
  const foreign = foreignIn(code.labels);
  const wholly = /^\s*["']?(?:\$\(|`|\$\{?[A-Za-z_@*0-9])/.test(code.text);
  if (foreign && (wholly || !code.dynamic)) run.flow(foreign, 'execute', program);
  rest.forEach((arg, i) => {
    run.assign(String(i), arg.dynamic ? { labels: arg.labels } : { labels: arg.labels, text: arg.text });
  });
  return run.script(code.text, stdin);
}

function runInterpreter({ run, command, stdin }: Stage): Data {
  const { args, program } = command;
  const spec = INTERPRETERS[program];
  if (!spec) return UNKNOWN;
  if (program === 'awk' || program === 'osascript') return runEmbeddedLanguage(run, command, stdin);
  let pending: string | undefined;
  for (let i = 0; i < args.length; i++) {
    const arg = args[i];
    if (!arg) break;
    const code =
      spec.code.includes(arg.text) ||
      (program === 'perl' && /^-[a-zA-Z0-9]*[eE]$/.test(arg.text)) ||
      (program === 'ruby' && /^-[a-z]*e$/.test(arg.text))
        ? args[i + 1]
        : inlineCode(program, arg);
    if (code) {
      const read = readByLine(command, i) ? run.read(args.at(-1) ?? arg, program) : stdin;
      return codeRun(run, code, program, read);
    }
    if (arg.text === '-m' && program === 'python')
      return HANDLERS.get(`python -m ${args[i + 1]?.text ?? ''}`)?.({ run, command, stdin }) ?? UNKNOWN;
    if (spec.value?.includes(arg.text)) {
      i++;
      continue;
    }
    if (arg.text.startsWith('-') && arg.text !== '-') continue;
    if (program === 'deno' || program === 'bun') {
      if (/^(?:run|serve|x)$/.test(arg.text)) continue;
      if (/^https?:/.test(arg.text)) {
        run.connect(arg.text, 0, program);
        run.flow(labels('download'), 'execute', program);
      }
    }
    pending = arg.text;
    if (arg.text === '-' || /^\/dev\/stdin$/.test(arg.text)) break;
    const content = run.read(arg, program, { quiet: true });
    const foreign = foreignIn(content.labels | arg.labels);
    run.access('execute', arg, program);
    if (foreign) run.flow(foreign, 'execute', program);
    else if (content.text) {
      const code = word(content.text);
      run.asEarlier(content, arg.text, () => codeRun(run, code, program, stdin));
    }
    return { labels: stdin.labels };
  }
  if (pending === undefined && args.some((arg) => /^--?(?:version|V|v|help|h)$/.test(arg.text))) return NOTHING;
  const foreign = foreignIn(stdin.labels);
  if (foreign) run.flow(foreign, 'execute', program);
  if (stdin.text) return codeRun(run, { text: stdin.text, dynamic: false, labels: 0 }, program, NOTHING);
  return { labels: stdin.labels };
}

/** `perl -ne code FILE` runs the code on every line of the file. */
function readByLine({ args, program }: ShellCommand, at: number): boolean {
  return (
    (program === 'perl' || program === 'ruby') &&
    args.length > at + 2 &&
    args.some((arg) => /^-[a-zA-Z0-9]*[np]/.test(arg.text))
  );
}

/** `-c'code'`, `--eval=code`. */
function inlineCode(program: string, arg: Arg): Arg | undefined {
  const hit =
    /^(?:--(?:eval|print)=)(.+)/s.exec(arg.text) ??
    (program === 'python'
      ? /^-[a-zA-Z]*c(.+)/s.exec(arg.text)
      : /^(?:perl|ruby|node|lua)$/.test(program)
        ? /^-e(.{6,})/s.exec(arg.text)
        : program === 'php'
          ? /^-r(.{6,})/s.exec(arg.text)
          : null);
  return hit?.[1] ? { ...arg, text: hit[1] } : undefined;
}

function runEmbeddedLanguage(run: Machine, command: ShellCommand, stdin: Data): Data {
  // Text put together from character codes is hidden text.
  const hides = command.args.some((arg) => /%c[^\n]*,\s*\d/.test(arg.text));
  let found = stdin.labels | (hides ? DECODED : 0);
  const texts = command.args.filter((arg) => !arg.text.startsWith('-'));
  for (const arg of texts.slice(0, 4)) {
    if (/[({]/.test(arg.text) || command.program === 'osascript') codeRun(run, arg, command.program, stdin);
    else found |= run.read(arg, command.program).labels;
  }
  return { labels: found };
}

function runPowershell({ run, command, stdin }: Stage): Data {
  const at = command.args.findIndex((arg) => powershellInput(arg.text) !== undefined);
  const flag = powershellInput(command.args[at]?.text ?? '') ?? '';
  const rest = joinArgs(command.args.slice(at + 1));
  const foreign = foreignIn(stdin.labels | (at < 0 ? 0 : rest.labels));
  if (foreign) run.flow(foreign, 'execute', 'powershell');
  if (at < 0) {
    // Without an option that says so, what follows the options is a command with options of its own.
    const first = command.args.findIndex((arg, i) => !/^[-/]/.test(arg.text) && !takesValue(command.args[i - 1]));
    const text = joinArgs(first < 0 ? [] : command.args.slice(first));
    if (text.text) parsePowershell(run, text.text);
  } else if (flag.startsWith('f')) {
    const file = command.args[at + 1];
    if (file) runFile(run, { labels: run.read(file, 'powershell', { quiet: true }).labels }, file, 'powershell');
  } else if (flag.startsWith('e'))
    parsePowershell(run, Buffer.from(command.args[at + 1]?.text ?? '', 'base64').toString('utf16le'), true);
  else if (rest.text !== '-') parsePowershell(run, rest.text);
  return UNKNOWN;
}

const takesValue = (arg: Arg | undefined): boolean =>
  arg !== undefined && /^[-/](?:ex|ep|w|v|psc|config|in|out|wo|mta|sta)[a-z]*$/i.test(arg.text);

/** Options may be abbreviated as long as they are the first that fits: `-e` is `-EncodedCommand`, `-ex` is not. */
function powershellInput(text: string): string | undefined {
  if (!/^[-/][a-z]+$/i.test(text)) return undefined;
  const given = text.slice(1).toLowerCase();
  return given === 'ec'
    ? 'encodedcommand'
    : ['command', 'encodedcommand', 'file'].find((name) => name.startsWith(given));
}

type Builtin = (run: Machine, command: ShellCommand, stdin: Data) => Data | undefined;

const keep: Builtin = (_run, command) => ({ labels: labelsOf(command.args) });

const BUILTINS: Readonly<Record<string, Builtin>> = {
  cd: changeFolder,
  pushd: changeFolder,
  eval: (run, command, stdin) =>
    command.args.length > 0 ? runText(run, joinArgs(command.args), stdin, 'eval') : NOTHING,
  source: sourceFile,
  '.': sourceFile,
  export: declare,
  declare: declare,
  typeset: declare,
  local: declare,
  readonly: declare,
  read: readVariable,
  mapfile: readVariable,
  readarray: readVariable,
  unset: (run, command) => {
    for (const arg of command.args) run.unset(arg.text);
    return NOTHING;
  },
  alias: (run, command) => {
    for (const arg of command.args) {
      const [, name, value] = /^([^=]+)=(.*)$/s.exec(arg.text) ?? [];
      if (!name || !value) continue;
      run.aliases.set(name, value);
      if (TRUSTED_NAME.test(name) && HIDDEN_PROGRAM.test(value))
        run.shape('program-alias', `${name} would start ${value}`);
    }
    return NOTHING;
  },
  hash: (run, command) => {
    const [flag, path, name] = command.args;
    if (flag?.text === '-p' && path && name) run.aliases.set(name.text, path.text);
    return NOTHING;
  },
  set: (_run, command) => (command.args.length === 0 ? { labels: labels('environment') } : NOTHING),
  test: () => NOTHING,
  '[': () => NOTHING,
  true: () => NOTHING,
  false: () => NOTHING,
  ':': () => NOTHING,
  wait: () => NOTHING,
  exit: () => NOTHING,
  return: keep,
};

function changeFolder(run: Machine, command: ShellCommand): Data {
  const to = command.args.find((arg) => !/^-[LPe]?$/.test(arg.text));
  if (to?.dynamic) run.cwd = undefined;
  else run.cwd = to ? run.canonical(to.text) : '~';
  return NOTHING;
}

function sourceFile(run: Machine, command: ShellCommand, stdin: Data): Data {
  const file = command.args[0];
  if (!file) return NOTHING;
  const content = /^\/dev\/(?:stdin|fd\/0)$/.test(file.text) ? stdin : run.read(file, 'source', { quiet: true });
  runFile(run, content, file, 'source');
  return NOTHING;
}

function declare(run: Machine, command: ShellCommand): Data {
  if (command.args.every((arg) => /^-[a-z]+$/i.test(arg.text))) return { labels: labels('environment') };
  const lower = command.args.some((arg) => /^-[a-zA-Z]*l/.test(arg.text));
  const reference = command.args.some((arg) => /^-[a-zA-Z]*n/.test(arg.text));
  for (const arg of command.args) {
    const [, name, value] = /^([A-Za-z_]\w*)=(.*)$/s.exec(arg.text) ?? [];
    if (!name || value === undefined || arg.dynamic) continue;
    if (reference) {
      const target = run.variable(value);
      if (target) run.assign(name, target);
    } else run.assign(name, { labels: arg.labels, text: lower ? value.toLowerCase() : value });
  }
  return NOTHING;
}

function readVariable(run: Machine, command: ShellCommand, stdin: Data): Data {
  const fd = command.args.findIndex((arg) => /^-[a-z]*u$/.test(arg.text));
  const from =
    fd >= 0 && command.args[fd + 1]
      ? run.read(word(`/dev/fd/${command.args[fd + 1]?.text ?? ''}`), 'read', { quiet: true })
      : stdin;
  const value: Data = from.text === undefined ? from : { labels: from.labels, text: from.text.trimEnd() };
  command.args.forEach((arg, i) => {
    if (
      !/^[A-Za-z_]\w*$/.test(arg.text) ||
      (i > 0 &&
        /^-[a-z]*[utdnNpi]$/.test(command.args[i - 1]?.text ?? '') &&
        !/^-[a-z]*[ra]$/.test(command.args[i - 1]?.text ?? ''))
    )
      return;
    run.assign(arg.text, value);
    run.assign(`${arg.text}[0]`, value);
  });
  return NOTHING;
}

/** Programs that are given passwords and keys, or act with them. */
const TRUSTED_NAME =
  /^(?:sudo|su|doas|ssh|scp|sftp|passwd|gpg|git|docker|kubectl|aws|gcloud|az|npm|op|pass|vault|login)$/;
/** In a folder that anybody can write to, or one that is not shown. */
const HIDDEN_PROGRAM =
  /^["']?(?:\.\/(?=~))?(?:\/tmp\/|\/var\/tmp\/|\/dev\/shm\/|(?:~|\$HOME)\/\.(?!local\/bin\/|cargo\/bin\/|bun\/bin\/|asdf\/|nvm\/|pyenv\/|rbenv\/|nix-profile\/)\w)/;
