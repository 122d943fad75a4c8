import { onFirstUse } from '../remembered.ts';
import { canonicalPath, isInside, isRooted } from './canonicalPath.ts';
import { buildLiteralIndex } from '../regex/literalIndex.ts';
import type { PathClass } from './pathClass.ts';
import { AGENT_PLACES, AUTORUN_PLACES, SECRET_PLACES, SYSTEM_PLACES, type Place } from './places.ts';

export interface PathContext {
  /** Canonical. */
  readonly cwd?: string | undefined;
  /** Canonical. */
  readonly workspace?: string | undefined;
}

const DISK =
  /^\/dev\/(?:[shv]d[a-z]+\d*|xvd[a-z]+\d*|nvme\d+(?:c\d+)?n?\d*(?:p\d+)?|mmcblk\d+(?:p\d+)?|r?disk\d+(?:s\d+)?|loop\d+|md\d+|dm-\d+|pmem\d+|mapper\/.+|disk\/.+|[^/]+-vg\/.+)$/;
/** No kernel has capitals in these names: `/dev/sdX` is what a manual writes in place of a disk, and nothing is there. */
const NO_DISK = /^\/dev\/(?:[shv]d|xvd|nvme|mmcblk|r?disk)[a-z0-9]*[A-Z]/;
const SYSTEM_ROOTS = new Set(
  '/bin /boot /dev /etc /home /lib /lib32 /lib64 /opt /private/etc /private/var /private/tmp /proc /root /run /sbin /srv /sys /tmp /usr /usr/bin /usr/lib /usr/lib64 /usr/local /usr/local/bin /usr/local/lib /usr/sbin /usr/share /usr/libexec /var /var/lib /var/log /var/www /var/spool /users /applications /system /system/volumes/data /library /volumes /mnt /media /private /nix /snap c:/windows c:/windows/system32 c:/users c:/programdata'.split(
    ' ',
  ),
);
/** Without these nothing runs. The other system folders hold what was installed or served. */
const SYSTEM_CORE = new Set(
  '/bin /boot /dev /etc /lib /lib32 /lib64 /proc /sbin /sys /usr /usr/bin /usr/lib /usr/lib64 /usr/sbin /var /system /system/volumes/data /library c:/windows c:/windows/system32'.split(
    ' ',
  ),
);
const SYSTEM_TREE =
  /^(?:\/(?:bin|boot|etc|lib|lib32|lib64|proc|sbin|sys|usr|var|system|library|run|nix|dev)(?=\/|$)|c:\/(?:windows|program files|programdata)(?=[/ ]|$))/;
const TEMP = /^(?:\/tmp|\/var\/tmp|\/var\/folders|\/dev\/shm|c:\/windows\/temp|~\/appdata\/local\/temp)(?:\/|$)/;
const HARMLESS_DEVICE =
  /^\/dev\/(?:null|zero|u?random|std(?:in|out|err)|tty|ptmx|fd(?:\/\d+)?|tcp\/.*|udp\/.*|full|shm(?:\/.*)?)$/;
/** What people keep in their home: nothing brings it back. Hidden folders there are caches and settings of programs. */
const PERSONAL = /^(?:~|\/(?:home|users)\/[^/]+|c:\/users\/[^/]+)(?:\/[^./][^/]*)+$/;
/** What tools put there and can make again. */
const REMADE = /\/(?:caches?|node_modules|dist|build|target|out|coverage|te?mp|venv|__pycache__|go\/pkg)(?:\/|$)/;
const PERSONAL_FOLDER =
  /^(?:~|\/(?:home|users)\/[^/]+|c:\/users\/[^/]+)\/(?:documents|desktop|pictures|photos|music|movies|videos|library|dropbox|onedrive|google drive|icloud drive|projects|repos|src|code|work|dev)$/;
const EVERYTHING_IN = /\/(?:\{?\*\}?|\.\*|\*\.\*|\.\[[^\]]+\]\*|\{\*,\.\*\}|\.\?\*)$/;

/** All classes of one path as an agent or a command spells it. */
export function pathClasses(text: string, context: PathContext = {}): Set<PathClass> {
  return classesOfCanonical(canonicalPath(text, context.cwd), context);
}

/** As {@link pathClasses}, for a path that is canonical already. */
export function classesOfCanonical(canonical: string, context: PathContext = {}): Set<PathClass> {
  const classes = new Set<PathClass>();
  const path = bounded(canonical).toLowerCase();
  placeClasses(path, context, classes);
  const whole = path.replace(EVERYTHING_IN, '') || '/';
  areaClasses(whole, path, context, classes);
  if (classes.has('disk') && NO_DISK.test(canonical)) classes.delete('disk');
  return classes;
}

