/** Variables whose value is a command of a program that looks at them. */
export const COMMAND_VARIABLES: ReadonlySet<string> = new Set(
  'PAGER GIT_PAGER MANPAGER SYSTEMD_PAGER AWS_PAGER GH_PAGER PSQL_PAGER EDITOR VISUAL FCEDIT SUDO_EDITOR GIT_EDITOR GIT_SEQUENCE_EDITOR KUBE_EDITOR GIT_SSH_COMMAND GIT_SSH GIT_EXTERNAL_DIFF GIT_ASKPASS SSH_ASKPASS SUDO_ASKPASS GIT_PROXY_COMMAND RSYNC_RSH BROWSER LESSOPEN LESSCLOSE PROMPT_COMMAND BASH_ENV'.split(
    ' ',
  ),
);

/** Variables of the environment whose value, or whose kind of value, everybody knows. */
export const KNOWN_VARIABLES: ReadonlyMap<string, string> = new Map([
  ['HOME', '~'],
  ['IFS', ' '],
  // A command that an agent gives has no parameters of its own.
  ['@', ''],
  ['*', ''],
  ['AWS_CONTAINER_CREDENTIALS_FULL_URI', 'http://169.254.170.2/v2/credentials'],
  ['AWS_CONTAINER_CREDENTIALS_RELATIVE_URI', '/v2/credentials'],
  ['ECS_CONTAINER_METADATA_URI', 'http://169.254.170.2/v3'],
  ['ECS_CONTAINER_METADATA_URI_V4', 'http://169.254.170.2/v4'],
  ['IDENTITY_ENDPOINT', 'http://169.254.169.254/metadata/identity'],
  ['MSI_ENDPOINT', 'http://169.254.169.254/metadata/identity'],
  ['SHELL', '/bin/bash'],
  // The user's own folder in it.
  ['TMPDIR', '/tmp/user'],
  ['BASH', '/bin/bash'],
  ['XDG_CONFIG_HOME', '~/.config'],
  ['XDG_DATA_HOME', '~/.local/share'],
  ['CLAUDE_CONFIG_DIR', '~/.claude'],
  ['OKTSEC_HOME', '~/.oktsec'],
]);
