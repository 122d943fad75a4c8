import { joinArgs } from './words.ts';
import { RUNNERS } from './runners.ts';
import { word } from './args.ts';
import type { Arg, ShellCommand } from './shellFacts.ts';

/** What a wrapper starts: words that are a command, or a text that a shell reads. */
export interface Unwrapped {
  readonly argv?: readonly Arg[];
  readonly script?: Arg;
  readonly elevated?: true;
  readonly place?: ShellCommand['place'];
  /** Its words come from standard input too (`xargs`). */
  readonly feeds?: { readonly replace: string | undefined; readonly file?: Arg | undefined };
}

interface Wrapper {
  /** Options that take the next word. */
  readonly values?: string;
  /** Words between the options and the command. */
  readonly skip?: number;
  readonly elevated?: true;
  readonly assignments?: true;
  readonly place?: ShellCommand['place'];
  /** Option whose value a shell reads. */
  readonly script?: string;
  /** The remaining words are joined and read by a shell. */
  readonly joined?: true;
  /** With one of these and no command, or with none at all where empty, it starts a shell that reads its input. */
  readonly shell?: string;
  /** With one of these it only tells what would run. */
  readonly unless?: string;
}

const WRAPPERS: Readonly<Record<string, Wrapper>> = {
  sudo: {
    values: '-u -g -h -p -C -r -t -U -D -R -T --user --group --host --prompt --chdir',
    elevated: true,
    assignments: true,
    unless: '-l --list -v -k -K -V',
    shell: '-s -i --shell --login',
  },
  doas: { values: '-u -C', elevated: true },
  pkexec: { values: '--user -u', elevated: true },
  run0: { values: '-u --user', elevated: true },
  gosu: { skip: 1 },
  'su-exec': { skip: 1 },
  runuser: { values: '-u -g -G -s', script: '-c --command' },
  sg: { skip: 1, script: '-c' },
  sshpass: { values: '-p -f -d -P' },
  newgrp: { skip: 1, shell: '' },
  setpriv: { values: '--reuid --regid --groups' },
  prlimit: {},
  cgexec: { values: '-g' },
  runcon: { skip: 1 },
  capsh: { script: '-c' },
  'dumb-init': {},
  tini: { values: '-e -p' },
  chronic: {},
  perf: { skip: 1, values: '-e -o -r' },
  'ssh-agent': { values: '-t -a' },
  sem: { values: '-j --id' },
  su: { values: '-s --shell -g -G -w', script: '-c --command', elevated: true },
  nohup: {},
  setsid: {},
  stdbuf: { values: '-i -o -e --input --output --error' },
  nice: { values: '-n --adjustment' },
  ionice: { values: '-c -n -p --class --classdata', unless: '-p' },
  chrt: { skip: 1 },
  taskset: { values: '-c', skip: 1 },
  numactl: {},
  cpulimit: { values: '-l -p -e' },
  timeout: { values: '-s -k --signal --kill-after', skip: 1 },
  time: { values: '-f -o --format --output' },
  command: { unless: '-v -V' },
  builtin: {},
  exec: { values: '-a' },
  coproc: {},
  noglob: {},
  nocorrect: {},
  busybox: { unless: '--list --help --install' },
  toybox: { unless: '--help' },
  flock: { values: '-w -E --timeout', skip: 1, script: '-c --command' },
  chroot: { values: '--userspec --groups', skip: 1, place: 'container' },
  'arch-chroot': { skip: 1, place: 'container' },
  strace: { values: '-o -e -p -s -u -E -P -S -a -b -I -O -X', unless: '-p' },
  ltrace: { values: '-o -e -p -s -u -n', unless: '-p' },
  unshare: { values: '-R -w -S -G --root --wd --setuid --setgid' },
  nsenter: { values: '-t --target -S -G -w' },
  'systemd-run': {
    values:
      '-u -p -E -M -H -t --unit --property --setenv --machine --host --on-calendar --on-active --slice --uid --gid --description',
  },
  'systemd-inhibit': { values: '--what --who --why --mode' },
  fakeroot: {},
  fakechroot: {},
  faketime: { skip: 1 },
  caffeinate: { values: '-t -w' },
  proxychains: { values: '-f' },
  proxychains4: { values: '-f' },
  torsocks: {},
  torify: {},
  tsocks: {},
  firejail: {},
  'dbus-run-session': {},
  'xvfb-run': { values: '-n -e -f -s -p --server-args --server-num' },
  rlwrap: {},
  unbuffer: {},
  valgrind: {},
  catchsegv: {},
  setarch: { skip: 1 },
  linux32: {},
  linux64: {},
  watch: { values: '-n --interval', joined: true },
  script: { values: '-T -t -O -I -B', script: '-c --command', unless: '' },
  entr: {},
  dotenv: { values: '-e -f' },
  'cross-env': { assignments: true },
  hyperfine: { values: '-w -r -n -s -p --warmup --runs --prepare', joined: true },
  'cpulimit-run': {},
  reredirect: {},
  daemonize: { values: '-p -o -e -u -l -c' },
  'start-stop-daemon': { values: '-p -u -c -g -x -n -s' },
};

