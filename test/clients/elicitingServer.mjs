// An MCP server on stdio with one tool, which asks the person for something and tells what it got.
import { createInterface } from 'node:readline';

const ask = process.argv[2] ?? 'Which branch shall I use?';
const pending = new Map();
let serial = 0;

function send(message) {
  process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
}

function elicit() {
  const id = `elicit-${++serial}`;
  const requestedSchema = { type: 'object', properties: { value: { type: 'string' } }, required: ['value'] };
  send({ id, method: 'elicitation/create', params: { message: ask, requestedSchema } });
  return new Promise((resolve) => pending.set(id, resolve));
}

for await (const line of createInterface({ input: process.stdin })) {
  const { id, method, params, result, error } = JSON.parse(line);
  if (method === 'initialize') {
    const { protocolVersion } = params;
    send({ id, result: { protocolVersion, capabilities: { tools: {} }, serverInfo: { name: 'crm', version: '1' } } });
  } else if (method === 'tools/list') {
    const tool = { name: 'ask', description: 'Asks the user.', inputSchema: { type: 'object', properties: {} } };
    send({ id, result: { tools: [tool] } });
  } else if (method === 'tools/call') {
    void elicit().then((answer) =>
      send({ id, result: { content: [{ type: 'text', text: `the answer was ${JSON.stringify(answer)}` }] } }),
    );
  } else if (method === undefined && pending.has(id)) {
    pending.get(id)(result ?? error);
  } else if (id !== undefined && method !== undefined) {
    send({ id, result: {} });
  }
}
