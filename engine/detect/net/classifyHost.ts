import { domainToUnicode } from 'node:url';
import { remembered } from '../remembered.ts';
import { oneSlipApart } from '../packages/nameDistance.ts';
import { dottedQuad, inetAton } from './inetAton.ts';
import { embeddedIpv4, ipv6Groups, ipv6Text } from './ipv6.ts';
import {
  CATCHERS,
  CHAT_HOOKS,
  METADATA_NAMES,
  PASTES,
  FORGES,
  PROVIDERS,
  PUBLISHERS,
  RAW_CONTENT,
  SHORTENERS,
  TUNNELS,
  WILDCARD_DNS,
} from './hostLists.ts';

export const HOST_CLASSES = [
  'loopback',
  'private',
  'link-local',
  'multicast',
  'metadata',
  'cluster-internal',
  'control-plane',
  'obscured-address',
  'obscured-metadata',
  'obscured-internal',
  'wildcard-dns',
  'wildcard-internal',
  'raw-ip',
  'catcher',
  'paste',
  'tunnel',
  'chat-hook',
  'shortener',
  'raw-content',
  'onion',
  'punycode',
  'mixed-script',
  'userinfo',
  'deceptive-userinfo',
  'deceptive-name',
  'data-in-name',
  'data-in-query',
  'leads-inside',
  'odd-scheme',
  'provider',
  'forge',
  'publisher',
] as const;
export type HostClass = (typeof HOST_CLASSES)[number];

export interface Destination {
  readonly scheme: string;
  /** Lower case, an address as dotted quad, IPv6 without brackets. */
  readonly host: string;
  readonly port: number | undefined;
  readonly path: string;
  readonly classes: ReadonlySet<HostClass>;
}

const METADATA_ADDRESSES = new Set([
  '169.254.169.254',
  '169.254.170.2',
  '169.254.170.23',
  '169.254.169.253',
  '169.254.169.123',
  '168.63.129.16',
  '100.100.100.200',
  '192.0.0.192',
  '169.254.0.23',
  '169.254.10.10',
  'fd00:ec2::254',
  'fd00:ec2::23',
  'fd20:ce::254',
]);
/** Control planes that often stand open; only an address or an internal name makes one suspicious. */
const CONTROL_PORTS = new Set([2375, 2376, 2379, 2380, 10250, 10255, 8500, 8265]);
/** Those of databases and schedulers: on this machine they are a developer's own, like any other database. */
const OWN_STORES = new Set([2379, 2380, 8500, 8265]);
/** What emulators and containers call the machine they run on. */
const OWN_MACHINE = new Set(['10.0.2.2', '10.0.3.2', '172.17.0.1', '192.168.65.2', '192.168.65.254']);
const ODD_SCHEMES = new Set([
  'gopher',
  'dict',
  'ldap',
  'ldaps',
  'jar',
  'netdoc',
  'tftp',
  'stratum',
  'stratum+tcp',
  'stratum+ssl',
  'stratum+tls',
  'stratum2+tcp',
]);
/** What the control interfaces of clusters and engines answer to. */
const CONTROL_PATH =
  /^\/(?:api\/v1\/(?:namespaces\/[^/]+\/)?(?:secrets|serviceaccounts)|v1\.\d+\/containers\/|v2\/keys(?:\/|$)|v1\/kv\/|runningpods)/i;
