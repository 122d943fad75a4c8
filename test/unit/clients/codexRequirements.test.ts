import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parse } from 'smol-toml';
import { codexRequirements } from '../../../engine/clients/connecting/codexRequirements.ts';
import type { ClientContext } from '../../../engine/clients/types.ts';

const context: ClientContext = { userHome: '/home/u', oktsecHome: '/home/u/.oktsec', env: {}, platform: 'linux' };
const file = codexRequirements(context, { PreToolUse: { seconds: 3600 }, Stop: { seconds: 10, notice: true } });
interface Requirements {
  features?: Record<string, unknown>;
  hooks?: Record<string, unknown> & { PreToolUse?: { hooks: { command: string; timeout: number }[] }[] };
}

/** Tables of the parser have no prototype. */
const plain = (value: unknown) => JSON.parse(JSON.stringify(value)) as Requirements;

describe('our hooks among the requirements of Codex', () => {
  it('are TOML that Codex reads, with hooks that nobody may switch off', () => {
    const { features, hooks } = plain(parse(file.connected('')));
    assert.equal(features?.hooks, true);
    assert.equal(hooks?.managed_dir, '/home/u/.oktsec/bin');
    assert.deepEqual(hooks?.PreToolUse, [
      { hooks: [{ type: 'command', command: '/home/u/.oktsec/bin/oktsec-hook codex', timeout: 3600 }] },
    ]);
  });

  const texts = [
    '# ours\nallowed_sandbox_modes = ["read-only"] # why\n',
    'a = 1\r\n\r\n[features]\r\nhooks = true\r\n',
    '[[hooks.PreToolUse]]\n[[hooks.PreToolUse.hooks]]\ntype = "command"\ncommand = "other"\n',
  ];
  for (const text of texts) {
    it(`stand behind what is there and go again to the byte: ${JSON.stringify(text.slice(0, 30))}`, () => {
      assert.equal(file.problem(text), undefined);
      const added = file.connected(text);
      assert.ok(added.startsWith(text));
      assert.equal(added.includes('\r\n'), text.includes('\r\n'));
      assert.deepEqual(file.presence(added).current, ['PreToolUse', 'Stop']);
      assert.equal(file.connected(added), added);
      assert.equal(file.disconnected(added), text);
      const hooks = (parse(added) as Requirements).hooks?.PreToolUse?.flatMap((group) => group.hooks);
      assert.ok(hooks?.some(({ command }) => command.includes('oktsec-hook')));
    });
  }

  it('are renewed in their place', () => {
    const older = codexRequirements(context, { PreToolUse: { seconds: 60 } });
    const text = `${older.connected('a = 1\n')}# behind\n`;
    assert.deepEqual(file.presence(text).stale, ['PreToolUse', 'Stop']);
    assert.deepEqual(parse(file.connected(text)), parse(file.connected('a = 1\n')));
  });

  it('are not put into what is no TOML or switches hooks off', () => {
    assert.match(file.problem('a = \n') ?? '', /not valid TOML \(line 1/);
    assert.match(file.problem('[features]\nhooks = false\n') ?? '', /switches hooks off/);
  });

  it('leave no file where there was none', () => assert.equal(file.disconnected(file.connected('')), undefined));
});
