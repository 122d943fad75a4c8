import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { closesLogins } from '../../../engine/detect/paths/loginSettings.ts';

const CONFIG = '/etc/ssh/sshd_config';

describe('settings of an SSH server', () => {
  it('only close ways in', () => {
    assert.equal(closesLogins(CONFIG, '# strict\nPermitRootLogin no\nPort 2222\n'), true);
    assert.equal(closesLogins(CONFIG, 's/^#?PasswordAuthentication yes/PasswordAuthentication no/'), true);
  });

  it('open one, or are no settings of it', () => {
    assert.equal(closesLogins(CONFIG, 'PermitRootLogin no\nPasswordAuthentication yes\n'), false);
    assert.equal(closesLogins(CONFIG, 's/a/Port 22/;s/PermitRootLogin no/PermitRootLogin yes/'), false);
    assert.equal(closesLogins(CONFIG, 's/^.*$/&\\nPermitRootLogin yes/'), false);
    assert.equal(closesLogins(CONFIG, ''), false);
    assert.equal(closesLogins('/root/.ssh/authorized_keys', 'PermitRootLogin no'), false);
  });

  it('are read in one way only: escapes without an end do not hold the scan up', () => {
    assert.equal(closesLogins(CONFIG, `s/${'\\a'.repeat(1900)}`), false);
  });
});