const URL_SHAPE = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]*)([^?#]*)(\?[^#]*)?/i;

/**
 * Reads a URL, or a bare `host[:port][/path]` as command line tools take it, and says where it leads.
 * @returns undefined when there is no host in it.
 */
export function destinationOf(text: string): Destination | undefined {
  return text.length > MAX_REMEMBERED ? readDestination(text) : shortDestination(text);
}

const MAX_REMEMBERED = 1000;
/** One address is asked about by several rules and by all that a command does with it. */
const shortDestination = remembered(200, readDestination);

function readDestination(text: string): Destination | undefined {
  const cleaned = ODD.test(text) ? clean(text) : text;
  const shaped = URL_SHAPE.exec(cleaned);
  const scheme = (shaped?.[1] ?? '').toLowerCase();
  const match = shaped ?? URL_SHAPE.exec(`x://${cleaned.replace(/^\/\//, '')}`);
  if (!match) return undefined;
  const authority = (match[2] ?? '').replace(/\\.*$/, '');
  const at = authority.lastIndexOf('@');
  const hostPort = authority.slice(at + 1);
  const split = /^(\[[^\]]*\]|[^:]*)(?::(\d{1,5}))?$/.exec(hostPort);
  if (!split?.[1]) return undefined;
  const raw = decodeHost(split[1]);
  const port = split[2] === undefined ? undefined : Number(split[2]);
  const path = plainPath(match[3] ?? '');
  const classes = new Set<HostClass>();
  const host = hostClasses(raw, classes);
  if (!host) return undefined;
  if (at >= 0) userinfoClasses(authority.slice(0, at), classes);
  combine(classes);
  if (ODD_SCHEMES.has(scheme)) classes.add('odd-scheme');
  const nearby = NEARBY.some((kind) => classes.has(kind));
  const controls = port !== undefined && CONTROL_PORTS.has(port) && !(classes.has('loopback') && OWN_STORES.has(port));
  if (nearby && (controls || CONTROL_PATH.test(path))) classes.add('control-plane');
  if (CHAT_HOOKS.some((hook) => isBelow(host, hook.host) && path.startsWith(hook.path))) classes.add('chat-hook');
  if (classes.has('catcher') && OWN_PAGE.test(path) && host.split('.').length === 2) classes.delete('catcher');
  const query = match[4] ?? '';
  if (carriesData(query)) classes.add('data-in-query');
  if (leadsInside(query)) classes.add('leads-inside');
  return { scheme, host, port, path, classes };
}

/** Servers take requests of 8 to 16 KB; what stands behind is never asked for. */
const LONGEST_PATH = 16 * 1024;

/** Letters and signs that need no percent encoding, and that a server reads as if they had none. */
function plainPath(path: string): string {
  if (!path.includes('%')) return path;
  const asked = path
    .slice(0, LONGEST_PATH)
    .replace(/%(2[de]|3\d|[46][1-9a-f]|[57][\da]|5f|7e)/gi, (_, code: string) =>
      String.fromCharCode(Number.parseInt(code, 16)),
    );
  return asked + path.slice(LONGEST_PATH);
}

/** Wildcard names lead to this machine where no address stands in front of them. */
const NEARBY: readonly HostClass[] = ['loopback', 'private', 'cluster-internal', 'wildcard-dns'];

/** What such a service says of itself. */
const OWN_PAGE = /^\/(?:docs|documentation|pricing|about|terms|privacy|faq|help|blog)(?:\/|$)/;

/** What no plain URL has. */
const ODD = /[\s\\$`]/;

function clean(text: string): string {
  return (
    text
      .trim()
      .replace(/[\t\r\n]/g, '')
      .replace(/^([a-z][a-z0-9+.-]*):\\\\/i, '$1://')
      // An address that is spelled in full before a variable begins is that address.
      .replace(/^((?:[a-z][a-z0-9+.-]*:\/\/)?\d+\.\d+\.\d+\.\d+)(?=[$`])/i, '$1/')
  );
}

/** `https://bank.com@evil.org` shows one host and goes to another; `https://user:token@host` is a login. */
function userinfoClasses(userinfo: string, classes: Set<HostClass>): void {
  const [user = '', password] = userinfo.split(':', 2);
  if (password !== undefined) classes.add('userinfo');
  else if (/^[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:com|org|net|io|dev|gov|edu|co|ai|app|cloud|uk|de)$/i.test(user))
    classes.add('deceptive-userinfo');
}

/** Classes that say both what an address is and that its spelling hides it. */
function combine(classes: Set<HostClass>): void {
  const internal = classes.has('loopback') || classes.has('private') || classes.has('link-local');
  const disguised = classes.has('obscured-address') || classes.has('wildcard-dns');
  if (classes.has('metadata') && disguised) classes.add('obscured-metadata');
  else if (internal && classes.has('obscured-address')) classes.add('obscured-internal');
  if (internal && classes.has('wildcard-dns')) classes.add('wildcard-internal');
}

function decodeHost(host: string): string {
  const lower = host.toLowerCase();
  if (!/[%\u0080-\uffff]/.test(lower)) return lower;
  let decoded = lower;
  try {
    decoded = decodeURIComponent(lower);
  } catch {
    // Not percent encoding after all; the host is then as it is written.
  }
  // Enclosed and full-width digits and the ideographic full stops are what IDNA maps to their ASCII forms.
  return decoded
    .normalize('NFKC')
    .replace(/[\u3002\uff0e\uff61]/g, '.')
    .toLowerCase();
}

/** Four times what a name can have in DNS. */
const MAX_HOST = 1012;

function hostClasses(raw: string, classes: Set<HostClass>): string | undefined {
  if (raw.length > MAX_HOST) return undefined;
  if (raw.startsWith('[')) return ipv6Classes(raw.slice(1, -1), classes);
  const name = raw.replace(/\.$/, '');
  const address = inetAton(name);
  if (address !== undefined) {
    // A lone small number is a count, a port or a file descriptor, not an address.
    if (!name.includes('.') && !name.startsWith('0x') && address < 2 ** 24) return undefined;
    const host = dottedQuad(address);
    if (host !== name) classes.add('obscured-address');
    ipv4Classes(address, host, classes);
    return host;
  }
  if (!/^[a-z0-9_\u0080-\uffff](?:[a-z0-9._\u0080-\uffff-]*[a-z0-9\u0080-\uffff])?$/.test(name)) return undefined;
  nameClasses(name, classes);
  return name;
}

