import { joinArgs } from './words.ts';
import { word } from './args.ts';
import type { Arg, ShellCommand } from './shellFacts.ts';

/** What a wrapper starts: words that are a command, or a text that a shell reads. */
export interface Unwrapped {
  readonly argv?: readonly Arg[];
  readonly script?: Arg;
  readonly elevated?: true;
  readonly place?: ShellCommand['place'];
  /** Its words come from standard input too (`xargs`). */
  readonly feeds?: { readonly replace: string | undefined };
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
  /** With one of these it only tells what would run. */
  readonly unless?: string;
}

const WRAPPERS: Readonly<Record<string, Wrapper>> = {
  sudo: {
    values: '-u -g -h -p -C -r -t -U -D -R -T --user --group --host --prompt --chdir',
    elevated: true,
    assignments: true,
    unless: '-l --list -v -k -K -V',
  },
  doas: { values: '-u -C', elevated: true },
  pkexec: { values: '--user -u', elevated: true },
  run0: { values: '-u --user', elevated: true },
  gosu: { skip: 1 },
  'su-exec': { skip: 1 },
  runuser: { values: '-u -g -G -s', script: '-c --command' },
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
  direnv: {},
  'cross-env': { assignments: true },
  hyperfine: { values: '-w -r -n -s -p --warmup --runs --prepare', joined: true },
  'cpulimit-run': {},
  reredirect: {},
  daemonize: { values: '-p -o -e -u -l -c' },
  'start-stop-daemon': { values: '-p -u -c -g -x -n -s' },
};

