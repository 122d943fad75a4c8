/**
 * `npm run docs`: writes what is generated in `docs/`: the references of the configuration and of the rules, and the
 * pictures, which the editor tests made last (`npm run test:editor`). `npm run docs -- rules` writes the rules only.
 */
import { copyFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { configReference } from '../engine/config/reference.ts';
import { artifact } from './editor/editor.ts';
import { ruleReference } from './ruleReference.ts';

const PICTURES = ['held-call.png', 'timeline.png'];
const docs = path.resolve(import.meta.dirname, '../docs');

writeFileSync(path.join(docs, 'rules.md'), ruleReference());
if (process.argv.includes('rules')) process.exit(0);
writeFileSync(path.join(docs, 'configuration.md'), configReference());
mkdirSync(path.join(docs, 'images'), { recursive: true });
for (const picture of PICTURES) {
  const made = artifact(picture);
  if (!existsSync(made)) throw new Error(`${made} is missing: make the pictures with npm run test:editor.`);
  copyFileSync(made, path.join(docs, 'images', picture));
}
console.log(`Wrote docs/rules.md, docs/configuration.md and ${PICTURES.length} pictures.`);
