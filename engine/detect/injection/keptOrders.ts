import { graveDeed, wordPattern } from './deedFinder.ts';

/**
 * What a memory keeps is read back by every later session as if it were known. A taste, a name or a way of working may stand
 * there; a consent given in advance, trust in strangers and silence are orders.
 */
const KEPT = wordPattern(
  [
    '\\b(?:approve|accept|allow|confirm|authori[sz]e)s?_(?:all|every|any|each|them)\\b',
    '\\b(?:carry_out|do|follow|obey|execute|perform)s?_(?:exactly_)?(?:what|whatever|everything|anything)_(?:it|they|he|she|that|is)_(?:asks?|says?|tells?|wants?|requests?|demands?|written)\\b',
    '\\b(?:scanners?|anti-?virus|firewall|sandbox|hooks?|guard_?rails?|monitor(?:ing)?|approvals?|2fa|mfa)\\b[^.\\n]{0,50}\\b(?:switch|turn|take)_(?:it|them)_(?:off|down|out)\\b',
    '\\b(?:are|is|comes?|counts?)_(?:as_)?(?:if_)?from_the_(?:user|owner|operator)_(?:himself|herself|themselves|personally)\\b',
    '\\b(?:every|each|all|any)_(?:\\w{2,12}_){0,3}(?:commits?|e?-?mails?|messages?|files?|invoices?|summar(?:y|ies)|answers?|repl(?:y|ies)|documents?)\\b[^.\\n]{0,80}(?:git@|https?:|[\\w.+-]{1,40}@[\\w-]{1,40}\\.)[^\\n]{0,80}\\b(?:without|do_not|never|quietly|silently|secretly)\\b',
    '\\bnever_(?:asks?|needs?|wants?|requires?)_(?:for_)?(?:an?y?_)?(?:confirmation|approval|permission|consent)s?\\b[^.\\n]{0,40}\\b(?:payments?|purchases?|transfers?|delet\\w{2,4}|push\\w{0,3}|deploy\\w{0,6}|refunds?|bookings?)\\b',
    '\\b(?:do_not|don_?t|never)_(?:report|mention|tell|disclose)_(?:that|it|this|them|anyone|anybody|the_user)\\b(?!_(?:whether|if|when|how))',
  ],
  'i',
);
const LONGEST = 20_000;

/** Where a text that is put into a memory orders something. */
export function keptOrder(text: string): readonly [number, number] | undefined {
  const read = text.slice(0, LONGEST);
  const found = KEPT.exec(read);
  return found ? [found.index, found.index + found[0].length] : graveDeed(read, 0, read.length, false);
}
