import { flagValues } from '../shell/args.ts';
import type { Arg, ShellCommand } from '../shell/shellFacts.ts';

export type Ecosystem = 'npm' | 'pypi' | 'crates' | 'gems' | 'go';
export type PackageSource = 'registry' | 'url' | 'insecure-url' | 'git' | 'file';

export interface PackageSpec {
  /** As the registry knows it, lower case; empty for URLs and files. */
  readonly name: string;
  readonly version: string | undefined;
  readonly source: PackageSource;
  readonly text: string;
}

export interface PackageInstall {
  readonly ecosystem: Ecosystem;
  readonly packages: readonly PackageSpec[];
  /** Registries or indexes other than the manager's own, as given on the command line. */
  readonly indexes: readonly string[];
  /** Fetched and run at once (`npx`, `uvx`, `pipx run`). */
  readonly runs: boolean;
}

interface Manager {
  readonly ecosystem: Ecosystem;
  readonly verbs: readonly string[];
  readonly index: readonly string[];
  readonly values: readonly string[];
  readonly runVerbs?: readonly string[];
}

const NPM_VALUES = [
  '--prefix',
  '-C',
  '--dir',
  '--filter',
  '-F',
  '-w',
  '--workspace',
  '--tag',
  '--cache',
  '--userconfig',
  '--loglevel',
  '--cwd',
];
const PIP_VALUES = [
  '-r',
  '--requirement',
  '-c',
  '--constraint',
  '-t',
  '--target',
  '--python-version',
  '--platform',
  '--prefix',
  '--root',
  '--cache-dir',
  '--python',
  '-p',
  '--proxy',
  '--timeout',
  '--retries',
  '--with',
  '--from',
  '--progress-bar',
  '--config-settings',
];
/** A manager, with all its options that take the next word. */
interface KnownManager extends Manager {
  readonly takesValue: ReadonlySet<string>;
}

const MANAGERS: ReadonlyMap<string, KnownManager> = new Map(
  Object.entries<Manager>({
    npm: {
      ecosystem: 'npm',
      verbs: ['install', 'i', 'add', 'in', 'isntall', 'pack'],
      index: ['--registry'],
      values: NPM_VALUES,
      runVerbs: ['exec', 'x'],
    },
    pnpm: {
      ecosystem: 'npm',
      verbs: ['install', 'i', 'add'],
      index: ['--registry'],
      values: NPM_VALUES,
      runVerbs: ['dlx', 'exec'],
    },
    yarn: { ecosystem: 'npm', verbs: ['add'], index: ['--registry'], values: NPM_VALUES, runVerbs: ['dlx'] },
    bun: {
      ecosystem: 'npm',
      verbs: ['add', 'install', 'i'],
      index: ['--registry'],
      values: NPM_VALUES,
      runVerbs: ['x'],
    },
    npx: {
      ecosystem: 'npm',
      verbs: [],
      index: ['--registry'],
      values: ['-p', '--package', '-c', '--call'],
      runVerbs: [],
    },
    bunx: { ecosystem: 'npm', verbs: [], index: [], values: [], runVerbs: [] },
    pip: {
      ecosystem: 'pypi',
      verbs: ['install', 'download', 'wheel'],
      index: ['-i', '--index-url', '--extra-index-url', '-f', '--find-links'],
      values: PIP_VALUES,
    },
    pipx: {
      ecosystem: 'pypi',
      verbs: ['install', 'inject'],
      index: ['-i', '--index-url'],
      values: PIP_VALUES,
      runVerbs: ['run'],
    },
    uv: {
      ecosystem: 'pypi',
      verbs: ['add', 'install'],
      index: ['--index-url', '--extra-index-url', '--index', '--default-index', '-i'],
      values: PIP_VALUES,
    },
    uvx: {
      ecosystem: 'pypi',
      verbs: [],
      index: ['--index-url', '--extra-index-url', '--index'],
      values: PIP_VALUES,
      runVerbs: [],
    },
    poetry: { ecosystem: 'pypi', verbs: ['add'], index: ['--source'], values: ['-G', '--group', '-C'] },
    easy_install: { ecosystem: 'pypi', verbs: [], index: ['-i', '--index-url', '-f'], values: [] },
    cargo: {
      ecosystem: 'crates',
      verbs: ['install', 'add'],
      index: ['--index', '--registry'],
      values: [
        '--version',
        '--features',
        '--root',
        '--bin',
        '--branch',
        '--tag',
        '--rev',
        '--path',
        '-p',
        '--package',
        '-F',
      ],
    },
    gem: {
      ecosystem: 'gems',
      verbs: ['install', 'i'],
      index: ['-s', '--source', '--clear-sources'],
      values: ['-v', '--version', '-i', '-n'],
    },
    go: { ecosystem: 'go', verbs: ['install', 'get', 'run'], index: [], values: [] },
  }).map(([name, manager]) => [
    name,
    { ...manager, takesValue: new Set([...manager.values, ...manager.index, '--git']) },
  ]),
);

