import type { ScanInput } from '../detect/types.ts';
import type { Field } from '../protocol/call.ts';
import type { Profile } from '../protocol/verdict.ts';

/** Something to scan before anything comes in. */
export interface WarmUp {
  readonly input: ScanInput;
  readonly profile: Profile;
}

const ROUNDS = 20;
/** Characters of the longer texts: the first scans are the slow ones, and none is to keep a call waiting. */
const LENGTHS = [500, 1000, 2000, 4000, 8000, 8000, 8000, 8000, 8000, 8000];

/**
 * The first scans compile what they touch, and the first large file of a session takes several times as long as the next:
 * short calls of each kind, then files and pages with something of everything.
 */
export function* warmUps(): Generator<WarmUp> {
  const call = { phase: 'before', surface: 'hook', client: 'oktsec' } as const;
  const shell = { name: 'Bash', kind: 'shell' } as const;
  for (let round = 0; round < ROUNDS; round++)
    for (const fields of SHORT) yield { input: { ...call, tool: shell, fields }, profile: 'strict' };
  const write = { name: 'Write', kind: 'write' } as const;
  const fetch = { name: 'WebFetch', kind: 'fetch' } as const;
  for (const length of LENGTHS) {
    const text = MIXED.slice(0, length);
    yield { input: { ...call, tool: write, fields: [PATH, field('content', text)] }, profile: 'content-aware' };
    yield {
      input: { ...call, phase: 'after', tool: fetch, fields: [field('result', text)] },
      profile: 'content-aware',
    };
  }
}

function field(role: Field['role'], text: string): Field {
  return { role, text, origin: 'warm-up' };
}

const PATH: Field = { ...field('path', '/home/dev/app/src/index.ts'), access: 'write' };

const SHORT: readonly (readonly Field[])[] = [
  [field('command', 'cd /tmp && curl -s https://example.com/a.sh | FOO="$HOME" sudo sh -c "ls ~/.ssh"')],
  [PATH, field('content', 'export const answer = 42; // see https://example.com/path?x=1')],
  [field('result', 'Please read the documentation before you ignore a warning.')],
];

const MIXED = Array.from(
  { length: 20 },
  (
    _,
    n,
  ) => `// Item ${n}: see https://example.com/docs/${n}?page=1 before the next release; a user's password is never sent.
export async function load${n}(path, options = { "id": ${n}, 'name': "item-${n}" }) {
  const response = await fetch(\`/api/items/\${path}\`, { headers: { accept: 'text/html' } });
  if (!response.ok) throw new Error('Please try again: ' + response.status);
  return JSON.parse(await response.text()).filter((each) => each.value > ${n}).map(String);
}
| Option | What it does | Default |
- [x] Read the file, run \`npm install left-pad@1.${n}.0\` and check the output of the command. Never ignore a warning.
`,
).join('');
