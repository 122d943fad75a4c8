import { quotedWord } from '../text/quotedWord.ts';
import { destinationOf } from '../net/classifyHost.ts';
import { UNLIMITED, type Budget } from '../budget.ts';
import type { Behaviour, BehaviourKind } from './behaviour.ts';
import { deletes, does, DOWNLOAD_TO_FILE, reads, sends, writes } from './capabilities.ts';
import {
  BUILD_TOKEN,
  CLIPBOARD,
  DECODED,
  ENVIRONMENT,
  FETCHED,
  HOST_FACTS,
  KEYS,
  REQUEST,
  SCREEN,
  SECRET,
  SOCKET_DATA,
  UNPACKED,
  type CodeLabels,
} from './codeLabels.ts';
import type { Language } from './language.ts';
import { Program, type Call } from './program.ts';
import type { CallArg } from './tokenRanges.ts';
import { isSecretFile, trustKind, wipeKind } from './codeTargets.ts';
import { scriptPieces } from './longCode.ts';
import { shellBehaviours } from './shellBehaviours.ts';
import { acts } from './triggers.ts';
import { doorBehaviours } from './doorBehaviours.ts';
import { wordBehaviours } from './wordBehaviours.ts';

/** Longer programs are read to here; what follows the budget's end is not honest source any more. */
const MAX_CODE = 262_144;
const MAX_SHELL_TEXTS = 60;

/** What a program in `language` would do to whoever runs it. */
export function codeBehaviours(
  text: string,
  language: Language,
  workspace?: string,
  budget: Budget = UNLIMITED,
): readonly Behaviour[] {
  const code = language === 'perl' ? withoutPod(text.slice(0, MAX_CODE)) : text.slice(0, MAX_CODE);
  if (language === 'shell' || language === 'batch') {
    const span = [0, Math.min(code.length, 2000)] as const;
    const isRead = (piece: string) => !budget.spent() && acts(piece, language, budget);
    return scriptPieces(code, isRead).flatMap((piece) => shellBehaviours(piece, span, workspace));
  }
  const reading = new Reading(code, language, workspace);
  return reading.run();
}

/** Perl's documentation stands in the program itself; blanks keep every place where it is. */
function withoutPod(code: string): string {
  const data = /^__(?:END|DATA)__$/m.exec(code);
  const program = data ? code.slice(0, data.index) : code;
  if (!/^=[a-z]/m.test(program)) return program;
  return program.replace(/^=[a-z]\w*\b[\s\S]*?(?:^=cut\b.*$|(?![\s\S]))/gm, (pod) => pod.replace(/[^\n]/g, ' '));
}