/** The patterns of places take time that grows faster than the path; no system opens a longer one without asking twice. */
const MAX_PATH = 4096;
const MAX_END = 1024;

/** Of a path that is too long, the beginning and the end: neither where it leads nor what lies there can be pushed out of view. */
function bounded(path: string): string {
  return path.length <= MAX_PATH ? path : `${path.slice(0, MAX_PATH - MAX_END)}${path.slice(-MAX_END)}`;
}

function areaClasses(whole: string, path: string, context: PathContext, classes: Set<PathClass>): void {
  const workspace = context.workspace?.toLowerCase();
  if (whole === '/' || /^[a-z]:\/?$/.test(whole)) classes.add('root');
  if (whole === '~' || whole === '/home' || whole === '/users' || whole === 'c:/users') classes.add('home');
  if (SYSTEM_ROOTS.has(whole)) classes.add('system-root');
  if (SYSTEM_CORE.has(whole)) classes.add('system-core');
  const isDevice = path.startsWith('/dev/');
  const isHarmless = isDevice && HARMLESS_DEVICE.test(path);
  if (isDevice && DISK.test(path)) classes.add('disk');
  if (isDevice && !isHarmless) classes.add('device');
  if (TEMP.test(path)) classes.add('temp');
  if (path === '/tmp' || path === '/var/tmp') classes.add('temp-root');
  const inWorkspace = workspace !== undefined && isInside(whole, workspace);
  if (!inWorkspace && !classes.has('temp') && !isHarmless && SYSTEM_TREE.test(path)) classes.add('system');
  if (!inWorkspace && PERSONAL_FOLDER.test(whole)) classes.add('personal-folder');
  if (workspace !== undefined) {
    if (whole === workspace) classes.add('workspace-root');
    if (inWorkspace) classes.add('workspace');
    else if (isRooted(whole) || whole.startsWith('..')) {
      classes.add('outside');
      if (PERSONAL.test(whole) && !REMADE.test(whole)) classes.add('personal-files');
    }
  } else if (whole === '.' || path === '*') classes.add('workspace-root');
}

