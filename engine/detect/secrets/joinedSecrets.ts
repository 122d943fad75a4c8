import type { Budget } from '../budget.ts';
import { findSecrets, type SecretMatch } from './findSecrets.ts';

const JOINS = /["']\s?\+\s?["']/;
const JOINT = /["']\s?\+\s?["']/g;
/** Literals that a program puts together, without blanks in them: `'AKIA' + 'IOSF' + '...'`. */
const RUN = /["'][\w+/=.~-]{2,80}["'](?:\s?\+\s?["'][\w+/=.~-]{2,80}["']){1,8}/g;
/** No secret is shorter. */
const SHORTEST = 20;
const MAX_RUNS = 40;

/** Secrets that a program spells in pieces, so that nobody who looks for one sees it. */
export function joinedSecrets(text: string, budget: Budget): readonly SecretMatch[] {
  if (!JOINS.test(text)) return NONE;
  const found: SecretMatch[] = [];
  let runs = 0;
  for (const { 0: run, index } of text.matchAll(RUN)) {
    const joined = run.replace(JOINT, '');
    if (joined.length < SHORTEST) continue;
    if (++runs > MAX_RUNS || budget.spent()) break;
    const named = text.slice(Math.max(text.lastIndexOf('\n', index) + 1, index - 80), index);
    const [secret] = findSecrets(`${named}${joined}`, budget);
    if (secret) found.push({ ...secret, start: index, end: index + run.length });
  }
  return found;
}

const NONE: readonly SecretMatch[] = [];