interface Compiled extends Omit<Wrapper, 'values' | 'script' | 'unless' | 'shell'> {
  readonly shell: ReadonlySet<string> | undefined;
  readonly values: ReadonlySet<string>;
  readonly script: ReadonlySet<string>;
  readonly unless: ReadonlySet<string>;
}
const set = (list: string | undefined): ReadonlySet<string> => new Set(list ? list.split(' ') : []);
const wrappers = new Map<string, Compiled>(
  Object.entries(WRAPPERS).map(([name, w]) => [
    name,
    {
      ...w,
      values: set(w.values),
      script: set(w.script),
      unless: set(w.unless),
      shell: w.shell === undefined ? undefined : set(w.shell),
    },
  ]),
);

const ASSIGNMENT = /^[A-Za-z_]\w*=/;

/** Takes one wrapper off. `undefined`: the program is none, or starts nothing. */
export function unwrap(program: string, args: readonly Arg[]): Unwrapped | undefined {
  switch (program) {
    case 'env':
      return unwrapEnv(args);
    case 'xargs':
      return unwrapXargs(args);
    case 'parallel':
      return unwrapParallel(args);
    case 'ssh':
    case 'mosh':
    case 'autossh':
      return unwrapSsh(args);
    case 'docker':
    case 'lxc':
    case 'crictl':
      return unwrapContainer(args);
    case 'docker-compose':
      return unwrapCompose(args);
    case 'kubectl':
      return unwrapKubectl(args);
    case 'wsl':
      return { argv: args.filter((arg) => !arg.text.startsWith('-')) };
    default:
      return unwrapRunner(program, args) ?? unwrapPlain(wrappers.get(program), args);
  }
}

function unwrapPlain(wrapper: Compiled | undefined, args: readonly Arg[]): Unwrapped | undefined {
  if (!wrapper) return undefined;
  const more = { ...(wrapper.elevated && { elevated: true as const }), ...(wrapper.place && { place: wrapper.place }) };
  let i = 0;
  for (; i < args.length; i++) {
    const text = args[i]?.text ?? '';
    if (wrapper.unless.has(text)) return undefined;
    if (wrapper.script.has(text) || (wrapper.script.has('-c') && /^-[a-z]*c$/.test(text))) {
      const script = args[i + 1];
      return script && { ...more, script };
    }
    if (text === '--') {
      i++;
      break;
    }
    if (wrapper.values.has(text)) i++;
    else if (!text.startsWith('-') && !(wrapper.assignments && ASSIGNMENT.test(text))) break;
  }
  if (wrapper.script.size > 0) {
    // The option may stand behind the words (`su root -c ...`, `flock file -c ...`).
    const at = args.findIndex((arg) => wrapper.script.has(arg.text));
    const script = args[at + 1];
    if (at >= 0 && script) return { ...more, script };
    if (wrapper.skip === undefined) return undefined;
  }
  const argv = args.slice(i + (wrapper.skip ?? 0));
  if (argv.length === 0) {
    const shell = wrapper.shell && (wrapper.shell.size === 0 || args.some((arg) => wrapper.shell?.has(arg.text)));
    return shell ? { ...more, argv: [word('sh')] } : undefined;
  }
  return wrapper.joined ? { ...more, script: joinArgs(argv) } : { ...more, argv };
}

