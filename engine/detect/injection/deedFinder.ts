import { DEED_FRAMES, PASSIVE_DEED, SHORT_DEEDS, STRANGERS_FRAMES, type DeedFrame } from './graveDeeds.ts';
import { GAP } from './signalRow.ts';
import { isMentioned } from './standing.ts';

/** Where a deed ends with its sentence, its cell or its item. */
const END = /[.!?;]["')\u201d]?(?:\s|$)|\n\s{0,8}(?:[-*#|>\n]|\d{1,2}[.)]\s)/g;
/** So far behind its verb a deed is told. */
const REACH = 180;

export function wordPattern(sources: readonly string[], flags: string): RegExp {
  return new RegExp(sources.map((source) => source.replaceAll('_', GAP)).join('|'), flags);
}

const FRAMES = DEED_FRAMES.map(compileFrame);
const ALL_FRAMES = [...FRAMES, ...STRANGERS_FRAMES.map(compileFrame)];
const SHORT = wordPattern(SHORT_DEEDS, 'gi');
const PASSIVE = wordPattern([PASSIVE_DEED.verb], 'gi');
const PASSIVE_PARTS = PASSIVE_DEED.parts.map((part) => wordPattern([part], 'i'));

function compileFrame({ verb, parts }: DeedFrame): { readonly verb: RegExp; readonly parts: readonly RegExp[] } {
  return {
    verb: wordPattern([`(?<![\\w./-])${verb}(?![\\w-])`], 'gi'),
    parts: parts.map((part) => wordPattern([part], 'i')),
  };
}

/** Said of others, of what may be, or forbidden. */
const NO_ORDER =
  /\b(?:can|could|may|might|would|will|cannot|can.?t|able to|allowed to|ability to|want(?:s|ed)? to|whether to|how to|used to|we|they|it|he|she|i|who|which|that|not|not to|never to|never|don.?t|mustn.?t|avoid|refuse to|help(?:s|ing)? (?:you |users? |them )?(?:to )?|lets? \w+|allow(?:s|ing)? \w+(?: \w+)? to|users? to|you to)\s+(?:ever\s+|also\s+|simply\s+|then\s+|just\s+|directly\s+)?$/i;
/** "A mail told the model to", "tricks an agent into": what others do. */
const TOLD_OF =
  /\b(?:(?:told|asked|tricked|made|got|caused|led|instructed|ordered|persuaded|convinced|had|let)|(?:tell|ask|trick|make|cause|lead|persuade|coerce)s?\s(?:an?|the)\s(?:ai\s)?(?:model|agent|assistant|llm|chatbot))\s(?:[\w.-]{1,20}\s){0,3}(?:in)?(?:to\s)?$/i;
/** A condition under which somebody is not to follow: "if an issue asks you to". */
const CASE =
  /\b(?:if|when|whenever|in case)\s(?:[\w'-]{1,20}\s){1,5}(?:asks?|tells?|wants?|instructs?|requests?)\s(?:[\w'-]{1,20}\s){0,2}to\s$/i;

/** "A mail asked", "the report": a thing, and no verb. */
const NOUN = /\b(?:an?|the|this|that|each|every|your|our|my|his|her|their|its|any|some|no)\s+$/i;
/** What is named by its quality is meant to stand behind an article: "the new IBAN". */
const QUALITY = /^(?:correct|new|valid|updated)$/i;
/** "It would be lovely if you could": asked, however softly. */
const POLITE =
  /\b(?:lovely|nice|great|grateful|appreciat\w{1,4}|kind|glad|happy|thankful|wonderful|love|like it|sweet|favou?r)\b[^.!?\n]{0,40}\b(?:if|when)\s(?:you|it|they|the\s\w{2,12})\s(?:could|would|might|can)\s+(?:also\s|please\s|just\s|kindly\s)?$/i;

/** "Have it open the door". */
const HAVE_IT = /\b(?:have|make)\s(?:it|them|him|her|your\s\w{2,12})\s$/i;

/** "The maintainer wants you to": the order of somebody else, unless it is a case. */
const WANTS_YOU = /\b(?:wants?|needs?|expects?|requires?|begs?|orders?|instructs?)\syou\sto\s$/i;
const IN_A_CASE = /\b(?:if|when|whenever|unless|in case|whether|what)\b[^.!?\n]{0,40}$/i;

/** Is what comes behind such words told to be done? */
export function isOrdered(before: string): boolean {
  return (
    !NO_ORDER.test(before) ||
    POLITE.test(before) ||
    HAVE_IT.test(before) ||
    (WANTS_YOU.test(before) && !IN_A_CASE.test(before))
  );
}

/** Where the text has a grave deed done, between two places; `strangers` if whoever wrote it has nothing to ask for. */
export function graveDeed(
  text: string,
  from: number,
  to: number,
  strangers: boolean,
): readonly [number, number] | undefined {
  const window = text.slice(from, to);
  for (const { verb, parts } of strangers ? ALL_FRAMES : FRAMES) {
    for (const { index, 0: word } of window.matchAll(verb)) {
      const rest = restOfSentence(window, index + word.length);
      if (
        parts.every((part) => part.test(rest)) &&
        (QUALITY.test(word) || !NOUN.test(window.slice(Math.max(0, index - 8), index))) &&
        isMeant(text, from + index, from + index + word.length + rest.length)
      )
        return [from + index, from + index + word.length + rest.length];
    }
  }
  for (const { index, 0: words } of window.matchAll(PASSIVE)) {
    const sentence = sentenceAround(window, index);
    const [start, end] = [from + index, from + index + words.length];
    if (PASSIVE_PARTS.every((part) => part.test(sentence)) && isMeant(text, start, end)) return [start, end];
  }
  for (const { index, 0: words } of strangers ? window.matchAll(SHORT) : []) {
    const [start, end] = [from + index, from + index + words.length];
    if (isMeant(text, start, end)) return [start, end];
  }
  return undefined;
}

/** What follows a verb, to the end of its sentence. */
function restOfSentence(window: string, verbEnd: number): string {
  END.lastIndex = verbEnd;
  const end = END.exec(window)?.index ?? window.length;
  return window.slice(verbEnd, Math.min(end, verbEnd + REACH));
}

function sentenceAround(window: string, at: number): string {
  const before = window.slice(Math.max(0, at - REACH), at);
  const stop = Math.max(before.lastIndexOf('. '), before.lastIndexOf('\n\n'), -1);
  return before.slice(stop + 1) + restOfSentence(window, at);
}

function isMeant(text: string, verb: number, end: number): boolean {
  const before = text.slice(Math.max(0, verb - 70), verb);
  return isOrdered(before) && !TOLD_OF.test(before) && !CASE.test(before) && !isMentioned(text, verb, end);
}
