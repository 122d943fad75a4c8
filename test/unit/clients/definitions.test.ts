import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import { ADAPTERS } from '../../../engine/clients/clients.ts';
import type { ClientContext } from '../../../engine/clients/types.ts';

describe('what stands in the files of clients', () => {
  /** Clients key trust to it: whoever changes one of these has every user trust, or connect, once more. */
  const DEFINITIONS: Readonly<Record<string, string>> = {
    'claude-code': '6168c35e05bb5506',
    cursor: '8492caa8422d98de',
    vscode: '17a90230c096be0d',
    'copilot-cli': '17a90230c096be0d',
    codex: '24493da2df5a7720',
    'gemini-cli': 'afe27b21807f07bf',
    windsurf: 'c749d73b470f5e7f',
    cline: '237acbc76d271f48',
    opencode: 'b153206b445072b4',
    'qwen-code': '60d4ab0d1cab1a1b',
    kiro: '5858b421053ebd4a',
    amp: '261989873ef84963',
    augment: '0786f6fa7c6a5908',
    droid: '52bb3b67dd9a05db',
    continue: 'ecfee00f303446d6',
  };
  for (const adapter of ADAPTERS) {
    it(`is the same for ${adapter.name} as in the last release`, async () => {
      const context: ClientContext = {
        userHome: '/nowhere/u',
        oktsecHome: '/nowhere/u/.oktsec',
        env: {},
        platform: 'linux',
      };
      const plan = await adapter.plan(context, true);
      const text = [plan, ...plan.others].map(({ file, after }) => `${file}\n${after}`).join('\n');
      const hash = createHash('sha256').update(text).digest('hex').slice(0, 16);
      assert.equal(hash, DEFINITIONS[adapter.id]);
    });
  }
});
