import { canonicalPath } from '../paths/canonicalPath.ts';
import { classesOfCanonical } from '../paths/classifyPath.ts';
import { SECRET_CLASSES, type PathClass } from '../paths/pathClass.ts';

/** Is this the path of a file that gives access to something? */
export function isSecretFile(text: string): boolean {
  if (text.length > 240 || text.length < 4 || !/[./\\~]/.test(text) || /[<>|\n]/.test(text)) return false;
  const path = canonicalPath(text);
  for (const kind of classesOfCanonical(path))
    if (SECRET_CLASSES.has(kind) || kind === 'history' || kind === 'env-file') return true;
  return SIGN_INS.test(path);
}

/** Where package managers and tools keep what they sign in with. */
const SIGN_INS =
  /^~\/\.(?:npmrc|yarnrc\.yml|pypirc|netrc|git-credentials|docker\/config\.json|config\/gh\/hosts\.yml|cargo\/credentials(?:\.toml)?|m2\/settings\.xml|gem\/credentials|azure\/\w+\.json|terraform\.d\/credentials\.tfrc\.json|kaggle\/kaggle\.json|codex\/auth\.json|claude\/\.credentials\.json)$/i;
/** What a person keeps in the home folder. */
const OWN_FILES = /^~\/(?:Documents|Desktop|Pictures|Photos|Downloads|Music|Videos|Movies)$/i;

const CANARY = /canary|honeytoken/i;
const EXTRA_STORES =
  /^~\/\.(?:docker|config\/(?:gcloud|gh|solana)|npmrc|pypirc|vault-token|terraform\.d|azure|1password)$/;

/** What is lost when this path is deleted; `folders`: can the call delete one that is not empty? */
export function wipeKind(text: string, workspace?: string, folders = true): 'wipe-secrets' | 'wipe-system' | undefined {
  if (text.length < 1 || text.length > 240 || /[\n<>|]|^\$(?!HOME\b|\{HOME\})/.test(text)) return undefined;
  const path = canonicalPath(text);
  const classes = classesOfCanonical(path, { workspace });
  const has = (...kinds: PathClass[]) => kinds.some((kind) => classes.has(kind));
  if (
    !folders &&
    (has('root', 'home', 'system-root', 'secret-dir') || /^~\/\.(?:docker|config\/\w+|azure)$/i.test(path))
  )
    return undefined;
  if (has('root', 'home', 'system-core') && !has('temp')) return path === '.' ? undefined : 'wipe-system';
  if (/^\/(?:root|boot|home|users)$/i.test(path) || (folders && OWN_FILES.test(path))) return 'wipe-system';
  if (
    has(
      'secret-dir',
      'ssh-key',
      'cloud-credential',
      'keychain',
      'wallet',
      'password-db',
      'browser-store',
      'token-store',
      'ssh-trust',
    )
  )
    return 'wipe-secrets';
  if (EXTRA_STORES.test(path.toLowerCase())) return 'wipe-secrets';
  if (CANARY.test(path) && /(?:^|\/)\.[\w-]*canary[\w-]*$/i.test(path)) return 'wipe-secrets';
  return undefined;
}

const TRUST: readonly PathClass[] = [
  'privilege',
  'loader',
  'trust-store',
  'ssh-trust',
  'kernel',
  'password-db',
  'system-rc',
];
const AUTORUN: readonly PathClass[] = [
  'scheduler',
  'service-unit',
  'autostart',
  'shell-rc',
  'language-startup',
  'git-hook',
];

/** What is changed when a program writes this path. */
export function trustKind(
  text: string,
  workspace?: string,
): 'host-trust' | 'persistence' | 'agent-config-write' | undefined {
  if (text.length < 4 || text.length > 240 || /[\n<>|]/.test(text)) return undefined;
  const classes = classesOfCanonical(canonicalPath(text), { workspace });
  if (/^\/etc\/hosts$|\/drivers\/etc\/hosts$/i.test(text)) return undefined;
  if (TRUST.some((kind) => classes.has(kind))) return 'host-trust';
  if (AUTORUN.some((kind) => classes.has(kind)) && !classes.has('workspace')) return 'persistence';
  return classes.has('agent-settings') || classes.has('oktsec') ? 'agent-config-write' : undefined;
}