const GLOB = /[*?[{]/;
const FIXTURE = /\/(?:fixtures?|testdata|__fixtures__|test-fixtures)\/[^\n]*\/[^\n]/;

/**
 * Is it test data of a project? Anybody can call a folder so: where the workspace is known, only what lies in it counts.
 * A key stays one to be careful with wherever it lies.
 */
function isTestData(path: string, spelled: string, { workspace }: PathContext): boolean {
  if (!FIXTURE.test(spelled)) return false;
  if (workspace === undefined) return !path.startsWith('..');
  return isRooted(path) ? isInside(path, workspace.toLowerCase()) : !path.startsWith('..');
}

/** Is it the history of something in the workspace, such as a template that was cloned there, and not the workspace's own? */
function isNested(path: string, { workspace }: PathContext): boolean {
  if (workspace === undefined) return !isRooted(path) && !path.startsWith('..') && path.includes('/');
  const own = workspace.toLowerCase();
  return isRooted(path) ? isInside(path, own) && path !== `${own}/.git` : !path.startsWith('..') && path.includes('/');
}

/** Places whose content acts wherever it lies. */
const ACTING: ReadonlySet<Place> = new Set([...AUTORUN_PLACES, ...AGENT_PLACES, ...SYSTEM_PLACES]);
const PLACES: readonly Place[] = [...SECRET_PLACES, ...ACTING];

/** Places by their hints: most paths hold none, and the others few. */
const hinted = onFirstUse(() => {
  const byHint = new Map<string, Place[]>();
  for (const place of PLACES) {
    for (const hint of place.hints) {
      const sharing = byHint.get(hint);
      if (sharing) sharing.push(place);
      else byHint.set(hint, [place]);
    }
  }
  return { index: buildLiteralIndex([...byHint.keys()]), owners: [...byHint.values()] };
});

function placeClasses(path: string, context: PathContext, classes: Set<PathClass>): void {
  const spelled = path.startsWith('/') ? path : `/${path}`;
  const { index, owners } = hinted();
  let maybe: Set<Place> | undefined;
  index.search(spelled, (hint) => {
    maybe ??= new Set<Place>();
    for (const place of owners[hint]!) maybe.add(place);
  });
  if (maybe) {
    // Test data that is laid out like a home directory holds no secret; a real one copied there was seen at the copy.
    const isData = isTestData(path, spelled, context);
    for (const place of PLACES) {
      if (!maybe.has(place) || !place.test.test(spelled)) continue;
      // A repository that tests keep as data is nobody's to commit to.
      if (isData && place.class === 'git-hook') continue;
      if (place.class === 'git-dir' && isNested(path, context)) classes.add('nested-git-dir');
      else if (!isData || ACTING.has(place)) classes.add(place.class);
      else if (place.class === 'ssh-key') classes.add('key-file');
    }
  }
  if (GLOB.test(path)) for (const each of globbedClasses(spelled, context)) classes.add(each);
}

/** What a glob is tried against: it names a place without spelling it. */
const NAMED_BY_GLOBS: readonly string[] = [
  ...[...SYSTEM_ROOTS].filter((path) => path.startsWith('/')),
  ...(
    'documents desktop pictures photos music movies videos library dropbox projects repos src code work ' +
    '.ssh .aws .gnupg .kube .azure .mozilla .password-store .oktsec .docker .claude .config/gcloud .config/gh ' +
    '.ssh/id_rsa .ssh/id_ed25519 .ssh/authorized_keys .ssh/config .aws/credentials .kube/config .netrc .npmrc ' +
    '.git-credentials .bashrc .profile .zshrc .zshenv .bash_history .zsh_history .vault-token .docker/config.json ' +
    '.config/gh/hosts.yml .gnupg/secring.gpg .gnupg/private-keys-v1.d .claude/settings.json .claude/hooks ' +
    '.local/bin/git .local/bin/ssh .local/bin/sudo'
  )
    .split(' ')
    .map((name) => `/~/${name}`),
  ...(
    'shadow passwd group sudoers sudoers.d hosts resolv.conf crontab cron.d cron.daily ld.so.preload profile bash.bashrc ' +
    'ssh/sshd_config systemd/system'
  )
    .split(' ')
    .map((name) => `/etc/${name}`),
  ...(
    '/var/log/syslog /var/log/auth.log /var/log/wtmp /var/log/audit /var/lib/docker /var/lib/mysql /var/lib/postgresql ' +
    '/var/spool/cron /var/tmp /usr/local/bin/git /usr/local/bin/ssh /usr/local/bin/sudo /proc/self/environ ' +
    '/proc/1/environ /proc/sysrq-trigger /proc/sys/kernel/core_pattern /sys/fs/cgroup/memory/release_agent ' +
    '/var/run/docker.sock /run/docker.sock /var/run/secrets/kubernetes.io/serviceaccount/token ' +
    '/run/secrets/kubernetes.io/serviceaccount/token /.git /.env /.git/hooks/pre-commit /.git/hooks/post-checkout ' +
    '/.git/hooks/pre-push /.claude/settings.json /.claude/hooks'
  ).split(' '),
];

const namedByGlobs = onFirstUse(() =>
  NAMED_BY_GLOBS.map((path) => {
    // What is told with a leading slash, as all places are, is of a project where it is no place of the system.
    const canonical = /^\/(?:~|\.)/.test(path) ? path.slice(1) : path;
    return { names: path.split('/'), classes: classesOfCanonical(canonical) };
  }),
);

function globbedClasses(spelled: string, { workspace }: PathContext): Set<PathClass> {
  const found = new Set<PathClass>();
  const parts = spelled.split('/').map(segmentMatcher);
  const fits = (names: readonly string[]) =>
    names.length === parts.length && parts.every((matches, i) => matches(names[i] ?? ''));
  for (const { names, classes } of namedByGlobs()) if (fits(names)) for (const each of classes) found.add(each);
  if (workspace !== undefined && fits(`/${workspace.toLowerCase()}`.replace(/^\/\//, '/').split('/')))
    found.add('workspace-root');
  return found;
}

/** Does a path with `*`, `?`, `[...]` or `{a,b}` match `target`? Linear in both; no backtracking over `/`. */
export function globMatches(glob: string, target: string): boolean {
  const parts = glob.split('/');
  const names = target.split('/');
  return parts.length === names.length && parts.every((part, i) => segmentMatcher(part)(names[i] ?? ''));
}

function segmentMatcher(glob: string): (name: string) => boolean {
  const same = (name: string): boolean => name === glob;
  if (!GLOB.test(glob) || glob.length > 64) return same;
  // A bare star names everything: that is a class of its own, not a hidden spelling of one file.
  if (/^[*?.]+$/.test(glob) || glob.replace(/[*?.]/g, '').length < 2) return same;
  const source = glob
    .replace(/[.+^$()|\\]/g, '\\$&')
    .replace(/\{([^{}]*)\}/g, (_, list: string) => `(?:${list.replaceAll(',', '|')})`)
    .replace(/\[!/g, '[^')
    .replace(/\*+/g, '[^/]*')
    .replace(/(?<!\(|\*)\?(?!:)/g, '[^/]');
  try {
    const pattern = new RegExp(`^${source}$`);
    return (name) => same(name) || pattern.test(name);
  } catch {
    // An unbalanced bracket is an ordinary character to a shell, so the word is not a glob.
    return same;
  }
}
