import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';

const root = path.resolve(import.meta.dirname, '../../..');
const { scripts } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
  scripts: Record<string, string>;
};
const top = new Set(readdirSync(root));
const NOT_OURS = new Set(['node_modules', '.git']);

/** Every Markdown file that we write. */
function documents(): string[] {
  const here = [...top].filter((name) => name.endsWith('.md'));
  const below = ['docs', 'engine', 'extension', 'webview', 'rules', 'test'].flatMap((folder) =>
    existsSync(path.join(root, folder))
      ? readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
          .filter((name) => name.endsWith('.md'))
          .map((name) => path.join(folder, name))
      : [],
  );
  return [...here, ...below];
}

/** Words in backticks that speak of a place in this repository; a pattern or placeholder counts up to where it begins. */
function pathsNamedIn(text: string): string[] {
  const prose = text.replace(/^```[^]*?^```/gm, '');
  return [...prose.matchAll(/`([^`\n]+)`/g)]
    .flatMap(([, code = '']) => code.split(/\s+/))
    .map((word) => word.replace(/[,;:.]+$/, '').replace(/^\.\/(?=\w)/, ''))
    .filter((word) => isRepositoryPath(word))
    .map((word) => word.replace(/[^/]*[*<{].*$/, ''));
}

function isRepositoryPath(word: string): boolean {
  if (/^(\/|~|\$|@|-|https?:)/.test(word)) return false;
  const first = word.split('/')[0] ?? '';
  if (NOT_OURS.has(first)) return false;
  return word.includes('/') ? top.has(first) || /\.(ts|mjs|yaml)$/.test(word) : top.has(word) && word.includes('.');
}

/** What a reader can follow: `[text](target)` that is no web address and no anchor in the same page. */
function linksIn(text: string): string[] {
  return [...text.matchAll(/\]\(([^)\s#]+)[^)]*\)/g)].map(([, target = '']) => target).filter((t) => !/^\w+:/.test(t));
}

test('every path, link and script that a document names exists', () => {
  const faults: string[] = [];
  let paths = 0;
  let runs = 0;
  for (const document of documents()) {
    const text = readFileSync(path.join(root, document), 'utf8');
    for (const named of pathsNamedIn(text)) {
      paths++;
      // Build output is there only after a build, pictures of failures only after a failure.
      if (named.startsWith('dist/')) continue;
      if (![root, path.dirname(path.join(root, document))].some((base) => existsSync(path.join(base, named))))
        faults.push(`${document} names ${named}, which does not exist`);
    }
    for (const link of linksIn(text))
      if (!existsSync(path.resolve(root, path.dirname(document), link)))
        faults.push(`${document} links to ${link}, which does not exist`);
    for (const [, script = ''] of text.matchAll(/\bnpm run ([\w:-]+)/g)) {
      runs++;
      if (!(script in scripts))
        faults.push(`${document} names \`npm run ${script}\`, which package.json does not have`);
    }
  }
  assert.ok(
    documents().includes('README.md') && documents().includes('CONTRIBUTING.md'),
    'README or CONTRIBUTING is missing',
  );
  assert.ok(paths > 10 && runs > 3, `only ${paths} paths and ${runs} scripts were found: the documents were not read`);
  assert.deepEqual(faults, []);
});

test('the check finds what is not there', () => {
  assert.deepEqual(pathsNamedIn('see `engine/nowhere.ts` and `src/gone.ts`'), ['engine/nowhere.ts', 'src/gone.ts']);
  assert.deepEqual(pathsNamedIn('in `engine/clients/<name>.ts`, `rules/*.yaml`'), ['engine/clients/', 'rules/']);
  assert.deepEqual(pathsNamedIn('`~/.oktsec/config.yaml`, `/etc/x`, `a/b`, `allow`'), []);
});