const SHELL_NAME =
  /^(?:(?:\/(?:usr\/)?(?:local\/)?bin\/)?(?:ba|z|k|da|a|tc|c)?sh(?:\s-[il]{1,4})?|\/system\/bin\/sh|(?:[A-Za-z]:\\[^\s]{0,60}\\)?(?:cmd|powershell|pwsh)(?:\.exe)?(?:\s.{0,60})?|(?:\/bin\/)?(?:ba)?sh -i[\s<>&\d%$#{}\w]{0,40})$/i;
const isShell = (text: string): boolean => text.length < 90 && SHELL_NAME.test(text.trim());
const METADATA = /169\.254\.169\.254|metadata\.google\.internal|169\.254\.170\.2|100\.100\.100\.200/;
const ASKS =
  /(?:^|\.)(?:get|fetch|urlopen|request|Get|axios|got|curl_init|file_get_contents|DownloadString|GetStringAsync)$/;
/** Where a request carries who is asking, and not what is sent. */
const HEADER_KEY =
  /^(?:headers?|auth|authorization|agent|httpsAgent|cookies?|cert|verify|proxies|timeout|username|password|credentials|client_secret|client_id|api_?key|token|access_?token|Authorization|x-api-key)$/i;
/** Programs that run the file they are given. */
const INTERPRETER =
  /^(?:\S*[\\/])?(?:node|python[\d.]*|ba?sh|sh|zsh|perl|ruby|php|java|bun|deno|powershell|pwsh|cmd|rundll32|regsvr32|mshta|wscript|cscript|start|open|msiexec|chmod \+x \S+ ?&&)(?:\.exe)?\b/i;
/** Programs that run what they are given as another program. */
const CARRIER =
  /^(?:\S*[\\/])?(?:sudo|doas|su|runuser|env|nohup|timeout|nice|setsid|stdbuf|xargs|busybox|ssh|docker|podman|kubectl|find|awk|gawk|sed|make|npx|bunx|pnpx|uvx|npm|pnpm|yarn|pip3?|uv|systemd-run|at|parallel|osascript|lua|Rscript|tclsh|expect|screen|tmux|script|watch|chroot|nsenter|unshare|flatpak-spawn|gdb|vim?|emacs|go|cargo|ld\S*)(?:\.exe)?$/i;
/** Programs that carry what they are given to another machine. */
const SENDER = /(?:^|[\s;|&'"(])(?:curl|wget|nc|ncat|socat|http|xh|scp|rsync|ftp|telnet|openssl s_client)(?:\.exe)?\s/;
const CONNECTS =
  /(?:socket\.socket\(\)|[sS]ock\w*|client|conn\w*)\.connect(?:_ex)?$|create_connection$|^net\.(?:connect|createConnection|Dial\w*)$|^(?:net\.)?Socket(?:\(\)\.connect)?$|net\.Socket\(\)\.connect$|^Socket\.(?:connect|tcp)$|TcpStream\.connect$|^(?:TCPSocket|UDPSocket|TCPServer)\.(?:new|open)$|^p?fsockopen$|^stream_socket_(?:client|server)$|^(?:socket_connect|connect|WSAConnect|WSASocket[AW]?)$|^IO\.Socket\S*\.new$|^IO::Socket\S*new$|(?:TCPClient|TcpClient)(?:\(\)\.Connect)?$|Sockets\.TcpClient|ClientWebSocket|^socket\.(?:tcp|connect)$|^(?:tls|ssl)\.connect$|^SSLSocket\S*/;
/** Names of JavaScript's own ways to ask; elsewhere they are anything. */
/** A word that needs no quotes, or what stands for one that only a run could tell. */
const WORD_OR_UNKNOWN = /^[\w./:=@%+,~*$-]+$/;
const PLAIN_NAME = /^(?:fetch|axios|got|needle|ky|request|superagent)$/;
/** Moves what comes from one end to the other. */
const COPIES =
  /^(?:io\.(?:Copy|CopyBuffer)|shutil\.copyfileobj|(?:std\.)?io\.copy|IO\.copy_stream|(?:stream\.|stream\/promises\.)?pipeline)$|\.(?:pipe|pipeTo)$/;
const LISTENS = /(?:^|\.)(?:listen|bind|accept|createServer|ServerSocket|TcpListener|TCPServer\.(?:new|open))$/;

const IN_HOME =
  /["'`](?:~?\/)?(\.(?:ssh\/(?:id_\w+|config)|aws\/credentials|npmrc|netrc|kube\/config|gnupg|docker\/config\.json|git-credentials|pypirc))["'`]/g;

class Reading {
  private readonly program: Program;
  private readonly found: Behaviour[] = [];
  private shellTexts = 0;

  constructor(
    private readonly code: string,
    private readonly language: Language,
    private readonly workspace: string | undefined,
  ) {
    this.program = new Program(code, language, (callee, texts) => this.readLabels(callee, texts));
  }

  run(): readonly Behaviour[] {
    const { calls } = this.program;
    for (const call of calls) this.marks(call);
    for (const call of calls) this.call(call);
    this.program.tokens.forEach((token, i) => {
      if (token.kind === 'run') this.quotedCommand(token.text, i);
    });
    this.sockets(calls);
    this.spies(calls);
    for (const each of wordBehaviours(this.program, this.language)) this.found.push(each);
    for (const each of doorBehaviours(this.program, this.language)) this.found.push(each);
    return this.found;
  }

  private readLabels(callee: string, texts: () => readonly string[]): number {
    if (ASKS.test(callee) && texts().some((text) => METADATA.test(text))) return SECRET;
    if (!reads(callee)) return 0;
    const named = texts();
    if (named.some(isSecretFile)) return SECRET;
    // `readFileSync(homedir() + file)` in a loop over a list of names.
    return named.some((text) => /^~?\/?\$X$/.test(text)) && this.listsSecrets() ? SECRET : 0;
  }

  private secretsListed: boolean | undefined;

  /** Are two or more places of secrets named, as they are seen from a home folder? */
  private listsSecrets(): boolean {
    return (this.secretsListed ??= new Set(Array.from(this.code.matchAll(IN_HOME), (hit) => hit[1])).size > 1);
  }

  private report(kind: BehaviourKind, { start, end }: Call, detail: string): void {
    const { tokens } = this.program;
    const from = tokens[start]?.start ?? 0;
    const to = Math.min(tokens[Math.min(end, tokens.length - 1)]?.end ?? from, from + 400);
    this.found.push({
      kind,
      detail: `${detail}: ${this.code.slice(from, Math.min(to, from + 160))}`,
      span: [from, to],
    });
  }

  /** Files that get what was fetched, and variables that hold a shell, are known before anything is judged. */
  private marks(call: Call): void {
    const { callee, args } = call;
    const labels = this.argLabels(args) | call.receiver;
    if (DOWNLOAD_TO_FILE.test(callee)) for (const arg of args.slice(1)) this.markFile(arg);
    else if (writes(callee) && labels & (FETCHED | DECODED) && args[0]) this.markFile(args[0]);
    else if (/(?:^|\.)(?:write(?:lines|_all|Bytes)?|Write(?:String)?)$/.test(callee) && labels & (FETCHED | DECODED)) {
      const file = this.program.opened(call);
      if (file) this.markFile(file);
    } else if (COPIES.test(callee) && labels & FETCHED) this.markCopied(call);
    else if (
      this.language === 'powershell' &&
      /^(?:Invoke-WebRequest|iwr|curl|wget|Invoke-RestMethod|irm)$/i.test(callee)
    )
      this.markOutFile(call);
  }

  private readonly fetchedFiles = new Set<string>();

  private markOutFile({ args }: Call): void {
    const arg = args[0];
    const { tokens } = this.program;
    for (let i = arg?.from ?? 0; i < (arg?.to ?? 0); i++)
      if (/^OutFile$/i.test(tokens[i]?.text ?? '')) this.markFile({ from: i + 1, to: i + 2, key: undefined });
  }

  /** `io.Copy(file, body)`, `response.pipe(fs.createWriteStream(path))`: the file is open already, or is opened here. */
  private markCopied({ args, start }: Call): void {
    for (const arg of args) {
      const file = this.program.openedAs(arg);
      if (file && arg.from !== start) this.markFile(file);
    }
  }

  private markFile(arg: CallArg): void {
    const { text, whole } = this.program.valueOf(arg);
    if (text.length > 2 && (whole || arg.to === arg.from + 1)) this.fetchedFiles.add(text);
    for (const name of this.program.ranges.namesIn(arg))
      if (!/^(?:os|fs|path|join|open|self|this|tmp|Path)$/.test(name)) this.fetchedFiles.add(`$${name}`);
  }

  private argLabels(args: readonly CallArg[], skip?: (key: string) => boolean): number {
    return args.reduce(
      (sum, arg) => (arg.key !== undefined && skip?.(arg.key) ? sum : sum | this.program.labelsOf(arg, skip)),
      0,
    );
  }

  private call(call: Call): void {
    const { callee } = call;
    if (does('evaluate', callee, this.language)) this.evaluates(call);
    if (does('execute', callee, this.language)) this.executes(call);
    else this.passedOn(call);
    if (this.language === 'php') this.namedByVisitor(call);
    if (sends(callee)) this.sendsOut(call);
    if (deletes(callee)) this.deletesFiles(call);
    if (writes(callee)) this.writesFile(call);
  }

  /** A command in backticks. */
  private quotedCommand(text: string, at: number): void {
    const { tokens } = this.program;
    const span = [tokens[at]?.start ?? 0, tokens[at]?.end ?? 0] as const;
    const labels = this.program.labelsOf({ from: at, to: at + 1 });
    if (labels & SOCKET_DATA)
      this.found.push({ kind: 'reverse-shell', detail: `runs what the other end of a socket says: ${text}`, span });
    else if (labels & REQUEST)
      this.found.push({ kind: 'command-injection', detail: `gives what a visitor sends to a shell: ${text}`, span });
    this.shell(text, span);
  }

  private evaluates(call: Call): void {
    const labels = this.argLabels(call.args) | (call.receiver & (FETCHED | DECODED | REQUEST));
    const { callee } = call;
    if (this.language === 'php' && /^(?:include|require)/.test(callee)) {
      if (labels & REQUEST) this.report('web-shell', call, 'runs a file that the visitor names');
      return;
    }
    if (this.language === 'php' && /^(?:call_user_func|array_map|preg_replace)/.test(callee)) {
      const first = call.args[0];
      const modifier =
        callee === 'preg_replace' && !/\/[a-z]*e[a-z]*['"]?$/.test(first ? this.program.valueOf(first).text : '');
      if (!modifier && first && (callee === 'preg_replace' ? labels : this.program.labelsOf(first)) & REQUEST)
        this.report('web-shell', call, 'runs what a visitor sends');
      return;
    }
    // A method that a visitor names is one of those that the object has.
    if (this.language === 'ruby' && labels & REQUEST && /send(?:__)?$/.test(callee)) return;
    if (labels & REQUEST) this.report('web-shell', call, 'runs what a visitor sends');
    else if (labels & FETCHED) this.report('fetch-execute', call, 'runs what it fetches');
    else if (labels & SOCKET_DATA) this.report('reverse-shell', call, 'runs what the other end of a socket says');
    else if (labels & (DECODED | UNPACKED)) this.report('decode-execute', call, 'runs what it decodes');
  }

  private executes(call: Call): void {
    const { args } = call;
    const given = this.argLabels(args) | (call.receiver & REQUEST);
    // What was fetched is a word to the program, and not the program.
    const labels = given & FETCHED && this.namesProgram(args) ? given & ~FETCHED : given;
    const texts = this.program.valueOf({ from: call.args[0]?.from ?? 0, to: call.args[0]?.to ?? 0 });
    const first = args[0];
    if (labels & SOCKET_DATA) this.report('reverse-shell', call, 'runs what the other end of a socket says');
    else if (first && labels & REQUEST) {
      const bare =
        this.program.labelsOf(first) & REQUEST &&
        /^(?:|cmd(?:\.exe)? \/c|(?:\/bin\/)?(?:ba)?sh -c)$/.test(texts.text.replaceAll('$X', '').trim());
      const script = /^(?:php|jvm|vb|csharp|perl)$/.test(this.language);
      // A whole command that a visitor sends encoded.
      const sent = this.program.labelsOf(first);
      const hidden = (sent & DECODED) !== 0 && (sent & REQUEST) !== 0 && !/\s/.test(texts.text);
      const whole = (bare && (script || this.asksForShell(call))) || hidden || this.shellWithAll(args);
      const kind = whole ? 'web-shell' : 'command-injection';
      this.report(kind, call, 'gives what a visitor sends to a shell');
    } else if (labels & FETCHED) this.report('fetch-execute', call, 'runs what it fetches');
    else if (labels & DECODED && /^(?:js|python|php|ruby|perl|powershell|jvm|csharp|vb)$/.test(this.language))
      this.report('decode-execute', call, 'runs what it decodes');
    else if (labels & DECODED && first && isShell(this.program.valueOf(first).text))
      this.report('decode-execute', call, 'gives a shell what it decodes');
    else if (this.runsFetchedFile(args)) this.report('fetch-execute', call, 'runs a file that it fetched');
    const text = this.shellText(call);
    const carried = this.language === 'rust' ? labels | this.builderLabels(call) : labels;
    if (text !== undefined && carried & (SECRET | ENVIRONMENT) && SENDER.test(text))
      this.report('secret-send', call, 'gives a secret to a program that sends it');
    if (text !== undefined) this.shell(text, this.spanOf(call));
  }

  /** `ProcessBuilder("cmd", "/c", X)`, `exec.Command("sh", "-c", X)`, where X is all that a visitor sent and nothing else. */
  private shellWithAll([shell, flag, text]: readonly CallArg[]): boolean {
    return (
      shell !== undefined &&
      flag !== undefined &&
      text !== undefined &&
      isShell(this.program.valueOf(shell).text) &&
      /^[-/][lck]{1,2}$/i.test(this.program.valueOf(flag).text) &&
      (this.program.labelsOf(text) & REQUEST) !== 0 &&
      this.program.valueOf(text).text.replaceAll('$X', '').trim() === ''
    );
  }

  /** A call that hands its text to a shell, whatever it says. */
  private asksForShell({ callee, args }: Call): boolean {
    if (this.language === 'js') return /(?:^|\.)exec(?:Sync)?$/.test(callee);
    if (this.language !== 'python') return false;
    if (/^os\.(?:system|popen)$|getoutput$/.test(callee)) return true;
    return args.some(
      ({ key, from, to }) => key === 'shell' && this.program.tokens[to - 1]?.text === 'True' && to > from,
    );
  }

  /** Does the call start one program that it names, with its words apart: `spawn('git', [...])`, `Popen(['tar', ...])`? */
  private namesProgram(args: readonly CallArg[]): boolean {
    const first = args[0];
    const program = first && this.program.headOf(first, args.length > 1);
    return program !== undefined && !INTERPRETER.test(program) && !CARRIER.test(program);
  }

  /** Of what `Command::new(program)` is told by the calls that follow. */
  private builderLabels({ start }: Call): CodeLabels {
    return this.program
      .callsFrom(start)
      .reduce((sum, { callee, args }) => (/\.args?$/.test(callee) ? sum | this.argLabels(args) : sum), 0);
  }

  /** Is a file that was fetched the program, or what an interpreter is given? */
  private runsFetchedFile(args: readonly CallArg[]): boolean {
    const first = args[0];
    if (this.fetchedFiles.size === 0 || !first) return false;
    if (this.isFetchedFile(first)) {
      const [program] = this.program.itemsOf(first);
      const isProgram = program === undefined || program.text.startsWith('$X') || this.fetchedFiles.has(program.text);
      return isProgram || INTERPRETER.test(program.text);
    }
    const words = (this.program.itemsOf(first)[0]?.text ?? '').split(/\s+/).map((word) => word.replace(/^\.[\\/]/, ''));
    if (
      words.some(
        (word, i) => word.length > 2 && this.fetchedFiles.has(word) && (i === 0 || INTERPRETER.test(words[0] ?? '')),
      )
    )
      return true;
    const interpreter = this.program.itemsOf(first)[0]?.text ?? '';
    return INTERPRETER.test(interpreter) && args[1] !== undefined && this.isFetchedFile(args[1]);
  }

  private isFetchedFile(arg: CallArg): boolean {
    return (
      this.program.ranges.namesIn(arg).some((name) => this.fetchedFiles.has(`$${name}`)) ||
      this.program.itemsOf(arg).some(({ text }) => this.fetchedFiles.has(text)) ||
      this.program.stringsIn(arg).some((text) => text.length > 4 && this.fetchedFiles.has(text))
    );
  }

  /** `$f($x)`, where the visitor says what `$f` is. */
  private namedByVisitor(call: Call): void {
    const root = this.program.tokens[call.start];
    if (!root?.text.startsWith('$') || this.program.tokens[call.start + 1]?.text !== '(' || call.args.length === 0)
      return;
    if (this.program.labelsOfName(root.text) & REQUEST) this.report('web-shell', call, 'calls what a visitor names');
  }

  /** `.then(eval)`: a function is handed what the call gives. */
  private passedOn(call: Call): void {
    if (call.receiver === 0) return;
    for (const arg of call.args) {
      const name = this.program.nameOf(arg);
      if (name === undefined) continue;
      if (!does('evaluate', name, this.language) && !does('execute', name, this.language)) continue;
      if (call.receiver & FETCHED) this.report('fetch-execute', call, 'runs what it fetches');
      else if (call.receiver & SOCKET_DATA)
        this.report('reverse-shell', call, 'runs what the other end of a socket says');
    }
  }

  private spanOf({ start, end }: Call): readonly [number, number] {
    const { tokens } = this.program;
    const from = tokens[start]?.start ?? 0;
    return [from, Math.min(tokens[Math.min(end, tokens.length - 1)]?.end ?? from, from + 400)];
  }

  /** The command line of an execution, as far as it is spelled. */
  private shellText({ args, callee, start }: Call): string | undefined {
    const told =
      this.language === 'rust' ? this.program.callsFrom(start).filter((each) => /\.args?$/.test(each.callee)) : [];
    const positional = [...args, ...told.flatMap((each) => each.args)].filter(
      (arg) => arg.key === undefined || /^(?:args|command|cmd)$/.test(arg.key),
    );
    const first = positional[0];
    if (!first) return undefined;
    const items = this.program.itemsOf(first);
    const takesWords =
      /spawn|execFile|Popen|run|call|check_|Command|ProcessBuilder|execl|execa|Process|fork|start/i.test(callee);
    const more = takesWords
      ? positional.slice(1, 8).flatMap((arg) => (this.isOptions(arg) ? [] : this.program.itemsOf(arg)))
      : [];
    const values = [...items, ...more].filter(({ text }) => text !== '');
    if (values.length === 0) return undefined;
    if (values.length === 1) return values[0]?.text;
    return values.map(({ text }, i) => (i === 0 ? text : quotedWord(text, WORD_OR_UNKNOWN))).join(' ');
  }

  private isOptions({ from }: CallArg): boolean {
    return this.language === 'js' && this.program.tokens[from]?.text === '{';
  }

  private shell(text: string, span: readonly [number, number]): void {
    if (text.length < 6 || this.shellTexts++ > MAX_SHELL_TEXTS) return;
    for (const each of shellBehaviours(text, span, this.workspace)) this.found.push(each);
  }

  private sendsOut(call: Call): void {
    if (this.language === 'perl' && PLAIN_NAME.test(call.callee)) return;
    const skip = (key: string) => HEADER_KEY.test(key);
    const labels = this.argLabels(call.args, skip);
    if (labels & SECRET) this.report('secret-send', call, 'sends the content of a secret file');
    else if (labels & ENVIRONMENT) this.report('secret-send', call, 'sends the whole environment');
    else if (labels & BUILD_TOKEN && this.isBody(call))
      this.report('secret-send', call, 'sends a token of the build or the cloud');
    else if (labels & (SCREEN | KEYS | CLIPBOARD))
      this.report('spy-send', call, 'sends the screen, the keys or the clipboard');
    else if (labels & HOST_FACTS && this.goesToCatcher(call))
      this.report('beacon', call, 'tells a request catcher about this machine');
  }

  private goesToCatcher({ args }: Call): boolean {
    const texts = args.flatMap((arg) => [...this.program.stringsIn(arg), this.program.valueOf(arg).text]);
    return texts.some((text) => {
      const classes = destinationOf(/^[\w.-]+$/.test(text) ? `https://${text}` : text.replaceAll('$X', 'x'))?.classes;
      return (
        classes !== undefined &&
        ['catcher', 'tunnel', 'raw-ip', 'chat-hook', 'paste'].some((kind) => classes.has(kind as 'catcher'))
      );
    });
  }

  /** Is a token what is sent, and not how the sender signs in? */
  private isBody(call: Call): boolean {
    if (/^octokit\.(?:rest\.)?auth|^(?:fwrite|fputs|curl_setopt|mail)$/.test(call.callee)) return false;
    return !/(?:Authorization|Bearer|x-access-token|_authToken)/.test(this.argsText(call));
  }

  private argsText({ args }: Call): string {
    const { tokens } = this.program;
    const from = tokens[args[0]?.from ?? 0]?.start ?? 0;
    const to = tokens[(args.at(-1)?.to ?? 1) - 1]?.end ?? from;
    return this.code.slice(from, Math.min(to, from + 2000));
  }

  private deletesFiles(call: Call): void {
    const first = call.args[0];
    if (!first || this.isUnexpanded(first)) return;
    const folders = this.deletesFolders(call);
    const texts = [...this.program.itemsOf(first), this.program.valueOf(first)].map(({ text }) => text);
    for (const text of [...texts, ...this.program.alternatives(first)]) {
      const kind = wipeKind(text, this.workspace, folders);
      if (kind === undefined) continue;
      this.report(kind, call, `deletes ${text}`);
      return;
    }
  }

  /** Only a shell makes a home directory of `~`; a file call of a program takes it as a name. */
  private isUnexpanded(arg: CallArg): boolean {
    const { tokens } = this.program;
    return (
      this.language === 'js' &&
      tokens
        .slice(arg.from, arg.to)
        .some(({ kind, text }) => kind === 'string' && /^(?:~|\$HOME|\$\{HOME\})/.test(text))
    );
  }

  private deletesFolders({ callee, args }: Call): boolean {
    if (/(?:^|\.)(?:unlink|unlinkSync|remove_file)$|^(?:os\.remove|os\.Remove|File\.[Dd]elete)$/.test(callee))
      return false;
    if (!/(?:^|\.)(?:rm|rmSync|rmdir|rmdirSync)$/.test(callee) || this.language !== 'js') return true;
    const options = args[1];
    if (!options) return false;
    const { tokens } = this.program;
    let depth = 0;
    for (let i = options.from; i < options.to; i++) {
      const token = tokens[i];
      if (token?.text === '{') depth++;
      else if (token?.text === '}') depth--;
      else if (depth <= 1 && token?.text === 'recursive') return tokens[i + 2]?.text !== 'false';
    }
    return depth === 0 && tokens[options.from]?.kind === 'word';
  }

  private writesFile(call: Call): void {
    const target =
      call.args[/^(?:shutil|copy|fs\.copy|fs\.cp|std\.fs\.copy|Files\.copy|File\.Copy)/i.test(call.callee) ? 1 : 0];
    if (!target || (/(?:^|\.)f?open$/i.test(call.callee) && !this.opensForWriting(call))) return;
    const { text } = this.program.valueOf(target);
    const where = trustKind(text, this.workspace);
    if (where !== undefined) this.report(where, call, `writes ${text}`);
  }

  private opensForWriting({ args, callee }: Call): boolean {
    if (callee.endsWith('OpenFile')) return true;
    const mode = args.slice(1).map((arg) => this.program.valueOf(arg).text);
    return mode.some((text) => /^(?:[wax]|rb?\+)/.test(text));
  }

  /** A socket to elsewhere and a shell in one program, coupled. */
  private sockets(calls: readonly Call[]): void {
    if (this.found.some((each) => each.kind === 'reverse-shell')) return;
    const connection = calls.find(({ callee }) => CONNECTS.test(callee) || /^(?:AF_INET|PF_INET)$/.test(callee));
    if (!connection) return;
    const names = this.program.tokens;
    const shell =
      calls.some(
        (call) =>
          (does('execute', call.callee, this.language) || /^(?:exec[lv]p?e?|CreateProcess\w*)$/.test(call.callee)) &&
          this.startsShell(call),
      ) || names.some((token, i) => token.kind === 'string' && isShell(token.text) && this.handsToShell(i));
    if (!shell) return;
    const coupled =
      /\bdup2\b|\bfdopen\b|\.reopen\b|hStd(?:Input|Output)|\.pipe\s*\(|stdin\s*[=:.]|\.stdin\b|std(?:in|out|err)\s*[:=(]|getOutputStream|getInputStream|proc_open|redirectErrorStream|RedirectStandard(?:Input|Output)|StandardInput|>&|<&|pty\b|Std(?:in|out|err)\s*[=,]|\bSTDIN\b/.test(
        this.code,
      );
    const served = calls.some(({ callee }) => LISTENS.test(callee));
    if (coupled)
      this.report(
        'reverse-shell',
        connection,
        served ? 'gives a shell to whoever connects' : 'connects a shell to a socket',
      );
  }

  private startsShell(call: Call): boolean {
    return call.args
      .slice(0, 3)
      .some(
        (arg) =>
          this.program.itemsOf(arg).some(({ text }) => isShell(text)) ||
          this.program.stringsIn(arg).some((text) => isShell(text)),
      );
  }

  /** A name of a shell that is assigned or passed, not one in a list of names. */
  private handsToShell(at: number): boolean {
    const { tokens } = this.program;
    const before = tokens[at - 1]?.text ?? '';
    const after = tokens[at + 1]?.text ?? '';
    if (before === ',' && after === ',') return false;
    // `$ENV{SHELL} = '/bin/sh'`: what other programs are to use.
    if (before === '=' && [at - 2, at - 3].some((place) => tokens[place]?.text === 'SHELL')) return false;
    return (
      /^(?:=|\(|:|\[|\{|==|new|,)$/.test(before) &&
      /^(?:;|\)|,|\]|\}|\n|\.)?$/.test(after.trim()) &&
      this.runsAnything()
    );
  }

  private runsAnything(): boolean {
    return this.program.calls.some(
      ({ callee }) =>
        does('execute', callee, this.language) ||
        /(?:^|\.)(?:exec\w*|CreateProcess\w*|proc_open|start|run|Start)$/.test(callee),
    );
  }

  /** Programs that watch what a person types, and keep or send it. */
  private spies(calls: readonly Call[]): void {
    const listener = calls.find(({ callee }) =>
      /(?:^|\.)(?:keyboard\.(?:Listener|on_press|hook|on_release)|pynput\.keyboard\.Listener|HookManager\(\)\.HookKeyboard|SetWindowsHookEx\w*|GetAsyncKeyState|XRecordCreateContext|iohook\.on|NodeGlobalKeyboardListener|GlobalKeyboardListener|CGEventTapCreate|CGEvent\.tapCreate)$/.test(
        callee,
      ),
    );
    if (!listener) return;
    const keeps = calls.some(
      ({ callee }) =>
        sends(callee) ||
        /(?:^|\.)(?:write|append|fprintf|fputs|WriteFile|logging\.(?:info|debug|basicConfig)|appendFile(?:Sync)?|add_content)$/i.test(
          callee,
        ),
    );
    if (keeps) this.report('keylogger', listener, 'records what is typed');
  }
}
