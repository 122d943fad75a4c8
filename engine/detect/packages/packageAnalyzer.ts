import * as z from 'zod';
import type { Field } from '../../protocol/call.ts';
import type { Budget } from '../budget.ts';
import { destinationOf, isNobodys } from '../net/classifyHost.ts';
import { parseShell } from '../shell/parseShell.ts';
import type { Span } from '../shell/shellFacts.ts';
import type { Analyzer, CallFacts, ScanInput } from '../types.ts';
import { oneSlipApart } from './nameDistance.ts';
import { packageInstall, type Ecosystem, type PackageInstall, type PackageSpec } from './packageInstalls.ts';
import { HONEST_NEIGHBOURS, KNOWN_BAD, POPULAR, POPULAR_SCOPES } from './popularNames.ts';

const KINDS = [
  'known-bad',
  'look-alike',
  'from-url',
  'from-insecure-url',
  'from-git',
  'from-unknown-git',
  'from-unknown-url',
  'other-index',
  'insecure-index',
  'raw-host-index',
] as const;
const schema = z.strictObject({
  kinds: z.array(z.enum(KINDS)).min(1),
  /** Only packages that are fetched and run at once. */
  runs: z.literal(true).optional(),
});

/** Registries that everyone uses, and those that clouds host for their customers. */
export const OWN_INDEXES =
  /^https:\/\/(?:registry\.npmjs\.org|registry\.yarnpkg\.com|npm\.pkg\.github\.com|pypi\.org|test\.pypi\.org|files\.pythonhosted\.org|download\.pytorch\.org|rubygems\.org|index\.crates\.io|npm\.jsr\.io|pypi\.nvidia\.com|pypi\.ngc\.nvidia\.com|storage\.googleapis\.com\/(?:jax|libtpu)-releases|data\.pyg\.org|wheels\.vllm\.ai|[a-z0-9.-]+\.pkg\.dev|pkgs\.dev\.azure\.com|[a-z0-9-]+\.d\.codeartifact\.)/i;

/** A package is installed from where, or under a name that, packages should not be. */
export const packageAnalyzer: Analyzer<z.infer<typeof schema>> = {
  name: 'package-install',
  roles: ['command'],
  schema,
  compile:
    ({ kinds, runs }) =>
    (facts, field) => {
      for (const { install, span } of facts.of(field, installs)) {
        if (runs && !install.runs) continue;
        for (const kind of kinds) {
          const what = find(kind, install);
          if (what !== undefined) return [{ field, span, detail: what }];
        }
      }
      return [];
    },
  index: {
    present: (facts, field, show) => {
      if (facts.of(field, installs).length > 0) show('install');
    },
    needed: () => ['install'],
  },
};

interface Installing {
  readonly install: PackageInstall;
  readonly span: Span;
}
const NOTHING: readonly Installing[] = [];

/** The installations that a command line makes. */
export function installs(field: Field, _input: ScanInput, _budget: Budget, facts: CallFacts): readonly Installing[] {
  let found: Installing[] | undefined;
  for (const command of facts.of(field, parseShell).commands) {
    const install = packageInstall(command);
    if (install) (found ??= []).push({ install, span: command.span });
  }
  return found ?? NOTHING;
}

function find(kind: (typeof KINDS)[number], install: PackageInstall): string | undefined {
  const from = (source: PackageSpec['source']): string | undefined =>
    install.packages.find((each) => each.source === source)?.text;
  switch (kind) {
    case 'known-bad':
      return install.packages.find((each) => isKnownBad(each, install.ecosystem))?.text;
    case 'look-alike':
      return install.packages.map((each) => lookAlike(each, install.ecosystem)).find((each) => each !== undefined);
    case 'from-url':
      return from('url');
    case 'from-insecure-url':
      return from('insecure-url');
    case 'from-git':
      return from('git');
    case 'from-unknown-git':
      return install.packages.find((each) => each.source === 'git' && isUnknownHost(each.text))?.text;
    case 'from-unknown-url':
      return install.packages.find(
        ({ source, text }) =>
          (source === 'url' || source === 'git') && !OWN_INDEXES.test(addressIn(text)) && isUnknownHost(text),
      )?.text;
    case 'other-index':
      return install.indexes.find((url) => /^https?:/i.test(url) && !OWN_INDEXES.test(url) && !isNear(url));
    case 'insecure-index':
      return install.indexes.find((url) => /^http:/i.test(url) && !isNear(url));
    case 'raw-host-index':
      return install.indexes.find((url) => destinationOf(url)?.classes.has('raw-ip'));
  }
}

/** `name @ https://...` and `git+https://...` as the plain address. */
function addressIn(text: string): string {
  return /https?:\/\/\S+/i.exec(text)?.[0] ?? text;
}

/** A repository that no known host of code serves. */
function isUnknownHost(text: string): boolean {
  const host = /(?:https?|ssh|git):\/\/(?:[^@/\s]+@)?([^/:\s]+)|^(?:git\+)?(?:ssh:)?git@([^:/\s]+)/i.exec(text);
  const destination = destinationOf(host?.[1] ?? host?.[2] ?? '');
  return destination !== undefined && isNobodys(destination);
}

function isNear(url: string): boolean {
  const classes = destinationOf(url)?.classes;
  return classes?.has('loopback') === true || classes?.has('private') === true;
}

/** Is it on the list of packages, or of versions, that were published to harm? */
export function isKnownBad({ name, version, source }: PackageSpec, ecosystem: Ecosystem): boolean {
  if (source !== 'registry') return false;
  return KNOWN_BAD[ecosystem].has(name) || (version !== undefined && KNOWN_BAD[ecosystem].has(`${name}@${version}`));
}

/** Shorter names have honest neighbours everywhere. */
const MIN_LENGTH = 5;

/** The popular package that this name is one slip away from. */
export function lookAlike({ name, source }: PackageSpec, ecosystem: Ecosystem): string | undefined {
  if (source !== 'registry' || name.length < MIN_LENGTH || HONEST_NEIGHBOURS.has(name)) return undefined;
  const found = registered(name, ecosystem);
  if (POPULAR[ecosystem].some((popular) => registered(popular, ecosystem) === found)) return undefined;
  const known = ecosystem === 'npm' && name.startsWith('@') ? scopeLookAlike(name) : undefined;
  if (known !== undefined) return `${name} looks like a package of ${known}`;
  const twin = POPULAR[ecosystem].find((popular) => popular.length >= MIN_LENGTH && oneSlipApart(name, popular));
  return twin === undefined ? undefined : `${name} looks like ${twin}`;
}

/** The name by which a registry finds a package: PyPI (PEP 503) and crates.io take hyphens and underscores for the same. */
function registered(name: string, ecosystem: Ecosystem): string {
  switch (ecosystem) {
    case 'pypi':
      return name.toLowerCase().replace(/[-_.]+/g, '-');
    case 'crates':
      return name.replaceAll('_', '-');
    default:
      return name;
  }
}

/** The well-known owner whose scope this package's scope is one slip away from. */
function scopeLookAlike(name: string): string | undefined {
  const scope = name.slice(0, name.indexOf('/'));
  if (POPULAR_SCOPES.includes(scope) || HONEST_NEIGHBOURS.has(scope)) return undefined;
  return POPULAR_SCOPES.find((popular) => oneSlipApart(scope, popular));
}
