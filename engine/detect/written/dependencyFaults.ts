import { destinationOf, isNobodys } from '../net/classifyHost.ts';
import { isKnownBad, lookAlike, OWN_INDEXES } from '../packages/packageAnalyzer.ts';
import { oneSlipApart } from '../packages/nameDistance.ts';
import { packageSpec, type Ecosystem } from '../packages/packageInstalls.ts';
import { seen, type Report } from './projectFaults.ts';
import { isRecord, tolerantJson } from './scriptsIn.ts';

const INDEX =
  /^[ \t]*(?:(?:@[\w-]+:)?registry|index[-_]url|extra[-_]index[-_]url|index|find-links|npmRegistryServer|proxy|url|default|--index-url|--extra-index-url|-i|--find-links)[ \t]*[:= ][ \t]*["']?(https?:\/\/[^\s"'#]{4,300})/gim;
const SOURCE = /^[ \t]*source\s*\(?\s*["'](https?:\/\/[^"']{4,300})["']/gim;

/** Settings of a package manager: where packages come from, and what is checked of them. */
export function managerFaults(text: string, report: Report): void {
  for (const hit of [...text.matchAll(INDEX), ...text.matchAll(SOURCE)]) {
    const url = hit[1] ?? '';
    const classes = destinationOf(url)?.classes;
    if (classes === undefined || OWN_INDEXES.test(url) || classes.has('loopback') || classes.has('private')) continue;
    if (/^http:/i.test(url)) report('cleartext-registry', url);
    else report('other-registry', url);
  }
  report(
    'verification-off',
    seen(
      /^[ \t]*(?:strict-ssl[ \t]*=[ \t]*false|enableStrictSsl[ \t]*:[ \t]*false|checksumBehavior[ \t]*:[ \t]*["']?ignore|trusted-host[ \t]*=.{2,80}|verify_ssl[ \t]*=[ \t]*false|require-hashes[ \t]*=[ \t]*false|http\.sslverify[ \t]*=[ \t]*false|minimumReleaseAge[ \t]*:[ \t]*0|trustPolicy[ \t]*:[ \t]*["']?off)/im,
      text,
    ),
  );
  report(
    'all-scripts',
    seen(
      /^[ \t]*(?:dangerously-?allow-?all-?(?:builds|scripts)[ \t]*[:=][ \t]*true|unsafe-perm[ \t]*=[ \t]*true|ignore-scripts[ \t]*=[ \t]*false|strictDepBuilds[ \t]*:[ \t]*false)/im,
      text,
    ),
  );
}

const WRAPPER = /^[ \t]*(?:distributionUrl|wrapperUrl)[ \t]*[=:][ \t]*(https?\\?:\/\/\S{4,300})/gim;

/** The program that a wrapper of Gradle or Maven fetches and starts before every build. */
export function wrapperFaults(text: string, report: Report): void {
  for (const hit of text.matchAll(WRAPPER)) {
    const url = (hit[1] ?? '').replaceAll('\\', '');
    const destination = destinationOf(url);
    if (!destination || destination.classes.has('loopback') || destination.classes.has('private')) continue;
    if (/^http:/i.test(url)) report('cleartext-registry', url);
    else if (isNobodys(destination) && !MIRRORS.test(url)) report('other-registry', url);
  }
}
const MIRRORS = /^https:\/\/(?:mirrors?\.|repo\d?\.|artifactory\.|nexus\.|[^/]+\/(?:artifactory|nexus|repository)\/)/i;

const LOCK_HOSTS =
  /^https:\/\/(?:registry\.npmjs\.org|registry\.yarnpkg\.com|npm\.pkg\.github\.com|npm\.jsr\.io|codeload\.github\.com|github\.com|registry\.npmmirror\.com|files\.pythonhosted\.org|pypi\.org|index\.crates\.io|github\.com|rubygems\.org|static\.crates\.io|download\.pytorch\.org|[a-z0-9.-]+\.(?:pkg\.dev|jfrog\.io|codeartifact\.[a-z0-9-]+\.amazonaws\.com)|pkgs\.dev\.azure\.com|repo\.packagist\.org|api\.github\.com)\//i;
const LOCKED =
  /(?:"?resolved"?\s{0,3}:?\s{0,3}|tarball\s{0,3}:\s{0,3}|\burl\s{0,3}[=:]\s{0,3}|registry\+)["']?(https?:\/\/[^\s"'#]{8,300})/g;

/** What a lock file pins: where each package is taken from, and its checksum. */
export function lockFaults(text: string, removed: string, report: Report): void {
  for (const hit of text.matchAll(LOCKED)) {
    const url = hit[1] ?? '';
    const classes = destinationOf(url)?.classes;
    if (classes === undefined || classes.has('loopback') || classes.has('private') || LOCK_HOSTS.test(url)) continue;
    report('lock-host', url);
  }
  const checksums = (of: string) => (of.match(/"?integrity"?\s{0,3}:?|\bsha512-|\bsha256:|checksum = /g) ?? []).length;
  if (checksums(removed) > 0 && checksums(text) === 0 && /resolved|version|url/.test(text))
    report('lock-integrity', 'checksums are taken away');
}

const SECTIONS = [
  'dependencies',
  'devDependencies',
  'optionalDependencies',
  'peerDependencies',
  'resolutions',
  'overrides',
];

/** The dependencies of a `package.json`; of an edit's fragment, its properties. */
export function manifestFaults(text: string, report: Report): void {
  const json: unknown = tolerantJson(text);
  if (!isRecord(json)) return;
  const sections = SECTIONS.map((name) => json[name]).filter(isRecord);
  const isFragment = !['name', 'version', 'scripts', 'homepage', 'private', 'main'].some((key) => key in json);
  for (const section of sections.length > 0 ? sections : isFragment ? [json] : [])
    for (const [name, version] of Object.entries(section))
      if (typeof version === 'string') dependency(name, version, report);
}

function dependency(name: string, version: string, report: Report): void {
  if (/^(?:git\+)?http:\/\//i.test(version) && !/\/\/(?:localhost|127\.)/.test(version))
    return report('dependency-cleartext', `${name}: ${version}`);
  if (
    /^(?:git\+https|git\+ssh|git):|^https:\/\/\S+\.(?:tgz|tar\.gz)(?:$|[?#])/i.test(version) &&
    !/\/\/(?:codeload\.)?github\.com\/|registry\.npmjs\.org/.test(version)
  )
    return report('dependency-url', `${name}: ${version}`);
  if (!/^[\^~>=<]*\d|^(?:latest|\*|x|next|workspace:|npm:)/.test(version)) return;
  named(version.startsWith('npm:') ? version.slice(4) : `${name}@${version.replace(/^[\^~>=<]+/, '')}`, 'npm', report);
}

/** Lines of a `requirements.txt`. */
export function requirementFaults(text: string, report: Report): void {
  for (const line of text.split('\n').slice(0, 2000)) {
    const spec = line.replace(/\s+#.*$/, '').trim();
    if (spec === '' || /^(?:#|-r|-c|-e \.|--)/.test(spec)) continue;
    const url = /(?:^| @ )(?:git\+)?(https?:\/\/\S+)/.exec(spec)?.[1];
    if (url === undefined) named(spec, 'pypi', report);
    else if (/^http:/i.test(url)) report('dependency-cleartext', spec);
    else if (!/\/\/(?:codeload\.)?github\.com\/|files\.pythonhosted\.org|download\.pytorch\.org/.test(url))
      report('dependency-url', spec);
  }
}

function named(text: string, ecosystem: Ecosystem, report: Report): void {
  const spec = packageSpec(text, ecosystem);
  if (isKnownBad(spec, ecosystem)) report('known-bad-dependency', text);
  else report('look-alike-dependency', lookAlike(spec, ecosystem));
}

/** `replace` of a module that is known by its name with one from elsewhere. */
export function goModFaults(text: string, report: Report): void {
  for (const hit of text.matchAll(
    /^\s*(?:replace\s+)?([\w./-]+)(?:\s+v\S+)?\s+=>\s+([\w.-]+\.[a-z]{2,}\/\S+)\s+v\S+/gm,
  )) {
    const [from, to] = [hit[1] ?? '', hit[2] ?? ''];
    const forks =
      /^(?:github\.com|gitlab\.com|bitbucket\.org|codeberg\.org|gopkg\.in|golang\.org|k8s\.io|go\.\w+\.\w+)\//;
    const [host, owner = ''] = from.split('/');
    const [toHost, toOwner = '', repository] = to.split('/');
    if (host !== toHost && !forks.test(to)) report('dependency-url', `${from} => ${to}`);
    else if (from.startsWith('golang.org/x/') && host !== toHost && !/^(?:golang|cloudflare)$/.test(toOwner))
      report('dependency-url', `${from} => ${to}`);
    if (host !== toHost || from === to || repository === undefined) continue;
    const name = from.split('/')[2] ?? '';
    const near =
      name === repository
        ? isNear(owner, toOwner)
        : owner === toOwner
          ? false
          : isNear(owner + name, toOwner + repository);
    if (near) report('look-alike-dependency', `${to} looks like ${from}`);
  }
}

const isNear = (a: string, b: string): boolean => a.length > 3 && a !== b && oneSlipApart(a, b);

/** Dependencies of a crate from a repository of its own. */
export function cargoFaults(text: string, report: Report): void {
  for (const hit of text.matchAll(
    /^[ \t]*([\w-]{1,60})[ \t]*=[ \t]*\{[^}\n]{0,200}\bgit[ \t]*=[ \t]*"((?:https?|git|ssh):\/\/[^"\n]{4,200})"/gm,
  )) {
    const [name, url] = [hit[1] ?? '', hit[2] ?? ''];
    if (/^(?:http|git):\/\//i.test(url)) report('dependency-cleartext', `${name}: ${url}`);
    else if (!destinationOf(url)?.classes.has('provider')) report('dependency-url', `${name}: ${url}`);
  }
}

const REPOSITORY =
  /<url>\s*(https?:\/\/[^<\s]{4,300})<\/url>|\burl\s*[(=:]?\s*(?:uri\()?["'](https?:\/\/[^"'\s]{4,300})["']|<add\s+key="[^"]*"\s+value="(https?:\/\/[^"\s]{4,300})"/g;

/** Repositories that Maven, Gradle or NuGet are sent to without encryption. */
export function repositoryFaults(text: string, report: Report): void {
  if (!/repositor|packageSources/i.test(text)) return;
  if (text.includes('<!--')) text = text.replace(/<!--[\s\S]{0,20000}?-->/g, '');
  for (const hit of text.matchAll(REPOSITORY)) {
    const url = hit[1] ?? hit[2] ?? hit[3] ?? '';
    const around = text.slice(Math.max(0, hit.index - 160), hit.index);
    const classes = destinationOf(url)?.classes;
    if (!/^http:/i.test(url) || !/repositor|maven|ivy|packageSources/i.test(around)) continue;
    if (
      classes &&
      !classes.has('loopback') &&
      !classes.has('private') &&
      !/^http:\/\/(?:maven\.apache\.org|www\.w3\.org)/.test(url)
    )
      report('cleartext-registry', url);
  }
}

/** What a project's own tool settings fetch from elsewhere. */
export function pyprojectFaults(text: string, report: Report): void {
  for (const hit of text.matchAll(/["']([\w.[\]-]{1,80}\s*@\s*(?:git\+)?(https?):\/\/[^"'\s]{4,300})["']/g)) {
    const spec = hit[1] ?? '';
    if (hit[2] === 'http') report('dependency-cleartext', spec);
    else if (!/\/\/(?:codeload\.)?github\.com\/|files\.pythonhosted\.org|download\.pytorch\.org|gitlab\.com/.test(spec))
      report('dependency-url', spec);
  }
}
