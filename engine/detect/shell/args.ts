import type { Labels } from './labels.ts';
import type { Arg, ShellCommand } from './shellFacts.ts';

/** Programs whose long options have one dash, so that `-abc` is no cluster of letters. */
const ONE_DASH_LONG = new Set([
  'find',
  'terraform',
  'tofu',
  'openssl',
  'java',
  'go',
  'ffmpeg',
  'convert',
  'powershell',
  'mkfs',
  'nmap',
  'fdfind',
  'launchctl',
  'osascript',
  'msfvenom',
  'schtasks',
  'reg',
]);

/** Programs that accept an option by its first letters (getopt_long). */
const ABBREVIATES = new Set([
  'rm',
  'chmod',
  'chown',
  'chgrp',
  'cp',
  'mv',
  'ln',
  'rmdir',
  'shred',
  'truncate',
  'tee',
  'wget',
  'tar',
  'base64',
  'sed',
  'sort',
]);

/** Options that take the next word, so that this word is no operand. */
const VALUE_OPTIONS: Readonly<Record<string, string>> = {
  git: '-C -c --git-dir --work-tree --namespace --exec-path --config-env',
  kubectl:
    '-n --namespace --context --cluster --kubeconfig -s --server --token --as -l --selector -f --filename -o --output --user',
  helm: '-n --namespace --kube-context --kubeconfig',
  docker: '-H --host --context -c --config -l --log-level',
  aws: '--profile --region --output --endpoint-url --query --ca-bundle',
  gcloud: '--project --account --format --configuration --region --zone',
  az: '-o --output --subscription --query',
  gh: '-R --repo',
  npm: '--prefix -C -w --workspace --registry',
  pnpm: '-C --dir --filter -F',
  yarn: '--cwd',
  systemctl: '-H --host -M --machine -t --type -n --lines',
  make: '-C -f -j -I',
  chmod: '--reference',
  chown: '--reference --from',
  redis: '-h -p -a -n -u --user --pass',
  mysql: '-h -u -P -D --host --user --port --database',
  psql: '-h -U -p -d --host --username --port --dbname',
  crontab: '-u',
  tmux: '-t -c -s -n -N -x -y -F -f -L -S -l -p',
  screen: '-S -p -t -c',
  find: '',
  dd: '',
  tar: '-f --file -C --directory -T --exclude -I --use-compress-program',
  vault: '-address -namespace',
  grep: '-e -f -A -B -C -m --include --exclude --exclude-dir --color',
  head: '-n -c',
  tail: '-n -c',
  truncate: '-s --size -r --reference',
  shred: '-n -s --iterations --size',
  tee: '',
  iptables: '-t',
  rsync:
    '--exclude --include --files-from -e --rsh --filter -f --exclude-from --include-from --log-file --bwlimit --port --password-file --chmod --chown --info --partial-dir --temp-dir -T --backup-dir --suffix --timeout',
  flyctl: '-a --app',
  heroku: '-a --app -r',
  rclone:
    '--ftp-host --ftp-user --ftp-pass --ftp-port --sftp-host --sftp-user --sftp-pass --sftp-key-file --smb-host --smb-user --smb-pass --webdav-url --webdav-user --webdav-pass --s3-endpoint --s3-provider --s3-access-key-id --s3-secret-access-key --config --transfers --checkers --bwlimit --include --exclude --filter --max-age --min-age --max-size --log-file --log-level',
};
const valueOptions = new Map(
  Object.entries(VALUE_OPTIONS).map(([program, list]) => [program, new Set(list.split(' '))]),
);

/**
 * Letters of options that take a value, of programs whose letters are often run together: `-sXDELETE` and `-sX DELETE`
 * are `-s -X DELETE`.
 */
const VALUE_LETTERS: Readonly<Record<string, string>> = {
  curl: 'AbcCdDeEFHKmoPQrtTuUwxXyYz',
  wget: 'aABDeGiIlOPQRtTUwX',
  tar: 'bCfFgHIKLNTVX',
  psql: 'cdfFhLopPRTUv',
  mysql: 'eDhPSu',
  mysqldump: 'hPSu',
  grep: 'ABCDdefm',
  sed: 'ef',
  redis: 'hpanu',
  ssh: 'bcDEeFIiJLlmOopQRSWw',
  scp: 'cDFiJloPSX',
  make: 'CfIjoW',
  useradd: 'bcdefgGkKpRsuZ',
  usermod: 'cdefgGlpRsuvVwWZ',
};

