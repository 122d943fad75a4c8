import assert from 'node:assert/strict';
import path from 'node:path';
import { describe, it } from 'node:test';
import { compileRules } from '../../../engine/detect/compileRules.ts';
import { createDetector } from '../../../engine/detect/detector.ts';
import { exampleInput } from '../../../engine/clients/exampleCall.ts';

const detector = createDetector([compileRules(path.resolve(import.meta.dirname, '../../../rules'))]);
const deletesRoot = (command: string): boolean =>
  detector
    .scan(exampleInput({ tool: 'Bash', input: { command } }), 'content-aware')
    .findings.some(({ rule }) => rule === 'destroy.root');

/** What stands in `if [ "$1" = purge ]; then rm -rf /; fi` and the like does not run in a call without parameters. */
describe('a branch that hangs on a parameter of the command', () => {
  const never = [
    'if [ "$1" = purge ]; then rm -rf /; fi',
    'if [ x"$1" = xpurge ] || test "${1:-}" = remove; then rm -rf /; fi',
    'if [ -d /srv ] && [ "$1" = purge ]; then rm -rf /; fi',
    'if [[ $1 == purge ]]; then rm -rf /; else echo usage; fi',
    'set -euo pipefail\n[ "$1" = purge ] && rm -rf /',
    'case "$1" in purge|remove) rm -rf / ;; *) echo usage ;; esac',
    '. /usr/share/debconf/confmodule\nif [ "$1" = purge ]; then rm -rf /; fi',
  ];
  for (const command of never) it(`is not taken: ${command}`, () => assert.equal(deletesRoot(command), false));

  const taken = [
    'if [ "$1" = purge ]; then :; else rm -rf /; fi',
    'if [ "$1" != purge ]; then rm -rf /; fi',
    'if ! [ "$1" = purge ]; then rm -rf /; fi',
    'if [ x"$1" = x ]; then rm -rf /; fi',
    'if [ "${1:-purge}" = purge ]; then rm -rf /; fi',
    'if [[ $1 == p* ]]; then rm -rf /; fi',
    'test "$1" = purge || rm -rf /',
    '[ "$1" = purge ] && true || rm -rf /',
    'case "$1" in purge) ;; "") rm -rf / ;; esac',
    'case "$1" in purge) ;; *) rm -rf / ;; esac',
    'case "$1" in [a-z]*|*) true ;& purge) rm -rf / ;; esac',
    'case "$X" in purge) rm -rf / ;; esac',
  ];
  for (const command of taken) it(`is taken: ${command}`, () => assert.equal(deletesRoot(command), true));

  const given = [
    'set -- purge; if [ "$1" = purge ]; then rm -rf /; fi',
    'set -e purge; if [ "$1" = purge ]; then rm -rf /; fi',
    'builtin set purge; if [ "$1" = purge ]; then rm -rf /; fi',
    '"se"t -- purge; if [ "$1" = purge ]; then rm -rf /; fi',
    'S=set; $S -- purge; if [ "$1" = purge ]; then rm -rf /; fi',
    '$UNKNOWN -- purge; if [ "$1" = purge ]; then rm -rf /; fi',
    'eval \'set -- purge\'; if [ "$1" = purge ]; then rm -rf /; fi',
    'trap \'set -- purge\' DEBUG; if [ "$1" = purge ]; then rm -rf /; fi',
    '. ./settings; if [ "$1" = purge ]; then rm -rf /; fi',
    'f() { if [ "$1" = purge ]; then rm -rf /; fi; }; f purge',
    'bash -c \'if [ "$1" = purge ]; then rm -rf /; fi\' sh purge',
    'printf \'if [ "$1" = purge ]; then rm -rf /; fi\' > x.sh; sh x.sh purge',
  ];
  for (const command of given) it(`may be taken: ${command}`, () => assert.equal(deletesRoot(command), true));
});
