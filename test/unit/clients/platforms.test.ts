import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ADAPTERS } from '../../../engine/clients/clients.ts';
import type { ClientContext } from '../../../engine/clients/types.ts';

const contextOn = (platform: NodeJS.Platform): ClientContext => ({
  userHome: '/users/me',
  oktsecHome: platform === 'win32' ? 'C:\\Users\\me m\\.oktsec' : '/users/me m/.oktsec',
  env: {},
  platform,
});
const managedOn = (platform: NodeJS.Platform): Record<string, string | undefined> =>
  Object.fromEntries(
    ADAPTERS.map((adapter) => [
      adapter.id,
      adapter.files(contextOn(platform)).find(({ scope }) => scope === 'managed')?.file,
    ]).filter(([, file]) => file !== undefined),
  ) as Record<string, string>;

describe('settings of a whole machine', () => {
  it('are where each system keeps them', () => {
    assert.deepEqual(managedOn('linux'), {
      'claude-code': '/etc/claude-code/managed-settings.d/50-oktsec.json',
      cursor: '/etc/cursor/hooks.json',
      'copilot-cli': '/etc/github-copilot/policy.d/oktsec.json',
      codex: '/etc/codex/requirements.toml',
      'gemini-cli': '/etc/gemini-cli/settings.json',
      windsurf: '/etc/windsurf/hooks.json',
      'qwen-code': '/etc/qwen-code/settings.json',
    });
    assert.equal(managedOn('darwin').cursor, '/Library/Application Support/Cursor/hooks.json');
    assert.equal(
      managedOn('darwin')['claude-code'],
      '/Library/Application Support/ClaudeCode/managed-settings.d/50-oktsec.json',
    );
    assert.equal(
      managedOn('win32')['claude-code'],
      'C:\\Program Files\\ClaudeCode\\managed-settings.d\\50-oktsec.json',
    );
  });

  it('are changed by an administrator, with the command for their system', async () => {
    const claude = ADAPTERS.find(({ id }) => id === 'claude-code');
    const linux = await claude?.plan(contextOn('linux'), true, 'managed');
    assert.match(
      linux?.byHand ?? '',
      /^sudo mkdir -p \/etc\/claude-code\/managed-settings\.d && sudo install .* '.*me m/,
    );
    const windows = await claude?.plan(contextOn('win32'), true, 'managed');
    assert.match(windows?.byHand ?? '', /^New-Item .* Copy-Item -LiteralPath/);
  });
});

describe('the command of a hook', () => {
  for (const adapter of ADAPTERS) {
    it(`of ${adapter.name} quotes a path with a space on every system`, async () => {
      for (const platform of ['linux', 'darwin', 'win32'] as const) {
        const plan = await adapter.plan(contextOn(platform), true);
        const texts = [plan, ...plan.others].map(({ after }) => after).join('\n');
        // A line for a shell that begins with the path itself would be split at the space.
        assert.doesNotMatch(texts, /"(?:command|bash|powershell)": "(?:\/users\/me m\/.oktsec|C:)/);
        assert.ok(texts.includes(platform === 'win32' ? 'oktsec-hook.cmd' : 'oktsec-hook'), texts.slice(0, 400));
      }
    });
  }
});
