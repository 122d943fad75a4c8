import { destinationOf } from '../net/classifyHost.ts';
import { flagValues, labelsOf, operands, word } from './args.ts';
import { azure, cloudCopy, ISSUED } from './cloudPrograms.ts';
import { curl, download, httpie, lwpDownload, wget } from './httpClients.ts';
import { labels, NOTHING, UNKNOWN, type Data, type Labels } from './labels.ts';
import type { Handler, Machine, Stage } from './machine.ts';
import { connected, netcat, socat, websocat } from './rawConnections.ts';
import { placeCopy } from './placeCopy.ts';
import type { Arg, FileAccess } from './shellFacts.ts';

const SOCKET = labels('socket');
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
  'lwp-download': lwpDownload,
  http: httpie,
  https: httpie,
  xh: httpie,
  nc: netcat,
  telnet: connected,
  socat,
  websocat,
  ztcp: connected,
  ssh: ({ run, command, stdin }) => {
    const host = operands(command)[0]?.text.replace(/^.*@/, '');
    if (host && stdin.labels !== 0) run.send(host, stdin.labels, 'ssh');
    // `user@10.0.0.$i`: what only a run could tell is the last number.
    if (command.args.some((arg) => arg.dynamic && /^(?:[\w.-]+@)?(?:\d{1,3}\.){3}\$/.test(arg.text)))
      run.shape('login-range', 'a login is tried at every address of a network');
    else if (operands(command)[0]?.dynamic && run.accesses.some(readsKnownHosts))
      run.shape('login-range', 'every host that this machine ever logged in to is gone through');
    const drop = host !== undefined && destinationOf(host)?.classes.has('raw-ip') === true;
    return { labels: labels('remote-output') | (drop ? labels('drop-download') : 0) };
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

const readsKnownHosts = ({ access, path, program }: FileAccess): boolean =>
  access === 'read' && path.endsWith('/.ssh/known_hosts') && !program.startsWith('ssh');

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
  } else for (const source of sources) placeCopy(run, source.text, target.text, { labels: found });
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
    for (const field of flagValues(command, '-f', '-F', '--field', '--raw-field')) {
      const url = /^[^=]+=(https?:\/\/\S+)$/.exec(field.text)?.[1];
      if (url !== undefined) run.connect(url, 0, 'gh');
    }
    if (body & NOT_FOR_MESSAGES) run.send('api.github.com', body, 'gh');
  }
  return UNKNOWN;
}
