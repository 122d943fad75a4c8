import { flagValues, hasFlag, operands, word } from './args.ts';
import { labels, NOTHING, UNKNOWN, type Data, type Labels } from './labels.ts';
import type { Handler, Machine, Stage } from './machine.ts';
import { azure, cloudCopy, ISSUED } from './cloudPrograms.ts';
import { destinationOf, type HostClass } from '../net/classifyHost.ts';
import { isVendorInstaller } from '../net/vendors.ts';
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
/** What a message has no business to carry. */
const NOT_FOR_MESSAGES = labels(
  'secret',
  'env-file',
  'key-file',
  'environment',
  'history',
  'credential',
  'known-token',
);

/** Programs that talk to other machines. */
export const NET_PROGRAMS: Readonly<Record<string, Handler>> = {
  curl,
  wget,
  aria2c: download,
  axel: download,
  lynx: download,
  w3m: download,
  links: download,
  fetch: download,
  lwp: download,
  'lwp-request': download,
  'lwp-download': ({ run, command }) => {
    const [url, file] = operands(command);
    if (!url) return NOTHING;
    run.connect(url.text, 0, 'lwp-download');
    run.write(file ?? word(baseName(url.text)), arriving(run, url.text), 'lwp-download');
    return NOTHING;
  },
  http: httpie,
  https: httpie,
  xh: httpie,
  nc: netcat,
  telnet: connected,
  socat,
  websocat: (stage) => {
    if (stage.command.args.some((arg) => /^(?:cmd|exec|sh-c):/.test(arg.text)))
      stage.run.shape('reverse-shell', 'websocat hands a connection to a program');
    return connected(stage);
  },
  ztcp: connected,
  ssh: ({ run, command, stdin }) => {
    const host = operands(command)[0]?.text.replace(/^.*@/, '');
    if (host && stdin.labels !== 0) run.send(host, stdin.labels, 'ssh');
    // `user@10.0.0.$i`: what only a run could tell is the last number.
    if (command.args.some((arg) => arg.dynamic && /^(?:[\w.-]+@)?(?:\d{1,3}\.){3}\$/.test(arg.text)))
      run.shape('login-range', 'a login is tried at every address of a network');
    return { labels: labels('remote-output') };
  },
  scp: copyOver,
  sftp: (stage) => (stage.stdin.text === undefined ? copyOver(stage) : fileTransfer(stage)),
  hping3: ({ run, command }) => {
    const file = flagValues(command, '-E', '--file')[0];
    return sendTo(run, operands(command).at(-1), file ? run.read(file, 'hping3', { quiet: true }).labels : 0, 'hping3');
  },
  whois: queried,
  finger: queried,
  ftp: fileTransfer,
  tftp: fileTransfer,
  ncftpput: uploadOperands,
  lftp: fileTransfer,
  mail: mail,
  mailx: mail,
  mutt: mail,
  sendmail: mail,
  swaks: mail,
  ssmtp: mail,
  msmtp: mail,
  wall: () => NOTHING,
  logger: ({ run, command, stdin }) => {
    const host = flagValues(command, '-n', '--server')[0];
    return host ? sendTo(run, host, stdin.labels | labelsOf(command.args), 'logger') : NOTHING;
  },
  dig: lookup,
  host: lookup,
  nslookup: lookup,
  drill: lookup,
  ping: lookup,
  ping6: lookup,
  traceroute: lookup,
  rclone: cloudCopy,
  gsutil: cloudCopy,
  azcopy: cloudCopy,
  s3cmd: cloudCopy,
  mc: cloudCopy,
  aws: cloudCopy,
  gcloud: cloudCopy,
  az: azure,
  wormhole: uploadOperands,
  croc: uploadOperands,
  transfer: uploadOperands,
  ffsend: uploadOperands,
  gh: github,
  ...Object.fromEntries(
    'slack slack-cli slackcat slack-notify telegram-send ntfy apprise discord.sh discord-cli pushbullet pushover twilio matrix-commander'
      .split(' ')
      .map((name) => [name, messenger]),
  ),
  go: ({ command }) => {
    const [verb, target] = operands(command);
    // A path with a host in front is fetched; `./cmd/x` is the project's own.
    const fetched = verb?.text === 'run' && /^[\w-]+(?:\.[\w-]+)+\/|@/.test(target?.text ?? '');
    return fetched ? { labels: labels('package-output') } : UNKNOWN;
  },
  'python -m http.server': () => NOTHING,
};

