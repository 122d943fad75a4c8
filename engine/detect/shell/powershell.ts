import { isVendorInstaller } from '../net/vendors.ts';
import { foldPowershell } from './foldPowershell.ts';
import { labels, NOTHING, UNKNOWN, type Data } from './labels.ts';
import type { Machine } from './machine.ts';
import { MAX_DEPTH, MAX_NODES, type Arg, type ShellCommand } from './shellFacts.ts';
import { programName } from './programName.ts';

/** Aliases of PowerShell's own commands, and of cmd where the meaning is one. */
const ALIASES: Readonly<Record<string, string>> = {
  iex: 'invoke-expression',
  iwr: 'invoke-webrequest',
  curl: 'invoke-webrequest',
  wget: 'invoke-webrequest',
  irm: 'invoke-restmethod',
  gc: 'get-content',
  cat: 'get-content',
  type: 'get-content',
  ri: 'remove-item',
  rm: 'remove-item',
  rmdir: 'remove-item',
  del: 'remove-item',
  erase: 'remove-item',
  rd: 'remove-item',
  sc: 'set-content',
  ac: 'add-content',
  saps: 'start-process',
  start: 'start-process',
  sp: 'set-itemproperty',
  icm: 'invoke-command',
  gci: 'get-childitem',
  copy: 'copy-item',
  cp: 'copy-item',
  cpi: 'copy-item',
  mi: 'move-item',
  ni: 'new-item',
  ls: 'get-childitem',
  dir: 'get-childitem',
  gwmi: 'get-wmiobject',
  gcim: 'get-ciminstance',
  foreach: 'foreach-object',
  '%': 'foreach-object',
};

