import { decodeBase32 } from '../text/base32.ts';
import { flagValues, hasFlag, labelsOf, operands } from './args.ts';
import { join, labels, NOTHING, type Data } from './labels.ts';
import type { Handler, Stage } from './machine.ts';
import { variableLabels } from './secretVariables.ts';
import type { Arg } from './shellFacts.ts';

const DECODED = labels('decoded');
const UNPACKED = labels('unpacked');

/** Programs that print, pass on, decode or measure text. */
export const TEXT_PROGRAMS: Readonly<Record<string, Handler>> = {
  echo: ({ command }) => {
    let words = command.args;
    let escapes = false;
    while (words[0] && /^-[neE]+$/.test(words[0].text)) {
      escapes ||= words[0].text.includes('e');
      words = words.slice(1);
    }
    const text = words.map((arg) => arg.text).join(' ');
    return { labels: labelsOf(words), text: `${escapes ? unescape(text) : text}\n` };
  },
  printf: ({ run, command }) => {
    let args = command.args;
    let into: string | undefined;
    if (args[0]?.text === '-v') {
      into = args[1]?.text;
      args = args.slice(2);
    }
    if (args[0]?.text === '--') args = args.slice(1);
    const spelled = /\\(?:x[0-9a-fA-F]{2}|[01][0-7]{2})/.test(args[0]?.text ?? '') ? DECODED : 0;
    const printed: Data = { labels: labelsOf(args) | spelled, text: formatted(args) };
    if (into === undefined) return printed;
    run.assign(into, printed);
    return NOTHING;
  },
  cat: (stage) => readAll(stage, operands(stage.command)),
  tac: (stage) => readAll(stage, operands(stage.command)),
  nl: (stage) => opaque(readAll(stage, operands(stage.command))),
  base64: (stage) =>
    decode(
      stage,
      hasFlag(stage.command, '-d') || hasFlag(stage.command, '-D') || hasFlag(stage.command, '--decode'),
      'base64',
    ),
  base32: (stage) => decode(stage, hasFlag(stage.command, '-d') || hasFlag(stage.command, '--decode'), 'base32'),
  basenc: (stage) =>
    decode(
      stage,
      hasFlag(stage.command, '-d') || hasFlag(stage.command, '--decode'),
      hasFlag(stage.command, '--base16') ? 'hex' : hasFlag(stage.command, '--base32') ? 'base32' : 'base64',
    ),
  xxd: (stage) =>
    decode(
      stage,
      hasFlag(stage.command, '-r'),
      hasFlag(stage.command, '-p') || hasFlag(stage.command, '-ps') ? 'hex' : undefined,
    ),
  uudecode: (stage) => decode(stage, true, undefined),
  openssl: openssl,
  gpg: (stage) => {
    const read = readAll(stage, operands(stage.command));
    if (hasFlag(stage.command, '--export-secret-keys') || hasFlag(stage.command, '--export-secret-subkeys'))
      return { labels: labels('secret') };
    return {
      labels: read.labels | (hasFlag(stage.command, '-d') || hasFlag(stage.command, '--decrypt') ? DECODED : 0),
    };
  },
  pwd: ({ run }) => ({ labels: 0, text: `${run.cwd ?? '.'}\n` }),
  rev: ({ stdin, ...stage }) => {
    const input = readAll({ ...stage, stdin }, operands(stage.command));
    const text = input.text?.replace(/\n$/, '');
    return {
      labels: input.labels | (text === undefined ? 0 : DECODED),
      ...(text !== undefined && { text: [...text].reverse().join('') }),
    };
  },
  tr: ({ command, stdin }) => translate(command.args, stdin),
  gunzip: unpack,
  zcat: unpack,
  gzip: unpack,
  bunzip2: unpack,
  bzcat: unpack,
  bzip2: unpack,
  xz: unpack,
  xzcat: unpack,
  unxz: unpack,
  zstd: unpack,
  zstdcat: unpack,
  lz4: unpack,
  '7z': unpack,
  head: readText,
  tail: readText,
  less: readText,
  more: readText,
  most: readText,
  od: readText,
  hexdump: readText,
  hd: readText,
  strings: readText,
  sort: readText,
  uniq: readText,
  cut: readText,
  paste: readText,
  fold: readText,
  fmt: readText,
  pr: readText,
  column: readText,
  expand: readText,
  iconv: readText,
  comm: readText,
  join: readText,
  diff: readText,
  cmp: readText,
  dos2unix: readText,
  split: readText,
  vimdiff: readText,
  vim: readText,
  view: readText,
  nano: readText,
  ag: afterPattern,
  grep: afterPattern,
  rg: afterPattern,
  jq: afterPattern,
  yq: afterPattern,
  sed: (stage) => {
    const scripted =
      hasFlag(stage.command, '-e') || hasFlag(stage.command, '-f') || hasFlag(stage.command, '--expression');
    const scripts = flagValues(stage.command, '-e', '--expression', '-f', '--file');
    const files = operands(stage.command)
      .slice(scripted ? 0 : 1)
      .filter((arg) => !scripts.includes(arg));
    const script = scripted ? scripts[0] : operands(stage.command)[0];
    if (
      !/^-[a-zA-Z]*i|^--in-place/.test(
        stage.command.args.find((arg) => /^-[a-zA-Z]*i|^--in-place/.test(arg.text))?.text ?? '',
      )
    )
      return substituted(script?.text, readAll(stage, files));
    const edits = scripted ? scripts : [script].filter((each) => each !== undefined);
    const written: Data = { labels: labelsOf(edits), text: edits.map((each) => each.text).join('\n') };
    for (const file of files) stage.run.write(file, written, 'sed', true);
    return NOTHING;
  },
  wc: measure,
  md5sum: measure,
  sha1sum: measure,
  sha256sum: measure,
  sha512sum: measure,
  shasum: measure,
  cksum: measure,
  b2sum: measure,
  ls: list,
  stat: list,
  file: list,
  du: list,
  tree: list,
  test: () => NOTHING,
  env: () => ({ labels: labels('environment') }),
  printenv: ({ command }) => environmentOf(command.args),
  set: ({ command }) => (command.args.length === 0 ? { labels: labels('environment') } : NOTHING),
  compgen: ({ command }) =>
    hasFlag(command, '-v') || hasFlag(command, '-e') ? { labels: labels('environment') } : NOTHING,
  whoami: hostFacts,
  id: hostFacts,
  hostname: hostFacts,
  uname: hostFacts,
  ifconfig: hostFacts,
  tcpdump: listen,
  tshark: listen,
  dumpcap: listen,
  pbpaste: capture,
  xclip: capture,
  xsel: capture,
  'wl-paste': capture,
  screencapture: capture,
  scrot: capture,
  import: capture,
  'gnome-screenshot': capture,
  maim: capture,
  grim: capture,
  fswebcam: capture,
  imagesnap: capture,
  arecord: capture,
  rec: capture,
  ffmpeg: capture,
  adb,
  history: () => ({ labels: labels('history') }),
  fc: () => ({ labels: labels('history') }),
  pg_dump: databaseDump,
  pg_dumpall: databaseDump,
  mysqldump: databaseDump,
  'mariadb-dump': databaseDump,
  mongodump: databaseDump,
  mongoexport: databaseDump,
};

