import { quotedLine } from '../text/quotedWord.ts';
import {
  ASSEMBLES,
  BACKTICKS,
  DECODES,
  DELETES,
  DUPLICATES,
  ENVIRONMENT,
  EVALUATES,
  EXECUTES,
  FETCHES,
  FORKS,
  HOME_CALL,
  LISTENS,
  LITERAL,
  RECEIVES,
  RUNS_WHAT_COMES,
  SENDS,
  SHELL,
  SHELL_CALL,
  SOCKET,
  VARIABLE_READ,
  WEB_SHELL,
} from './codeVocabulary.ts';
import { decodeBase32 } from '../text/base32.ts';
import { classesOfCanonical } from '../paths/classifyPath.ts';
import { canonicalPath } from '../paths/canonicalPath.ts';
import { SECRET_CLASSES } from '../paths/pathClass.ts';

/** What a piece of program text does, read from its calls and literals. Any of the scripting languages. */
export interface CodeFacts {
  readonly fetches: boolean;
  readonly sends: boolean;
  readonly evaluates: boolean;
  readonly executes: boolean;
  readonly decodes: boolean;
  readonly socket: boolean;
  readonly listens: boolean;
  /** Takes in what the other side says and runs something that is not spelled in the code. */
  readonly receives: boolean;
  /** Builds text from character codes. */
  readonly assembles: boolean;
  /** Starts itself without end. */
  readonly forks: boolean;
  /** Runs what a web request says. */
  readonly webShell: boolean;
  readonly duplicates: boolean;
  /** Host that a bare socket is connected to, where it is another machine. */
  readonly rawTarget: string | undefined;
  /** Connects to this machine only. */
  readonly nearby: boolean;
  readonly startsShell: boolean;
  /** Takes the whole environment, not one variable. */
  readonly environment: boolean;
  readonly secretPaths: readonly string[];
  /** Names of single variables of the environment that it takes. */
  readonly variables: readonly string[];
  /** Addresses that it spells. */
  readonly urls: readonly string[];
  /** What it prints, when that is all it does. */
  readonly prints: string | undefined;
  /** Recursive deletes of these literals. */
  readonly deletes: readonly string[];
  /** Texts that a shell reads. */
  readonly shellTexts: readonly string[];
  /** Decoded literals that are text. */
  readonly decoded: readonly string[];
}

/** Reads `code`. `language` decides what backticks mean. Work is linear in the text. */
export function codeFacts(source: string, language = ''): CodeFacts {
  const code = source.includes('H*') ? unpacked(source) : source;
  const executes = EXECUTES.test(code) || /^\s*(?:system|exec)\b/.test(code);
  const decodes = DECODES.test(code);
  const literals = literalsOf(code);
  return {
    fetches: FETCHES.test(code),
    sends: SENDS.test(code),
    evaluates: EVALUATES.test(code),
    executes,
    decodes,
    socket: SOCKET.test(code),
    listens: LISTENS.test(code),
    receives: RECEIVES.test(code) && RUNS_WHAT_COMES.test(code),
    assembles: ASSEMBLES.test(code),
    forks: FORKS.test(code),
    webShell: WEB_SHELL.test(code),
    duplicates: DUPLICATES.test(code),
    rawTarget: rawTarget(code),
    nearby: /['"](?:localhost|127\.0\.0\.1|::1)['"]/.test(code) && rawTarget(code) === undefined,
    startsShell: SHELL.test(code),
    environment: ENVIRONMENT.test(code) && ENVIRONMENT.test(withoutPassedOn(code)),
    secretPaths: secretPathsIn(code),
    variables: code.length > 20_000 ? [] : [...code.matchAll(VARIABLE_READ)].map((hit) => hit[1] ?? ''),
    urls: literals.filter((text) => /^https?:\/\/\S+$/i.test(text)).slice(0, 8),
    prints: printedLiteral(code),
    deletes: deletedLiterals(code),
    shellTexts: executes
      ? [...shellTexts(code, language), ...literals.filter((text) => text.includes('/dev/tcp/'))]
      : backtickTexts(code, language),
    decoded: decodes ? literals.flatMap(decodedText) : [],
  };
}

/** Asks for one name in the environment, or hands the whole to a process that it starts. */
const ASKED =
  /(?<!\bfor\b[^\n:]{0,60})\bin\s+os\.environ\b(?!\s*\.)|\benv\s*=\s*os\.environ\b(?:\.copy\(\))?(?=\s*[,)])/g;
