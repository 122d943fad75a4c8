/**
 * `npm run docs`: writes what is generated in `docs/`: the reference of the configuration, and the pictures, which the
 * editor tests made last (`npm run test:editor`).
 */
import { copyFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { configReference } from '../engine/config/reference.ts';
import { artifact } from './editor/editor.ts';

const PICTURES = ['held-call.png', 'timeline.png'];
const docs = path.resolve(import.meta.dirname, '../docs');

writeFileSync(path.join(docs, 'configuration.md'), configReference());
mkdirSync(path.join(docs, 'images'), { recursive: true });
for (const picture of PICTURES) {
  const made = artifact(picture);
  if (!existsSync(made)) throw new Error(`${made} is missing: make the pictures with npm run test:editor.`);
  copyFileSync(made, path.join(docs, 'images', picture));
}
console.log(`Wrote docs/configuration.md and ${PICTURES.length} pictures.`);
