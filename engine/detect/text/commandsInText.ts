import { onFirstUse } from '../remembered.ts';
import { quotedWord } from './quotedWord.ts';
import type { Field } from '../../protocol/call.ts';
import type { Budget } from '../budget.ts';
import type { HeldOut, ScanInput } from '../types.ts';
import { buildWordIndex, classBits } from './wordIndex.ts';

const MAX_TEXT = 256 * 1024;
/** Judging costs: of all pieces those are judged that look most like it. */
const MAX_PIECES = 24;
/** Pieces among which these are chosen. */
const MAX_FOUND = 400;
const MAX_PIECE = 4096;

const PROGRAM = 0;
/** Programs whose names are words of the language too: only at the start of a line or in backticks. */
const ORDINARY = 1;
const CODE = 2;
const CONFIG = 3;

const PROGRAMS =
  'curl wget nc ncat netcat socat telnet ssh scp sftp rsync ftp base64 openssl bash zsh sh ksh dash python python2 python3 perl ruby php node deno bun powershell pwsh iex irm iwr certutil bitsadmin mshta rundll32 regsvr32 docker podman nerdctl kubectl helm crictl ctr nsenter unshare chroot chmod chown chattr rm rmdir shred dd mkfs mkfifo mknod mount umount fdisk parted insmod modprobe sysctl iptables ufw nft systemctl crontab launchctl schtasks sudo doas su passwd useradd usermod visudo git gh glab npm npx pnpm yarn pip pip3 pipx uv uvx gem cargo aws gcloud az gsutil s3cmd terraform vault psql mysql mongosh redis-cli sqlite3 xargs awk sed tee tar zip gpg dig nslookup nmap masscan sqlmap hydra hashcat ssh-keygen ssh-copy-id xmrig ngrok cloudflared chisel printenv gdb strace setcap capsh bpftool history pkill killall reg net-user tmux screen osascript pbpaste xclip claude codex gemini cursor-agent';
const ORDINARY_PROGRAMS =
  'cat echo printf export eval exec env find grep cp mv ln ls head tail source kill nohup at touch cd set make go time watch type open split sort make';
const CODE_WORDS =
  'requests | urllib | urlopen | httpx | axios | fetch | subprocess | environ | popen | child process | execsync | spawnsync | os system | process env | readfilesync | readfile | writefilesync | writefile | open | eval | exec | pickle | socket | xmlhttprequest | sendbeacon | file get contents | shell exec | net http | runtime getruntime | b64decode | atob | rmtree | unlinksync | rmsync';
/** Keys of settings whose value is run. */
const CONFIG_WORDS =
  'command cmd args postinstall preinstall prepare prepublish install entrypoint exec script run'.split(' ');

const ANY_PROGRAM = classBits([PROGRAM, ORDINARY]);
const KNOWN_PROGRAM = classBits([PROGRAM]);
const IN_CODE = classBits([CODE]);
const IN_SETTINGS = classBits([CONFIG]);

const index = onFirstUse(() =>
  buildWordIndex([
    ...PROGRAMS.split(' ').map((text) => ({ text, class: PROGRAM })),
    ...ORDINARY_PROGRAMS.split(' ').map((text) => ({ text, class: ORDINARY })),
    ...CODE_WORDS.split(' | ').map((text) => ({ text, class: CODE })),
    ...CONFIG_WORDS.map((text) => ({ text, class: CONFIG })),
  ]),
);

/** Scripts of Windows, which no parser of ours reads as a program but as commands. */
const WINDOWS_SCRIPT = /\.(?:bat|cmd|ps1|psm1)$/i;
const MAX_SCRIPT = 12_288;
const NOTHING_HELD_OUT: readonly HeldOut[] = [];

