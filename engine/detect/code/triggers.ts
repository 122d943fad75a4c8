import { UNLIMITED, type Budget } from '../budget.ts';
import { searchSecrets } from '../secrets/findSecrets.ts';
import type { Language } from './language.ts';
import { ALONE, FILES, GETS, HARM, HOLDS, RUNS, SENDS } from './triggerWords.ts';

/** Can this text do anything that counts, if it is a program? Most programs cannot, and are not read any further. */
export function acts(text: string, language?: Language, budget: Budget = UNLIMITED): boolean {
  const seen = searchSecrets(text, budget).triggers;
  if (language === 'shell' || language === 'batch') return (seen & (HARM | GETS | HOLDS | ALONE)) !== 0;
  const has = (...all: number[]) => all.every((each) => (seen & each) !== 0);
  return seen !== 0 && (has(ALONE) || has(RUNS, GETS) || has(RUNS, HARM) || has(SENDS, HOLDS) || has(FILES, HARM));
}
