import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { HomeError, oktsecHome, prepareHome } from '../../../engine/config/home.ts';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(path.join(os.tmpdir(), 'oktsec-home-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

describe('the home directory', () => {
  it('is ~/.oktsec unless OKTSEC_HOME names another', () => {
    assert.equal(oktsecHome({}, '/home/u'), path.resolve('/home/u/.oktsec'));
    assert.equal(oktsecHome({ OKTSEC_HOME: '' }, '/home/u'), path.resolve('/home/u/.oktsec'));
    assert.equal(oktsecHome({ OKTSEC_HOME: '/srv/okt' }, '/home/u'), path.resolve('/srv/okt'));
  });

  it('is created with all its parts, private to the user', () => {
    const paths = prepareHome(path.join(directory, 'deep', 'home'));
    for (const each of [paths.root, paths.keys, paths.rules, paths.backups, paths.spool, paths.bin]) {
      assert.equal(statSync(each).mode & 0o777, 0o700, each);
    }
    assert.deepEqual(prepareHome(paths.root), paths);
  });

  it('is closed to others when it was open', () => {
    const root = path.join(directory, 'home');
    mkdirSync(root);
    chmodSync(root, 0o755);
    prepareHome(root);
    assert.equal(statSync(root).mode & 0o777, 0o700);
  });

  it('is refused when it or a part of it is a symbolic link', () => {
    const target = path.join(directory, 'target');
    mkdirSync(target);
    const link = path.join(directory, 'link');
    symlinkSync(target, link);
    assert.throws(() => prepareHome(link), HomeError);

    const root = path.join(directory, 'home');
    mkdirSync(root);
    symlinkSync(target, path.join(root, 'keys'));
    assert.throws(() => prepareHome(root), /keys is a symbolic link/);
  });

  it('is refused when a file is in its place', () => {
    const file = path.join(directory, 'home');
    writeFileSync(file, '');
    assert.throws(() => prepareHome(file), HomeError);
  });
});