/** The words that are not options, with the values of options left out. */
export function operands(command: Pick<ShellCommand, 'program' | 'args'>): Arg[] {
  const takesValue = valueOptions.get(command.program);
  const found: Arg[] = [];
  for (let i = 0; i < command.args.length; i++) {
    const arg = command.args[i];
    if (!arg) break;
    if (arg.text === '--') return [...found, ...command.args.slice(i + 1)];
    if (arg.text.length > 1 && arg.text.startsWith('-')) {
      if (takesValue?.has(arg.text)) i++;
    } else found.push(arg);
  }
  return found;
}

/**
 * Is the option there? `-r` also inside a cluster (`-rf`), `--recursive` also abbreviated (`--rec`) or with `=value`.
 * `--name=value` asks for that value, also as the next word.
 */
export function hasFlag(command: Pick<ShellCommand, 'program' | 'args'>, flag: string): boolean {
  const equals = flag.startsWith('--') ? flag.indexOf('=') : -1;
  if (equals > 0)
    return flagValues(command, flag.slice(0, equals)).some(
      (value) => value.text.toLowerCase() === flag.slice(equals + 1).toLowerCase(),
    );
  const letter =
    flag.length === 2 && flag.startsWith('-') && !ONE_DASH_LONG.has(command.program) ? flag.charAt(1) : undefined;
  for (const { text } of command.program === 'ssh' ? command.args.slice(0, sshHost(command.args)) : command.args) {
    if (text === '--') return false;
    if (!text.startsWith('-') || text.length < 2) continue;
    if (text === flag) return true;
    if (letter !== undefined && text.includes(letter, 1) && lettersOf(command.program, text).includes(letter))
      return true;
    if (
      flag.startsWith('--') &&
      (text.startsWith(`${flag}=`) ||
        (ABBREVIATES.has(command.program) && text.length >= 5 && text.startsWith('--') && flag.startsWith(text)))
    )
      return true;
  }
  return false;
}

/** The letters of a word of short options, up to the first that takes what is left as its value. */
function lettersOf(program: string, text: string): string {
  const letters = /^-([A-Za-z0-9]+)/.exec(text)?.[1] ?? '';
  const valued = VALUE_LETTERS[program];
  if (valued === undefined) return letters;
  for (let i = 0; i < letters.length; i++) if (valued.includes(letters[i]!)) return letters.slice(0, i + 1);
  return letters;
}

/** What follows the host is the other side's business. */
function sshHost(args: readonly Arg[]): number {
  const takesValue = /^-[A-Za-z0-9]*[bcDEeFIiJLlmOopQRSWw]$/;
  let i = 0;
  while (i < args.length && args[i]?.text.startsWith('-')) i += takesValue.test(args[i]?.text ?? '') ? 2 : 1;
  return i;
}

/** Values of an option, as `-o value`, `-ovalue`, `--option value` or `--option=value`. */
export function flagValues(command: Pick<ShellCommand, 'program' | 'args'>, ...names: readonly string[]): Arg[] {
  const values: Arg[] = [];
  command.args.forEach((arg, i) => {
    for (const name of names) {
      const next = command.args[i + 1];
      if (arg.text === name && next) values.push(next);
      else if (isLongForm(command.program, arg.text, name))
        values.push({ ...arg, text: arg.text.slice(arg.text.indexOf('=') + 1) });
      else if (name.length === 2 && name[1] !== '-' && arg.text.length > 2) {
        if (arg.text.startsWith(name)) values.push({ ...arg, text: arg.text.slice(2).replace(/^=/, '') });
        else if (arg.text.startsWith('-') && VALUE_LETTERS[command.program]?.includes(name[1]!)) {
          const letters = lettersOf(command.program, arg.text);
          if (letters.length < 2 || !letters.endsWith(name[1]!)) continue;
          const rest = arg.text.slice(1 + letters.length);
          if (rest !== '') values.push({ ...arg, text: rest });
          else if (next) values.push(next);
        }
      }
    }
  });
  return values;
}

function isLongForm(program: string, text: string, name: string): boolean {
  if (!name.startsWith('--')) return false;
  if (text.startsWith(`${name}=`)) return true;
  const given = /^(--[a-z-]{4,})=/.exec(text)?.[1];
  return given !== undefined && ABBREVIATES.has(program) && name.startsWith(given);
}

export function word(text: string): Arg {
  return { text, dynamic: false, labels: 0 };
}

export function labelsOf(args: readonly Arg[]): Labels {
  return args.reduce((set, arg) => set | arg.labels, 0);
}
