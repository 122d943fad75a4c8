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
  /** Takes in what the other side says. */
  readonly receives: boolean;
  readonly duplicates: boolean;
  /** Host that a bare socket is connected to, where it is another machine. */
  readonly rawTarget: string | undefined;
  readonly startsShell: boolean;
  /** Takes the whole environment, not one variable. */
  readonly environment: boolean;
  readonly secretPaths: readonly string[];
  /** Recursive deletes of these literals. */
  readonly deletes: readonly string[];
  /** Texts that a shell reads. */
  readonly shellTexts: readonly string[];
  /** Decoded literals that are text. */
  readonly decoded: readonly string[];
}

const FETCHES =
  /\b(?:requests\.(?:get|request|session)|urllib\d?(?:\.request)?\.(?:urlopen|urlretrieve)|urlopen\s*\(|httpx\.(?:get|stream|client)|aiohttp|fetch\s*\(|https?\.get\s*\(|axios(?:\.get)?\s*\(|got\s*\(|superagent|needle|Net::HTTP|open-uri|URI\.open|LWP::|HTTP::Tiny|file_get_contents\s*\(\s*['"]https?:|curl_exec|curl_init|readfile\s*\(\s*['"]https?:|HTTParty|Faraday|RestClient|Invoke-WebRequest|reqwest|http\.Get\()/i;
const SENDS =
  /\b(?:requests\.(?:post|put|patch)|httpx\.(?:post|put)|axios\.(?:post|put)|superagent\.(?:post|put)|request\.(?:post|put)|got\.post|Net::HTTP\.post|post_form|urlopen\s*\([^)]*data\s*=|urllib\.parse\.urlencode|http\.client|https?\.request\s*\(|sendall\s*\(|sendto\s*\(|smtplib|\.write_all\s*\(|XMLHttpRequest|sendBeacon|CURLOPT_POSTFIELDS|client\.post|Client::new\(\)\.post|ftplib|boto3)|method\s*:\s*['"](?:POST|PUT)/i;
const EVALUATES =
  /\(\s*eval\s*\)|(?<![\w.])(?:exec|eval|execfile|compile|__import__)\s*\(|(?<![\w.])eval\s+|vm\.(?:run\w+|Script)|new\s+Function\s*\(|(?<![\w.])Function\s*\(|instance_eval|class_eval|loadstring\s*\(|(?<![\w.])load\s*\(|(?:pickle|marshal|cPickle|dill)\.loads?\s*\(|runInNewContext|assert\s*\(\s*\$|create_function|IEX\b|Invoke-Expression/;
const EXECUTES =
  /\b(?:os\.(?:system|popen|exec[lv]p?e?|spawn\w*)|subprocess\.\w+|commands\.getoutput|pty\.spawn|child_process|exec(?:Sync|File|FileSync)?\s*\(|spawn(?:Sync)?\s*\(|execa\w*|Bun\.(?:spawn|\$)|Deno\.(?:run|Command)|(?:system|popen|passthru|shell_exec|proc_open|pcntl_exec)\s*\(|IO\.popen|Open3\.|Kernel\.(?:system|exec)|Process\.(?:spawn|start)|Runtime\.getRuntime|ProcessBuilder|os\.execute|io\.popen|exec\.Command)|(?<![\w.])system\s*[('" ]|(?<![\w.])exec\s*[({'"]|qx[{(/]|%x[{([]|do shell script/;
const DECODES =
  /\b(?:b(?:16|32|64|85)decode|base64\.decode\w*|a85decode|Buffer\.from\s*\([^)]*['"](?:base64|hex)['"]|atob\s*\(|base64_decode|decode64|unpack1?\s*\(?\s*['"](?:m|H\*|u)|fromhex|unhexlify|zlib\.decompress|gzinflate|str_rot13|codecs\.decode|MIME::Base64|FromBase64String|decode_base64|urlsafe_b64decode|from_base64)/;
const SOCKET =
  /\b(?:socket\.(?:socket|create_connection|tcp|connect)|new\s+(?:net\.)?Socket\s*\(|net\.(?:connect|createConnection|Socket)|require\s*\(?\s*['"]net['"]|TCPSocket|Socket\.tcp|IO::Socket(?:::INET)?|TCPServer|PF_INET|AF_INET|fsockopen|pfsockopen|stream_socket_client|socket_connect|tcp:connect|net\.Dial|Socket\.connect|TcpStream::connect|TCPClient|Net\.Sockets)/i;
const LISTENS = /\b(?:listen\s*\(|TCPServer|createServer|\.accept\b|accept\s*\()/;
const DUPLICATES =
  /\bdup2\b|fdopen|reopen|[<>]&\s*\d|\.pipe\s*\(|stdin\.write|(?:STDIN|STDOUT|STDERR),\s*['"][<>]&|redirectErrorStream|for_fd|getStream|cmd\.Std(?:in|out)\s*=|\bgets?\b.*popen|while\s*\(?\s*(?:cmd|line|\w+)\s*=.*(?:gets|recv|readLine)|proc_open/s;
const SHELL =
  /['"`](?:\/(?:usr\/)?bin\/)?(?:ba|z|k|da|a)?sh(?:\.exe)?(?:\s+-i)?[^'"`\w.]*['"`]|['"`]cmd(?:\.exe)?['"`]|powershell(?:\.exe)?['"`]|pty\.spawn|\/bin\/(?:ba|z)?sh/;
const ENVIRONMENT =
  /\bos\.environ(?!\s*(?:\[|\.get|\.setdefault|\.pop))|JSON\.stringify\s*\(\s*process\.env\s*[,)]|(?<![\w.])process\.env(?!\s*[.[])|ENV\.(?:to_h|each|map|inspect|to_a)|%ENV|getenv\s*\(\s*\)|\$_ENV\b|std::env::vars|Deno\.env\.toObject/;
const LITERAL = /'((?:[^'\\\n]|\\.){1,4096})'|"((?:[^"\\\n]|\\.){1,4096})"|`((?:[^`\\]|\\.){1,4096})`/g;
const DELETES =
  /(?:shutil\.rmtree|os\.(?:remove|unlink|rmdir|removedirs)|fs(?:\.promises|e)?\.(?:rm|rmSync|rmdir|rmdirSync|unlink|unlinkSync|remove|removeSync|emptyDir(?:Sync)?)|(?<![\w.])(?:rimraf|rmSync|rmdirSync|unlinkSync|rmtree|rm_rf|removeSync)(?:\.sync)?|\brm|FileUtils\.(?:rm_rf|rm_r|remove_dir)|File\.(?:delete|unlink)|Dir\.(?:rmdir|delete)|File::Path|remove_tree|std::fs::remove_dir_all)\s*\(?\s*([^;\n]{1,200})/g;
const HOME_CALL =
  /(?:os\.)?homedir\s*\(\s*\)|Path\.home\s*\(\s*\)|expanduser\s*\(\s*['"]~\/?['"]\s*\)|Dir\.home|process\.env\.HOME|os\.environ\[['"]HOME['"]\]|ENV\[['"]HOME['"]\]/;
const SHELL_CALL =
  /(?:os\.(?:system|popen)|subprocess\.\w+|getoutput|exec(?:Sync|File|FileSync)?|spawn(?:Sync)?|execa\w*|(?:shell_exec|passthru|system|popen|proc_open)|IO\.popen|Open3\.\w+|Kernel\.\w+|os\.execute|io\.popen|Bun\.\$|sh\.exec|run|command|do shell script|Runtime\.getRuntime\(\)\.exec)\s*\(?\s*(\[[^\]]{1,2000}\]|'(?:[^'\\]|\\.){1,2000}'|"(?:[^"\\]|\\.){1,2000}"|`(?:[^`\\]|\\.){1,2000}`)(\s*,\s*\[[^\]]{1,2000}\])?/g;
const BACKTICKS = /(?:^|[=;\s(])(?:`([^`\n]{2,400})`|qx[{(]([^)}]{2,400})[)}]|%x[{([]([^)}\]]{2,400})[)}\]])/g;

/** Reads `code`. `language` decides what backticks mean. Work is linear in the text. */
export function codeFacts(code: string, language = ''): CodeFacts {
  const executes = EXECUTES.test(code) || /^\s*(?:system|exec)\b/.test(code);
  const decodes = DECODES.test(code);
  const literals = [...code.matchAll(LITERAL)].map((hit) => hit[1] ?? hit[2] ?? hit[3] ?? '');
  return {
    fetches: FETCHES.test(code),
    sends: SENDS.test(code),
    evaluates: EVALUATES.test(code),
    executes,
    decodes,
    socket: SOCKET.test(code),
    listens: LISTENS.test(code),
    receives:
      /\b(?:recv(?:from)?|receive|gets|readline|sysread|read)\s*\(|\.on\(\s*['"]data['"]|while\s*\(?\s*<|\.gets\b/i.test(
        code,
      ),
    duplicates: DUPLICATES.test(code),
    rawTarget: rawTarget(code),
    startsShell: SHELL.test(code),
    environment: ENVIRONMENT.test(code),
    secretPaths: literals.filter(isSecretPath),
    deletes: deletedLiterals(code),
    shellTexts: executes ? shellTexts(code, language) : backtickTexts(code, language),
    decoded: decodes ? literals.flatMap(decodedText) : [],
  };
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
    const more = hit[2] ? unquoted(hit[2].replace(/^\s*,\s*/, '')) : '';
    found.push(more ? `${first} ${more}` : first);
  }
  return [...found, ...backtickTexts(code, language)];
}

function backtickTexts(code: string, language: string): string[] {
  if (!/^(?:perl|ruby|php)$/.test(language)) return [];
  return [...code.matchAll(BACKTICKS)].map((hit) => hit[1] ?? hit[2] ?? hit[3] ?? '');
}

/** A quoted text, or the quoted items of a list as shell words. */
function unquoted(source: string): string {
  if (!source.startsWith('['))
    return source
      .slice(1, -1)
      .replace(/\\(["'`\\])/g, '$1')
      .replaceAll('\\n', '\n');
  const items = [...source.matchAll(LITERAL)].map((hit) => hit[1] ?? hit[2] ?? hit[3] ?? '');
  return items.map((item) => (/^[\w./:=@%+,~*-]+$/.test(item) ? item : `'${item.replaceAll("'", "'\\''")}'`)).join(' ');
}

function decodedText(literal: string): string[] {
  if (literal.length < 8 || !/^[A-Za-z0-9+/=_-]+$/.test(literal)) return [];
  const text = Buffer.from(literal, 'base64').toString('utf8');
  return /^[\t\n\r\x20-\x7e]{4,}$/.test(text) ? [text] : [];
}