/** All files, or standard input when there is none. */
export function readAll({ run, command, stdin }: Stage, files: readonly Arg[]): Data {
  const named = files.filter((file) => file.text !== '-');
  if (named.length === 0) return stdin;
  let all: Data = files.length > named.length ? stdin : NOTHING;
  for (const file of named) all = join(all, run.read(file, command.program));
  return all;
}

const opaque = (data: Data): Data => ({ labels: data.labels });

function readText(stage: Stage): Data {
  const read = readAll(stage, operands(stage.command));
  // A head or tail of one line is that line.
  return read.text !== undefined && !read.text.trimEnd().includes('\n') ? read : opaque(read);
}

function afterPattern(stage: Stage): Data {
  const { command, run } = stage;
  if (command.program === 'jq' || command.program === 'yq') return opaque(readAll(stage, operands(command).slice(1)));
  const given = hasFlag(command, '-e') || hasFlag(command, '-f') || hasFlag(command, '--regexp');
  const files = operands(command).slice(given ? 0 : 1);
  const recursive =
    hasFlag(command, '-r') || hasFlag(command, '-R') || hasFlag(command, '--recursive') || command.program === 'rg';
  if (recursive) {
    // A search of a folder is no read of every secret in it; its matches are data all the same.
    const found = files.reduce(
      (set, file) =>
        set | run.read(file, command.program, { quiet: files.length === 0 || !/\.[a-z_]+$/.test(file.text) }).labels,
      stage.stdin.labels,
    );
    return { labels: found };
  }
  // Whether something is in a file, or how often, is not what is in it.
  if (ANSWERS_ONLY.some((flag) => hasFlag(command, flag))) {
    for (const file of files) run.access('list', file, command.program);
    return NOTHING;
  }
  return opaque(readAll(stage, files));
}

