import assert from 'node:assert/strict';
import { request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { createHttpServer, sendJson, type Route } from '../../../engine/intake/httpServer.ts';

const refused: { status: number; reason: string }[] = [];
const aborted: string[] = [];
let server: Server;
let port: number;

const echo: Route = {
  method: 'POST',
  path: '/echo',
  scope: 'hooks',
  maxBody: 100,
  handle: ({ body }, response) => Promise.resolve(sendJson(response, 200, { bytes: body.length })),
};
const hang: Route = {
  ...echo,
  path: '/hang',
  handle: ({ signal }) =>
    new Promise((resolve) =>
      signal.addEventListener('abort', () => {
        aborted.push('hang');
        resolve();
      }),
    ),
};
const broken: Route = { ...echo, path: '/broken', handle: () => Promise.reject(new Error('oops')) };

before(async () => {
  server = createHttpServer({
    proof: 'it is me',
    first: [],
    routes: Promise.resolve([echo, hang, broken]),
    admits: (token, scope) => token === scope,
    onRefused: (status, reason) => refused.push({ status, reason }),
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as AddressInfo).port;
});
after(() => {
  server.closeAllConnections();
  server.close();
});

interface Answer {
  status: number;
  body: string;
}
function post(path: string, body: string, headers: Record<string, string> = {}, method = 'POST'): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request(
      { host: '127.0.0.1', port, path, method, headers: { authorization: 'Bearer hooks', ...headers } },
      (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
        response.on('end', () => resolve({ status: response.statusCode ?? 0, body: text }));
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}

describe('the endpoint serves only this machine, with the right token', () => {
  it('takes a good request', async () => {
    assert.deepEqual(await post('/echo', 'abc'), { status: 200, body: '{"bytes":3}' });
  });
  const refusals: [string, number, Record<string, string>, string?, string?][] = [
    ['a wrong token', 401, { authorization: 'Bearer nope' }],
    ['no token', 401, { authorization: '' }],
    ['the token of another scope', 401, { authorization: 'Bearer control' }],
    ['a foreign Host (DNS rebinding)', 403, { host: 'evil.example' }],
    ['a Host that only begins like ours', 403, { host: '127.0.0.1.evil.example' }],
    ['a Host that only ends like ours', 403, { host: 'evil.localhost:80' }],
    ['any Origin (a web page)', 403, { origin: 'http://127.0.0.1' }],
    ['an unknown path', 404, {}, '/nothing'],
    ['a wrong method', 405, {}, '/echo', 'GET'],
  ];
  for (const [what, status, headers, path = '/echo', method = 'POST'] of refusals) {
    it(`refuses ${what} with ${status} and records it`, async () => {
      const before = refused.length;
      assert.equal((await post(path, '', headers, method)).status, status);
      assert.equal(refused.length, before + 1);
    });
  }
  it('answers a body over the limit with 413, also when it is much larger', async () => {
    assert.equal((await post('/echo', 'x'.repeat(101))).status, 413);
    assert.equal((await post('/echo', 'x'.repeat(1500))).status, 413);
  });
  it('answers 500 and goes on when a handler fails', async () => {
    assert.equal((await post('/broken', '')).status, 500);
    assert.equal((await post('/echo', 'a')).status, 200);
  });
  it('tells the handler when the caller goes away', async () => {
    const sent = request({
      host: '127.0.0.1',
      port,
      path: '/hang',
      method: 'POST',
      headers: { authorization: 'Bearer hooks' },
    });
    sent.on('error', () => undefined);
    sent.end('x');
    await new Promise((resolve) => sent.once('finish', resolve));
    await new Promise((resolve) => setTimeout(resolve, 100));
    sent.destroy();
    while (aborted.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    assert.deepEqual(aborted, ['hang']);
  });
  it('stops answering in full when refusals come in a flood', async () => {
    const answers = await Promise.all(Array.from({ length: 100 }, () => post('/echo', '', { authorization: 'x' })));
    assert.ok(answers.some((a) => a.status === 429));
    assert.equal((await post('/echo', 'a')).status, 200, 'the right token still passes');
  });
});
