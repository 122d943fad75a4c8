/**
 * `npm run docs`: writes the generated pages of `docs/`. `npm run docs -- evasion` also measures anew what evasion leaves of
 * the rules, `npm run docs -- pictures` takes over the pictures that the editor tests made last (`npm run test:editor`).
 */
import { copyFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { configReference } from '../engine/config/reference.ts';
import { clientTable } from './clientTable.ts';
import { artifact } from './editor/editor.ts';
import { coverageReport } from './coverage/coverage.ts';
import { evasionReport } from './evasion/survivalReport.ts';
import { ruleReference } from './ruleReference.ts';

const PAGES: Readonly<Record<string, () => string>> = {
  'clients.md': clientTable,
  'configuration.md': configReference,
  'coverage.md': coverageReport,
  'rules.md': ruleReference,
};
const PICTURES = ['held-call.png', 'timeline.png'];
const docs = path.resolve(import.meta.dirname, '../docs');

for (const [page, write] of Object.entries(PAGES)) writeFileSync(path.join(docs, page), write());
console.log(`Wrote ${Object.keys(PAGES).join(', ')}.`);
if (process.argv.includes('evasion')) writeFileSync(path.join(docs, 'evasion.md'), evasionReport());

if (process.argv.includes('pictures')) {
  mkdirSync(path.join(docs, 'images'), { recursive: true });
  for (const picture of PICTURES) {
    const made = artifact(picture);
    if (!existsSync(made)) throw new Error(`${made} is missing: make the pictures with npm run test:editor.`);
    copyFileSync(made, path.join(docs, 'images', picture));
  }
  console.log(`Took over ${PICTURES.join(', ')}.`);
}
