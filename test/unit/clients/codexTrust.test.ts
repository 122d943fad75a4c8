import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, describe, it } from 'node:test';
import { trustHash, untrusted, type PlacedHook } from '../../../engine/clients/codexTrust.ts';

const hook = (event: string, words: string, seconds: number): PlacedHook => ({
  ...{ event, seconds, entry: 0, handler: 0 },
  command: `/tmp/x/oktsec-hook codex${words}`,
});

/** As Codex 0.169.0 itself told them, asked through its app server. */
const TOLD: readonly (readonly [PlacedHook, string])[] = [
  [hook('PreToolUse', '', 3600), 'ccc1c5b0782cdf369a3ca4176f5d5ec245fd6f045962c7bfafb77b5943d3f760'],
  [hook('SessionEnd', ' notice', 3), 'e4e69a4e3994f75e707bce25fd166bffa908f19972b2bc231e55096c0748889d'],
  [hook('SubagentStart', ' notice', 10), '748484daf7cbc3d17a83ceb978b79f9e40cac3a9777f5b4fdacab368198823f1'],
];

describe('the trust of Codex in a hook', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'oktsec-trust-'));
  after(() => rmSync(folder, { recursive: true, force: true }));
  const config = path.join(folder, 'config.toml');
  const [pre] = TOLD[0] ?? [];
  if (!pre) throw new Error('There is no sample.');
  const why = (toml: string): string => {
    writeFileSync(config, toml);
    return untrusted(config, '/f/hooks.json', [pre]) ?? '';
  };
  const place = '[hooks.state."/f/hooks.json:pre_tool_use:0:0"]\n';

  it('is kept as a hash of its definition', () => {
    for (const [each, hash] of TOLD) assert.equal(trustHash(each), `sha256:${hash}`, each.event);
  });

  it('is there only for this definition, and only while the hook is on', () => {
    const trusted = `${place}trusted_hash = "${trustHash(pre)}"\n`;
    assert.equal(why(trusted), '');
    assert.match(why(''), /never trusted: PreToolUse.*\/hooks/);
    assert.match(why(`${place}trusted_hash = "sha256:00"\n`), /another form.*PreToolUse.*\/hooks/);
    assert.match(why(`${trusted}enabled = false\n`), /switched off: PreToolUse/);
    assert.match(why(trusted.replace('pre_tool_use', 'post_tool_use')), /never trusted/);
  });

  it('is worth nothing where hooks are switched off', () => {
    for (const name of ['hooks', 'codex_hooks'])
      assert.match(why(`[features]\n${name} = false\n`), /switches hooks off/);
  });
});
