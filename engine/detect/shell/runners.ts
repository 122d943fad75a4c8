import type { ShellCommand } from './shellFacts.ts';

/** A program that starts another one after a word of its own, such as `poetry run` or `aws-vault exec`. */
interface Runner {
  /** One of these words comes first; none: the command follows at once. */
  readonly verbs?: string;
  /** Options that take the next word. */
  readonly values?: string;
  /** Words between the options and the command. */
  readonly skip?: number;
  /** Options whose value a shell reads. */
  readonly script?: string;
  /** It starts something only with such an option. */
  readonly scriptOnly?: true;
  /** The remaining words are joined and read by a shell. */
  readonly joined?: true;
  readonly place?: ShellCommand['place'];
}

const RUNNER_DATA: Readonly<Record<string, Runner>> = {
  poetry: { verbs: 'run' },
  pipenv: { verbs: 'run' },
  pdm: { verbs: 'run' },
  rye: { verbs: 'run' },
  hatch: { verbs: 'run' },
  pixi: { verbs: 'run' },
  uv: { verbs: 'run', values: '--with --python -p --project --directory --extra --group --env-file' },
  pipx: { verbs: 'run', values: '--spec --python' },
  conda: { verbs: 'run', values: '-n -p --name --prefix' },
  mamba: { verbs: 'run', values: '-n -p --name --prefix' },
  micromamba: { verbs: 'run', values: '-n -p --name --prefix' },
  bundle: { verbs: 'exec' },
  pnpm: { verbs: 'exec dlx', values: '-C --filter --package' },
  yarn: { verbs: 'exec dlx', values: '-p --package', joined: true },
  npm: { verbs: 'exec x', values: '-p --package -w', script: '-c --call' },
  npx: { values: '-p --package', script: '-c --call' },
  bunx: { values: '-p --package' },
  pnpx: { values: '-p --package' },
  uvx: { values: '--from --with --python -p' },
  mise: { verbs: 'exec x' },
  asdf: { verbs: 'exec' },
  direnv: { verbs: 'exec', skip: 1 },
  op: { verbs: 'run', values: '--env-file --account' },
  doppler: { verbs: 'run', values: '-p -c --project --config', script: '--command' },
  infisical: { verbs: 'run', values: '--env --path --projectId', script: '--command' },
  chamber: { verbs: 'exec', skip: 1 },
  'aws-vault': { verbs: 'exec', values: '-d --duration -n', skip: 1 },
  teller: { verbs: 'run' },
  sops: { verbs: 'exec-env exec-file', skip: 1, joined: true },
  'nix-shell': { values: '-p -I', script: '--run --command', scriptOnly: true },
  nix: { verbs: 'develop shell', script: '-c --command', scriptOnly: true },
  'flatpak-spawn': {},
  snap: { verbs: 'run' },
  concurrently: { values: '-n -c --names', joined: true },
  nodemon: { script: '-x --exec', scriptOnly: true },
  watchexec: { values: '-e -w -i --exts --watch --ignore', joined: true },
  heroku: { verbs: 'run', values: '-a --app -r', joined: true, place: 'remote' },
  flyctl: { verbs: 'console', script: '-C --command', scriptOnly: true, place: 'remote' },
  vagrant: { verbs: 'ssh', script: '-c --command', scriptOnly: true, place: 'remote' },
  gcloud: { verbs: 'ssh', script: '--command', scriptOnly: true, place: 'remote' },
  az: { verbs: 'run-command', script: '--scripts', scriptOnly: true, place: 'remote' },
  adb: { verbs: 'shell', values: '-s', joined: true, place: 'remote' },
  minikube: { verbs: 'ssh', joined: true, place: 'remote' },
  multipass: { verbs: 'exec', skip: 1, place: 'remote' },
  limactl: { verbs: 'shell', skip: 1, place: 'remote' },
  colima: { verbs: 'ssh', place: 'remote' },
  tsh: { verbs: 'ssh', values: '-l --proxy', skip: 1, joined: true, place: 'remote' },
  machinectl: { verbs: 'shell', skip: 1, place: 'remote' },
  distrobox: { verbs: 'enter', values: '-n --name', place: 'container' },
  toolbox: { verbs: 'run', values: '-c --container', place: 'container' },
  ansible: {
    values: '-i -m -u -e -l -f -t --inventory --module-name --user',
    script: '-a --args',
    scriptOnly: true,
    place: 'remote',
  },
  salt: { verbs: 'cmd.run cmd.shell', joined: true, place: 'remote' },
  pssh: { values: '-h -H -l -p -t -o -e -x', joined: true, place: 'remote' },
  'parallel-ssh': { values: '-h -H -l -p -t -o -e -x', joined: true, place: 'remote' },
  pdsh: { values: '-w -x -l -f -g', joined: true, place: 'remote' },
  clush: { values: '-w -x -g -l -f', joined: true, place: 'remote' },
};

interface CompiledRunner {
  readonly verbs: ReadonlySet<string>;
  readonly values: ReadonlySet<string>;
  readonly script: ReadonlySet<string>;
  readonly skip: number;
  readonly scriptOnly: boolean;
  readonly joined: boolean;
  readonly place: ShellCommand['place'] | undefined;
}

const words = (list: string | undefined): ReadonlySet<string> => new Set(list ? list.split(' ') : []);

export const RUNNERS: ReadonlyMap<string, CompiledRunner> = new Map(
  Object.entries(RUNNER_DATA).map(([name, runner]) => [
    name,
    {
      verbs: words(runner.verbs),
      values: words(runner.values),
      script: words(runner.script),
      skip: runner.skip ?? 0,
      scriptOnly: runner.scriptOnly ?? false,
      joined: runner.joined ?? false,
      place: runner.place,
    },
  ]),
);