function labelsOf(args: readonly Arg[]): Labels {
  return args.reduce((set, arg) => set | arg.labels, 0);
}

/** `put`, `mput` and `-e 'put ...'`: what a transfer client is told to take along, and what it brings. */
function fileTransfer({ run, command, stdin }: Stage): Data {
  const script = [stdin.text ?? '', ...command.args.map((arg) => arg.text)].join('\n');
  let sends = (stdin.text === undefined ? stdin.labels : 0) | labelsOf(command.args);
  for (const hit of script.slice(0, 8192).matchAll(/(?:^|[;\s])m?put\s+(?:-\w+\s+)*([^\s;]+)/g))
    sends |= run.read(word(hit[1] ?? ''), command.program, { quiet: true }).labels;
  for (const hit of script
    .slice(0, 8192)
    .matchAll(/(?:^|[;\s])(?:m|re)?get[ \t]+(?:-\w+[ \t]+)*([^\s;]+)(?:[ \t]+([^\s;]+))?/g)) {
    const got = hit[2] ?? hit[1]?.split('/').at(-1);
    if (got) run.place(run.canonical(got), { labels: labels('download') });
  }
  const target = operands(command)[0];
  if (target) run.send(target.text.replace(/^.*@/, ''), sends | target.labels, command.program);
  return { labels: labels('download') };
}

function messenger({ run, command, stdin }: Stage): Data {
  const said = stdin.labels | labelsOf(command.args);
  if (said & NOT_FOR_MESSAGES) run.send(`${command.program}.invalid`, said, command.program);
  return UNKNOWN;
}

/** A question to a server of choice carries whatever is in it. */
function queried({ run, command, stdin }: Stage): Data {
  const host = flagValues(command, '-h', '--host')[0]?.text ?? command.args.at(-1)?.text.replace(/^.*@/, '');
  const sends = labelsOf(command.args) | stdin.labels;
  if (host && sends !== 0) run.send(host, sends, command.program);
  return { labels: SOCKET };
}

function sendTo(run: Machine, target: Arg | undefined, sends: Labels, program: string): Data {
  if (target) run.send(target.text, sends | target.labels, program);
  return UNKNOWN;
}

/** Where anyone can leave a file, or nobody can say who did. */
const DROPS: readonly HostClass[] = ['paste', 'catcher', 'tunnel', 'shortener', 'raw-content', 'raw-ip', 'onion'];

