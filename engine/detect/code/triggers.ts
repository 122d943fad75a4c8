import { UNLIMITED, type Budget } from '../budget.ts';
import { searchSecrets } from '../secrets/findSecrets.ts';
import type { Language } from './language.ts';
import { ALONE, FILES, GETS, HARM, HOLDS, RUNS, SENDS } from './triggerWords.ts';

/** Where a command begins, a name with quotes, escapes or expansions inside: none of the words has to stand there as it is. */
const SPLIT_NAME =
  /(?:^|[|;&({`])[ \t]*(?:[\w./-]+(?:["'][\w"'\\]|\\\n?\w|\$(?:[@*]|\(\)|\{\w*\})\w)|\$["'][\w\\]+["']|\$\{\w+\}[\w$]|\\[a-z])/m;

/** Can this text do anything that counts, if it is a program? Most programs cannot, and are not read any further. */
export function acts(text: string, language?: Language, budget: Budget = UNLIMITED): boolean {
  const seen = searchSecrets(text, budget).triggers;
  if (language === 'shell' || language === 'batch')
    return (seen & (HARM | GETS | HOLDS | ALONE)) !== 0 || (language === 'shell' && SPLIT_NAME.test(text));
  const has = (...all: number[]) => all.every((each) => (seen & each) !== 0);
  return seen !== 0 && (has(ALONE) || has(RUNS, GETS) || has(RUNS, HARM) || has(SENDS, HOLDS) || has(FILES, HARM));
}
