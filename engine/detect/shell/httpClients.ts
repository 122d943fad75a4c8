import { destinationOf, isNobodys, type HostClass } from '../net/classifyHost.ts';
import { isVendorInstaller } from '../net/vendors.ts';
import { flagValues, labelsOf, operands, word } from './args.ts';
import { labels, NOTHING, UNKNOWN, type Data, type Labels } from './labels.ts';
import type { Machine, Stage } from './machine.ts';
import type { Arg } from './shellFacts.ts';

const SOCKET = labels('socket');
/** A token in a header is how every API is called; only the content of a secret file is not. */
const ROUTINE_IN_HEADER = labels(
  'credential',
  'secret-variable',
  'environment',
  'local-file',
  'env-file',
  'download',
  'vendor-download',
  'host-facts',
  'workspace',
);

/** In the address itself a credential is no login any more: it stands in logs and goes wherever the host says. */
const ROUTINE_IN_ADDRESS = ROUTINE_IN_HEADER & ~labels('credential', 'environment', 'host-facts');
const KNOWN_TOKEN = labels('known-token');
const ENV_FILE = labels('env-file');

/** Where anyone can leave a file, or nobody can say who did. */
const DROPS: readonly HostClass[] = ['paste', 'catcher', 'tunnel', 'shortener', 'raw-content', 'raw-ip', 'onion'];

const DOWNLOAD = labels('download');
const DROP_DOWNLOAD = labels('drop-download');
const CLEARTEXT_DOWNLOAD = labels('cleartext-download');
const UNKNOWN_HOST = labels('unknown-host');

/** What arrives from an address. */
function arriving(run: Machine, url: string): Data {
  if (/^file:/i.test(url)) return run.read({ text: url, dynamic: false, labels: 0 }, 'curl');
  if (/^(?:telnet|gopher):/i.test(url)) return { labels: SOCKET };
  if (isVendorInstaller(url)) return { labels: labels('vendor-download') };
  const destination = destinationOf(url);
  const classes = destination?.classes;
  const drop = DROPS.some((kind) => classes?.has(kind));
  const near = classes?.has('loopback') ?? false;
  const open = /^http:/i.test(url) && !near;
  return {
    labels:
      DOWNLOAD |
      (drop ? DROP_DOWNLOAD : 0) |
      (open ? CLEARTEXT_DOWNLOAD : 0) |
      (destination && isNobodys(destination) ? UNKNOWN_HOST : 0),
  };
}

const CURL_VALUES = new Set(
  '--proto --proto-default --proto-redir -A --user-agent -b --cookie -c --cookie-jar -e --referer -H --header -m --max-time -o --output -u --user -x --proxy -X --request -w --write-out --connect-timeout --retry --retry-delay --retry-max-time --cacert --capath -E --cert --key --cert-type --key-type --resolve --connect-to --interface --limit-rate -r --range -z --time-cond -C --continue-at -D --dump-header --proxy-header --proxy-user -U --ciphers --tls-max --unix-socket --abstract-unix-socket --dns-servers --noproxy --oauth2-bearer --aws-sigv4 --max-redirs --create-dirs-mode --output-dir --socks5 --socks5-hostname -K --config -T --upload-file -d --data --data-ascii --data-raw --data-binary --data-urlencode --json -F --form --form-string --url --url-query -y -Y --speed-time --speed-limit --pinnedpubkey --rate --stderr --trace --trace-ascii'.split(
    ' ',
  ),
);
const CURL_BODY = new Set([
  '-d',
  '--data',
  '--data-ascii',
  '--data-binary',
  '--data-urlencode',
  '--json',
  '-F',
  '--form',
  '-T',
  '--upload-file',
  '--url-query',
  '--data-raw',
  '--form-string',
]);

