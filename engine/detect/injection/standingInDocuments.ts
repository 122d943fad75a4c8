// Manuals, guidelines, release notes and comments say what things do and for what, in the words that orders are made of.

import { DESCRIBED } from './shares.ts';

/** "If a host does not show up in the list": a case, and nothing that somebody is to see to. */
const CASE = /\b(?:if|when|why|whether)\s(?:[\w-]{1,20}\s){1,6}(?:does|did|do)\s(?:not\s)?$/i;
const SHOWS_UP = /^(?:(?:does|did|do)\s)?not\sshow\sup\b/i;
/** "The user does not need to know which engine it is": what a manual leaves out. What was done is another thing. */
const NEEDS_NOT_KNOW = /\bneed\sto\sknow$/i;
const KNOWN_DETAIL =
  /^\s(?:which|how|whether|where)\b(?![^.\n]{0,60}\b(?:you|we|i|this|were|was|been|have|has|had|did|got)\b)/i;
/** "Moves the branch, to pretend that you forked it": a purpose, which an order has not. */
const ASIDE_PURPOSE = /(?:[,;]|\bin order|\bso as)\s+to\s+$/i;

/** "A second `tags` directive will override the previously defined ones": of one among many, and about no orders. */
const ONE_OF_MANY =
  /\b(?:an?|any|each|every|another|additional|second|later)\s(?:[^.!?\n]{0,40}\s)?(?:messages?|prompts?|rules?|text|directives?)\s(?:will|would|can|could|may|might)\s$/i;
const ORDER_WORD =
  /\b(?:\w{0,3}nstruc\w{1,9}|prompts?|directives?|guidelines?|rules?|orders|training|everything|all)\b/i;
/** The mark of unfinished work is a word for all in other languages. */
const TODO_MARK = /\bTODO\b/;
const WHICH_ORDERS =
  /\b(?:previous\w*|prior|earlier|above|preceding|former|past|all|any|every|your|these|those|existing|original|initial|current)\b/i;

/** "Trusted users", "users whom you would not trust": those whom a manual speaks of, and no assurance. */
const TRUSTED_PARTY = /^\s+(?:users?|hosts?|networks?|clients?|prox(?:y|ies)|certificates?|keys?|domains?|peers?)\b/i;
const WOULD_NOT = /\b(?:you|they|we)\s(?:would|do|can|could)(?:\snot|n['\u2019]t)\s$/i;
/** "Recreate the cache directory if it was deleted": what a program puts back, and not a text itself. */
const PUT_BACK =
  /^re-?creates?\b[^.\n]{0,30}\b(?:dir|director(?:y|ies)|folders?|tables?|index(?:es)?|caches?|volumes?|sockets?|containers?|symlinks?|networks?)\b/i;
const TEXT_ITSELF = /\b(?:this|these|yourself|itself|rules?|memor(?:y|ies)|instructions?|notes?|prompts?)\b/i;
const COMMENTED_PURPOSE = /(?:(?:^|[.\n])[\s#/*;-]*|\bhow\s)to\s$/i;
const TO_READER = /\b(?:yourself|itself|your|me|us)\b/i;
/** "The worker is run as root by default". */
const IS_RUN = /\b(?:is|are|was|were|gets)\s(?:\w{2,12}ly\s)?$/i;
const ABLE = /\b(?<!\byou\s)(?:are|is|was|were)\sable\sto\b[^.!?]{0,90}$/i;
const PLAIN_NOUN =
  /^(?:unrestricted|unlimited|unfiltered)\s(?:arguments?|parameters?|options?|inputs?|values?|sizes?|lengths?|columns?)\b/i;
const SETTING_REPORT = /^(?:report|dump|list|copy)\s[^]*\bsystem\s+configuration$/i;
const ARTICLE = /\b(?:an?|the)\s$/i;
/** An option that a manual or a program's help tells of: `\-\-skip\-verification`, or one at the start of a line. */
const TROFF_NAME = /^[^\s]*\\-[^\s]*$/;
const HELP_LINE = /(?:^|\n)[ \t]{1,12}(?:-\w,[ \t])?--[\w-]{0,56}$/;
const TROFF_ITEM = /\n\.(?:IP|TP|HP|It)\b[^\n]{0,80}\n(?:\\fB[^\n]{1,80}\n)?$/;
const UNDER_OPTION = /(?:^|\n)[ \t]{1,12}(?:-\w,[ \t])?--[\w-]{2,56}(?:[ =]\S{1,20})?[ \t]*\n[ \t]{2,30}$/;

/** The share of its weight that a phrase keeps where a document tells of what it names. */
export function standingInDocuments(text: string, group: string, start: number, end: number, verb: number): number {
  const before = (from: number, length: number) => text.slice(Math.max(0, from - length), from);
  switch (group) {
    case 'conceal': {
      const phrase = text.slice(start, end);
      if (SHOWS_UP.test(phrase) && CASE.test(before(start, 90))) return DESCRIBED;
      if (NEEDS_NOT_KNOW.test(phrase) && KNOWN_DETAIL.test(text.slice(end, end + 80))) return DESCRIBED;
      return /^pretend\b/i.test(phrase) && ASIDE_PURPOSE.test(before(start, 30)) ? DESCRIBED : 1;
    }
    case 'override': {
      if (TROFF_ITEM.test(before(verb, 180)) || UNDER_OPTION.test(before(verb, 120))) return DESCRIBED;
      const deed = text.slice(verb, end);
      if (ONE_OF_MANY.test(before(verb, 90)) && !ORDER_WORD.test(deed)) return DESCRIBED;
      const mark = TODO_MARK.exec(text.slice(start, end));
      return mark && !WHICH_ORDERS.test(text.slice(start + mark.index + 4, end)) ? DESCRIBED : 1;
    }
    case 'disarm':
      return TROFF_NAME.test(text.slice(start, end)) ||
        (!/\s/.test(text.slice(start, end)) && HELP_LINE.test(before(start, 80)))
        ? DESCRIBED
        : 1;
    case 'trust':
      return (/^trusted$/i.test(text.slice(start, end)) && TRUSTED_PARTY.test(text.slice(end, end + 20))) ||
        WOULD_NOT.test(before(start, 24))
        ? DESCRIBED
        : 1;
    case 'persist': {
      const phrase = text.slice(start, end);
      return PUT_BACK.test(phrase) && !TEXT_ITSELF.test(phrase) ? DESCRIBED : 1;
    }
    case 'grant':
      return COMMENTED_PURPOSE.test(before(verb, 30)) && !TO_READER.test(text.slice(start, end)) ? DESCRIBED : 1;
    case 'act':
      return /^run\sas\b/i.test(text.slice(start, start + 8)) && IS_RUN.test(before(start, 24)) ? DESCRIBED : 1;
    case 'foreign':
      return ABLE.test(before(start, 130)) ? DESCRIBED : 1;
    case 'persona':
      return PLAIN_NOUN.test(text.slice(start, start + 30)) ? DESCRIBED : 1;
    case 'reveal':
      return SETTING_REPORT.test(text.slice(start, end)) && ARTICLE.test(before(start, 6)) ? DESCRIBED : 1;
    default:
      return 1;
  }
}