const COPIED = /(?<![\w.])(\w{1,40})\s*=\s*(?:dict\(\s*os\.environ\s*\)|os\.environ\.copy\(\s*\))/;
/** Copies of the environment that are followed. */
const MAX_COPIES = 4;

/** The code without those uses of the environment of which only processes that it starts get to see more than a name. */
function withoutPassedOn(code: string): string {
  let rest = code.replace(ASKED, '');
  for (let i = 0; i < MAX_COPIES; i++) {
    const [whole, name = ''] = COPIED.exec(rest) ?? [];
    if (whole === undefined) return rest;
    const uses = new RegExp(
      `\\benv\\s*=\\s*${name}\\b(?=\\s*[,)])|(?<![\\w.])${name}(?:\\s*\\[\\s*(?:'[^'\\n]{1,60}'|"[^"\\n]{1,60}")\\s*\\]|\\.(?:get|pop|setdefault|update)\\()`,
      'g',
    );
    const others = rest.replace(whole, '').replace(uses, '');
    if (new RegExp(`(?<![\\w./])${name}\\b(?!\\s*=[^=])`).test(others)) return rest;
    rest = others;
  }
  return rest;
}

/** Asks whether a file is there, or copies it: nothing of it is seen. */
const UNSEEN =
  /\b(?:file_exists|is_file|copy|copyFile(?:Sync)?|existsSync|os\.path\.(?:exists|isfile)|File\.exist\??|shutil\.copy\w*|FileUtils\.cp)\s*\([^()]{0,200}\)/g;

function secretPathsIn(code: string): string[] {
  const found = spelledPaths(code);
  if (!found.some(isEnvironmentFile)) return found;
  const seen = new Set(spelledPaths(code.replace(UNSEEN, '')));
  return found.filter((path) => seen.has(path) || !isEnvironmentFile(path));
}

const isEnvironmentFile = (path: string): boolean => /(?:^|\/)\.env[\w.-]*$/.test(path);

function spelledPaths(code: string): string[] {
  return [...literalsOf(code), ...joinedLiterals(code)].filter(isSecretPath);
}

function literalsOf(code: string): string[] {
  return [...code.matchAll(LITERAL)].map((hit) => hit[1] ?? hit[2] ?? hit[3] ?? '');
}

