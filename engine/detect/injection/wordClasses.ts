/** What a word can be to an order that is meant to steer whoever reads it. */
export const WORD_CLASSES = [
  /** ignore, disregard */
  'drop',
  /** verbs that drop many other things too: cancel, abandon */
  'leave',
  /** instructions, guidelines, prompts */
  'orders',
  /** words for orders that mean much else: rules, context */
  'terms',
  /** what you were told */
  'told',
  /** previous, above, so far */
  'prior',
  /** all, existing, these */
  'all',
  'your',
  /** new, real, actual */
  'new',
  /** no longer apply, void, superseded */
  'void',
  /** follow, obey, comply with */
  'follow',
  /** show, print, repeat, translate */
  'reveal',
  /** system prompt, hidden instructions */
  'prompt',
  /** tell, inform, mention */
  'tell',
  /** user, human, anyone */
  'person',
  /** not, never, without */
  'not',
  /** secretly, without their knowledge */
  'secretly',
  /** without asking, without confirmation */
  'unasked',
  /** a whole order to keep silent */
  'conceal',
  'send',
  /** verbs that bring data along among much else: append, include, fetch */
  'carry',
  /** a place outside: webhook, attacker, an address */
  'outside',
  'secret',
  /** conversation, files, records */
  'data',
  'read',
  'run',
  /** command, script, tool */
  'program',
  'destroy',
  /** disable, skip, bypass */
  'disable',
  /** safety, approval, logging */
  'safety',
  /** assistant, model, agent */
  'agent',
  /** other agents, every agent */
  'agents',
  'authority',
  'urgent',
  /** you are now, act as, pretend */
  'become',
  /** unrestricted, uncensored */
  'unbound',
  /** when, once, the next time */
  'when',
  /** remember, store in memory */
  'remember',
  /** always, in the future, permanently */
  'always',
  /** other people's, another tenant's */
  'foreign',
  /** verbs with no honest meaning for data */
  'steal',
  'pay',
  'money',
  'grant',
  /** admin rights, root access */
  'rights',
  'trust',
  /** threats and rewards to the reader */
  'coerce',
  /** forward this message, repeat this */
  'relay',
  /** words of texts about attacks, of questions and explanations */
  'about',
  /** a word that makes a verb an order: must, please, now, you should */
  'must',
  /** decode, unscramble, join */
  'assemble',
  /** base64, rot13, backwards */
  'encoded',
  /** pretext: test, simulation, exercise, already approved */
  'pretext',
  /** write, create, save, append */
  'write',
  /** memory and instruction files of agents */
  'agent-file',
  /** recommend, rate, approve */
  'favour',
  /** answer only with, begin your answer with */
  'canned',
  /** regardless of, no matter what */
  'regardless',
  /** autonomously, in the background */
  'alone',
  /** places where anyone may have written: mail, pages, tickets */
  'source',
  /** what a reader was given to work on */
  'material',
  /** expressions that hold a telling word and mean something harmless */
  'plain',
  /** not to tell, without mentioning: in languages where that is a word or two */
  'silence',
  /** word for word */
  'verbatim',
  /** goes on with a reader's task, or speaks for its user */
  'posed',
  /** whom money and goods go to */
  'payee',
  /** change, replace: for what is somebody's own */
  'change',
] as const;
export type WordClass = (typeof WORD_CLASSES)[number];

/** Words of one class, parted by bars; see `wordIndex.ts` for `*`. */
export type LexiconRow = readonly [wordClass: WordClass, words: string];
