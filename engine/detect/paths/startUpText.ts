/** Folders that programs are installed into; what stands behind the others in PATH cannot take a name away from them. */
const ADDED =
  /^(?:\$PATH|\$\{PATH\}|~?\/(?:usr|opt|Library|snap|Applications)(?:\/[\w.@+-]+)*|(?:~|\$HOME|\$\{HOME\})\/(?:\.local\/bin|\.cargo\/bin|go\/bin|bin|\.bun\/bin|\.deno\/bin|\.dotnet(?:\/tools)?|\.pyenv\/(?:bin|shims)|\.rbenv\/(?:bin|shims)|\.npm-global\/bin|\.yarn\/bin|\.krew\/bin|\.poetry\/bin|\.volta\/bin|\.nvm)|\$(?:GOPATH|JAVA_HOME|CARGO_HOME|PNPM_HOME|BUN_INSTALL|ANDROID_HOME|ANDROID_SDK_ROOT|FLUTTER_HOME|VOLTA_HOME|PYENV_ROOT)(?:\/[\w-]+)*)$/;
const PLAIN_VARIABLE =
  /^(?:export )?(?:LANG|LC_\w+|TZ|TERM|GOPATH|GOROOT|JAVA_HOME|CARGO_HOME|NVM_DIR|PNPM_HOME|BUN_INSTALL|VOLTA_HOME|PYENV_ROOT|ANDROID_HOME|ANDROID_SDK_ROOT|FLUTTER_HOME|NODE_ENV|CLICOLOR|HISTSIZE|HISTFILESIZE|GPG_TTY|DOTNET_ROOT|HOMEBREW_NO_ANALYTICS)=["']?(?:[\w./~:@+-]|\$HOME|\$\{HOME\}|\$\(tty\))*["']?$/;

/** Does a text for a shell's start-up file only name installed folders at the end of PATH, or set well-known plain variables? */
export function isHarmlessStartUp(text: string): boolean {
  const lines = text
    .split('\n')
    .map((line) => line.replace(/(?:^|\s)#.*$/, '').trim())
    .filter(Boolean);
  return (
    lines.length > 0 &&
    lines.length <= 20 &&
    !/\/(?:tmp|shm)\b/.test(text) &&
    lines.every((line) => PLAIN_VARIABLE.test(line) || appendsToPath(line))
  );
}

function appendsToPath(line: string): boolean {
  const value = /^(?:export )?PATH=["']?([^"'`;|&()]+)["']?$/.exec(line)?.[1];
  if (value === undefined) return false;
  const parts = value.split(':');
  return /^\$\{?PATH\}?$/.test(parts[0] ?? '') && parts.every((part) => ADDED.test(part));
}