function rawTarget(code: string): string | undefined {
  const host =
    /(?:\.connect|create_connection|createConnection|fsockopen|TCPSocket\.(?:new|open))\s*\(\s*\(?\s*['"]([\w.:-]+)['"]\s*,\s*['"]?\d+/.exec(
      code,
    )?.[1];
  return host === undefined || /^(?:localhost|127\.|::1|0\.0\.0\.0)/.test(host) || !host.includes('.')
    ? undefined
    : host;
}

const BETWEEN = /^\s*[,+/]\s*$/;

/** Paths that code puts together from pieces: `join(home, '.ssh', 'id_rsa')`, `home + '/.ssh' + '/id_rsa'`. */
function joinedLiterals(code: string): string[] {
  const found: string[] = [];
  let open = '';
  let end = -1;
  for (const hit of code.matchAll(LITERAL)) {
    const text = hit[1] ?? hit[2] ?? hit[3] ?? '';
    const follows = end >= 0 && hit.index - end < 8 && BETWEEN.test(code.slice(end, hit.index));
    open = follows ? `${open.replace(/\/$/, '')}/${text.replace(/^\//, '')}` : text;
    if (follows) found.push(open);
    end = hit.index + hit[0].length;
  }
  return found;
}

/** `pack("H*", "6c73")`: the text that it gives, in its place. */
function unpacked(code: string): string {
  return code.replace(
    /\bpack\s{0,4}\(?\s{0,4}(?:q?\(|["'])H\*(?:\)|["'])\s{0,4},\s{0,4}["']((?:[0-9a-f]{2}){2,8000})["']\s{0,4}\)?/gi,
    (whole, hex: string) => {
      const text = Buffer.from(hex, 'hex').toString('utf8');
      return /^[\t\n\r\x20-\x7e]*$/.test(text) ? JSON.stringify(text) : whole;
    },
  );
}

const PRINTS =
  /^\s*(?:print|puts|echo|say|console\.log|(?:process|sys)\.stdout\.write)\b\s*\(?\s*(?:'([^'\\]*)'|"([^"\\$]*)")\s*\)?\s*;?\s*$/;

/** What code prints that does nothing else. */
function printedLiteral(code: string): string | undefined {
  if (code.length > 4096) return undefined;
  const hit = PRINTS.exec(code);
  return hit?.[1] ?? hit?.[2];
}

function isSecretPath(text: string): boolean {
  if (text.length > 200 || text.length < 5 || !/[./]/.test(text) || /\s{2}|[<>|]/.test(text)) return false;
  for (const kind of classesOfCanonical(canonicalPath(text)))
    if (SECRET_CLASSES.has(kind) || kind === 'env-file') return true;
  return false;
}

function deletedLiterals(code: string): string[] {
  const found: string[] = [];
  for (const hit of code.matchAll(DELETES)) {
    const argument = hit[1] ?? '';
    if (HOME_CALL.test(argument) && !/HOME_CALL|join|\+|\/\s*['"]|,\s*['"][^'"]/.test(argument.replace(HOME_CALL, '')))
      found.push('~');
    const literal = /^[^'"`]{0,40}['"`]([^'"`]{1,160})['"`]/.exec(argument)?.[1];
    if (literal !== undefined) found.push(literal);
  }
  return found;
}

function shellTexts(code: string, language: string): string[] {
  const found: string[] = [];
  for (const hit of code.matchAll(SHELL_CALL)) {
    const first = unquoted(hit[1] ?? '');
    const others = hit[2]?.replace(/^\s*,\s*/, '');
    // `spawn("sh", ["-c", "..."])` and `system("sh", "-c", "...")`.
    const more = others === undefined ? '' : unquoted(others.startsWith('[') ? others : `[${others}]`);
    found.push(more ? `${first} ${more}` : first);
  }
  return [...found, ...backtickTexts(code, language)];
}

function backtickTexts(code: string, language: string): string[] {
  if (!/^(?:perl|ruby|php|julia)$/.test(language)) return [];
  return [...code.matchAll(BACKTICKS)].map((hit) => hit[1] ?? hit[2] ?? hit[3] ?? '');
}

/** A quoted text, or the quoted items of a list as shell words. */
function unquoted(source: string): string {
  if (!source.startsWith('[') && !source.startsWith('{'))
    return source
      .slice(1, -1)
      .replace(/\\(["'`\\])/g, '$1')
      .replaceAll('\\n', '\n');
  const items = [...source.matchAll(LITERAL)].map((hit) =>
    (hit[1] ?? hit[2] ?? hit[3] ?? '').replace(/\\(n|["'`\\])/g, (_, char: string) => (char === 'n' ? '\n' : char)),
  );
  return quotedLine(items);
}

function decodedText(literal: string): string[] {
  if (literal.length < 8 || !/^[A-Za-z0-9+/=_-]+$/.test(literal)) return [];
  const readings = [Buffer.from(literal, 'base64'), /^[A-Z2-7]+=*$/.test(literal) ? decodeBase32(literal) : undefined];
  return readings.map((bytes) => bytes?.toString('utf8') ?? '').filter((text) => /^[\t\n\r\x20-\x7e]{4,}$/.test(text));
}