const CMDLET =
  /\b(?:iex|iwr|irm|gc|ri)\b\s|\b(?:Invoke|Get|Set|New|Remove|Start|Stop|Add|Out|Write|Disable|Enable|Clear|Register|Import|Unblock|Copy|Expand)-[A-Z][A-Za-z]+|\$env:|\bREG(?:\.exe)?\s+(?:ADD|DELETE|SAVE)\b|\bHK(?:CU|LM|EY_)|[A-Za-z]:\\|\b(?:vssadmin|schtasks|certutil|bitsadmin|mshta|wevtutil|bcdedit|regsvr32|rundll32|netsh|wmic|diskpart)\b|\[(?:Convert|System\.|Net\.|Ref)|%(?:USERPROFILE|APPDATA|SystemRoot|TEMP)%|AmsiUtils|\b(?:rd|del|rmdir|erase)\s+\/[a-z]|%0\s*\|/i;

/** Might the text be PowerShell or cmd? Cheap; decides only whether it is read as such as well. */
export function looksLikePowershell(text: string): boolean {
  return CMDLET.test(text);
}

const DOWNLOAD =
  /\b(?:iwr|irm)\b|downloadstring|downloaddata|downloadfile|net\.webclient|invoke-webrequest|invoke-restmethod|start-bitstransfer|httpclient/i;
const FOREIGN = labels('download', 'decoded');
const EARLIER = labels('earlier');

/** Reads a PowerShell or cmd script: statements, pipelines, words; the same facts as for other shells. */
export function parsePowershell(run: Machine, text: string, encoded = false): void {
  const code = foldPowershell(text.slice(0, 32_768));
  if (encoded) run.shape('hidden-bytes', 'an encoded PowerShell command');
  if (
    /sockets\.tcpclient|TcpClient\(/i.test(code) &&
    /getstream|iex|invoke-expression|cmd(?:\.exe)?|streamreader/i.test(code)
  )
    run.shape('reverse-shell', 'a PowerShell session over a socket');
  if (
    /amsi(?:utils|initfailed|scanbuffer|context|session)|etweventwrite|psetwlogprovider/i.test(code) &&
    /\[ref\]|gettype|getfield|virtualprotect|getprocaddress|add-type|\$\w/i.test(code)
  )
    run.shape('amsi', 'the script scanner or the event log is patched');
  if (/(?:^|[\n&])\s*@?(?:start\s+)?%0\s*(?:\||&)\s*(?:start\s+)?%0/i.test(code))
    run.shape('fork-bomb', 'a script starts itself twice');
  if (/shadowcopy/i.test(code) && /\bdelete\b|remove-(?:wmiobject|ciminstance)/i.test(code))
    run.shape('shadow-delete', 'shadow copies are deleted');
  const variables = new Map<string, Data>();
  for (const pipeline of statements(code)) runPipeline(run, pipeline, variables);
}

/** Where a script has too many commands or levels, that is a finding, and the rest is not read. */
function isTooMuch(run: Machine, depth: number): boolean {
  if (depth <= MAX_DEPTH && run.commands.length <= MAX_NODES) return false;
  const what = depth > MAX_DEPTH ? `nested ${MAX_DEPTH} deep` : `more than ${MAX_NODES} commands`;
  run.shape('over-budget', what);
  return true;
}

function runPipeline(run: Machine, stages: readonly string[], variables: Map<string, Data>, depth = 0): Data {
  let piped: Data = NOTHING;
  for (const stage of stages) {
    if (isTooMuch(run, depth)) return UNKNOWN;
    const assigned = /^\s*\$([\w:]+)\s*\+?=\s*(.*)$/s.exec(stage);
    const body = assigned?.[2] ?? stage;
    const literal = /^\s*(?:"([^"$]*)"|'([^']*)')\s*$/.exec(body);
    const spelled = literal?.[1] ?? literal?.[2];
    const output: Data =
      spelled === undefined ? runStage(run, body, piped, variables, depth) : { labels: 0, text: spelled };
    if (assigned?.[1]) variables.set(assigned[1].toLowerCase(), output);
    piped = output;
  }
  return piped;
}

const SUBEXPRESSION =
  /^\s*(?:(?:[A-Za-z]+-[A-Za-z]+|gc|cat|type|iwr|irm|curl|wget|gci|ls|dir)\s|\$\w+\s*\||New-Object\b)/i;
const NESTED_SHELL: ReadonlySet<string> = new Set(['powershell', 'cmd', 'bash', 'sh', 'wsl', 'python', 'node', 'perl']);

function runStage(run: Machine, written: string, piped: Data, variables: Map<string, Data>, depth: number): Data {
  // `& $x` and `$x ...` run what the variable holds.
  const text = written.replace(/^\s*(?:[&.]\s*)?\$(\w+)(?=\s|$)/, (whole, name: string) => {
    const held = variables.get(name.toLowerCase())?.text;
    return held === undefined || (/^\s*\$/.test(whole) && !/^[\w.-]+$/.test(held)) ? whole : held;
  });
  let found = piped.labels;
  if (DOWNLOAD.test(text)) found |= fromVendor(text) ? labels('vendor-download') : labels('download');
  if (/frombase64string|gzipstream|deflatestream/i.test(text)) found |= labels('decoded');
  if (/getenvironmentvariables\s*\(\s*\)/i.test(text)) found |= labels('environment');
  for (const hit of text.matchAll(/\$(\w+)/g)) found |= variables.get((hit[1] ?? '').toLowerCase())?.labels ?? 0;
  for (const block of blocksIn(text, '(', ')'))
    if (SUBEXPRESSION.test(block))
      for (const pipeline of statements(block)) found |= runPipeline(run, pipeline, variables, depth + 1).labels;
  const words = split(
    text.replace(/^\s*[&.]\s*(?=\()/, '').replace(/^[\s(&@]+(?:call\s+|start\s+(?:\/\w+\s+)+)?/i, ''),
  );
  const head = words[0]?.text ?? '';
  const lower = programName(head);
  const program = Object.hasOwn(ALIASES, lower) ? (ALIASES[lower] ?? lower) : lower;
  const args = words.slice(1);
  const command: ShellCommand = {
    program,
    name: head,
    args,
    wrappers: [],
    assignments: [],
    place: run.circumstances.place,
    background: false,
    piped: false,
    cwd: run.cwd,
    span: run.span,
  };
  run.commands.push(command);
  const evaluates =
    program === 'invoke-expression' ||
    /(?:^|[\s;(|&])(?:iex|invoke-expression)\b|[&.]\s*\$_|\.invoke\(\)|scriptblock\]::create|assembly\]?::load/i.test(
      text,
    );
  if (evaluates && found & FOREIGN) run.flow(found & (FOREIGN | EARLIER), 'execute', 'invoke-expression');
  startsFetched(run, head);
  if (NESTED_SHELL.has(program)) for (const arg of args) startsFetched(run, arg.text);
  if (program === 'for') {
    // `for /f ... in (...) do COMMAND` of cmd.
    const at = text.search(/\)\s*do\s/i);
    if (at >= 0)
      for (const pipeline of statements(text.slice(at).replace(/^\)\s*do\s+\(?/i, '')))
        runPipeline(run, pipeline, variables, depth + 1);
  }
  if (NESTED_SHELL.has(program) && args.length > 0)
    run.script(text.replace(/^[\s&@]+(?:call\s+)?|^call\s+/i, ''), NOTHING);
  for (const hit of text.matchAll(/https?:\/\/[^\s'")]+/gi)) run.connect(hit[0], 0, program);
  for (const hit of text.matchAll(/\.downloadfile\s*\(\s*(['"])[^'"]*\1\s*,\s*(['"])([^'"]+)\2/gi))
    run.write(plain(hit[3] ?? ''), { labels: labels('download') }, 'downloadfile');
  for (const hit of text.matchAll(
    /\.upload(?:file|data|string)\s*\(\s*(['"])([^'"]*)\1\s*,\s*(?:(['"])([^'"]+)\3)?/gi,
  )) {
    const file = hit[4] === undefined || !/uploadfile/i.test(hit[0]) ? 0 : run.read(plain(hit[4]), 'webclient').labels;
    if ((file | found) & SENT) run.send(hit[2] ?? '', (file | found) & ~FOREIGN, 'webclient');
  }
  // What is piped in is `$_` there.
  if (program === 'foreach-object') variables.set('_', piped);
  for (const block of blocksIn(text, '{', '}'))
    for (const pipeline of statements(block)) runPipeline(run, pipeline, variables, depth + 1);
  const effect = fileEffects(run, program, args, { labels: found, text: piped.text });
  const output: Data = { labels: found | effect.labels, text: effect.text };
  // What else is written is seen where the text is read as another shell's.
  const arriving = brought(text, found);
  const into =
    arriving & FOREIGN
      ? />>?\s*([\w!%$:.\\/~-]+)\s*$/.exec(text.replace(/\s[12]?>&?\s*(?:nul|[12]|\$null)\b/gi, ''))?.[1]
      : undefined;
  if (into !== undefined && /[.\\/!%$]/.test(into)) run.write(plain(into), { labels: arriving }, 'redirect');
  return output;
}

/** Does every address in a statement belong to a well-known installer? Scripts for Windows often leave the scheme out. */
function fromVendor(text: string): boolean {
  const addresses = text.match(
    /https?:\/\/[^\s'")|;]+|(?<=\b(?:irm|iwr)\s+(?:-\w+\s+){0,2})[a-z0-9-]+(?:\.[a-z0-9-]+)+[^\s'")|;]*/gi,
  );
  return addresses?.every(isVendorInstaller) ?? false;
}

/** What `curl ADDRESS > FILE` puts there in cmd, where nothing else says that it is a download. */
function brought(text: string, found: number): number {
  // Command by command, and in each from the first name on: a pattern over the whole would try again at every name.
  const downloads = text.split(/[|&;]/).some((command) => {
    const name = /\b(?:curl|wget)(?:\.exe)?\s/i.exec(command);
    return name !== null && /https?:\/\/|[!%$]\w/i.test(command.slice(name.index + name[0].length));
  });
  return downloads ? found | labels('download') : found;
}

/** A program is started that the script itself brought in. */
function startsFetched(run: Machine, head: string): void {
  if (!/[\\/.$!%]/.test(head)) return;
  const written = run.written(run.canonical(head))?.labels ?? 0;
  if (written & FOREIGN) run.flow(written & (FOREIGN | EARLIER), 'execute', head.slice(0, 60));
}

const plain = (text: string): Arg => ({ text, dynamic: false, labels: 0 });

/** The outermost `{...}` or `(...)` of a statement: what loops, conditions and script blocks run. */
function blocksIn(text: string, open: string, close: string): string[] {
  const found: string[] = [];
  let depth = 0;
  let from = 0;
  for (let i = 0; i < text.length; i++) {
    if (text[i] === open && depth++ === 0) from = i + 1;
    else if (text[i] === close && depth > 0 && --depth === 0) found.push(text.slice(from, i));
  }
  return found;
}

function fileEffects(run: Machine, program: string, args: readonly Arg[], piped: Data): Data {
  const paths = args.filter((arg) => !/^[-/][A-Za-z]+$/.test(arg.text) && arg.text !== '');
  const flag = (pattern: RegExp): boolean => args.some((arg) => pattern.test(arg.text));
  const after = (pattern: RegExp): Arg | undefined => args.find((_, i) => pattern.test(args[i - 1]?.text ?? ''));
  switch (program) {
    case 'get-content':
    case 'copy-item':
      return { labels: paths.reduce((set, path) => set | run.read(path, program).labels, 0) };
    case 'get-childitem':
      return flag(/^env:/i) ? { labels: labels('environment') } : { labels: 0, text: listed(args, paths[0]) };
    case 'get-clipboard':
      return { labels: labels('capture') };
    case 'compress-archive': {
      const given = piped.text ? plain(piped.text) : undefined;
      const from = after(/^-(?:path|literalpath)$/i) ?? given ?? paths[0];
      const to = after(/^-dest/i) ?? paths[given ? 0 : 1];
      if (from && to) run.place(run.canonical(to.text), { labels: packed(run, from) });
      return NOTHING;
    }
    case 'remove-item': {
      const recursive = flag(/^-r(?:e|$)|^\/s$/i);
      const targets = paths.length === 0 && piped.text ? [plain(piped.text)] : paths;
      for (const path of targets) run.access('delete', path, program, { recursive: recursive || paths.length === 0 });
      return NOTHING;
    }
    case 'set-content':
    case 'add-content':
    case 'out-file':
    case 'tee-object':
      if (paths[0]) {
        const value = after(/^-(?:value|inputobject)$/i) ?? paths[1];
        const data = value && !piped.text ? { labels: piped.labels | value.labels, text: value.text } : piped;
        run.write(after(/^-(?:path|literalpath|filepath)$/i) ?? paths[0], data, program, program === 'add-content');
      }
      return NOTHING;
    case 'start-bitstransfer': {
      const to = after(/^-dest/i) ?? paths[1];
      if (to) run.write(to, { labels: labels('download') }, program);
      return NOTHING;
    }
    case 'invoke-webrequest':
    case 'invoke-restmethod': {
      const file = after(/^-infile$/i);
      const url = args.find((arg) => /^https?:/i.test(arg.text));
      const out = after(/^-o(?:utfile)?$/i);
      const arrives = url && isVendorInstaller(url.text) ? labels('vendor-download') : labels('download');
      if (out) run.write(out, { labels: arrives }, program);
      const sends = (file ? run.read(file, program, { quiet: true }).labels : 0) | (piped.labels & ~FOREIGN);
      if (url && sends & SENT) run.send(url.text, sends, program);
      return { labels: 0 };
    }
    case 'start-process': {
      if (paths[0]) startsFetched(run, paths[0].text);
      return NOTHING;
    }
    default:
      return { labels: 0 };
  }
}
const SENT = labels('secret', 'environment', 'key-file', 'env-file', 'history', 'known-token', 'capture', 'home');

/** What a listing gives to the next command: the folder, or the first name in it that is asked for. */
function listed(args: readonly Arg[], folder: Arg | undefined): string | undefined {
  const name = args.find((_, i) => /^-(?:include|filter)$/i.test(args[i - 1]?.text ?? ''));
  return folder && name ? `${folder.text}\\${name.text}` : folder?.text;
}

/** A folder of the person's own counts as the home: what is packed there is meant for nobody else. */
function packed(run: Machine, from: Arg): number {
  const personal =
    /^(?:\$(?:home|env:userprofile|\{home\})|~|%userprofile%|[a-z]:\\users\\[^\\]+)[\\/]?(?:(?:documents|desktop|downloads|pictures)[\\/]?)?\*?$/i;
  const found = run.read(from, 'compress-archive').labels;
  return personal.test(from.text) ? found | labels('home', 'archive') : found;
}

/** Statements, each as its pipeline stages. Quotes and brackets keep what is in them together. */
function statements(code: string): string[][] {
  const all: string[][] = [];
  let stages: string[] = [];
  let from = 0;
  let depth = 0;
  let quote = '';
  const cut = (to: number): void => {
    const stage = code.slice(from, to).trim();
    if (stage) stages.push(stage);
    from = to + 1;
  };
  for (let i = 0; i <= code.length && all.length < 400; i++) {
    const char = code[i] ?? '';
    if (quote) {
      if (char === quote) quote = '';
    } else if (char === '"' || char === "'") quote = char;
    else if (char === '(' || char === '{') depth++;
    else if (char === ')' || char === '}') depth = Math.max(0, depth - 1);
    else if (depth === 0 && char === '|') cut(i);
    else if ((depth === 0 && (char === ';' || char === '\n' || char === '&')) || char === '') {
      cut(i);
      if (stages.length > 0) all.push(stages);
      stages = [];
    }
  }
  if (from < code.length) cut(code.length);
  if (stages.length > 0) all.push(stages);
  return all;
}

function split(text: string): Arg[] {
  return [...text.matchAll(/"([^"]*)"|'([^']*)'|[^\s"',]+/g)].slice(0, 200).map((hit) => {
    const value = hit[1] ?? hit[2] ?? hit[0];
    return { text: value, dynamic: /\$\w/.test(value) && !/^\$env:/i.test(value), labels: 0 };
  });
}