interface Compiled extends Omit<Wrapper, 'values' | 'script' | 'unless'> {
  readonly values: ReadonlySet<string>;
  readonly script: ReadonlySet<string>;
  readonly unless: ReadonlySet<string>;
}
const set = (list: string | undefined): ReadonlySet<string> => new Set(list ? list.split(' ') : []);
const wrappers = new Map<string, Compiled>(
  Object.entries(WRAPPERS).map(([name, w]) => [
    name,
    { ...w, values: set(w.values), script: set(w.script), unless: set(w.unless) },
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
      return unwrapPlain(wrappers.get(program), args);
  }
}

function unwrapPlain(wrapper: Compiled | undefined, args: readonly Arg[]): Unwrapped | undefined {
  if (!wrapper) return undefined;
  const more = { ...(wrapper.elevated && { elevated: true as const }), ...(wrapper.place && { place: wrapper.place }) };
  let i = 0;
  for (; i < args.length; i++) {
    const text = args[i]?.text ?? '';
    if (wrapper.unless.has(text)) return undefined;
    if (wrapper.script.has(text)) {
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
  if (argv.length === 0) return undefined;
  return wrapper.joined ? { ...more, script: joinArgs(argv) } : { ...more, argv };
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
  let i = 0;
  for (; i < args.length; i++) {
    const text = args[i]?.text ?? '';
    const inline = /^(?:-[rt0]*[Ii]|--replace=)(.*)$/.exec(text);
    if (inline) replace = inline[1] || (text.endsWith('i') || text === '--replace=' ? '{}' : args[++i]?.text);
    else if (text === '--') {
      i++;
      break;
    } else if (values.has(text)) i++;
    else if (!text.startsWith('-')) break;
  }
  const argv = args.slice(i);
  return { argv: argv.length > 0 ? argv : [word('echo')], feeds: { replace } };
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

/** Commands that a program starts on the side, by an option or in a language of its own. */
export function embeddedCommands(program: string, args: readonly Arg[]): Unwrapped[] {
  switch (program) {
    case 'find':
    case 'fdfind':
      return findCommands(program, args);
    case 'tar':
      return optionCommands(
        args,
        [
          /^--to-command=(.+)/s,
          /^--checkpoint-action=exec=(.+)/s,
          /^--use-compress-program=(.+)/s,
          /^--(?:info|new-volume)-script=(.+)/s,
          /^--rsh-command=(.+)/s,
        ],
        ['--to-command', '-I', '--use-compress-program', '-F', '--info-script', '--rsh-command'],
        /^-[a-zA-Z]*[IF]$/,
      );
    case 'git':
      return optionCommands(
        args,
        [
          /^alias\.[^=]+=!(.+)/s,
          /^core\.(?:sshcommand|pager|editor|fsmonitor|askpass|gitproxy)=(.+)/is,
          /^(?:diff\.external|credential\.helper|gpg\.program|sequence\.editor)=!?(.+)/is,
          /^--upload-pack=(.+)/s,
          /^--(?:tree|index|msg|env)-filter=?(.+)/s,
          /^ext::(.+)/s,
        ],
        ['--tree-filter', '--index-filter', '--msg-filter', '--env-filter', '--exec', '-x'],
        undefined,
        args.some((arg) => arg.text === 'rebase' || arg.text === 'filter-branch') ? undefined : ['--exec', '-x'],
      );
    case 'rsync':
      return optionCommands(args, [/^--rsh=(.+)/s], ['-e', '--rsh']).filter(isNoTransport);
    case 'rg':
      return optionCommands(args, [/^--pre=(.+)/s], ['--pre']);
    case 'sort':
      return optionCommands(args, [/^--compress-program=(.+)/s], ['--compress-program']);
    case 'man':
      return optionCommands(args, [/^--(?:pager|html)=(.+)/s], ['-P', '-H']);
    case 'zip':
      return optionCommands(args, [], ['-TT', '--unzip-command']);
    case 'vim':
    case 'ex':
    case 'view':
      return optionCommands(args, [/^\+?:?!(.+)/s], []).concat(optionCommands(args, [/^:?!(.+)/s], []));
    case 'awk':
      return args.slice(0, 8).flatMap((arg) => awkCommands(arg));
    case 'sed':
      return args.flatMap((arg) => sedCommands(arg));
    case 'make':
      return optionCommands(args, [/^\.?SHELL(?:FLAGS)?=(.+)/s, /^--eval=(.+)/s], []).filter(
        (each) => !/^\/?(?:usr\/|bin\/|env )*(?:ba|z|da)?sh$/.test(each.script?.text ?? ''),
      );
    case 'ssh':
    case 'scp':
    case 'sftp':
      return optionCommands(
        args,
        [/^(?:-[a-zA-Z0-9]*o\s*)?(?:proxycommand|localcommand|knownhostscommand)[= ](.+)/is],
        ['-S'],
      ).filter(isNoTransport);
    case 'sqlite3':
      return args.flatMap((arg) =>
        [...arg.text.matchAll(/\.(?:shell|system)\s+([^\n;]+)/g)].map((hit) => ({
          script: { ...arg, text: hit[1] ?? '' },
        })),
      );
    case 'tmux':
    case 'screen':
      return muxCommands(args);
    case 'socat':
      return args.flatMap((arg) =>
        [...arg.text.matchAll(/(?:^|!!)(?:exec|system):"?'?([^,"']+)/gi)].map((hit) => ({
          script: { ...arg, text: hit[1] ?? '' },
        })),
      );
    case 'trap':
      return args[0] && !args[0].text.startsWith('-') && args.length > 1 ? [{ script: args[0] }] : [];
    case 'gdb':
      return optionCommands(args, [/^(?:!|shell )(.+)/s], []);
    case 'npm':
    case 'npx':
      return optionCommands(args, [/^--call=(.+)/s], program === 'npx' ? ['-c', '--call'] : []);
    default:
      return [];
  }
}

const isNoTransport = (each: Unwrapped): boolean =>
  !/^\s*(?:\S*\/)?(?:ssh|mosh|nc|none|corkscrew|cloudflared|aws)\b/.test(each.script?.text ?? '');

function optionCommands(
  args: readonly Arg[],
  inline: readonly RegExp[],
  options: readonly string[],
  cluster?: RegExp,
  skip?: readonly string[],
): Unwrapped[] {
  const found: Unwrapped[] = [];
  args.forEach((arg, i) => {
    for (const pattern of inline) {
      const hit = pattern.exec(arg.text);
      if (hit?.[1]) found.push({ script: { ...arg, text: hit[1] } });
    }
    const next = args[i + 1];
    if (next && ((options.includes(arg.text) && !skip?.includes(arg.text)) || cluster?.test(arg.text)))
      found.push({ script: next });
  });
  return found;
}

/** Conditions of `find` that pick some of what is there; `-type` alone leaves every file. */
export const FIND_FILTER =
  /^-(?:i?name|i?path|i?wholename|i?regex|newer\w*|[acm]?(?:time|min)|size|user|group|uid|gid|nouser|nogroup|perm|empty|executable|inum|links|samefile|maxdepth|fstype)$/;

function findCommands(program: string, args: readonly Arg[]): Unwrapped[] {
  const starts = program === 'find' ? /^-(?:exec|execdir|ok|okdir)$/ : /^(?:-x|-X|--exec|--exec-batch)$/;
  const found: Unwrapped[] = [];
  const roots =
    program === 'find'
      ? args.slice(
          0,
          Math.max(
            0,
            args.findIndex((arg) => /^[-(!]/.test(arg.text)),
          ),
        )
      : args.slice(1, 2);
  const root = roots.find((arg) => !arg.text.startsWith('-')) ?? word('.');
  args.forEach((arg, i) => {
    if (!starts.test(arg.text)) return;
    const end = args.findIndex((each, j) => j > i && (each.text === ';' || each.text === '+'));
    const argv = args.slice(i + 1, end < 0 ? undefined : end);
    // What is found lies below the starting point: a command that works on all of it works on the point.
    const filtered = args.some((each) => FIND_FILTER.test(each.text) || each.text === '-type');
    const place = filtered ? `${root.text.replace(/\/$/, '')}/found` : root.text;
    found.push({
      argv: argv.map((each) =>
        each.text.includes('{}') ? { ...each, text: each.text.replaceAll('{}', place) } : each,
      ),
    });
  });
  return found;
}

function awkCommands(arg: Arg): Unwrapped[] {
  if (!/system|\||getline/.test(arg.text)) return [];
  const texts = [
    ...arg.text.matchAll(/system\s*\(\s*"((?:[^"\\]|\\.)*)"/g),
    ...arg.text.matchAll(/\|\s*(?:getline\s*)?"((?:[^"\\]|\\.)*)"/g),
    ...arg.text.matchAll(/"((?:[^"\\]|\\.)*)"\s*\|\s*getline/g),
  ];
  return texts.map((hit) => ({ script: { ...arg, text: (hit[1] ?? '').replaceAll('\\"', '"') } }));
}

function sedCommands(arg: Arg): Unwrapped[] {
  const direct = /(?:^|[;{\n]\s*|^\d+\s*)e\s+([^\n;}]+)/.exec(arg.text);
  const replaced = /^s(.)((?:(?!\1).)*)\1((?:(?!\1).)*)\1[a-z0-9]*e/s.exec(arg.text);
  return [direct?.[1], replaced?.[3]]
    .filter((text) => text !== undefined && text !== '')
    .map((text) => ({ script: { ...arg, text: text ?? '' } }));
}

function muxCommands(args: readonly Arg[]): Unwrapped[] {
  const verb = args.findIndex((arg) =>
    /^(?:new-session|new|new-window|neww|split-window|run-shell|run|if-shell|respawn-pane|send-keys|send|-X|-dmS|-dm)$/.test(
      arg.text,
    ),
  );
  if (verb < 0) return [];
  return args
    .slice(verb + 1)
    .filter((arg) => /\s/.test(arg.text))
    .map((script) => ({ script }));
}