function ipv4Classes(address: number, host: string, classes: Set<HostClass>): void {
  const first = address >>> 24;
  const second = (address >>> 16) & 255;
  if (METADATA_ADDRESSES.has(host)) classes.add('metadata');
  if (first === 127 || address === 0 || OWN_MACHINE.has(host)) classes.add('loopback');
  else if (first === 10 || (first === 172 && second >= 16 && second < 32) || (first === 192 && second === 168))
    classes.add('private');
  else if (first === 100 && second >= 64 && second < 128) classes.add('private');
  else if (first === 169 && second === 254) classes.add('link-local');
  else if (first >= 224 && first < 240) classes.add('multicast');
  else classes.add('raw-ip');
}

function ipv6Classes(text: string, classes: Set<HostClass>): string | undefined {
  const groups = ipv6Groups(text);
  if (!groups) return undefined;
  const host = ipv6Text(groups);
  if (METADATA_ADDRESSES.has(host)) classes.add('metadata');
  const embedded = embeddedIpv4(groups);
  if (embedded !== undefined) {
    classes.add('obscured-address');
    ipv4Classes(embedded, dottedQuad(embedded), classes);
    return dottedQuad(embedded);
  }
  if (host === '::1' || host === '::') classes.add('loopback');
  else if (/^fe[89ab].:/.test(host)) classes.add('link-local');
  else if (/^f[cd]..:/.test(host)) classes.add('private');
  else if (/^ff..:/.test(host)) classes.add('multicast');
  else classes.add('raw-ip');
  return host;
}

/** Sources of code whose names are long enough that one letter off is no other name. */
const CODE_SOURCES = [
  'github.com',
  'githubusercontent.com',
  'gitlab.com',
  'bitbucket.org',
  'npmjs.org',
  'npmjs.com',
  'rubygems.org',
  'packagist.org',
  'huggingface.co',
  'anthropic.com',
] as const;

/** `githib.com`: one slip away from where code comes from. */
function isSlip(name: string): boolean {
  const own = name.split('.').slice(-2).join('.');
  const ending = own.slice(own.indexOf('.'));
  return CODE_SOURCES.some((source) => source.endsWith(ending) && oneSlipApart(own, source));
}

/** `github.com.login.example`: whoever reads from the left takes it for the well-known one. Their own mirrors are left out. */
const IMITATED =
  /(?:^|\.)(?:github|gitlab|google|microsoft|apple|paypal|amazon|npmjs|pypi|docker|openai|anthropic|slack|dropbox)\.(?:com|org|io)\.(?![a-z]{2}$|[a-z.-]*\b(?:akadns|akamai\w*|edgekey|edgesuite|cdn|trafficmanager|cloudflare|fastly|googlehosted)\b)[a-z0-9-]+\.[a-z]/;

/** Letters of another alphabet between Latin ones, or a label of nothing but letters that look like Latin ones. */
function isMixed(name: string): boolean {
  if (!OTHER_LETTERS.test(name)) return false;
  return /[a-z]/.test(name.replace(/\.[a-z]+$/, '')) || (/\.[a-z]+$/.test(name) && ONLY_LOOKALIKES.test(name));
}
const OTHER_LETTERS = /[\u0370-\u03ff\u0400-\u052f\u0530-\u058f\u13a0-\u13ff\uff21-\uff5a]/;
const ONLY_LOOKALIKES =
  /(?:^|\.)[\u0430\u0441\u0435\u043e\u0440\u0445\u0443\u0456\u0458\u0455\u0501\u04cf\u04bb\u051b\u051d]{4,}\.[a-z]+$/;

function nameClasses(name: string, classes: Set<HostClass>): void {
  if (name === 'localhost' || name.endsWith('.localhost') || name === 'localhost.localdomain') classes.add('loopback');
  if (METADATA_NAMES.has(name)) classes.add('metadata');
  if (/\.(?:svc(?:\.cluster\.local)?|cluster\.local)$/.test(name) || name === 'kubernetes.default')
    classes.add('cluster-internal');
  if (name.endsWith('.onion')) classes.add('onion');
  if (/(?:^|\.)xn--/.test(name)) {
    classes.add('punycode');
    if (isMixed(domainToUnicode(name))) classes.add('mixed-script');
  }
  if (IMITATED.test(name) || isSlip(name)) classes.add('deceptive-name');
  if (isMixed(name)) classes.add('mixed-script');
  for (let dot = name.indexOf('.'), from = 0; dot >= 0; from = dot + 1, dot = name.indexOf('.', from))
    for (const kind of LISTED.get(name.slice(from)) ?? []) classes.add(kind);
  if (classes.has('wildcard-dns')) wildcardClasses(name, classes);
  if (name.length >= 40 && name.split('.').some((label) => label.length >= 40 && !/^[a-z-]+$/.test(label)))
    classes.add('data-in-name');
}

