/** Folders that programs are installed into. */
const ADDED =
  /^(?:\$PATH|\$\{PATH\}|~?\/(?:usr|opt|Library|snap|Applications)(?:\/[\w.@+-]+)*|(?:~|\$HOME|\$\{HOME\})\/(?:\.local\/bin|\.cargo\/bin|go\/bin|bin|\.bun\/bin|\.deno\/bin|\.dotnet(?:\/tools)?|\.pyenv\/(?:bin|shims)|\.rbenv\/(?:bin|shims)|\.npm-global\/bin|\.yarn\/bin|\.krew\/bin|\.poetry\/bin|\.volta\/bin|\.nvm)|\$(?:GOPATH|JAVA_HOME|CARGO_HOME|PNPM_HOME|BUN_INSTALL|ANDROID_HOME|ANDROID_SDK_ROOT|FLUTTER_HOME|VOLTA_HOME|PYENV_ROOT)(?:\/[\w-]+)*)$/;
/** Of these, installers ask to be put in front: nothing of the system lies in them by the same name. */
const IN_FRONT =
  /^(?:\/opt\/homebrew\/s?bin|\/usr\/local\/(?:s?bin|go\/bin)|~\/|\$HOME\/|\$\{HOME\}\/|\$[A-Z_]+(?:\/|$))/;
const PLAIN_VARIABLE =
  /^(?:export )?(?:LANG|LC_\w+|TZ|TERM|GOPATH|GOROOT|JAVA_HOME|CARGO_HOME|NVM_DIR|PNPM_HOME|BUN_INSTALL|VOLTA_HOME|PYENV_ROOT|ANDROID_HOME|ANDROID_SDK_ROOT|FLUTTER_HOME|NODE_ENV|CLICOLOR|HISTSIZE|HISTFILESIZE|GPG_TTY|DOTNET_ROOT|HOMEBREW_NO_ANALYTICS)=["']?(?:[\w./~:@+-]|\$HOME|\$\{HOME\}|\$\(tty\))*["']?$/;

/** Programs that print what a shell needs for them, and how they are asked. */
const SETUP_COMMAND =
  /^(?:command )?(?:(?:\/opt\/homebrew|\/usr\/local|\/home\/linuxbrew\/\.linuxbrew)\/bin\/)?(?:starship|zoxide|direnv|pyenv|rbenv|nodenv|goenv|jenv|fnm|mise|rtx|brew|fzf|atuin|thefuck|mcfly|oh-my-posh|gh|kubectl|helm|docker|npm|pnpm|rustup|cargo|poetry|pipx|uv|uvx|opam|dircolors|ssh-agent|minikube|k3d|kind|flux|argocd|terraform|stern|just|deno|bun|ng|register-python-argcomplete)(?: +(?:init|activate|hook|env|shellenv|completions?|setup|virtualenv-init|generate-shell-completion|-s|-|--path|--use-on-cd|--shell|--zsh|--bash|--cmd|bash|zsh|fish|script|\w{1,12}=?\w{0,12}))*$/;
const SETUP = new RegExp(`^(?:eval "?\\$\\(|source <\\(|\\. <\\()${SETUP_COMMAND.source.slice(1, -1)}\\)"?$`);
/** Stands for what such a program printed: nobody knows it, and nothing else is known of it. */
const PRINTED = '# printed by ';

export function printedSetup(words: readonly string[]): string {
  return `${PRINTED}${words.join(' ')}\n`;
}
/** A tool's own file in the home folder is read, if it is there. */
const SOURCED =
  /^(?:\[ -[sf] "?(?:\$HOME|~|\$\{?(?:NVM_DIR|SDKMAN_DIR|BUN_INSTALL)\}?)\/[\w./-]+"? \] && )?(?:\\?\.|source) "?(?:(?:\$HOME|~)\/(?:\.nvm|\.sdkman|\.cargo|\.fzf|\.bun|\.ghcup|\.asdf|\.opam|\.deno|\.local\/bin\/env)[\w./-]*|\$\{?(?:NVM_DIR|SDKMAN_DIR|BUN_INSTALL)\}?\/[\w./-]+)"?$/;
/** A short name for a plain command of a developer, that takes no other program's name. */
const SHORT_NAME =
  /^alias (?!sudo|ssh|git|su|cd|ls|cat|rm|cp|mv|vi|vim|npm|pip|node|curl|wget|env|gpg|gh|go|sh|bash|zsh|ps|id|login|passwd|docker)[\w.-]{1,12}=(["'])(?:git|ls|docker|kubectl|npm|pnpm|yarn|cd|grep|python3?|make|cargo|go|code|eza|bat|terraform)(?: [\w./:@=~,+-]+)*\1$/;

/** Does a text for a shell's start-up file only set up well-known tools: their folders in PATH, their variables, their own hooks? */
export function isHarmlessStartUp(text: string): boolean {
  if (text.startsWith(PRINTED) && text.indexOf('\n') === text.length - 1)
    return SETUP_COMMAND.test(text.slice(PRINTED.length, -1));
  const lines = text
    .split('\n')
    .map((line) => line.replace(/(?:^|\s)#.*$/, '').trim())
    .filter(Boolean);
  return (
    lines.length > 0 &&
    lines.length <= 20 &&
    !/\/(?:tmp|shm)\b/.test(text) &&
    lines.every(
      (line) =>
        PLAIN_VARIABLE.test(line) ||
        addsToPath(line) ||
        SETUP.test(line) ||
        SOURCED.test(line) ||
        SHORT_NAME.test(line),
    )
  );
}

/** Folders of installed tools, wherever in PATH: their installers ask for it. */
function addsToPath(line: string): boolean {
  const value = /^(?:export )?PATH=["']?([^"'`;|&()]+)["']?$/.exec(line)?.[1];
  if (value === undefined) return false;
  const parts = value.split(':');
  const own = parts.findIndex((part) => /^\$\{?PATH\}?$/.test(part));
  return own >= 0 && parts.every((part, i) => ADDED.test(part) && (i >= own || IN_FRONT.test(part)));
}