export function curl({ run, command, stdin }: Stage): Data {
  const urls: Arg[] = [];
  const files: Arg[] = [];
  let sends: Labels = 0;
  let headers: Labels = 0;
  let saves = false;
  const args = [...command.args];
  for (let i = 0; i < args.length && i < 500; i++) {
    const arg = args[i];
    if (!arg) break;
    const split = splitOption(arg);
    const name = split?.name ?? arg.text;
    if (!name.startsWith('-') || name === '-') {
      urls.push(arg);
      continue;
    }
    if (/^-[a-zA-Z#0-9]*O/.test(name) || name === '--remote-name' || name === '--remote-name-all') saves = true;
    if (!CURL_VALUES.has(name)) continue;
    const value = split?.value ?? args[++i];
    if (!value) continue;
    if (CURL_BODY.has(name)) sends |= bodyLabels(run, name, value, stdin);
    else if (name === '-o' || name === '--output') files.push(value);
    else if (name === '--url') urls.push(value);
    else if (name === '-K' || name === '--config') {
      const config = run.read(value, 'curl', { quiet: true });
      headers |= config.labels;
      const options = curlConfig(config.text ?? '');
      args.splice(i + 1, 0, ...options);
    } else {
      headers |= value.labels;
      if (CURL_HOSTS.has(name)) for (const host of proxyHosts(name, value.text)) run.connect(host, 0, 'curl');
    }
  }
  sends |= headers & ~(ROUTINE_IN_HEADER | KNOWN_TOKEN);
  let received: Data = NOTHING;
  for (const url of urls) {
    run.send(url.text, sends | inAddress(url), 'curl');
    received = { labels: received.labels | arriving(run, url.text).labels };
  }
  // A transfer tells what the address names; when only a run could tell, it still comes from elsewhere.
  if (urls.length === 0 && command.args.some((arg) => arg.labels)) received = UNKNOWN;
  files.forEach((file, i) => {
    if (file.text !== '-') run.write(file, arriving(run, urls[i]?.text ?? urls[0]?.text ?? ''), 'curl');
  });
  if (saves) for (const url of urls) run.place(run.canonical(baseName(url.text)), arriving(run, url.text));
  const toStdout = (files.length < urls.length || files.some((file) => file.text === '-')) && !saves;
  return toStdout ? received : NOTHING;
}

const CURL_HOSTS = new Set([
  '-x',
  '--proxy',
  '--resolve',
  '--connect-to',
  '--socks5',
  '--socks5-hostname',
  '--preproxy',
]);

/** Where an option makes curl go instead of, or on the way to, the host of the address. */
function proxyHosts(name: string, value: string): string[] {
  if (name === '--resolve') return value.split(':').slice(2).join(':').split(',');
  return [name === '--connect-to' ? (value.split(':')[2] ?? '') : value];
}

/** The lines of a `-K` file as options. */
function curlConfig(text: string): Arg[] {
  return [
    ...text.slice(0, 8192).matchAll(/^\s*-{0,2}([a-z][\w-]*)\s*(?:[=:]|\s)\s*(?:"((?:[^"\\]|\\.)*)"|(\S+))/gm),
  ].flatMap((hit) => [word(`--${hit[1] ?? ''}`), word(hit[2] ?? hit[3] ?? '')]);
}

/** `-ofile`, `-so-`, `--output=file`: an option with its value in the same word. */
function splitOption(arg: Arg): { name: string; value?: Arg } | undefined {
  const long = /^(--[a-z0-9-]+)=(.*)$/s.exec(arg.text);
  if (long?.[1]) return { name: long[1], value: { ...arg, text: long[2] ?? '' } };
  if (!/^-[A-Za-z#0-9]/.test(arg.text) || arg.text.startsWith('--')) return undefined;
  for (let i = 1; i < arg.text.length; i++) {
    const name = `-${arg.text[i] ?? ''}`;
    if (!CURL_VALUES.has(name)) continue;
    const rest = arg.text.slice(i + 1);
    return rest ? { name, value: { ...arg, text: rest } } : { name };
  }
  return undefined;
}

function bodyLabels(run: Machine, name: string, value: Arg, stdin: Data): Labels {
  if (name === '--data-raw' || name === '--form-string') return value.labels;
  if (name === '-T' || name === '--upload-file')
    return value.text === '-' || value.text === '.' ? stdin.labels : run.read(value, 'curl', { quiet: true }).labels;
  const file =
    name === '-F' || name === '--form'
      ? /^[^=]*=[@<]"?([^;"]+)/.exec(value.text)?.[1]
      : /^[^=@]*@(.+)$/s.exec(value.text)?.[1];
  if (file === undefined) return wholeSecret(value) ? value.labels | KNOWN_TOKEN : value.labels;
  return file === '-' ? stdin.labels : run.read({ ...value, text: file }, 'curl', { quiet: true }).labels;
}

/** Nothing but one secret is sent, under no name: a service that it belongs to would want to know what it is. */
function wholeSecret({ text, labels: carried }: Arg): boolean {
  return (carried & SECRET_VARIABLE) !== 0 && /^\$(?:\w+|\{\w+\})$/.test(text);
}
const SECRET_VARIABLE = labels('secret-variable');

/**
 * What leaves with an address. An environment file also holds addresses and the keys of well-known services; put behind
 * a host that is spelled out and is none of them, it leaves.
 */
function inAddress(url: Arg): Labels {
  const carried = url.labels & ~ROUTINE_IN_ADDRESS;
  if ((url.labels & ENV_FILE) === 0 || !/^(?:https?:\/\/)?[\w-]+(?:\.[\w-]+)+[/?:]/i.test(url.text)) return carried;
  const classes = destinationOf(url.text)?.classes;
  return classes && OWN_HOSTS.some((kind) => classes.has(kind)) ? carried : carried | ENV_FILE;
}
const OWN_HOSTS: readonly HostClass[] = ['provider', 'loopback', 'private', 'cluster-internal'];

function baseName(url: string): string {
  return (
    url
      .replace(/[?#].*$/, '')
      .split('/')
      .at(-1) || 'index.html'
  );
}

export function wget({ run, command, stdin }: Stage): Data {
  const output = [
    ...flagValues(command, '-O', '--output-document'),
    ...command.args.flatMap((arg, i) =>
      /^-[a-zA-Z]+O$/.test(arg.text)
        ? (command.args[i + 1] ?? [])
        : /^-[a-zA-Z]+O-$/.test(arg.text)
          ? { ...arg, text: '-' }
          : [],
    ),
  ][0];
  let sends: Labels = labelsOf(flagValues(command, '--post-data', '--body-data'));
  for (const file of flagValues(command, '--post-file', '--body-file'))
    sends |= file.text === '-' ? stdin.labels : run.read(file, 'wget', { quiet: true }).labels;
  sends |= labelsOf(flagValues(command, '--header')) & ~(ROUTINE_IN_HEADER | KNOWN_TOKEN);
  const skip = new Set([
    ...flagValues(
      command,
      '-O',
      '--output-document',
      '-P',
      '-T',
      '-t',
      '-U',
      '--header',
      '-o',
      '-a',
      '--post-data',
      '--post-file',
      '--user-agent',
      '-e',
      '-Q',
      '-w',
      '-A',
      '-R',
      '-D',
      '-I',
      '-X',
      '-l',
    ),
    ...(output ? [output] : []),
  ]);
  const urls = command.args.filter((arg) => !arg.text.startsWith('-') && !skip.has(arg));
  for (const url of urls) run.send(url.text, sends | inAddress(url), 'wget');
  const received: Data = { labels: urls.reduce((set, url) => set | arriving(run, url.text).labels, 0) };
  if (output?.text === '-' || output?.text === '/dev/stdout') return received;
  if (output) run.write(output, received, 'wget');
  else {
    const folder = flagValues(command, '-P', '--directory-prefix')[0]?.text.replace(/\/$/, '');
    for (const url of urls)
      run.place(run.canonical(`${folder === undefined ? '' : `${folder}/`}${baseName(url.text)}`), received);
  }
  return NOTHING;
}

export function download({ run, command }: Stage): Data {
  const urls = operands(command);
  for (const url of urls) run.connect(url.text, 0, command.program);
  const output = flagValues(command, '-o', '--out')[0];
  const received: Data = { labels: urls.reduce((set, url) => set | arriving(run, url.text).labels, 0) };
  if (output) run.write(output, received, command.program);
  else for (const url of urls) run.place(run.canonical(baseName(url.text)), received);
  return received;
}

/** `name=value`, `name:=json`, `name==query`: what is sent; `Name:value` is a header, with a login at most. */
function itemLabels(args: readonly Arg[]): Labels {
  return args.reduce((set, arg) => {
    const item = /^[\w.[\]-]+(:=|==|=|:)/.exec(arg.text)?.[1];
    if (item === undefined || arg.text.startsWith('-')) return set;
    return set | (item === ':' ? arg.labels & ~(ROUTINE_IN_HEADER | KNOWN_TOKEN) : arg.labels);
  }, 0);
}

export function httpie({ run, command, stdin }: Stage): Data {
  const words = operands(command);
  const at = words.findIndex((arg) => /[./:]/.test(arg.text) && !/^[a-z-]+[:=]/i.test(arg.text));
  const url = words[at < 0 ? 0 : at];
  const files = command.args.flatMap((arg) => /^[^=:]+(?::?=)?@(.+)$/.exec(arg.text)?.[1] ?? []);
  const sends = files.reduce(
    (set, file) => set | run.read({ text: file, dynamic: false, labels: 0 }, 'http', { quiet: true }).labels,
    stdin.labels | itemLabels(command.args),
  );
  if (url) run.send(url.text, sends, 'http');
  return url ? arriving(run, url.text) : UNKNOWN;
}

export function lwpDownload({ run, command }: Stage): Data {
  const [url, file] = operands(command);
  if (!url) return NOTHING;
  run.connect(url.text, 0, 'lwp-download');
  run.write(file ?? word(baseName(url.text)), arriving(run, url.text), 'lwp-download');
  return NOTHING;
}
