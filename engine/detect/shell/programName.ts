import { remembered } from '../remembered.ts';
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
  clj: 'clojure',
  runhaskell: 'runghc',
  rustcat: 'nc',
  rcat: 'nc',
  pwncat: 'nc',
  'pwncat-cs': 'nc',
  psql: 'psql',
  pgcli: 'psql',
  mycli: 'mysql',
  mongo: 'mongosh',
};
const VERSIONED =
  /^(python|pip|node|ruby|gem|perl|php|lua|luajit|tclsh|wish|gcc|clang|java|nodejs|pypy|irb|bash|zsh|ksh)[-.]?\d[\d.]*t?$/;

const SHORT = 64;

/** The name a program is known by: no folder, no `.exe`, no version, one name for a family, lower case. */
export function programName(written: string): string {
  return written.length > SHORT ? plainName(written) : shortName(written);
}

/** Agents run few programs, each of them again and again. */
const shortName = remembered(1000, plainName);

function plainName(written: string): string {
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
  elixir: { code: ['-e', '--eval'] },
  erl: { code: ['-eval'], value: ['-s', '-run', '-pa'] },
  crystal: { code: ['eval'] },
  jrunscript: { code: ['-e'], value: ['-l', '-cp'] },
  jshell: { code: [] },
  swift: { code: ['-e'] },
  ocaml: { code: ['-e'] },
  ghc: { code: ['-e'] },
  runghc: { code: ['-e'] },
  dart: { code: [] },
  kotlin: { code: ['-e'] },
  raku: { code: ['-e'] },
  guile: { code: ['-c'] },
  clojure: { code: ['-e', '-M'] },
  bb: { code: ['-e'] },
  emacs: { code: ['--eval', '-eval', '--execute'] },
  octave: { code: ['--eval'] },
  sbcl: { code: ['--eval'] },
  expect: { code: ['-c'] },
  awk: { code: [], value: ['-F', '-v'] },
  powershell: { code: [] },
};

/** Programs that a name written in a hidden way is compared with. */
export const KNOWN_PROGRAMS: ReadonlySet<string> = new Set(
  'ncat netcat sqlcmd chromium node true yes bash sh zsh ksh dash fish curl wget nc socat telnet ssh scp sftp rsync ftp openssl cat tac head tail less more grep sed awk cut tr rev xxd od base64 base32 gzip gunzip zcat tar zip unzip dd cp mv rm rmdir ln chmod chown chgrp chattr setfacl touch mkdir mkfifo mkfs shred truncate wipefs find xargs parallel tee env printenv export history unset python node perl ruby php lua java go deno bun npm npx pnpm yarn pip uv cargo gem git gh glab hub docker docker-compose kubectl helm terraform pulumi aws gcloud gsutil az doctl heroku flyctl vercel psql mysql mysqladmin sqlite3 redis mongosh pg_dump mysqldump dropdb etcdctl vault consul crontab at systemctl service systemd-run launchctl sudo su doas pkexec useradd usermod adduser passwd chpasswd visudo setcap sysctl insmod modprobe mount umount nsenter unshare chroot iptables nft ufw setenforce auditctl journalctl kill pkill killall reboot shutdown dig host nslookup ping nmap masscan tcpdump hydra xmrig msfvenom gpg ssh-keygen ssh-copy-id ssh-add security secret-tool pass op claude codex gemini oktsec powershell cmd certutil bitsadmin mshta regsvr32 rundll32 reg schtasks wmic vssadmin wevtutil netsh net sc cloudflared ngrok chisel tailscale lvremove vgremove zpool zfs cryptsetup restic borg rclone velero make ansible xattr csrutil spctl defaults osascript echo printf eval seq whoami id hostname uname screen tmux wezterm xdotool ydotool xinput xclip pbpaste pbcopy sshpass psexec ttyd torsocks proxychains gdb strace lldb gcore rscript julia luajit pwsh pipx bunx uvx podman nerdctl buildah mongodump mongoexport pg_dumpall cursor code codium slack-cli logger swaks mail mutt sendmail whois wall scapy ettercap responder bettercap sqlmap john hashcat mimikatz lazagne gtfo nbtscan enum4linux smbclient rpcclient ldapsearch kinit klist keytool skopeo cosign trivy terragrunt tofu eksctl kubeadm kubectx oc nomad packer vagrant virsh qemu-img debugfs e2label tune2fs blkdiscard hdparm sgdisk parted fdisk sfdisk mdadm pvremove lvcreate swapoff tc ip ifconfig route arp socat6 httpie xh aria2c axel lynx w3m rsh rlogin rexec'.split(
    ' ',
  ),
);

/** Programs that make a program of source text, or run it at once. */
export const COMPILERS: ReadonlySet<string> = new Set(
  'gcc g++ cc c++ clang clang++ tcc rustc javac java kotlinc go nim v zig swiftc ghc ocamlopt ocamlc crystal dart dotnet csc mcs fpc gfortran as nasm'.split(
    ' ',
  ),
);
