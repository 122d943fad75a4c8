import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { cline } from '../../../engine/clients/cline.ts';
import { codex } from '../../../engine/clients/codex.ts';
import { clientDetails, shownClients } from '../../../extension/clientDetails.ts';
import type { Problem } from '../../../engine/protocol/views.ts';
import { guardFixes } from '../../../extension/guardFixes.ts';
import { l10n } from './l10n.ts';
import { clientView } from './samples.ts';

describe('what stands below a client in the Agents view', () => {
  const at = (id: string, part: Parameters<typeof clientView>[0]) =>
    clientDetails(clientView(part), [], l10n).find((detail) => detail.id.startsWith(id));

  it('says in one line what protection there is, and the rest in the tooltip', () => {
    const open = at('abilities', { facts: codex.facts });
    assert.equal(open?.description, 'holds up to 60 min · fails open');
    assert.match(open?.tooltip ?? '', /what nobody decides in time is denied/);
    assert.equal(at('abilities', { facts: cline.facts })?.description, 'holds up to 30 s · fails closed');
  });

  it('says what a person has to do before hooks run', () => {
    assert.match(at('trust', { facts: codex.facts })?.description ?? '', /\/hooks/);
    assert.equal(at('trust', {}), undefined);
  });

  it('lists files with what is wrong with them, and servers with how they are reached', () => {
    const file = '/home/me/.codex/config.toml';
    const files = [{ file, scope: 'user', holds: 'mcp', problem: 'It cannot be read: line 3' }] as const;
    assert.deepEqual(
      [at('mcp', { files })?.description, at('mcp', { files })?.icon, at('mcp', { files })?.file],
      ['It cannot be read: line 3', 'warning', file],
    );
    const server = { name: 'a\nb', file, scope: 'user', transport: 'stdio', target: 'npx x', enabled: false } as const;
    const row = at('server', { servers: [server] });
    assert.deepEqual([row?.label, row?.description], ['a b', 'stdio, switched off']);
    assert.match(row?.tooltip ?? '', /npx x/);
  });
});

describe('a guard that is off', () => {
  const off: Problem = {
    code: 'guard-switched-off-codex',
    client: 'codex',
    message: 'Codex runs no hooks in shop: [features] hooks = false.',
    fix: 'open-file',
    file: '/p/shop/.codex/config.toml',
    line: 3,
  };
  const silent: Problem = { code: 'guard-silent-codex', client: 'codex', message: 'Silent.', fix: 'prove' };
  const lost: Problem = { code: 'client-lost-cursor', client: 'cursor', message: 'Lost.', fix: 'connect' };
  const other: Problem = { code: 'config', message: 'config.yaml line 3' };

  it('stands above all else of its client, with the fix by a click', () => {
    const details = clientDetails(clientView({ id: 'codex' }), [other, lost, off, silent], l10n);
    assert.deepEqual(
      details.slice(0, 3).map(({ label, description, fix }) => [label, description, fix?.command]),
      [
        ['Guard off', off.message, 'vscode.open'],
        ['Guard off', silent.message, 'oktsec.prove'],
        ['State', details[2]?.description, undefined],
      ],
    );
    assert.equal(new Set(details.map(({ id }) => id)).size, details.length);
  });

  it('has a fix in the menu, named after the client', () => {
    const fixes = guardFixes([other, lost, off, silent], (id) => id.toUpperCase(), l10n);
    assert.deepEqual(
      fixes.map(({ label, command }) => [label, command]),
      [
        ['CURSOR: connect again', 'oktsec.connect'],
        ['CODEX: open the setting that stops its hooks', 'vscode.open'],
        ['CODEX: test the hooks', 'oktsec.prove'],
      ],
    );
  });
});

describe('the clients in the Agents view', () => {
  const absent = clientView({ id: 'codex', state: 'absent' });
  it('are those that were found; one that is not there stands in for none', () => {
    const there = clientView();
    assert.deepEqual(shownClients([absent, there]), [there]);
    assert.deepEqual(shownClients([absent, clientView({ id: 'zed', state: 'absent', connectable: false })]), [absent]);
  });
});
