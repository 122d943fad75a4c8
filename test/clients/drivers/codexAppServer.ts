import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

interface Message {
  readonly id?: number;
  readonly result?: unknown;
  readonly error?: unknown;
}

interface HookList {
  readonly data: readonly { readonly hooks: readonly { readonly key: string; readonly currentHash: string }[] }[];
}

/** Trusts every hook that Codex sees in a project, as a person does with `/hooks`. Returns how many there were. */
export async function trustHooks(
  command: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string>>,
): Promise<number> {
  const [program = '', ...args] = [...command, 'app-server'];
  const server = spawn(program, args, { cwd, env, stdio: ['pipe', 'pipe', 'ignore'] });
  const lines = createInterface({ input: server.stdout })[Symbol.asyncIterator]();
  let serial = 0;
  const ask = async (method: string, params: object): Promise<unknown> => {
    const id = ++serial;
    server.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', id, method, params })}\n`);
    for (;;) {
      const { value, done } = (await lines.next()) as IteratorResult<string, undefined>;
      if (done) throw new Error(`Codex's app server ended before it answered ${method}.`);
      const message = JSON.parse(value) as Message;
      if (message.id !== id) continue; // a notification
      if (message.error) throw new Error(`${method}: ${JSON.stringify(message.error)}`);
      return message.result;
    }
  };
  try {
    await ask('initialize', { clientInfo: { name: 'test', version: '1' } });
    server.stdin.write('{"jsonrpc":"2.0","method":"initialized"}\n');
    const { data } = (await ask('hooks/list', { cwds: [cwd] })) as HookList;
    const hooks = data.flatMap((each) => each.hooks);
    const state = Object.fromEntries(hooks.map(({ key, currentHash }) => [key, { trusted_hash: currentHash }]));
    await ask('config/batchWrite', { edits: [{ keyPath: 'hooks.state', value: state, mergeStrategy: 'upsert' }] });
    return hooks.length;
  } finally {
    const gone = once(server, 'exit');
    server.kill();
    await gone;
  }
}
