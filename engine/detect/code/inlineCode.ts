import type { ShellFacts } from '../shell/shellFacts.ts';
import { codeBehaviours } from './behaviours.ts';
import type { Behaviour } from './behaviour.ts';
import { languageRun } from './language.ts';
import { acts } from './triggers.ts';

/** What the programs would do that a command spells itself: `node -e '...'`, a here document for `python`. */
export function inlineBehaviours({ code, workspace }: ShellFacts): readonly Behaviour[] {
  return code.flatMap(({ text, program, span }) => {
    const language = languageRun(program, text);
    if (language === undefined || language === 'shell' || !acts(text, language)) return [];
    return codeBehaviours(text, language, workspace).map((each) => ({ ...each, span }));
  });
}
