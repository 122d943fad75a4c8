import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { after, beforeEach, describe, it } from 'node:test';
import { candidatePorts, Election, ELECTION_PATH, listen, type Attached, type Owned } from '../../engine/ownership.ts';

const servers: Server[] = [];
const homes: string[] = [];
let home = '';

beforeEach(() => {
  home = mkdtempSync(path.join(os.tmpdir(), 'oktsec-owner-'));
  homes.push(home);
});
after(() => {
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
  }
  for (const each of homes) rmSync(each, { recursive: true, force: true });
});

/** What an engine does at its start: serve the election, then run it. */
function contend(of = home): Promise<Owned | Attached> {
  const election = new Election(of);
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    const answer = url.pathname === ELECTION_PATH ? election.answer(url.searchParams) : undefined;
    response.statusCode = answer ? 200 : 404;
    response.end(JSON.stringify(answer ?? {}));
  });
  servers.push(server);
  return election.run(server);
}

async function occupy(port: number): Promise<Server> {
  const server = createServer((_request, response) => response.end('not ours'));
  servers.push(server);
  assert.ok(await listen(server, port));
  return server;
}

describe('one engine per home', () => {
  it('has exactly one owner of any number that start at once, and all others know its port', async () => {
    for (let round = 0; round < 10; round++) {
      const own = mkdtempSync(path.join(os.tmpdir(), 'oktsec-owner-'));
      homes.push(own);
      const outcomes = await Promise.all(Array.from({ length: 6 }, () => contend(own)));
      const owners = outcomes.filter((o) => o.kind === 'owner');
      assert.equal(owners.length, 1);
    }
  });

  it('falls back to the next port when a foreign program sits on the first', async () => {
    const [first, second] = candidatePorts(home);
    await occupy(first!);
    assert.deepEqual(await contend(), { kind: 'owner', port: second });
    assert.deepEqual(await contend(), { kind: 'other', port: second });
  });

  it('finds the owner on its fallback port after the foreign program is gone', async () => {
    const [first, second] = candidatePorts(home);
    const foreign = await occupy(first!);
    await contend();
    foreign.closeAllConnections();
    await new Promise((resolve) => foreign.close(resolve));
    assert.deepEqual(await contend(), { kind: 'other', port: second });
  });

  it('says which ports to free when all are taken', async () => {
    for (const port of candidatePorts(home)) await occupy(port);
    await assert.rejects(contend(), /are all taken by other programs/);
  });

  it('keeps homes apart', async () => {
    const other = mkdtempSync(path.join(os.tmpdir(), 'oktsec-owner-'));
    homes.push(other);
    assert.equal((await contend()).kind, 'owner');
    assert.equal((await contend(other)).kind, 'owner');
  });
});