/** The package installation that a command is, if it is one. */
export function packageInstall(command: ShellCommand): PackageInstall | undefined {
  const manager = command.program === 'python' ? pythonModule(command) : MANAGERS.get(command.program);
  if (!manager) return undefined;
  const words = wordsOf(command, manager);
  const rest = afterVerb(words, manager);
  if (!rest) return undefined;
  const git = flagValues(command, '--git').map((arg) => packageSpec(`git+${arg.text}`, manager.ecosystem));
  const named = rest.words
    .filter((arg) => !arg.dynamic && arg.text !== '.' && arg.text !== '-')
    .map((arg) => packageSpec(arg.text, manager.ecosystem));
  return {
    ecosystem: manager.ecosystem,
    packages: [
      ...named,
      ...git,
      ...flagValues(command, '--package', '--from', '--with')
        .filter(() => rest.runs)
        .map((arg) => packageSpec(arg.text, manager.ecosystem)),
    ],
    indexes: flagValues(command, ...manager.index).map((arg) => arg.text),
    runs: rest.runs,
  };
}

function pythonModule(command: ShellCommand): KnownManager | undefined {
  const at = command.args.findIndex((arg) => arg.text === '-m');
  return at >= 0 && command.args[at + 1]?.text === 'pip' ? MANAGERS.get('pip') : undefined;
}

function wordsOf(command: ShellCommand, { takesValue }: KnownManager): Arg[] {
  const found: Arg[] = [];
  const start = command.program === 'python' ? command.args.findIndex((arg) => arg.text === 'pip') + 1 : 0;
  for (let i = start; i < command.args.length; i++) {
    const arg = command.args[i];
    if (!arg) break;
    if (takesValue.has(arg.text)) i++;
    else if (!arg.text.startsWith('-')) found.push(arg);
  }
  return found;
}

function afterVerb(words: readonly Arg[], manager: Manager): { words: readonly Arg[]; runs: boolean } | undefined {
  if (manager.verbs.length === 0)
    return { words: words.slice(0, manager.runVerbs ? 1 : undefined), runs: manager.runVerbs !== undefined };
  // `uv pip install`, `uv tool install`, `yarn global add`.
  const skip = /^(?:pip|tool|global)$/.test(words[0]?.text ?? '') ? 1 : 0;
  const verb = words[skip]?.text ?? '';
  if (manager.verbs.includes(verb))
    return { words: words.slice(skip + 1, verb === 'run' ? skip + 2 : undefined), runs: verb === 'run' };
  if (manager.runVerbs?.includes(verb)) return { words: words.slice(skip + 1, skip + 2), runs: true };
  return undefined;
}

/** What a name with or without a version, or an address, asks a package manager for. */
export function packageSpec(text: string, ecosystem: Ecosystem): PackageSpec {
  const source = sourceOf(text, ecosystem);
  if (source !== 'registry') return { name: '', version: undefined, source, text };
  const split =
    ecosystem === 'pypi'
      ? /^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?(?:==([^,;\s]+))?/.exec(text)
      : /^(@?[^@]+)(?:@(.+))?$/.exec(text);
  const name = (split?.[1] ?? text).toLowerCase();
  return { name: ecosystem === 'pypi' ? name.replace(/[_.]/g, '-') : name, version: split?.[2], source, text };
}

function sourceOf(text: string, ecosystem: Ecosystem): PackageSource {
  if (
    /^(?:git\+|git:|git@|ssh:|github:|gitlab:|bitbucket:|gist:)/i.test(text) ||
    /^https?:\/\/[^\s]+\.git(?:[#@].*)?$/i.test(text)
  )
    return /^git\+http:|^git:\/\//i.test(text) ? 'insecure-url' : 'git';
  if (/^http:/i.test(text) && !/^http:\/\/(?:localhost|127\.|\[::1\])/i.test(text)) return 'insecure-url';
  if (/^https?:/i.test(text) || / @ https?:/i.test(text)) return 'url';
  if (/^(?:\.{0,2}\/|~|file:|[A-Za-z]:\\)/.test(text) || /\.(?:tgz|tar\.gz|whl|zip|crate|gem)$/.test(text))
    return 'file';
  if (ecosystem === 'npm' && /^[\w-]+\/[\w.-]+(?:#.*)?$/.test(text)) return 'git';
  return 'registry';
}
