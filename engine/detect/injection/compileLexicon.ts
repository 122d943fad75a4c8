import { compileWords, type WordTables } from '../text/wordTables.ts';
import { ACROSS_LANGUAGES } from './lexicon/acrossLanguages.ts';
import { ENGLISH } from './lexicon/english.ts';
import { FURTHER_LANGUAGES } from './lexicon/furtherLanguages.ts';
import { GERMANIC } from './lexicon/germanic.ts';
import { MORE_LATIN } from './lexicon/moreLatin.ts';
import { OTHER_LANGUAGES } from './lexicon/otherScripts.ts';
import { READERS } from './lexicon/readers.ts';
import { ROMANCE } from './lexicon/romance.ts';
import { WORD_CLASSES } from './wordClasses.ts';

/** The words that orders are made of, in all languages. */
export function compileLexicon(): WordTables {
  const rows = [
    ...ENGLISH,
    ...ROMANCE,
    ...GERMANIC,
    ...MORE_LATIN,
    ...OTHER_LANGUAGES,
    ...ACROSS_LANGUAGES,
    ...FURTHER_LANGUAGES,
    ...READERS,
  ];
  return compileWords(
    rows.flatMap(([name, words]) =>
      words.split('|').flatMap((word) => {
        const text = word.trim();
        return text === '' ? [] : [{ text, class: WORD_CLASSES.indexOf(name) }];
      }),
    ),
  );
}