/** `poetry run CMD`, `aws-vault exec PROFILE -- CMD`: a word of its own says that a command follows. */
function unwrapRunner(program: string, args: readonly Arg[]): Unwrapped | undefined {
  const runner = RUNNERS.get(program);
  if (!runner) return undefined;
  const place = runner.place && { place: runner.place };
  const verb = runner.verbs.size === 0 ? -1 : args.findIndex((arg) => runner.verbs.has(arg.text));
  if (runner.verbs.size > 0 && (verb < 0 || verb > 4)) return undefined;
  const rest = args.slice(verb + 1);
  const script = rest.findIndex((arg) => runner.script.has(arg.text));
  const given = script >= 0 ? rest[script + 1] : undefined;
  if (given) return { ...place, script: given };
  const inline = rest.find((arg) => /^--(?:command|run|scripts)=/.test(arg.text));
  if (inline && runner.script.has(inline.text.split('=')[0] ?? ''))
    return { ...place, script: { ...inline, text: inline.text.slice(inline.text.indexOf('=') + 1) } };
  if (runner.scriptOnly) return undefined;
  const dashes = rest.findIndex((arg) => arg.text === '--');
  const argv = dashes >= 0 ? rest.slice(dashes + 1) : rest.slice(afterOptions(rest, runner.values) + runner.skip);
  if (argv.length === 0) return undefined;
  return runner.joined ? { ...place, script: joinArgs(argv) } : { ...place, argv };
}

function unwrapEnv(args: readonly Arg[]): Unwrapped | undefined {
  const values = new Set(['-u', '--unset', '-C', '--chdir']);
  let i = 0;
  for (; i < args.length; i++) {
    const arg = args[i];
    if (!arg) break;
    const split = /^(?:-[iv0]*S|--split-string=?)(.*)$/s.exec(arg.text);
    if (split) {
      const text = split[1] ? [{ ...arg, text: split[1] }] : [];
      return { script: joinArgs([...text, ...args.slice(i + 1)]) };
    }
    if (values.has(arg.text)) i++;
    else if (!arg.text.startsWith('-') && !ASSIGNMENT.test(arg.text)) break;
  }
  const argv = args.slice(i);
  return argv.length > 0 ? { argv } : undefined;
}

function unwrapXargs(args: readonly Arg[]): Unwrapped | undefined {
  const values = new Set([
    '-n',
    '-P',
    '-L',
    '-s',
    '-d',
    '-a',
    '-E',
    '--max-args',
    '--max-procs',
    '--delimiter',
    '--arg-file',
    '-J',
    '-R',
  ]);
  let replace: string | undefined;
  let file: Arg | undefined;
  let i = 0;
  for (; i < args.length; i++) {
    const text = args[i]?.text ?? '';
    const inline = /^(?:-[rt0]*[Ii]|--replace=)(.*)$/.exec(text);
    if (text === '-a' || text === '--arg-file') file = args[i + 1];
    if (inline) replace = inline[1] || (text.endsWith('i') || text === '--replace=' ? '{}' : args[++i]?.text);
    else if (text === '--') {
      i++;
      break;
    } else if (values.has(text)) i++;
    else if (!text.startsWith('-')) break;
  }
  const argv = args.slice(i);
  return { argv: argv.length > 0 ? argv : [word('echo')], feeds: { replace, file } };
}