const ANSWERS_ONLY = ['-q', '--quiet', '--silent', '-c', '--count', '-l', '--files-with-matches', '-L'];

function measure(stage: Stage): Data {
  readAll(stage, operands(stage.command));
  return { labels: 0 };
}

function list({ run, command }: Stage): Data {
  for (const file of operands(command)) run.access('list', file, command.program);
  return { labels: 0 };
}

function hostFacts(): Data {
  return { labels: labels('host-facts') };
}

/** Takes the clipboard, the screen, a camera or a microphone. */
function capture({ run, command, stdin }: Stage): Data | undefined {
  const { program, args } = command;
  const reads =
    program === 'pbpaste' ||
    program === 'wl-paste' ||
    hasFlag(command, '-o') ||
    hasFlag(command, '-out') ||
    /^(?:scr|import$|gnome-screenshot$|maim$|grim$|fswebcam$|imagesnap$|arecord$|rec$)/.test(program) ||
    (program === 'ffmpeg' &&
      args.some((arg) => /^(?:x11grab|avfoundation|gdigrab|dshow|v4l2|alsa|pulse)$/.test(arg.text)));
  if (!reads) return { labels: stdin.labels };
  const taken: Data = { labels: labels('capture') };
  const file = args.at(-1);
  if (file && !file.text.startsWith('-') && /[./]/.test(file.text)) run.place(run.canonical(file.text), taken);
  return taken;
}

/** What a telephone keeps of people: messages, contacts, calls, and its whole storage. */
function adb({ run, command }: Stage): Data {
  const line = command.args.map((arg) => arg.text).join(' ');
  if (TELEPHONE_RECORDS.test(line)) return { labels: labels('capture') };
  if (/\bbackup\b/.test(line)) {
    const file = flagValues(command, '-f')[0];
    if (file) run.place(run.canonical(file.text), { labels: labels('capture', 'archive') });
  } else if (/\bpull (?:-\w )?\/(?:sdcard|storage|data)\b/.test(line)) {
    const file = operands(command).at(-1);
    if (file) run.place(run.canonical(file.text), { labels: labels('capture') });
  }
  return NOTHING;
}
const TELEPHONE_RECORDS = /content:\/\/(?:sms|mms|contacts|com\.android\.contacts|call_log|com\.android\.calendar)\b/;

/** What other machines say to each other, where it is not kept in a file. */
function listen({ command }: Stage): Data {
  const file = flagValues(command, '-w')[0];
  return file === undefined || file.text === '-' ? { labels: labels('capture') } : NOTHING;
}

