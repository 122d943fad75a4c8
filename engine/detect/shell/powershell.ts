import { labels, NOTHING, type Data } from './labels.ts';
import type { Machine } from './machine.ts';
import type { Arg, ShellCommand } from './shellFacts.ts';
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
};

const CMDLET =
  /\b(?:iex|iwr|irm|gc|ri)\b\s|\b(?:Invoke|Get|Set|New|Remove|Start|Stop|Add|Out|Write|Disable|Enable|Clear|Register|Import|Unblock|Copy|Expand)-[A-Z][A-Za-z]+|\$env:|\bREG(?:\.exe)?\s+(?:ADD|DELETE|SAVE)\b|\bHK(?:CU|LM|EY_)|[A-Za-z]:\\|\b(?:vssadmin|schtasks|certutil|bitsadmin|mshta|wevtutil|bcdedit|regsvr32|rundll32|netsh|wmic|diskpart)\b|\[(?:Convert|System\.|Net\.|Ref)|%(?:USERPROFILE|APPDATA|SystemRoot|TEMP)%/i;

/** Might the text be PowerShell or cmd? Cheap; decides only whether it is read as such as well. */
export function looksLikePowershell(text: string): boolean {
  return CMDLET.test(text);
}

const DOWNLOAD =
  /\b(?:iwr|irm)\b|downloadstring|downloaddata|downloadfile|net\.webclient|invoke-webrequest|invoke-restmethod|start-bitstransfer|httpclient/i;
const FOREIGN = labels('download', 'decoded');

/** Reads a PowerShell or cmd script: statements, pipelines, words; the same facts as for other shells. */
export function parsePowershell(run: Machine, text: string, encoded = false): void {
  const code = text
    .slice(0, 32_768)
    .replace(/`(?=[a-z])/gi, '')
    .replace(/\^(?=[a-z])/gi, '');
  if (encoded) run.shape('hidden-bytes', 'an encoded PowerShell command');
  if (
    /sockets\.tcpclient|TcpClient\(/i.test(code) &&
    /getstream|iex|invoke-expression|cmd(?:\.exe)?|streamreader/i.test(code)
  )
    run.shape('reverse-shell', 'a PowerShell session over a socket');
  const variables = new Map<string, number>();
  for (const pipeline of statements(code)) runPipeline(run, pipeline, variables);
}

function runPipeline(run: Machine, stages: readonly string[], variables: Map<string, number>): void {
  let piped: Data = NOTHING;
  for (const stage of stages) {
    const assigned = /^\s*\$([\w:]+)\s*\+?=\s*(.*)$/s.exec(stage);
    const body = assigned?.[2] ?? stage;
    const output = runStage(run, body, piped, variables);
    if (assigned?.[1]) variables.set(assigned[1].toLowerCase(), output.labels);
    piped = output;
  }
}

function runStage(run: Machine, text: string, piped: Data, variables: Map<string, number>): Data {
  let found = piped.labels;
  if (DOWNLOAD.test(text)) found |= labels('download');
  if (/frombase64string|gzipstream|deflatestream/i.test(text)) found |= labels('decoded');
  for (const hit of text.matchAll(/\$(\w+)/g)) found |= variables.get((hit[1] ?? '').toLowerCase()) ?? 0;
  const words = split(text.replace(/^\s*[&.]\s*(?=\()/, '').replace(/^[\s(&]+/, ''));
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
    cwd: run.cwd,
    span: run.span,
  };
  run.commands.push(command);
  const evaluates =
    program === 'invoke-expression' ||
    /(?:^|[\s;(|&])(?:iex|invoke-expression)\b|\.invoke\(\)|scriptblock\]::create/i.test(text);
  if (evaluates && found & FOREIGN) run.flow(found & FOREIGN, 'execute', 'invoke-expression');
  for (const hit of text.matchAll(/https?:\/\/[^\s'")]+/gi)) run.connect(hit[0], 0, program);
  for (const block of blocksIn(text)) for (const pipeline of statements(block)) runPipeline(run, pipeline, variables);
  return { labels: found | fileEffects(run, program, args, found) };
}

/** The outermost `{...}` of a statement: what loops, conditions and script blocks run. */
function blocksIn(text: string): string[] {
  const found: string[] = [];
  let depth = 0;
  let from = 0;
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '{' && depth++ === 0) from = i + 1;
    else if (text[i] === '}' && depth > 0 && --depth === 0) found.push(text.slice(from, i));
  }
  return found;
}

function fileEffects(run: Machine, program: string, args: readonly Arg[], piped: number): number {
  const paths = args.filter((arg) => !/^[-/][A-Za-z]+$/.test(arg.text) && arg.text !== '');
  const flag = (pattern: RegExp): boolean => args.some((arg) => pattern.test(arg.text));
  switch (program) {
    case 'get-content':
    case 'copy-item':
      return paths.reduce((set, path) => set | run.read(path, program).labels, 0);
    case 'remove-item':
      for (const path of paths) run.access('delete', path, program, { recursive: flag(/^-r(?:e|$)|^\/s$/i) });
      return 0;
    case 'set-content':
    case 'add-content':
    case 'out-file':
    case 'tee-object':
      if (paths[0]) run.write(paths[0], { labels: piped }, program, program === 'add-content');
      return 0;
    case 'invoke-webrequest':
    case 'invoke-restmethod': {
      const file = args.find((_, i) => /^-(?:infile|body)$/i.test(args[i - 1]?.text ?? ''));
      const url = args.find((arg) => /^https?:/i.test(arg.text));
      const out = args.find((_, i) => /^-o(?:utfile)?$/i.test(args[i - 1]?.text ?? ''));
      if (out) run.write(out, { labels: labels('download') }, program);
      const sends = (file ? run.read(file, program, { quiet: true }).labels : 0) | (flag(/^-body$/i) ? piped : 0);
      if (url && sends & labels('secret', 'environment', 'key-file')) run.send(url.text, sends, program);
      return 0;
    }
    case 'start-process': {
      const started = paths[0];
      const written = started && run.written(run.canonical(started.text));
      if (written && written.labels & FOREIGN) run.flow(written.labels & FOREIGN, 'execute', program);
      return 0;
    }
    default:
      return 0;
  }
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
