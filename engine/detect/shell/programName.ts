/** Names that are one program, or do the same with the same words. */
const ALIASES: Readonly<Record<string, string>> = {
  netcat: 'nc',
  ncat: 'nc',
  'nc.openbsd': 'nc',
  'nc.traditional': 'nc',
  nodejs: 'node',
  pip: 'pip',
  pypy: 'python',
  ipython: 'python',
  py: 'python',
  rbash: 'bash',
  ash: 'sh',
  dash: 'sh',
  'posh-sh': 'sh',
  mksh: 'ksh',
  lksh: 'ksh',
  pdksh: 'ksh',
  oksh: 'ksh',
  yash: 'sh',
  pwsh: 'powershell',
  'pwsh-preview': 'powershell',
  gawk: 'awk',
  mawk: 'awk',
  nawk: 'awk',
  gsed: 'sed',
  gtar: 'tar',
  bsdtar: 'tar',
  podman: 'docker',
  nerdctl: 'docker',
  'docker-compose': 'docker-compose',
  tofu: 'terraform',
  oc: 'kubectl',
  k: 'kubectl',
  kubecolor: 'kubectl',
  'redis-cli': 'redis',
  mariadb: 'mysql',
  egrep: 'grep',
  fgrep: 'grep',
  zgrep: 'grep',
  rg: 'rg',
  ripgrep: 'rg',
  fd: 'fdfind',
  gfind: 'find',
  gdd: 'dd',
  grm: 'rm',
  gshred: 'shred',
  gbase64: 'base64',
  vi: 'vim',
  nvim: 'vim',
  ip6tables: 'iptables',
  nft: 'nft',
  link: 'ln',
  bat: 'cat',
  batcat: 'cat',
  curlie: 'curl',
  wget2: 'wget',
  luajit: 'lua',
  texlua: 'lua',
  doas: 'doas',
  fly: 'flyctl',
  psql: 'psql',
  pgcli: 'psql',
  mycli: 'mysql',
  mongo: 'mongosh',
};
const VERSIONED =
  /^(python|pip|node|ruby|gem|perl|php|lua|luajit|tclsh|wish|gcc|clang|java|nodejs|pypy|irb|bash|zsh|ksh)[-.]?\d[\d.]*t?$/;

/** The name a program is known by: no folder, no `.exe`, no version, one name for a family, lower case. */
export function programName(written: string): string {
  const base = written.slice(Math.max(written.lastIndexOf('/'), written.lastIndexOf('\\')) + 1).toLowerCase();
  const bare = base.replace(/\.(?:exe|cmd|bat|com)$/, '');
  const plain = VERSIONED.exec(bare)?.[1] ?? bare;
  return Object.hasOwn(ALIASES, plain) ? (ALIASES[plain] ?? plain) : plain.startsWith('mkfs.') ? 'mkfs' : plain;
}

export const SHELLS: ReadonlySet<string> = new Set([
  'sh',
  'bash',
  'zsh',
  'ksh',
  'fish',
  'csh',
  'tcsh',
  'busybox-sh',
  'elvish',
  'xonsh',
  'nu',
]);

/** Interpreters, with the options that take code and those that take nothing but a value. */
export const INTERPRETERS: Readonly<
  Record<string, { readonly code: readonly string[]; readonly value?: readonly string[] }>
> = {
  python: { code: ['-c'], value: ['-W', '-X', '-m'] },
  node: { code: ['-e', '--eval', '-p', '--print', '-pe'], value: ['-r', '--require', '--import', '--loader'] },
  deno: { code: ['eval'] },
  bun: { code: ['-e', '--eval', '-p', '--print'] },
  perl: { code: ['-e', '-E', '-ne', '-pe', '-le', '-lne', '-lpe', '-nle', '-0777'], value: ['-I'] },
  ruby: { code: ['-e', '-ne', '-pe'], value: ['-r', '-I'] },
  php: { code: ['-r', '-B', '-R', '-E'], value: ['-d', '-c', '-S', '-t'] },
  lua: { code: ['-e'], value: ['-l'] },
  tclsh: { code: ['-c'] },
  groovy: { code: ['-e'] },
  scala: { code: ['-e'] },
  rscript: { code: ['-e'] },
  julia: { code: ['-e', '--eval'] },
  osascript: { code: ['-e'], value: ['-l'] },
  elixir: { code: ['-e'] },
  awk: { code: [], value: ['-F', '-v'] },
  powershell: { code: [] },
};