function unwrapParallel(args: readonly Arg[]): Unwrapped | undefined {
  const values = new Set([
    '-j',
    '--jobs',
    '-a',
    '-N',
    '-n',
    '-d',
    '--delay',
    '--joblog',
    '--results',
    '-I',
    '--tmpdir',
    '--timeout',
    '--colsep',
  ]);
  let i = 0;
  for (; i < args.length; i++) {
    const text = args[i]?.text ?? '';
    if (values.has(text)) i++;
    else if (!text.startsWith('-')) break;
  }
  const colons = args.findIndex((arg) => /^:::\+?$/.test(arg.text));
  const words = args.slice(i, colons < 0 ? undefined : colons);
  if (colons >= 0) {
    const given = args.slice(colons + 1);
    if (words.length === 0) return { script: { ...joinArgs(given), text: given.map((arg) => arg.text).join('\n') } };
    const first = given[0] ?? word('');
    return {
      argv: words.some((w) => w.text.includes('{}'))
        ? words.map((w) => ({ ...w, text: w.text.replaceAll('{}', first.text) }))
        : [...words, first],
    };
  }
  return { argv: words, feeds: { replace: words.some((w) => w.text.includes('{}')) ? '{}' : undefined } };
}

function unwrapSsh(args: readonly Arg[]): Unwrapped | undefined {
  const i = afterOptions(
    args,
    new Set('-b -c -D -E -e -F -I -i -J -L -l -m -O -o -p -Q -R -S -W -w -P --ssh --port'.split(' ')),
  );
  const rest = args.slice(i + 1);
  return rest.length > 0 ? { script: joinArgs(rest), place: 'remote' } : undefined;
}

const CONTAINER_VALUES = new Set(
  '-e --env --env-file -u --user -w --workdir -v --volume --mount -p --publish --name --network --net -h --hostname -l --label --entrypoint --platform --memory -m --cpus --restart --pull --add-host --device --cap-add --cap-drop --security-opt --pid --ipc --userns --uts --gpus --shm-size --tmpfs --ulimit --link --dns --expose --log-driver --log-opt --volumes-from --cidfile --detach-keys --ip --group-add --runtime --init-path --stop-signal --cgroupns --annotation --health-cmd'.split(
    ' ',
  ),
);

function unwrapContainer(args: readonly Arg[]): Unwrapped | undefined {
  const start = args.findIndex((arg) => arg.text === 'exec' || arg.text === 'run');
  if (start < 0 || start > 4) return undefined;
  const i = start + 1 + afterOptions(args.slice(start + 1), CONTAINER_VALUES);
  const argv = args.slice(i + 1);
  const separator = argv[0]?.text === '--' ? 1 : 0;
  const entry = args.findIndex((arg) => arg.text === '--entrypoint');
  const command = entry >= 0 && args[entry + 1] ? [args[entry + 1] ?? word(''), ...argv] : argv.slice(separator);
  return command.length > 0 ? { argv: command, place: 'container' } : undefined;
}

/** The image that a container is started from, or that is fetched. */
export function containerImage(args: readonly Arg[]): Arg | undefined {
  const verb = args.findIndex(({ text }) => text === 'run' || text === 'create' || text === 'pull');
  if (verb < 0 || verb > 4 || args[0]?.text === 'compose') return undefined;
  const rest = args.slice(verb + 1);
  return rest[afterOptions(rest, CONTAINER_VALUES)];
}

function unwrapCompose(args: readonly Arg[]): Unwrapped | undefined {
  return unwrapContainer(args);
}

function unwrapKubectl(args: readonly Arg[]): Unwrapped | undefined {
  if (!args.some((arg) => arg.text === 'exec' || arg.text === 'run' || arg.text === 'debug')) return undefined;
  const at = args.findIndex((arg) => arg.text === '--');
  return at >= 0 && at + 1 < args.length ? { argv: args.slice(at + 1), place: 'container' } : undefined;
}

/** Index of the first word that is neither an option nor the value of one. */
function afterOptions(args: readonly Arg[], values: ReadonlySet<string>): number {
  let i = 0;
  for (; i < args.length; i++) {
    const text = args[i]?.text ?? '';
    if (values.has(text)) i++;
    else if (!text.startsWith('-')) break;
  }
  return i;
}