function databaseDump({ run, command }: Stage): Data {
  const dump: Data = { labels: labels('database') };
  const file = flagValues(command, '-f', '--file', '--result-file', '-o', '--out', '--archive')[0];
  if (!file) return dump;
  run.place(run.canonical(file.text), dump);
  return NOTHING;
}

function environmentOf(args: readonly Arg[]): Data {
  const names = args.filter((arg) => !arg.text.startsWith('-'));
  if (names.length === 0) return { labels: labels('environment') };
  return { labels: names.reduce((set, arg) => set | variableLabels(arg.text), 0) };
}

function decode(stage: Stage, decodes: boolean, encoding: 'base64' | 'base32' | 'hex' | undefined): Data {
  const files = operands(stage.command);
  const input = readAll(stage, files);
  if (!decodes) return opaque(input);
  if (input.text === undefined || encoding === undefined) return { labels: input.labels | DECODED };
  const text = input.text.replace(/\s+/g, '');
  const bytes = encoding === 'base32' ? decodeBase32(text) : Buffer.from(text, encoding);
  return { labels: input.labels | DECODED, ...(bytes && { text: bytes.toString('utf8') }) };
}

function openssl(stage: Stage): Data | undefined {
  const { run, command, stdin } = stage;
  const verb = command.args[0]?.text ?? '';
  const value = (name: string): Arg | undefined => command.args[command.args.findIndex((arg) => arg.text === name) + 1];
  const has = (name: string): boolean => command.args.some((arg) => arg.text === name);
  if (verb === 's_client') {
    const target = has('-connect') ? value('-connect')?.text : undefined;
    if (target) run.send(target, stdin.labels, 'openssl');
    return { labels: labels('socket') };
  }
  const input = has('-in') ? run.read(value('-in') ?? { text: '-', dynamic: false, labels: 0 }, 'openssl') : stdin;
  const decodes = has('-d') && (verb === 'enc' || verb === 'base64' || verb.startsWith('aes'));
  const isBase64 = verb === 'base64' || has('-base64') || has('-a');
  const output: Data =
    decodes && isBase64 && input.text !== undefined && !has('-aes-256-cbc')
      ? { labels: input.labels | DECODED, text: Buffer.from(input.text, 'base64').toString('utf8') }
      : { labels: input.labels | (decodes ? DECODED : 0) };
  const out = has('-out') ? value('-out') : undefined;
  if (!out) return output;
  run.write(out, output, 'openssl');
  return NOTHING;
}

function unpack(stage: Stage): Data {
  const { command, run } = stage;
  const files = operands(command);
  const input = readAll(stage, files);
  const unpacks =
    /^(?:gunzip|zcat|bunzip2|bzcat|xzcat|unxz|zstdcat)$/.test(command.program) ||
    hasFlag(command, '-d') ||
    hasFlag(command, '--decompress');
  const suffix = { gzip: '.gz', bzip2: '.bz2', xz: '.xz', zstd: '.zst', lz4: '.lz4' }[command.program];
  for (const file of files) if (suffix && !unpacks) run.place(run.canonical(file.text + suffix), opaque(input));
  return { labels: input.labels | (unpacks ? UNPACKED : 0) };
}

function translate(args: readonly Arg[], stdin: Data): Data {
  const flags = args
    .filter((arg) => /^-[a-zA-Z]+$/.test(arg.text))
    .map((arg) => arg.text)
    .join('');
  const [from, to] = args.filter((arg) => !/^-[a-zA-Z]+$/.test(arg.text)).map((arg) => arg.text);
  if (stdin.text === undefined || from === undefined || /c/i.test(flags)) return { labels: stdin.labels };
  const wanted = characters(from);
  if (wanted === undefined) return { labels: stdin.labels };
  if (flags.includes('d')) {
    const removed = new Set(wanted);
    return { labels: stdin.labels, text: [...stdin.text].filter((c) => !removed.has(c)).join('') };
  }
  const given = to === undefined ? undefined : characters(to);
  if (!given || given.length === 0) return { labels: stdin.labels };
  const table = new Map(wanted.map((c, i) => [c, given[i] ?? given.at(-1) ?? c]));
  // Letters that become other letters hide a text; upper case and line breaks do not.
  const hides = [...table].some(([a, b]) => /\w/.test(a) && /\w/.test(b) && a.toLowerCase() !== b.toLowerCase());
  return {
    labels: stdin.labels | (hides ? DECODED : 0),
    text: [...stdin.text].map((c) => table.get(c) ?? c).join(''),
  };
}

