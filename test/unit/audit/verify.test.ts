import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import fc from 'fast-check';
import { signCheckpoint } from '../../../engine/audit/checkpoints.ts';
import { verifyEntries } from '../../../engine/audit/verify.ts';
import { createSigner } from '../../../engine/identity/keys.ts';
import { certify } from '../../../engine/identity/rotation.ts';
import type { ChainFault, Entry, EntryDraft, SignedCheckpoint, Signer } from '../../../engine/protocol/audit.ts';
import { draft, sealed, SIGNER } from './helpers.ts';

const FULL: Partial<EntryDraft> = {
  args: { command: 'printf "a\\nb"', ['line\nbreak']: ['ünï', '😀', null, 1.5e300, true] },
  planStep: '2',
  delegation: ['user', 'agent'],
  agent: { name: 'a', kind: 'k', instance: 'i', parent: 'p', root: 'r', depth: 1 },
  tool: { name: 'mcp__x__y', kind: 'mcp', mcp: { server: 'x', tool: 'y', source: '.mcp.json' } },
  verdict: 'quarantine',
  findings: [
    {
      rule: 'R-1',
      category: 'nlp',
      severity: 'high',
      certainty: 'textual',
      origin: 'tool_input.command',
      excerpt: 'x',
    },
  ],
  reason: 'held',
  approval: { item: 'h-1', state: 'approved', by: 'cli', waitedMs: 1200 },
  outcome: { ok: false, exitCode: 1, error: 'no', durationMs: 5 },
  spooled: true,
};

function chainOf(count: number, signer: Signer = SIGNER, change: Partial<EntryDraft> = FULL): Entry[] {
  return sealed(
    Array.from({ length: count }, (_, i) => draft(i, change)),
    signer,
  );
}

async function faultOf(entries: unknown[], checkpoints: SignedCheckpoint[] = []): Promise<ChainFault | undefined> {
  const report = await verifyEntries(entries, [SIGNER.publicKey], checkpoints);
  assert.equal(report.valid, report.fault === undefined);
  return report.fault;
}

function checkpointAt(entries: readonly Entry[], size: number, signer = SIGNER): SignedCheckpoint {
  const [first, head] = [entries[0], entries[size - 1]];
  assert.ok(first && head);
  return signCheckpoint({ v: 1, chain: first.hash, size, head: head.hash, time: 0, rules: '', config: '' }, signer);
}

/** Every place in a value, as a path of keys. */
function places(value: unknown, at: readonly string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return [[...at]];
  return [
    ...(at.length ? [[...at]] : []),
    ...Object.entries(value).flatMap(([key, member]) => places(member, [...at, key])),
  ];
}

/** A copy of `root` in which the value at `path` is another one. */
function altered(root: unknown, path: readonly string[]): unknown {
  const copy = structuredClone(root);
  let holder: unknown = copy;
  for (const key of path.slice(0, -1)) holder = Reflect.get(holder as object, key);
  const last = path.at(-1) ?? '';
  const old: unknown = Reflect.get(holder as object, last);
  const flipped = typeof old === 'string' ? (old.startsWith('0') ? '1' : '0') + old.slice(1) : undefined;
  const changed = flipped !== undefined && flipped !== old ? flipped : typeof old === 'number' ? -old - 1 : 'changed';
  Reflect.set(holder as object, last, typeof old === 'boolean' ? !old : changed);
  return copy;
}

