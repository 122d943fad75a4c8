import type { PathClass } from './pathClass.ts';

/**
 * Where things of a class live. `test` runs on a lower-case canonical path with a leading slash, so that
 * `~/.ssh/id_rsa`, `.ssh/id_rsa` and `backup/.ssh/id_rsa` are one place. Every match contains one of the `hints`.
 */
export interface Place {
  readonly class: PathClass;
  readonly hints: readonly string[];
  readonly test: RegExp;
}

/** `hints` are parted by bars. */
const place = (kind: PathClass, hints: string, test: RegExp): Place => ({
  class: kind,
  hints: hints.split('|'),
  test,
});

export const SECRET_PLACES: readonly Place[] = [
  place(
    'ssh-key',
    '.ssh',
    /[/:]\.ssh\/(?!config$|config\.d\/|known_hosts|authorized_keys|environment$|rc$)[^/]*[^/*](?<!\.pub)$/,
  ),
  place('ssh-key', '.ssh', /\/\.ssh\/(?:\*|id_\*)$/),
  place('ssh-key', 'id_', /[/:]id_(?:rsa|dsa|ecdsa|ed25519)(?:_sk)?(?:\.(?!pub$)[a-z0-9]+|_[a-z0-9]+)?$/),
  place('ssh-key', 'ssh_host_', /\/ssh_host_[a-z0-9]+_key$/),
  place(
    'secret-dir',
    '/.ssh|/.aws|/.gnupg|/.password-store|/.azure|/.kube|/.mozilla|/gcloud|/gh|/op|/keyrings',
    /\/\.(?:ssh|aws|gnupg|password-store|azure|kube|mozilla|config\/gcloud|config\/gh|config\/op|local\/share\/keyrings)(?:\/\*)?$/,
  ),
  place('keychain', '.gnupg', /\/\.gnupg\/(?:private-keys-v1\.d|secring|pubring\.kbx|trustdb)/),
  place('cloud-credential', '.aws', /\/\.aws\/(?:credentials|sso\/cache|cli\/cache)/),
  place(
    'cloud-credential',
    'gcloud',
    /\/gcloud\/(?:credentials\.db|access_tokens\.db|application_default_credentials\.json|legacy_credentials)/,
  ),
  place('cloud-credential', '.azure', /\/\.azure\/(?:accesstokens|msal_token_cache|azureprofile|service_principal)/),
  place('cloud-credential', '.kube', /\/\.kube\/(?:config|cache\/token)/),
  place(
    'cloud-credential',
    'kubernetes|k3s',
    /\/etc\/kubernetes\/(?:admin|controller-manager|scheduler|kubelet)\.conf$|\/etc\/rancher\/k3s\/k3s\.yaml$/,
  ),
  place('cloud-credential', 'terraform', /\/\.terraform\.d\/credentials|\/\.terraformrc$/),
  place(
    'cloud-credential',
    'boto|s3cfg|rclone|doctl',
    /\/\.(?:boto|s3cfg|rclone\.conf)$|\/rclone\/rclone\.conf$|\/doctl\/config\.yaml$/,
  ),
  place('cloud-credential', 'service', /\/(?:service[-_]?account|serviceaccount)[-_]?(?:key)?\.json$/),
  place('token-store', 'netrc', /\/[._]netrc$/),
  place('token-store', 'npmrc', /^\/~\/\.npmrc$|\/home\/[^/]+\/\.npmrc$/),
  place(
    'token-store',
    'pypirc|git-credentials|pgpass|my.cnf|vault-token',
    /\/\.(?:pypirc|git-credentials|pgpass|my\.cnf|vault-token)$/,
  ),
  place('token-store', 'op/config', /\/\.config\/op\/config$|\/\.op\/config$/),
  place('token-store', 'hosts.yml|glab|hub', /\/\.config\/(?:gh\/hosts\.yml|glab-cli\/config\.yml|hub)$/),
  place('token-store', '.docker', /\/\.docker\/config\.json$/),
  place('token-store', '.cargo|.gem', /\/\.(?:cargo\/credentials(?:\.toml)?|gem\/credentials)$/),
  place('token-store', '.m2/|gradle', /\/\.m2\/settings(?:-security)?\.xml$|^\/~\/\.gradle\/gradle\.properties$/),
  place('token-store', 'state.vscdb', /\/globalstorage\/state\.vscdb(?:\.backup)?$/),
  place('token-store', '.claude', /\/\.claude\/\.credentials\.json$/),
  place(
    'token-store',
    'auth.json|copilot|oauth_creds',
    /\/\.codex\/auth\.json$|\/\.config\/github-copilot\/(?:hosts|apps)\.json$|\/\.gemini\/oauth_creds\.json$/,
  ),
  place(
    'token-store',
    'atlas|netlify|vercel|heroku|stripe',
    /\/\.config\/(?:atlas|netlify|vercel|heroku|stripe)\/[^/]*(?:config|auth)[^/]*$/,
  ),
  place(
    'browser-store',
    'login data|cookies|web data|local state',
    /\/(?:chrome|chromium|brave-browser|edge|google-chrome|user data|opera|vivaldi)[^\n]*\/(?:login data|cookies|web data|local state)/,
  ),
  place(
    'browser-store',
    'firefox|mozilla',
    /\/(?:firefox|\.mozilla)\/[^\n]*(?:logins\.json|key4\.db|cookies\.sqlite|key3\.db)/,
  ),
  place('browser-store', 'cookies', /\/library\/cookies\/|\/cookies\.binarycookies$/),
  place('keychain', 'keychain|keyrings|kwallet', /\/library\/keychains|\/\.local\/share\/(?:keyrings|kwalletd)/),
  place(
    'keychain',
    'credentials|vault|protect',
    /\/appdata\/(?:local|roaming)\/microsoft\/(?:credentials|vault|protect)/,
  ),
  place('keychain', 'kdbx|password-store', /\.kdbx$|\/\.password-store\//),
  place(
    'wallet',
    'wallet|keystore|solana|exodus|electrum|aptos|nkbihfbeogaeaoehlefnkodbefgpgknn',
    /\/\.?(?:bitcoin|litecoin|dogecoin)\/[^\n]*wallet\.dat$|\/\.ethereum\/keystore|\/\.config\/solana\/|\/\.electrum\/wallets|\/exodus(?:\/|$)|\/\.aptos\/|nkbihfbeogaeaoehlefnkodbefgpgknn/,
  ),
  place('password-db', 'shadow|master.passwd|opasswd', /\/etc\/(?:g?shadow-?|master\.passwd|security\/opasswd)$/),
  place('password-db', 'config|ntds', /\/system32\/config\/(?:sam|security|system)$|\/ntds\.dit$/),
  place(
    'env-file',
    '.env',
    /[/:]\.env(?:\.(?!example|sample|template|dist|defaults?|schema|tpl|ci$|test$)[a-z0-9_.-]+|rc)?$/,
  ),
  place(
    'key-file',
    'key|pem|p12|pfx|jks|ppk|p8',
    /\/[^/]*(?:key|private|server|client|cert|tls|ca|release|upload|prod)[^/]*\.(?:key|p12|pfx|jks|keystore|ppk)$|\/[^/]*(?:private|_key|-key|privkey)[^/]*\.pem$|\/[^/]+\.(?:p12|pfx|ppk|key)$|\/authkey_\w+\.p8$/,
  ),
  place(
    'key-file',
    'private|letsencrypt',
    /^\/etc\/(?:ssl\/private\/[^/]+|letsencrypt\/(?:live|archive|keys)\/[^\n]*privkey[^/]*|pki\/tls\/private\/[^/]+)$/,
  ),
  place('key-file', 'key|private|secret', /\/(?:keys?|private|private-keys|secrets?)\/[^/]*\.pem$/),
  place(
    'key-dir',
    'certs|keys|secrets|credentials',
    /\/(?:certs|keys|secrets|credentials|private-keys)(?:\/[^/]*\*(?:\.[a-z]*)?)?$/,
  ),
  // What is typed on this machine, and what other programs know of somebody.
  place('proc-secret', '/dev/input/', /^\/dev\/input\/(?:event\d+|by-(?:id|path)\/[^\n]*kbd)$/),
  place(
    'token-store',
    'slack/|discord/|signal/|teams/|whatsapp/|/tdata',
    /\/(?:slack|discord|signal|teams|whatsapp)\/(?:storage|local storage|cookies|leveldb|databases)(?:\/|$)|\/telegram ?desktop\/tdata(?:\/|$)/,
  ),
  place(
    'browser-store',
    'chat.db|notestore',
    /\/library\/messages\/chat\.db$|\/group\.com\.apple\.notes\/notestore\.sqlite$/,
  ),
  place('proc-secret', '/proc/|/mem|/kmem', /^\/proc\/[^/]+\/(?:environ|mem|maps)$|^\/proc\/kcore$|^\/dev\/k?mem$/),
  place(
    'service-account',
    'serviceaccount|/run/secrets',
    /\/(?:var\/)?run\/secrets\/(?:kubernetes\.io|eks\.amazonaws\.com|azure|tokens)\/?/,
  ),
  place(
    'history',
    'history',
    /\/\.(?:bash|zsh|sh|ksh|fish|python|node_repl|psql|mysql|irb|rediscli)_?(?:history)$|\/consolehost_history\.txt$|\/fish_history$|\/\.history$/,
  ),
];

export const AUTORUN_PLACES: readonly Place[] = [
  place(
    'program-shadow',
    '/.local/bin/|~/bin/|/usr/local/bin/|/usr/local/sbin/|/opt/homebrew/bin/|/opt/homebrew/sbin/|/.cargo/bin/|/.bun/bin/',
    /\/(?:~\/(?:\.local\/bin|bin|\.cargo\/bin|\.bun\/bin)|(?:usr\/local|opt\/homebrew)\/s?bin)\/(?:sudo|su|doas|ssh|scp|ssh-add|ls|cat|ps|sh|bash|zsh|login|passwd|id|env|find|grep|rm|cp|mv|git|curl|wget|gpg|sed|awk|tar|make|which|man|less|mount|systemctl|ping|crontab|sftp|rsync|cd|echo|kill|top|netstat|ss|ifconfig|ip)$/,
  ),
  place(
    'shell-rc',
    '$profile|profile.ps1',
    /\/\$profile(?:\.\w+)?$|\/microsoft\.(?:powershell|vscode)_profile\.ps1$|\/powershell\/(?:7\/)?profile\.ps1$/,
  ),
  place(
    'shell-rc',
    '.bash|.zsh|.profile|.zlog|.zprof|.login|.kshrc|.cshrc|.tcshrc|.inputrc',
    /^\/(?:~\/)?\.(?:bashrc|bash_profile|bash_login|bash_logout|bash_aliases|profile|zshrc|zshenv|zprofile|zlogin|zlogout|kshrc|cshrc|tcshrc|login|inputrc)$/,
  ),
  place(
    'system-rc',
    'profile|bashrc|zsh|environment',
    /^\/etc\/(?:profile|bash\.bashrc|bashrc|zshrc|zshenv|environment|zsh\/)|^\/etc\/profile\.d\//,
  ),
  place(
    'shell-rc',
    'fish|profile.ps1',
    /\/fish\/(?:config\.fish|conf\.d\/)|\/(?:microsoft\.powershell_)?profile\.ps1$/,
  ),
  place(
    'scheduler',
    'cron|periodic',
    /^\/etc\/(?:ana)?cron(?:tab|\.d|\.hourly|\.daily|\.weekly|\.monthly)|^\/var\/spool\/(?:cron|anacron)|\/etc\/periodic\//,
  ),
  place('scheduler', '/at|tasks', /^\/var\/spool\/at\/|\/system32\/tasks\//),
  place(
    'service-unit',
    'systemd|/etc/',
    /^\/(?:etc|usr\/lib|lib|run)\/systemd\/(?:system|user)\/|\/\.config\/systemd\/user\/|^\/etc\/(?:init\.d\/|rc\.local$|rc\d?\.d\/|init\/|inittab$)/,
  ),
  place('service-unit', 'launch', /\/library\/launch(?:agents|daemons)(?:\/|$)/),
  place(
    'autostart',
    'autostart|startup|udev|xsession',
    /\/\.config\/autostart(?:-scripts)?\/|^\/etc\/xdg\/autostart\/|\/start menu\/programs\/startup\/|^\/(?:etc|usr\/lib|lib)\/udev\/rules\.d\/|^\/etc\/x11\/xsession\.d\//,
  ),
  place('ssh-trust', '.ssh|sshd', /\/\.ssh\/(?:authorized_keys2?|rc|environment)$|^\/etc\/ssh\/sshd_config/),
  place('git-hook', '/.git/', /\/\.git\/(?:modules\/[^\n]+\/)?hooks(?:\/(?![^/]+\.sample$)|$)/),
  place(
    'git-config',
    '.git|/gitconfig|git/config',
    /\/\.git\/(?:config|info\/attributes)$|\/\.gitconfig$|\/\.config\/git\/config$|^\/etc\/gitconfig$/,
  ),
  place('git-dir', '.git', /\/\.git$/),
  place(
    'editor-task',
    '.vscode|devcontainer|.idea',
    /\/\.vscode\/(?:tasks|launch)\.json$|\/\.devcontainer(?:\/[^\n]*)?\/devcontainer\.json$|\/\.idea\/(?:runconfigurations|workspace\.xml)/,
  ),
  place(
    'language-startup',
    'customize|/site-packages/|pythonrc|irbrc|envrc|/.gradle/|/.ipython/',
    /\/\.ipython\/profile_[^/]+\/startup\/|\/(?:sitecustomize|usercustomize)\.py$|\/site-packages\/[^/]+\.pth$|\/\.pythonrc(?:\.py)?$|^\/~\/\.irbrc$|\/\.envrc$|\/\.gradle\/init\.(?:gradle|d\/)/,
  ),
];

export const AGENT_PLACES: readonly Place[] = [
  place(
    'agent-settings',
    'settings|config|hooks.json|permissions.json',
    /\/\.claude\/settings(?:\.local)?\.json$|\/claude-code\/managed-settings\.json$|\/\.gemini\/settings\.json$|\/\.codex\/(?:config\.toml|hooks\.json)$|\/\.cursor\/(?:hooks\.json|cli-config\.json|permissions\.json)$|\/\.copilot\/config\.json$/,
  ),
  place(
    'agent-settings',
    'hooks',
    /\/\.claude\/hooks(?:\/|$)|\/\.cursor\/hooks(?:\/|$)|\/\.github\/hooks(?:\/|$)|\/\.windsurf\/hooks\.json$/,
  ),
  place('agent-settings', '.claude', /\/\.claude$/),
  place(
    'agent-instructions',
    '.md|rules|/.claude/projects/|/instructions/|/commands/|/agents/|/skills/|/prompts/',
    /\/(?:claude|agents|gemini|claude\.local|soul|heartbeat|memory)\.md$|\/\.claude\/projects\/[^\n]+\/memory\/|\/\.(?:cursor|windsurf|clinerules|claude|github)\/(?:rules|instructions|commands|agents|skills|prompts)\/|\/\.(?:cursorrules|windsurfrules|clinerules)$|\/copilot-instructions\.md$/,
  ),
  place(
    'mcp-config',
    'mcp|claude|zed',
    /\/\.?mcp(?:_config)?\.json$|\/\.(?:cursor|vscode|roo|amazonq|kiro\/settings)\/mcp\.json$|\/claude_desktop_config\.json$|\/\.claude\.json$|\/cline_mcp_settings\.json$/,
  ),
  place('oktsec', 'oktsec', /\/\.oktsec(?:\/|$)/),
];

export const SYSTEM_PLACES: readonly Place[] = [
  place('loader', 'ld.so|dyld', /^\/etc\/ld\.so\.(?:preload|conf)/),
  place('privilege', 'security', /^\/(?:usr\/)?lib(?:64)?\/(?:[\w-]+-linux-gnu\/)?security(?:\/|$)/),
  place(
    'ca-store',
    'ca-certificates|anchors|ssl/certs',
    /^\/usr\/(?:local\/)?share\/ca-certificates(?:\/|$)|^\/etc\/(?:pki\/ca-trust\/source\/anchors|ca-certificates\/trust-source\/anchors|ssl\/certs)(?:\/|$)/,
  ),
  place(
    'privilege',
    'sudoers|pam|polkit|passwd|group|doas|security',
    /^\/etc\/(?:sudoers(?:\.d(?:\/|$)|$)|pam\.d(?:\/|$)|polkit-1\/|passwd-?$|group-?$|doas\.conf$|security\/)|\/pam_[a-z]+\.so$/,
  ),
  place(
    'trust-store',
    'ca-certificates|ssl|pki|hosts|resolv|nsswitch|apt|yum',
    /^\/etc\/(?:ssl\/certs|ca-certificates|pki\/(?:ca-trust|tls)|hosts$|resolv\.conf$|nsswitch\.conf$|apt\/(?:sources\.list|apt\.conf)|yum\.repos\.d)|^\/usr\/(?:local\/)?share\/ca-certificates|\/drivers\/etc\/hosts$/,
  ),
  place('name-service', '/etc/', /^\/etc\/(?:hosts|resolv\.conf|nsswitch\.conf)$|\/drivers\/etc\/hosts$/),
  place('log', '/log|journal|audit', /^\/var\/log(?:\/|$)|^\/library\/logs\/|^\/var\/audit\//),
  place(
    'service-log',
    '/var/log/',
    /^\/var\/log\/(?:(?:dnf|yum|apt|dpkg|zypp|pacman|alternatives|anaconda)[^/]*|(?!(?:audit|auth|secure|syslog|messages|[wbu]tmp|lastlog|faillog|tallylog|kern|journal|sudo|cron|daemon|user|boot|debug|dmesg|private)(?![a-z]))[a-z0-9][\w.-]*)(?:\/[^\n]*)?$/,
  ),
  place(
    'ci',
    'workflows|actions|gitlab-ci|jenkinsfile|circleci|azure-pipelines|buildkite|travis|bitbucket-pipelines|drone|woodpecker|appveyor|cloudbuild|buildspec',
    /\/\.github\/(?:workflows|actions)\/|\/\.gitlab-ci\.yml$|\/jenkinsfile$|\/\.circleci\/|\/azure-pipelines[\w.-]*\.ya?ml$|\/\.buildkite\/|\/\.travis\.yml$|\/(?:bitbucket-pipelines|\.drone|\.?appveyor|cloudbuild|buildspec)\.ya?ml$|\/\.woodpecker(?:\/|\.ya?ml$)/,
  ),
  place(
    'service-data',
    '/var/lib|/var/opt|/data/db|/srv/',
    /^\/var\/(?:lib|opt)\/(?:postgresql|postgres|pgsql|mysql|mariadb|mongo(?:db)?|redis|etcd|docker|containerd|kubelet|rancher|elasticsearch|opensearch|influxdb|grafana|prometheus|clickhouse|cassandra|couchdb|neo4j|rabbitmq|kafka|zookeeper|jenkins|gitlab|gitea|vault|consul|minio|nextcloud|libvirt)(?:\/|$)|^\/data\/db(?:\/|$)|^\/srv\/(?:git|data|backup)s?(?:\/|$)/,
  ),
  place('container-socket', '.sock', /\/(?:docker|containerd|crio|podman)(?:\/[a-z]+)?\.sock$/),
  place(
    'container-escape',
    'release_agent|notify_on_release|/host/',
    /\/release_agent$|\/notify_on_release$|^\/host\/(?:etc|root|proc|var|usr|bin)(?:\/|$)/,
  ),
  place(
    'kernel',
    '/proc/sys|sysrq|core_pattern|uevent_helper|kernel/debug|binfmt',
    // Of networks, memory and files only what guards the machine: the rest is tuned every day.
    /^\/proc\/(?:sys\/(?!net\/|vm\/(?!mmap_min_addr)|fs\/(?!suid_dumpable|protected_|binfmt_misc))|sysrq-trigger$)|^\/sys\/kernel\/(?:uevent_helper|debug\/)|\/core_pattern$|\/binfmt_misc\/register$/,
  ),
];
