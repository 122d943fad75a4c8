import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { ClientFileError, replaceClientFile } from '../../../engine/clients/connecting/clientFile.ts';
import { freshFolder } from '../../support/environment.ts';

describe('a settings file that another program changed meanwhile', () => {
  const changed = (t: TestContext, text: string | undefined): string => {
    const file = path.join(freshFolder(t, 'settings'), 'settings.json');
    if (text !== undefined) writeFileSync(file, text);
    return file;
  };
  const isChanged = (error: unknown) =>
    error instanceof ClientFileError && error.message.includes('changed by another program');

  it('stays what that program made of it, without a trace of ours', (t) => {
    const file = changed(t, 'theirs');
    assert.throws(() => replaceClientFile(file, 'before', 'ours'), isChanged);
    assert.throws(() => replaceClientFile(file, undefined, 'ours'), isChanged, 'it was not there before');
    assert.throws(() => replaceClientFile(file, 'before', undefined), isChanged, 'it was to be removed');
    assert.equal(readFileSync(file, 'utf8'), 'theirs');
    assert.deepEqual(readdirSync(path.dirname(file)), ['settings.json']);
  });

  it('stays away when that program took it away', (t) => {
    const file = changed(t, undefined);
    assert.throws(() => replaceClientFile(file, 'before', 'ours'), isChanged);
    assert.ok(!existsSync(file));
  });
});