const CHARACTER_CLASSES: Readonly<Record<string, string>> = {
  '[:upper:]': 'A-Z',
  '[:lower:]': 'a-z',
  '[:digit:]': '0-9',
  '[:space:]': ' \t\n\r\v\f',
  '[:alpha:]': 'A-Za-z',
  '[:alnum:]': '0-9A-Za-z',
};

/** The characters of a set as `tr` takes them; undefined where only a run could tell. */
function characters(set: string): string[] | undefined {
  const spelled = unescape(set.replace(/\[:[a-z]+:\]/g, (name) => CHARACTER_CLASSES[name] ?? name));
  if (spelled.includes('[:') || spelled.length > 400) return undefined;
  const bare = spelled.replace(/^\[(.+)\]$/s, '$1');
  const found: string[] = [];
  for (let i = 0; i < bare.length; i++) {
    const last = bare[i + 1] === '-' ? bare[i + 2] : undefined;
    const first = bare[i] ?? '';
    if (last === undefined || last < first) {
      found.push(first);
      continue;
    }
    for (let code = first.charCodeAt(0); code <= last.charCodeAt(0) && found.length < 512; code++)
      found.push(String.fromCharCode(code));
    i += 2;
  }
  return found;
}

/** `s/a/b/g` with plain text on both sides. */
function substituted(script: string | undefined, data: Data): Data {
  const [, , from, to, flags] = /^s([/|#,:])([\w ./:-]+)\1([\w ./:|;-]*)\1(g?)$/.exec(script ?? '') ?? [];
  if (data.text === undefined || from === undefined || to === undefined || /[.\[]/.test(from)) return opaque(data);
  return {
    labels: data.labels,
    text: flags ? data.text.replaceAll(from, () => to) : data.text.replace(from, () => to),
  };
}

/** Backslash escapes of `printf`, `echo -e` and `$'...'`. */
function unescape(text: string): string {
  if (!text.includes('\\')) return text;
  return text.replace(
    /\\(?:x([0-9a-fA-F]{1,2})|u([0-9a-fA-F]{1,4})|U([0-9a-fA-F]{1,8})|(0?[0-7]{1,3})|(.))/gs,
    (_, x?: string, u?: string, long?: string, octal?: string, other?: string) => {
      if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8) & 255);
      const hex = x ?? u ?? long;
      if (hex !== undefined) {
        const code = Number.parseInt(hex, 16);
        return code <= 0x10ffff ? String.fromCodePoint(code) : '';
      }
      return (
        { n: '\n', t: '\t', r: '\r', a: '', b: '', f: '\f', v: '\v', e: '\u001b', c: '' }[other ?? ''] ?? other ?? ''
      );
    },
  );
}

/** `printf` output for the directives that carry text; others print their argument. */
function formatted(args: readonly Arg[]): string {
  const [format, ...values] = args.map((arg) => arg.text);
  if (format === undefined) return '';
  let output = '';
  let i = 0;
  do {
    const before = i;
    output += unescape(format).replace(
      /%(?:%|[-+ #0]*[\d.*]*([bcdiqsuxXeEfgG]|\([^)]*\)T))/g,
      (whole, kind?: string) => {
        if (kind === undefined) return '%';
        const value = values[i++] ?? '';
        return kind === 'b' ? unescape(value) : kind === 'c' ? value.slice(0, 1) : value;
      },
    );
    if (i === before) break;
  } while (i < values.length && output.length < 65_536);
  return output;
}