/** What arrives from an address. */
function arriving(run: Machine, url: string): Data {
  if (/^file:/i.test(url)) return run.read({ text: url, dynamic: false, labels: 0 }, 'curl');
  if (/^(?:telnet|gopher):/i.test(url)) return { labels: SOCKET };
  if (isVendorInstaller(url)) return { labels: labels('vendor-download') };
  const classes = destinationOf(url)?.classes;
  const drop = DROPS.some((kind) => classes?.has(kind));
  const near = classes?.has('loopback') ?? false;
  const open = /^http:/i.test(url) && !near;
  return {
    labels: labels('download') | (drop ? labels('drop-download') : 0) | (open ? labels('cleartext-download') : 0),
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

function curl({ run, command, stdin }: Stage): Data {
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
  if (file === undefined) return value.labels;
  return file === '-' ? stdin.labels : run.read({ ...value, text: file }, 'curl', { quiet: true }).labels;
}

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

function wget({ run, command, stdin }: Stage): Data {
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

function download({ run, command }: Stage): Data {
  const urls = operands(command);
  for (const url of urls) run.connect(url.text, 0, command.program);
  const output = flagValues(command, '-o', '--out')[0];
  const received: Data = { labels: urls.reduce((set, url) => set | arriving(run, url.text).labels, 0) };
  if (output) run.write(output, received, command.program);
  else for (const url of urls) run.place(run.canonical(baseName(url.text)), received);
  return received;
}

function httpie({ run, command, stdin }: Stage): Data {
  const words = operands(command);
  const at = words.findIndex((arg) => /[./:]/.test(arg.text) && !/^[a-z-]+[:=]/i.test(arg.text));
  const url = words[at < 0 ? 0 : at];
  const files = command.args.flatMap((arg) => /^[^=:]+(?::?=)?@(.+)$/.exec(arg.text)?.[1] ?? []);
  const sends = files.reduce(
    (set, file) => set | run.read({ text: file, dynamic: false, labels: 0 }, 'http', { quiet: true }).labels,
    stdin.labels,
  );
  if (url) run.send(url.text, sends, 'http');
  return url ? arriving(run, url.text) : UNKNOWN;
}

function netcat({ run, command, stdin }: Stage): Data {
  const runs = [
    ...flagValues(command, '-e', '-c', '--exec', '--sh-exec', '--lua-exec'),
    ...command.args.flatMap((arg, i) => (/^-[a-z]+[ec]$/.test(arg.text) ? (command.args[i + 1] ?? []) : [])),
  ];
  const listens = hasFlag(command, '-l') || hasFlag(command, '--listen');
  const values = new Set([...runs, ...flagValues(command, '-p', '-w', '-s', '-i', '-q', '-x', '-X', '-P', '-m', '-T')]);
  const words = command.args.filter((arg) => !arg.text.startsWith('-') && !values.has(arg));
  const scan = hasFlag(command, '-z');
  if (runs.length > 0) {
    run.shape(listens ? 'bind-shell' : 'reverse-shell', `${command.name} hands a connection to ${runs[0]?.text ?? ''}`);
    for (const each of runs) run.script(each.text, NOTHING);
  }
  const target = words[0];
  if (listens) {
    if (stdin.labels !== 0) run.send('0.0.0.0', stdin.labels, 'nc');
  } else if (target && !scan) run.send(words[1] ? `${target.text}:${words[1].text}` : target.text, stdin.labels, 'nc');
  return scan ? NOTHING : { labels: SOCKET };
}

function connected({ run, command, stdin }: Stage): Data {
  const [target, port] = operands(command);
  if (target) run.send(port ? `${target.text}:${port.text}` : target.text, stdin.labels, command.program);
  return { labels: SOCKET };
}

const SOCAT_NETWORK =
  /^(?:tcp|udp|openssl|ssl|sctp|socks|proxy|tcp4|tcp6|udp4|udp6|tcp-connect|tcp4-connect|openssl-connect|socks4a?|dccp)[^:]*:([^:,]+)(?::([^:,]+))?/i;
const SOCAT_LISTEN = /^(?:tcp|udp|openssl|ssl|sctp)\d?-(?:listen|l)(?:isten)?\d*:|^(?:tcp|udp|ssl)\d?-l:/i;

function socat({ run, command, stdin }: Stage): Data {
  const sides = command.args.filter((arg) => /^(?:-|\w[\w-]*(?::|$)|\/)/.test(arg.text) && !/^-[a-z]/.test(arg.text));
  const program = sides.find((arg) => /(?:^|!!)(?:exec|system|shell)(?::|$)/i.test(arg.text));
  const network = sides.find((arg) => SOCAT_NETWORK.test(arg.text) || SOCAT_LISTEN.test(arg.text));
  const listens = network !== undefined && SOCAT_LISTEN.test(network.text);
  let sends = stdin.labels;
  for (const side of sides) {
    const file =
      /^(?:open|file|gopen|create|rdonly|pipe):["']?([^,"']+)/i.exec(side.text)?.[1] ??
      (side.text.startsWith('/') ? side.text.split(',')[0] : undefined);
    if (file) sends |= run.read({ ...side, text: file }, 'socat', { quiet: true }).labels;
  }
  if (program) {
    const started = /(?:exec|system|shell):["']?([^,"']+)/i.exec(program.text)?.[1] ?? '/bin/sh';
    const shell = /(?:^|\/|\s)(?:ba|z|k|da|a|c|tc)?sh\b|cmd(?:\.exe)?$|powershell|python|pty/.test(started);
    if (network && shell) run.shape(listens ? 'bind-shell' : 'reverse-shell', 'socat hands a connection to a program');
    sends |= run.script(started, { labels: sends }).labels;
  }
  for (const side of sides) {
    const fd = /^fd:(\w+)/i.exec(side.text)?.[1];
    if (fd) run.write({ text: `/dev/fd/${Number(fd)}`, dynamic: false, labels: 0 }, { labels: sends }, 'socat');
  }
  const embedded = sides
    .map((side) => /!!(.+)$/.exec(side.text)?.[1])
    .find((text) => text !== undefined && SOCAT_NETWORK.test(text));
  const target =
    network && !listens ? SOCAT_NETWORK.exec(network.text) : embedded ? SOCAT_NETWORK.exec(embedded) : undefined;
  if (target?.[1]) run.send(target[2] ? `${target[1]}:${target[2]}` : target[1], sends, 'socat');
  else if (network && sends !== 0) run.send('0.0.0.0', sends, 'socat');
  return network ? { labels: SOCKET } : UNKNOWN;
}

function copyOver({ run, command }: Stage): Data {
  const values = new Set(flagValues(command, '-i', '-P', '-o', '-F', '-l', '-c', '-J', '-S'));
  const all = command.args.filter((arg) => !values.has(arg) && !arg.text.startsWith('-'));
  const target = all.at(-1);
  const host = /^(?:scp:\/\/|sftp:\/\/)?(?:[^@/:]+@)?([^/:]{2,}):/;
  if (!target) return NOTHING;
  const sources = all.slice(0, -1);
  const found = sources.reduce(
    (set, source) =>
      host.test(source.text) ? set | labels('download') : set | run.read(source, 'scp', { quiet: true }).labels,
    0,
  );
  const remote = host.exec(target.text);
  if (remote?.[1]) {
    run.send(remote[1], found, 'scp');
    const circumstances = run.circumstances;
    run.circumstances = { ...circumstances, place: 'remote' };
    run.access('write', { ...target, text: target.text.slice(remote[0].length) || '.' }, 'scp', { labels: found });
    run.circumstances = circumstances;
  } else run.place(run.canonical(target.text), { labels: found });
  return NOTHING;
}

function uploadOperands({ run, command, stdin }: Stage): Data {
  const files = operands(command).filter((arg) => !/^(?:send|upload|put)$/.test(arg.text));
  const found = files.reduce(
    (set, file) => set | run.read(file, command.program, { quiet: true }).labels,
    stdin.labels,
  );
  run.send(`${command.program}.invalid`, found, command.program);
  return UNKNOWN;
}

function mail({ run, command, stdin }: Stage): Data {
  const attached = flagValues(command, '-a', '-A', '--attach', '--body').reduce(
    (set, file) => set | run.read(file, command.program, { quiet: true }).labels,
    0,
  );
  const to = command.args.find((arg) => arg.text.includes('@'));
  run.send(
    to?.text.replace(/^.*@/, '').replace(/[>,].*$/, '') ?? 'mail.invalid',
    stdin.labels | attached | labelsOf(command.args),
    command.program,
  );
  return UNKNOWN;
}

/** A name that is looked up reaches whoever answers for its domain: data in it leaves. */
function lookup({ run, command, stdin }: Stage): Data {
  let found: Labels = 0;
  for (const arg of command.args) {
    // The data stands in front of a domain; a name that is the data is an ordinary lookup of it.
    if (!/.\.[a-z0-9-]+(?:\.[a-z]{2,})+\.?$|[)}`"'\w]\.[a-z0-9-]+\.[a-z]{2,}/i.test(arg.text)) continue;
    found |= arg.labels | (arg.text.includes('$__stdin') ? stdin.labels : 0);
  }
  if (found !== 0) run.flow(found, 'dns', command.program);
  // Whoever answers for the domain writes the text record.
  const text = command.args.some((arg) =>
    /^(?:-t|-q=|-type=|-query=)?=?txt$|^-q(?:uery)?type=txt$|^-(?:type|q|query)=txt$/i.test(arg.text),
  );
  return { labels: text ? labels('download') : 0 };
}

function github({ run, command, stdin }: Stage): Data {
  const words = operands(command);
  const line = words.map((arg) => arg.text).join(' ');
  if (/^auth (?:token|status)/.test(line)) return { labels: ISSUED };
  if (/^gist view|^api repos\/\S+\/contents/.test(line)) return { labels: labels('download') };
  if (/^gist create|^release upload|^release create/.test(line)) {
    const found = words
      .slice(2)
      .reduce((set, file) => set | run.read(file, 'gh', { quiet: true }).labels, stdin.labels);
    run.send('gist.github.com', found & ~labels('local-file', 'workspace', 'download'), 'gh');
  } else {
    const bodyFiles = line.startsWith('api') ? [] : flagValues(command, '--body-file', '-F');
    const body = flagValues(command, '--body', '-b', '--body-file', '-F', '-f', '--field', '--raw-field').reduce(
      (set, arg) =>
        set |
        arg.labels |
        (/^@|^[^=]+=@/.test(arg.text) || bodyFiles.includes(arg)
          ? (arg.text === '-'
              ? stdin
              : run.read({ ...arg, text: arg.text.replace(/^[^@]*@/, '') }, 'gh', { quiet: true })
            ).labels
          : 0),
      0,
    );
    if (body & NOT_FOR_MESSAGES) run.send('api.github.com', body, 'gh');
  }
  return UNKNOWN;
}
