import { replaceWords, simpleCommands } from './shellWords.ts';

/** Another way to write the same file or the same address; undefined where that way is not open. */
export interface AddressTransform {
  readonly name: string;
  readonly apply: (address: string) => string | undefined;
}

const absolute = (path: string) => /^\/[^/]/.test(path);
const named = (path: string) => /^(?:[~/]|\$HOME\/)/.test(path) && path.length > 2;
const onLast = (path: string, change: (name: string) => string) => {
  const at = path.lastIndexOf('/');
  const name = path.slice(at + 1);
  return name.length > 2 ? path.slice(0, at + 1) + change(name) : undefined;
};

/** For tools that open a path themselves. */
export const PATH_TRANSFORMS: readonly AddressTransform[] = [
  { name: 'double slashes', apply: (path) => (named(path) ? path.replaceAll('/', '//') : undefined) },
  { name: '/./', apply: (path) => (absolute(path) ? path.replace(/\/(?=[^/]*$)/, '/./') : undefined) },
  { name: '/x/../', apply: (path) => (absolute(path) ? path.replace(/\/(?=[^/]*$)/, '/x/../') : undefined) },
  { name: 'up from a folder', apply: (path) => (absolute(path) ? `/usr/share/../..${path}` : undefined) },
  { name: 'beyond the root', apply: (path) => (absolute(path) ? `/../..${path}` : undefined) },
  { name: '/proc/self/root', apply: (path) => (absolute(path) ? `/proc/self/root${path}` : undefined) },
  {
    name: '~ for the home',
    apply: (path) => (path.startsWith('/home/dev/') ? path.replace('/home/dev', '~') : undefined),
  },
  {
    name: 'upper case where the file system folds it',
    apply: (path) => (/\/(?:home\/dev|work)\//.test(path) ? onLast(path, (name) => name.toUpperCase()) : undefined),
  },
];

/** For paths that a shell expands. */
export const SHELL_PATH_TRANSFORMS: readonly AddressTransform[] = [
  ...PATH_TRANSFORMS.filter(({ name }) => name !== '/x/../' && !name.startsWith('upper case')),
  { name: '$HOME for ~', apply: (path) => (path.startsWith('~/') ? `"$HOME"${path.slice(1)}` : undefined) },
  { name: '${HOME} for ~', apply: (path) => (path.startsWith('~/') ? `\${HOME}${path.slice(1)}` : undefined) },
  { name: 'default of a variable', apply: (path) => (absolute(path) ? `\${none:-${path}}` : undefined) },
  {
    name: 'star in the last name',
    apply: (path) =>
      named(path) && path.includes('/', 1) ? onLast(path, (name) => `${name.slice(0, -1)}*`) : undefined,
  },
  {
    name: 'question mark in the last name',
    apply: (path) =>
      named(path) && path.includes('/', 1)
        ? onLast(path, (name) => `${name.slice(0, -2)}?${name.slice(-1)}`)
        : undefined,
  },
  {
    name: 'bracket in the last name',
    apply: (path) =>
      named(path) && path.includes('/', 1)
        ? onLast(path, (name) => `${name.slice(0, -1)}[${name.slice(-1)}]`)
        : undefined,
  },
  {
    name: 'brace in the path',
    apply: (path) =>
      named(path) && path.includes('/', 1) && !/[{},]/.test(path)
        ? onLast(path, (name) => `${name.slice(0, -1)}{${name.slice(-1)},}`)
        : undefined,
  },
];

/** Applies a transform to every argument of a script that names a file by its place. */
export function onShellPaths({ apply }: AddressTransform): (script: string) => string | undefined {
  return (script) => {
    const commands = simpleCommands(script);
    const words = commands?.flatMap((each) => each.args).filter(({ text }) => /^(?:~\/|\/)[\w./@+-]+$/.test(text));
    return words && replaceWords(script, words, ({ text }) => (text.startsWith('/dev/') ? undefined : apply(text)));
  };
}

const IPV4 = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/;
/** Another spelling of the host of an address; `undefined` leaves it. */
function host(change: (host: string) => string | undefined): AddressTransform['apply'] {
  return (address) => {
    // What stands before an `@` is no host.
    const parts = /^(\w+:\/\/)([^/:?#[\]@\s]+)(?=[/:?#]|$)(?!:[^/\s]*@)(.*)$/s.exec(address);
    const changed = parts && change(parts[2] ?? '');
    return changed === undefined || changed === null ? undefined : `${parts?.[1]}${changed}${parts?.[3]}`;
  };
}
const octets = (change: (octets: readonly number[]) => string) =>
  host((name) => {
    const match = IPV4.exec(name);
    return match ? change(match.slice(1).map(Number)) : undefined;
  });
const asNumber = (parts: readonly number[]) => parts.reduce((sum, part) => sum * 256 + part, 0);
const hex = (value: number) => value.toString(16);

export const URL_TRANSFORMS: readonly AddressTransform[] = [
  { name: 'upper-case host', apply: host((name) => (/[a-z]/.test(name) ? name.toUpperCase() : undefined)) },
  { name: 'upper-case scheme', apply: (url) => url.replace(/^\w+/, (scheme) => scheme.toUpperCase()) },
  { name: 'trailing dot', apply: host((name) => (IPV4.test(name) ? undefined : `${name}.`)) },
  { name: 'user in front of the host', apply: host((name) => `docs.example.com@${name}`) },
  {
    name: 'port of the scheme',
    apply: (url) =>
      /^https?:\/\/[^/:]+(?=\/|$)/.test(url)
        ? url.replace(/^(https?):\/\/[^/]+/, (origin, scheme: string) => `${origin}:${scheme === 'https' ? 443 : 80}`)
        : undefined,
  },
  {
    name: 'percent-encoded host',
    apply: host((name) => name.replace(/^./, (first) => `%${hex(first.charCodeAt(0))}`)),
  },
  {
    name: 'percent-encoded path',
    apply: (url) => {
      const changed = url.replace(
        /(^\w+:\/\/[^/]+\/.*?)([a-z])(?=[^/?#]*$)/s,
        (_, front: string, letter: string) => `${front}%${hex(letter.charCodeAt(0))}`,
      );
      return changed === url ? undefined : changed;
    },
  },
  { name: 'fragment', apply: (url) => (url.includes('#') ? undefined : `${url}#section`) },
  { name: 'decimal address', apply: octets((parts) => String(asNumber(parts))) },
  { name: 'hexadecimal address', apply: octets((parts) => `0x${hex(asNumber(parts))}`) },
  { name: 'octal address', apply: octets((parts) => parts.map((part) => `0${part.toString(8)}`).join('.')) },
  { name: 'short address', apply: octets(([a = 0, b = 0, c = 0, d = 0]) => `${a}.${b}.${c * 256 + d}`) },
  {
    name: 'mapped IPv6 address',
    apply: octets(([a = 0, b = 0, c = 0, d = 0]) => `[::ffff:${hex(a * 256 + b)}:${hex(c * 256 + d)}]`),
  },
  {
    name: 'full-width digits',
    apply: octets((parts) => parts.join('.').replace(/\d/g, (digit) => String.fromCharCode(0xff10 + Number(digit)))),
  },
];

/** Applies a transform to every address in a text. */
export function onUrlsIn({ apply }: AddressTransform): (text: string) => string | undefined {
  return (text) => {
    const changed = text.replace(/\bhttps?:\/\/[^\s"'`<>()|;&\\$]+/g, (url) => apply(url) ?? url);
    return changed === text ? undefined : changed;
  };
}