/** Hosts that are known by name, and all below them. */
const LISTED = listed([
  ['wildcard-dns', WILDCARD_DNS],
  ['catcher', CATCHERS],
  ['paste', PASTES],
  ['tunnel', TUNNELS],
  ['shortener', SHORTENERS],
  ['raw-content', RAW_CONTENT],
  ['provider', PROVIDERS],
  ['forge', FORGES],
  ['publisher', PUBLISHERS],
]);

function listed(lists: readonly (readonly [HostClass, ReadonlySet<string>])[]): ReadonlyMap<string, HostClass[]> {
  const byName = new Map<string, HostClass[]>();
  for (const [kind, names] of lists) for (const name of names) byName.set(name, [...(byName.get(name) ?? []), kind]);
  return byName;
}

function wildcardClasses(name: string, classes: Set<HostClass>): void {
  const quad = /(?:^|[.-])(\d{1,3})[.-](\d{1,3})[.-](\d{1,3})[.-](\d{1,3})(?=[.-])/.exec(name);
  const hex = /(?:^|\.)([0-9a-f]{8})\./.exec(name);
  const address = quad ? inetAton(quad.slice(1, 5).join('.')) : hex?.[1] ? Number.parseInt(hex[1], 16) : undefined;
  if (address !== undefined) ipv4Classes(address, dottedQuad(address), classes);
  classes.delete('raw-ip');
}

/** Hosts whose owner is known, or who are this machine's own surroundings. */
const OWNED: readonly HostClass[] = ['provider', 'forge', 'publisher', 'loopback', 'private', 'cluster-internal'];
/** How companies name what only their own network reaches, and their own stores of packages and images. */
const OWN_NAME =
  /(?:^|\.)(?:internal|corp|intranet|intra|lan|local)(?:\.|$)|^(?:nexus|artifactory|harbor|verdaccio|chartmuseum)\./;

/** Can nobody say whose host this is? */
export function isNobodys({ host, classes }: Destination): boolean {
  return !OWNED.some((kind) => classes.has(kind)) && !OWN_NAME.test(host);
}

function isBelow(name: string, parent: string): boolean {
  return name === parent || name.endsWith(`.${parent}`);
}

/** A service that goes wherever its query says, sent to where only this machine can go. Logins come back to localhost that way. */
function leadsInside(query: string): boolean {
  const start = query.search(/=https?(?::|%3a)/i);
  if (start < 0) return false;
  const inner = destinationOf(percentDecoded(query.slice(start + 1, start + MAX_REMEMBERED).replace(/&.*$/s, '')));
  return inner !== undefined && INSIDE.some((kind) => inner.classes.has(kind));
}
const INSIDE: readonly HostClass[] = [
  'metadata',
  'link-local',
  'control-plane',
  'cluster-internal',
  'obscured-internal',
];

function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** What a key or a list of settings begins with, plain or in base64. */
const PRIVATE_DATA =
  /-----BEGIN [A-Z ]*PRIVATE KEY|\b(?:[A-Z]+_)*(?:SECRET|TOKEN|PASSWORD|API_?KEY|ACCESS_KEY)(?:_[A-Z]+)*=|\broot:[x*]?:0:0:/;
const ENCODED = /^[A-Za-z0-9+/_-]{24,}={0,2}$/;

function holdsPrivateData(query: string): boolean {
  if (query.length < 24) return false;
  return query
    .slice(1)
    .split('&')
    .some((pair) => {
      const value = percentDecoded(pair.slice(pair.indexOf('=') + 1));
      return PRIVATE_DATA.test(ENCODED.test(value) ? Buffer.from(value, 'base64').toString('latin1') : value);
    });
}

/** A query value that is private data, or long and looks like an encoding of something rather than a word. */
function carriesData(query: string): boolean {
  if (holdsPrivateData(query)) return true;
  if (query.length < 120) return false;
  for (const pair of query.slice(1).split('&')) {
    // Percent encoding of readable text is no disguise; that of base64's own characters is.
    const value = pair.slice(pair.indexOf('=') + 1).replace(/%(?:2b|2f|3d)/gi, '');
    if (
      value.length >= 100 &&
      /^[A-Za-z0-9+/_=-]+$/.test(value) &&
      /\d/.test(value) &&
      /[A-Z]/.test(value) &&
      /[a-z]/.test(value)
    )
      return true;
  }
  return false;
}