/** What a text holds out to whoever reads it; a script that is written is its commands. */
export function heldOut(field: Field, input: ScanInput, budget: Budget): readonly HeldOut[] {
  if (field.role === 'content') {
    const target = input.fields.find((each) => each.role === 'path' && each.access === 'write');
    if (!target || !WINDOWS_SCRIPT.test(target.text)) return NOTHING_HELD_OUT;
    return [{ kind: 'command', text: field.text.slice(0, MAX_SCRIPT), start: 0, end: field.text.length }];
  }
  if (budget.spent()) return NOTHING_HELD_OUT;
  const text = field.text.slice(0, MAX_TEXT);
  const found: HeldOut[] = [];
  let covered = 0;
  const keep = (kind: HeldOut['kind'], start: number, end: number, code = text.slice(start, end)) => {
    found.push({ kind, start, end, text: code.slice(0, MAX_PIECE) });
  };
  index().scan(text, (words) => {
    for (let word = 0; word < words.count; word++) {
      const start = words.start(word);
      const end = words.end(word);
      if (start >= covered && words.isOf(word, ANY_PROGRAM)) {
        const piece = commandAt(text, start, end, words.isOf(word, KNOWN_PROGRAM));
        if (piece) {
          covered = piece.end;
          keep('command', piece.start, piece.end);
          const short = piece.bare ? shortened(text.slice(piece.start, piece.end)) : undefined;
          if (short !== undefined) keep('command', piece.start, piece.start + short.length);
        }
      }
      if (words.isOf(word, IN_CODE) && /^\s?[([.]|^\s?=\s/.test(text.slice(end, end + 3))) {
        if (!found.some((each) => each.kind === 'code' && each.start <= start && each.end >= end))
          keep('code', ...codeAround(text, start));
      }
      if (words.isOf(word, IN_SETTINGS) && start >= covered) {
        const quoted = text.charAt(start - 1) === '"';
        const setting = quoted ? settingAt(text, start - 1) : lineSettingAt(text, start);
        if (setting) {
          covered = setting.end;
          keep('command', quoted ? start - 1 : start, setting.end, setting.command);
        }
      }
      if (found.length >= MAX_FOUND) return true;
    }
    return budget.spent();
  });
  for (const match of text.matchAll(ADDRESS)) {
    if (found.length >= MAX_FOUND) break;
    if (CALLED.test(text.slice(Math.max(0, match.index - 60), match.index)))
      keep('address', match.index, match.index + match[0].length);
  }
  for (const host of METADATA_HOSTS) {
    const at = text.indexOf(host);
    if (at < 0) continue;
    if (SENT_TO.test(text.slice(Math.max(0, at - 80), at))) keep('address', at, at + host.length, `http://${host}/`);
  }
  return found.length <= MAX_PIECES ? found : mostTelling(found);
}

/** What commands that do harm have, and most of a long list of steps have not. */
const SIGNS = [
  /\|\s*(?:sudo\s+(?:-\w+\s+)*)?(?:env\s+)?(?:(?:ba|z|da|k)?sh|python[\d.]*|node|perl|ruby|php|iex)\b|\beval\b|\bexec\b|<\(|\$\(|`/i,
  /base64|openssl\s+enc|xxd|\\x|\bdecode|certutil|-enc\b/i,
  /\bcurl\b|\bwget\b|\bn(?:c|cat)\b|\biwr\b|\birm\b|invoke-|\bs(?:cp|sh)\b|\brsync\b|fetch|urlopen|requests/i,
  /\.ssh|\.aws|\.env\b|\.kube|credential|token|secret|passw|shadow|printenv|\benv\s*\|/i,
  /\brm\s|\bdd\s|mkfs|shred|\bchmod\b|\bchown\b|--force|--privileged|\bdrop\s|\bdelete\b|\bdestroy\b/i,
  /169\.254|\/dev\/tcp|[>]{1,2}\s*(?:~|\/|\$HOME)|crontab|authorized_keys/i,
] as const;

/** Characters of a piece in which they are looked for. */
const MAX_SCORED = 500;

/** In the order of the text; of pieces that tell as much the earlier ones. */
function mostTelling(found: readonly HeldOut[]): readonly HeldOut[] {
  const scores = found.map(({ kind, text }) => {
    const seen = text.slice(0, MAX_SCORED);
    return SIGNS.reduce((sum, sign) => sum + (sign.test(seen) ? 1 : 0), kind === 'address' ? 1 : 0);
  });
  const chosen = found.map((_, i) => i).sort((a, b) => scores[b]! - scores[a]! || a - b);
  return chosen
    .slice(0, MAX_PIECES)
    .sort((a, b) => a - b)
    .map((i) => found[i]!);
}

const ADDRESS =
  /\b(?:https?|gopher|dict|file|ftp|(?<=jndi:)ldaps?):\/\/(?:\[[0-9a-f:.]{2,45}\][^\s"'<>`)\]]{0,300}|[^\s"'<>`)\]]{4,300})/gi;
/** Where clouds give their machines credentials; told without a scheme too. */
const METADATA_HOSTS = ['169.254.169.254', '169.254.170.2', '100.100.100.200', 'metadata.google.internal'] as const;
/** The reader is sent there, in a clause that begins with the verb. */
const SENT_TO =
  /(?:^|[.:;,\n"'(]\s{0,3}|\b(?:please|then|now|first|next|and|to|you (?:must|should|can|need to))\s)(?:fetch|get|open|retrieve|call|query|read|contact|curl|obtain|take|collect|download|ask)\b[^\n.]{0,60}\b(?:from|at|on|to|of|via)\s["'`(]?$/i;
/** Somebody is to go there, rather than that the address is spoken of. */
const CALLED =
  /(?:\b(?:fetch|get|open|visit|download|load|retrieve|call|request|query|post|send|upload|curl|wget|read|access|navigate|go|browse|connect|submit|import|urlopen|axios|GET|POST|PUT)\b[^\n.]{0,50}|["'(=]\s{0,2})$/i;

/** Bullets, prompt signs, numbers and a way to set the stage, such as `sudo` or `X=1`, before a line's program. */
const BEFORE_LINE =
  /^[ \t]{0,12}(?:[$#>%*+-]\s|\d{1,2}[.)]\s|RUN\s|- run:\s?|run:\s|[A-Z_]{2,30}=\S{0,80}\s)?(?:sudo\s(?:-\w\s)?|env\s)?$/;

function commandAt(
  text: string,
  start: number,
  end: number,
  isProgram: boolean,
): { start: number; end: number; bare: boolean } | undefined {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const before = text.slice(Math.max(lineStart, start - 100), start);
  const next = text.charAt(end);
  if (before.endsWith('`') || /`(?:sudo |\$ )$/.test(before)) {
    const open = text.lastIndexOf('`', start) + 1;
    const close = text.indexOf('`', end);
    return close < 0 || close - open > MAX_PIECE ? undefined : { start: open, end: close, bare: false };
  }
  // A name in a path or a longer word is no program that is called.
  if (/[\w@=\\-]$/.test(before) || (next !== ' ' && next !== '\t' && next !== '\n' && next !== '' && next !== '<'))
    return undefined;
  if (before.endsWith('/')) {
    if (!/(?:^|[\s"'(:])(?:\/usr)?\/s?bin\/$/.test(before)) return undefined;
  }
  const lineEnd = endOfLine(text, end);
  if (BEFORE_LINE.test(before) && lineStart >= start - 100) {
    // "Set the ..." and "Make sure ..." begin like commands.
    const isCommand = isProgram || ARGUMENTS.test(text.slice(end, Math.min(lineEnd, end + 300)));
    return isCommand ? { start, end: lineEnd, bare: true } : undefined;
  }
  const piped = PIPED.exec(text.slice(Math.max(lineStart, start - 200), start))?.[1];
  if (piped !== undefined) return { start: start - piped.length, end: lineEnd, bare: true };
  if (FORBIDDEN.test(before)) return undefined;
  if (!isProgram || !/[\s"'(:;|&]$/.test(before.replace(/\/(?:usr\/)?s?bin\/$/, ''))) return undefined;
  // In the middle of a sentence a command shows by its options, paths, pipes or addresses.
  const rest = text.slice(end, Math.min(lineEnd, end + 300));
  return /^\s+(?:-{1,2}[A-Za-z]|[|<>]|[~./$"'{]|https?:|\w+:\/\/|(?:run|exec|apply|create|install|clone|push|config|s3|auth|add|publish|-)\s?)|^[^.]{0,80}(?:\||\s--?\w|\s[~/]\w|>\s?\/|\$\(|:\/\/)/.test(
    rest,
  )
    ? { start, end: lineEnd, bare: true }
    : undefined;
}

/** "Never mount ...", in a sentence: the opposite is asked for. */
const FORBIDDEN = /\b(?:never|avoid|(?:do|must|should) not|don.?t|mustn.?t)\s(?:ever\s)?$/i;

/** An option, a path, a quote, a variable or an assignment first, or an operator later. */
const ARGUMENTS = /^\s+(?:[-/~$"'.<>{(*\\]|[\w.-]{1,60}[/=])|\s(?:\||>>?|&&|\|\|)\s|[^\s]\|/;

/** What feeds a program: "cat x | ". */
const PIPED = /(?:^|[:;"'(]\s?)((?:[a-z][\w.-]{1,15}\s[^|:;"\n]{0,100}\|\s?){1,4})$/i;

/** A backslash at its end carries a line on. */
function endOfLine(text: string, from: number): number {
  for (let end = text.indexOf('\n', from); end >= 0; end = text.indexOf('\n', end + 1))
    if (text.charAt(end - 1) !== '\\' && !(text.charAt(end - 1) === '\r' && text.charAt(end - 2) === '\\')) return end;
  return text.length;
}

/** Where the sentence around a command goes on: "... | bash to continue". */
const GOES_ON =
  /["'`\u201d\u2019)]{0,2}[,.;]?\s+(?:to|and then|then|and|before|in order|so that|for|on|if|when|which|as|or)\s|[.,;]\s|[.,;:]$|["\u201d']\s*$/;

function shortened(command: string): string | undefined {
  const cut = GOES_ON.exec(command);
  return cut && cut.index > 3 ? command.slice(0, cut.index) : undefined;
}

const SETTING =
  /"[\w-]{2,20}"\s{0,8}:\s{0,8}(?:("(?:[^"\\\n]|\\.){0,2000}")|\[([^\][]{0,2000})\])(?:\s{0,20},\s{0,40}"args"\s{0,8}:\s{0,8}\[([^\][]{0,2000})\])?/y;

/** `"command": "docker", "args": ["run", ...]` as the command line that it will be. */
function settingAt(text: string, quote: number): { command: string; end: number } | undefined {
  SETTING.lastIndex = quote;
  const match = SETTING.exec(text);
  if (!match) return undefined;
  const words = [match[1] ?? '', match[2] ?? '', match[3] ?? ''].flatMap((part, i) => stringsIn(part, i > 0));
  return { command: words.join(' '), end: quote + match[0].length };
}

const LINE_SETTING =
  /(?:("[^"\n]{1,2000}"|'[^'\n]{1,2000}'|[\w./-]{2,80})[ \t]{0,4}\r?\n[ \t]{0,12}args[ \t]{0,4}[:=][ \t]{0,4})?\[([^\][]{0,2000})\]/y;

/** The same in lines of YAML or TOML. */
function lineSettingAt(text: string, key: number): { command: string; end: number } | undefined {
  const sign = /^\w{3,20}[ \t]{0,4}[:=][ \t]{0,4}/.exec(text.slice(key, key + 32));
  const lineStart = text.lastIndexOf('\n', key) + 1;
  if (!sign || !/^[ \t]{0,40}(?:- )?$/.test(text.slice(Math.max(lineStart, key - 60), key))) return undefined;
  LINE_SETTING.lastIndex = key + sign[0].length;
  const match = LINE_SETTING.exec(text);
  if (!match) return undefined;
  const words = [match[1]?.replace(/^["']|["']$/g, '') ?? '', ...stringsIn(doubleQuoted(match[2] ?? ''), true)];
  return { command: words.join(' ').trim(), end: key + sign[0].length + match[0].length };
}

/** A list in single quotes, as YAML and TOML may have it. */
const doubleQuoted = (list: string): string => (list.includes('"') ? list : list.replaceAll("'", '"'));

/** `|` and `>` that stand as items of a list join its other words. */
const WORD_OR_OPERATOR = /^[\w./:=@%+,~*|>-]+$/;

/** Items of a list are words of their own, a single string is a line. */
function stringsIn(json: string, isList: boolean): string[] {
  return [...json.matchAll(/"((?:[^"\\]|\\.){0,2000})"/g)].map(([, inner = '']) => {
    const plain = inner.replace(/\\(["\\/nt])/g, (_, char: string) =>
      char === 'n' ? '\n' : char === 't' ? '\t' : char,
    );
    return isList ? quotedWord(plain, WORD_OR_OPERATOR) : plain;
  });
}

/** The paragraph of code around an offset. */
function codeAround(text: string, at: number): readonly [number, number] {
  const start = Math.max(text.lastIndexOf('\n\n', at) + 1, at - MAX_PIECE / 2, 0);
  const end = text.indexOf('\n\n', at);
  return [start, Math.min(end < 0 ? text.length : end, start + MAX_PIECE)];
}

/** The call that would run it. */
export function callOf(piece: HeldOut, { client, cwd, workspace }: ScanInput): ScanInput {
  const rest = {
    phase: 'before',
    surface: 'hook',
    client,
    ...(cwd && { cwd }),
    ...(workspace && { workspace }),
  } as const;
  if (piece.kind === 'address') {
    const fields = [{ role: 'url', text: piece.text, origin: 'address' }] as const;
    return { ...rest, tool: { name: 'WebFetch', kind: 'fetch' }, fields };
  }
  // Which language it is does not matter to how code is read.
  const text = piece.kind === 'code' ? `python3 - <<'OKTSEC_CODE'\n${piece.text}\nOKTSEC_CODE` : piece.text;
  return { ...rest, tool: { name: 'Bash', kind: 'shell' }, fields: [{ role: 'command', text, origin: piece.kind }] };
}
