import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { SignedCheckpoint } from '../../../engine/protocol/audit.ts';
import { LogWitness, type Secrets } from '../../../extension/logWitness.ts';
import { until } from '../../support/until.ts';
import { FakeLink, type Answers } from './fakeLink.ts';

const at = (size: number): SignedCheckpoint => ({
  checkpoint: { v: 1, chain: 'c', size, head: 'h', time: 1, rules: '', config: '' },
  keyId: 'k',
  signature: 's',
});

/** A secret storage, as one editor has one for all its windows. */
class FakeSecrets implements Secrets {
  readonly all = new Map<string, string>();
  get(key: string): Promise<string | undefined> {
    return Promise.resolve(this.all.get(key));
  }
  store(key: string, value: string): Promise<void> {
    this.all.set(key, value);
    return Promise.resolve();
  }
  sizeOf(home: string): number | undefined {
    const text = this.all.get(`oktsec.checkpoint:${home}`);
    return text === undefined ? undefined : (JSON.parse(text) as SignedCheckpoint).checkpoint.size;
  }
}

function watched(t: { after(fn: () => void): void }, secrets: Secrets, link: FakeLink, home = '/home/a') {
  const reports: string[] = [];
  const witness = new LogWitness({ link, secrets, home, report: (line) => reports.push(line) });
  t.after(() => witness.dispose());
  return { witness, reports };
}

const answering = (size: number): Answers => ({ 'audit.witness': () => ({ newest: at(size) }) });

describe('the witness of the log', () => {
  it('hands each engine the checkpoint it kept, and keeps what comes back', async (t) => {
    const secrets = new FakeSecrets();
    const first = new FakeLink(answering(5), { kind: 'starting' });
    watched(t, secrets, first);
    assert.equal(first.calls.length, 0, 'no engine yet');
    first.become({ kind: 'owner' });
    await until('the first is kept', () => secrets.sizeOf('/home/a') === 5);
    assert.deepEqual(first.calls, [{ method: 'audit.witness', request: {} }]);

    const second = new FakeLink(answering(9));
    watched(t, secrets, second);
    await until('the next is kept', () => secrets.sizeOf('/home/a') === 9);
    assert.deepEqual(second.calls, [{ method: 'audit.witness', request: { kept: at(5) } }]);
  });

  it('keeps what the engine writes meanwhile, but compares first', async (t) => {
    const secrets = new FakeSecrets();
    await secrets.store('oktsec.checkpoint:/home/a', JSON.stringify(at(500)));
    const link = new FakeLink(answering(300));
    watched(t, secrets, link);
    link.emit({ kind: 'checkpoint', signed: at(301) });
    await until('the event is kept', () => secrets.sizeOf('/home/a') === 301);
    assert.deepEqual(link.calls, [{ method: 'audit.witness', request: { kept: at(500) } }]);
  });

  it('renews what it keeps when the window closes', async (t) => {
    const secrets = new FakeSecrets();
    const link = new FakeLink(answering(5));
    const { witness } = watched(t, secrets, link);
    await until('the first is kept', () => secrets.sizeOf('/home/a') === 5);
    link.answers = answering(7);
    await witness.renew();
    assert.equal(secrets.sizeOf('/home/a'), 7);
  });

  it('keeps logs of other homes apart', async (t) => {
    const secrets = new FakeSecrets();
    watched(t, secrets, new FakeLink(answering(5)), '/home/a');
    await until('the first is kept', () => secrets.sizeOf('/home/a') === 5);
    const other = new FakeLink(answering(9));
    watched(t, secrets, other, '/home/b');
    await until('the other is kept', () => secrets.sizeOf('/home/b') === 9);
    assert.deepEqual(other.calls, [{ method: 'audit.witness', request: {} }]);
    assert.equal(secrets.sizeOf('/home/a'), 5);
  });

  it('says what did not work and tries again with the next engine', async (t) => {
    const secrets = new FakeSecrets();
    await secrets.store('oktsec.checkpoint:/home/a', 'no checkpoint');
    const link = new FakeLink({});
    const { reports } = watched(t, secrets, link);
    await until('both are reported', () => reports.length === 2);
    assert.match(reports[0] ?? '', /cannot be read/);
    assert.match(reports[1] ?? '', /could not be kept or compared: .*audit\.witness/);
    link.answers = answering(3);
    link.become({ kind: 'owner' });
    await until('it is kept', () => secrets.sizeOf('/home/a') === 3);
  });
});
