import { remembered } from '../remembered.ts';
const HOME_DIR =
  /^(?:\/home\/[^/*?]+|\/users\/(?!shared(?:\/|$))[^/*?]+|\/root|\/var\/root|[a-z]:\/users\/[^/*?]+|[a-z]:\/documents and settings\/[^/*?]+)(?=\/|$)/i;
const HOME_VARIABLE =
  /^(?:\$home|\$\{home\}|\$env:userprofile|\$env:home|%userprofile%|%homepath%|\$\(home\))(?=[\\/]|$)/i;
const APPDATA = /^(?:\$env:appdata|%appdata%)(?=[\\/]|$)/i;
const LOCAL_APPDATA = /^(?:\$env:localappdata|%localappdata%)(?=[\\/]|$)/i;
const POWERSHELL_PROFILE = /^\$profile(?:\.\w+)?$/i;
const ANOTHER_HOME = /^~[a-z_][a-z0-9_-]*(?=\/|$)/i;

/**
 * The one spelling of a path that classes are decided on: forward slashes, no `.`, `..`, doubled or trailing slash, any
 * home directory as `~`, drive letters as `c:/`. Purely lexical: symbolic links are not followed. Case is kept.
 * @param cwd canonical directory that relative paths start from; without it they stay relative.
 */
export function canonicalPath(text: string, cwd?: string): string {
  let path = text.trim();
  if (path.startsWith('file:')) path = fileUrlPath(path);
  if (path.startsWith('$') || path.startsWith('%')) {
    path = path
      .replace(APPDATA, '~/AppData/Roaming')
      .replace(LOCAL_APPDATA, '~/AppData/Local')
      .replace(HOME_VARIABLE, '~')
      .replace(POWERSHELL_PROFILE, '~/Documents/PowerShell/profile.ps1');
  }
  if (path.includes('\\')) path = path.replaceAll('\\', '/');
  if (path.startsWith('//?/') || path.startsWith('//./')) path = path.slice(4);
  if (path.startsWith('~')) path = path.replace(ANOTHER_HOME, '~');
  const rooted = isRooted(path);
  if (!rooted && cwd !== undefined) path = `${cwd}/${path}`;
  path = squeeze(path);
  if (path.startsWith('/proc/'))
    path = squeeze(path.replace(/^\/proc\/(?:self|thread-self|1|\d+)\/(?:root|cwd(?=\/etc|\/home))/, '') || '/');
  if (path.startsWith('/private/')) path = path.replace(/^\/private(?=\/(?:etc|tmp|var)(?:\/|$))/, '');
  // Canonical names start with `~` already, and relative ones are in no home that we know.
  return path.startsWith('/') || path.charAt(1) === ':' ? path.replace(HOME_DIR, '~') : path;
}

/** As {@link canonicalPath}, for the folder that calls come from: each is asked about again and again. */
export const canonicalFolder = remembered(200, (text) => canonicalPath(text));

/** Does the path start at a root, a drive or a home directory? */
export function isRooted(path: string): boolean {
  return path.startsWith('/') || path.startsWith('~') || /^[a-z]:(?:\/|$)/i.test(path);
}

const SLASH = 47;

/** Is `path` inside `folder` (or the folder itself)? Both canonical. */
export function isInside(path: string, folder: string): boolean {
  if (!path.startsWith(folder)) return false;
  const { length } = folder;
  return path.length === length || folder.charCodeAt(length - 1) === SLASH || path.charCodeAt(length) === SLASH;
}

function fileUrlPath(url: string): string {
  const path = url.replace(/^file:(?:\/\/(?:localhost(?=\/))?)?/i, '').replace(/^\/(?=[a-z]:)/i, '');
  try {
    return decodeURIComponent(path);
  } catch {
    // A stray percent sign is a legal file name; the undecoded path is then the path.
    return path;
  }
}

function isDots(path: string): boolean {
  return path === '.' || path === '..';
}

function squeeze(path: string): string {
  const isPlain =
    !path.includes('/.') && !path.includes('//') && !path.endsWith('/') && !path.startsWith('./') && !isDots(path);
  if (isPlain || path === '/') return path;
  let root = /^(?:\/|~(?=\/|$)|[a-z]:)/i.exec(path)?.[0] ?? '';
  const kept: string[] = [];
  for (const part of path.slice(root.length).split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') kept.push(part);
    else if (kept.length > 0 && kept.at(-1) !== '..') kept.pop();
    else if (root === '') kept.push('..');
    else if (root === '~') {
      root = '/';
      kept.push('home');
    }
  }
  const rest = kept.join('/');
  if (root === '') return rest || '.';
  if (root === '/') return `/${rest}`;
  if (root === '~') return rest ? `~/${rest}` : '~';
  return `${root}/${rest}`;
}