describe('verifyEntries', () => {
  let chain: Entry[];
  const withThird = (entry: unknown) => (chain as unknown[]).with(2, entry);
  before(() => {
    chain = chainOf(6);
  });

  it('finds a sound chain sound, with both implementations', async () => {
    const good = { valid: true, entries: 6, head: chain[5]?.hash };
    assert.deepEqual(await verifyEntries(chain, [SIGNER.publicKey], [checkpointAt(chain, 4)]), good);
    assert.deepEqual(await verifyEntries(chain, [SIGNER.publicKey], [], { paranoid: true }), good);
    assert.deepEqual(await verifyEntries([], [SIGNER.publicKey]), { valid: true, entries: 0 });
  });

  it('takes what an export was parsed to', async () => {
    const parsed = chain.map((entry): unknown => JSON.parse(JSON.stringify(entry)));
    assert.equal(await faultOf(parsed), undefined);
  });

  it('finds every single altered, removed or added field, at its entry', async () => {
    const victim = chain[2];
    const all = places(victim);
    assert.ok(all.length > 50);
    for (const path of all) {
      const fault = await faultOf(withThird(altered(victim, path)));
      assert.equal(fault?.seq, 3, path.join('.'));
      const removed = structuredClone(victim);
      let holder: unknown = removed;
      for (const key of path.slice(0, -1)) holder = Reflect.get(holder as object, key);
      Reflect.deleteProperty(holder as object, path.at(-1) ?? '');
      assert.equal((await faultOf(withThird(removed)))?.seq, 3, `without ${path.join('.')}`);
    }
    assert.equal((await faultOf(withThird({ ...victim, note: 'x' })))?.problem, 'format');
    const record = { ...victim?.record, note: 'x' };
    assert.equal((await faultOf(withThird({ ...victim, record })))?.problem, 'hash');
  });

  it('finds a deleted, doubled, inserted and moved entry', async () => {
    const [first, second, third, ...rest] = chain;
    assert.ok(first && second && third);
    assert.deepEqual(await faultOf([first, third, ...rest]), {
      seq: 2,
      problem: 'missing',
      detail: 'entry 2 is missing, 3 follows 1',
    });
    assert.equal((await faultOf([second, third, ...rest]))?.problem, 'missing');
    assert.deepEqual((await faultOf([first, second, second, third]))?.problem, 'order');
    assert.deepEqual((await faultOf([first, third, second, ...rest]))?.problem, 'order');
    const foreign = chainOf(3, SIGNER, {})[2];
    assert.deepEqual([(await faultOf([first, second, foreign, third]))?.problem], ['link']);
  });

  it('finds a chain that was written anew with another key', async () => {
    const forged = chainOf(6, createSigner(new Uint8Array(32).fill(9)));
    assert.equal((await faultOf(forged))?.problem, 'key');
    const renamed = forged.map((entry) => ({ ...entry, keyId: SIGNER.keyId }));
    assert.deepEqual([(await faultOf(renamed))?.seq, (await faultOf(renamed))?.problem], [1, 'signature']);
  });

  it('finds a cut tail, an exchanged tail and another chain by the signed checkpoints', async () => {
    const checkpoints = [checkpointAt(chain, 2), checkpointAt(chain, 6)];
    assert.equal(await faultOf(chain, checkpoints), undefined);
    assert.deepEqual([(await faultOf(chain.slice(0, 4), checkpoints))?.problem], ['tail']);
    assert.equal((await faultOf(chain.slice(0, 4), checkpoints))?.seq, 5);
    assert.equal((await faultOf([], checkpoints))?.problem, 'tail');
    assert.equal((await faultOf(chain.slice(0, 2), checkpoints))?.problem, 'rollback', 'as it was at a checkpoint');
    assert.equal((await faultOf(chainOf(9, SIGNER, {}), checkpoints))?.problem, 'replaced');
    const exchanged = sealed(
      [5, 6, 7].map((n) => draft(n + 100)),
      SIGNER,
      { seq: 4, hash: chain[3]?.hash ?? '' },
    );
    const fault = await faultOf([...chain.slice(0, 4), ...exchanged], checkpoints);
    assert.deepEqual([fault?.problem, fault?.seq], ['fork', 6]);
  });

  it('follows the key over a rotation, forwards and backwards, and over nothing else', async () => {
    const [second, third] = [createSigner(new Uint8Array(32).fill(21)), createSigner(new Uint8Array(32).fill(22))];
    const rotations = [certify(SIGNER, second, 5), certify(second, third, 6)] as const;
    const note = (args: unknown): Partial<EntryDraft> => ({ kind: 'system', event: 'key.rotated', args });
    const build = (notes: readonly unknown[]) => {
      const signers = [SIGNER, second, third];
      return signers.reduce<Entry[]>((before, signer, i) => {
        const last = before.at(-1);
        const drafts = [draft(i, i > 0 ? note(notes[i - 1]) : {}), draft(i)];
        return [...before, ...sealed(drafts, signer, last && { seq: last.record.seq, hash: last.hash })];
      }, []);
    };
    const good = build(rotations);
    const check = (entries: Entry[], key: Signer, known: readonly unknown[] = rotations) =>
      verifyEntries(entries, [key.publicKey], [], { rotations: known });
    for (const key of [SIGNER, second, third]) assert.equal((await check(good, key)).valid, true);
    assert.equal((await check(good, SIGNER, [])).valid, true, 'the entries alone lead forwards');
    assert.deepEqual((await check(good, third, [])).fault?.problem, 'key');
    const thief = createSigner(new Uint8Array(32).fill(23));
    const forged = certify(thief, second, 5);
    const posing = (as: Signer): Signer => ({ ...as, sign: (message) => thief.sign(message) });
    const [unsaid, unasked] = [certify(posing(SIGNER), second, 5), certify(SIGNER, posing(second), 5)];
    const stolen = { ...rotations[0], to: Buffer.from(third.publicKey).toString('hex') };
    for (const bad of [undefined, {}, forged, unsaid, unasked, stolen, rotations[1], { ...rotations[0], time: 6 }]) {
      const { fault } = await check(build([bad, rotations[1]]), SIGNER);
      assert.deepEqual([fault?.seq, fault?.problem], [3, 'key'], JSON.stringify(bad));
    }
    for (const lie of [unsaid, unasked])
      assert.equal((await check(build([lie, rotations[1]]), third, [lie, rotations[1]])).fault?.problem, 'key');
    const back = sealed([draft(9)], SIGNER, { seq: 6, hash: good[5]?.hash ?? '' });
    const { fault } = await check([...good, ...back], third);
    assert.deepEqual([fault?.seq, fault?.problem], [7, 'key'], 'a key that was replaced signs no more');
  });

  it('checks a selection for what a selection can show', async () => {
    const check = async (entries: unknown[]) =>
      (await verifyEntries(entries, [SIGNER.publicKey], [], { partial: true })).fault?.problem;
    assert.equal(await check([chain[1], chain[2], chain[5]]), undefined);
    assert.equal(await check([chain[2], chain[1]]), 'order');
    assert.equal(await check([chain[1], altered(chain[4], ['record', 'summary'])]), 'hash');
    assert.equal(await check([chain[1], chainOf(3, SIGNER, {})[2]]), 'link');
  });

  it('finds a forged checkpoint', async () => {
    const good = checkpointAt(chain, 6);
    const forged = { ...good, checkpoint: { ...good.checkpoint, size: 5 } };
    assert.equal((await faultOf(chain, [forged]))?.problem, 'signature');
    assert.equal(
      (await faultOf(chain, [checkpointAt(chain, 6, createSigner(new Uint8Array(32).fill(9)))]))?.problem,
      'key',
    );
  });

  it('agrees with the writer on any JSON', async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), async (args) => {
        assert.equal(await faultOf(chainOf(1, SIGNER, { args })), undefined);
      }),
      { numRuns: 300 },
    );
  });
});
