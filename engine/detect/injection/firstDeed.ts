/**
 * The first thing that a text says to the program it turned to. Work on code and texts is asked of programs all the time;
 * what is decided, granted, published or passed over is asked by whoever has no right to it.
 */
const MANNER = '(?:(?:please|kindly|also|now|then|first|always|just|henceforth|you |they |it )\\s?,?\\s?){0,3}';
const CONDITION = '(?:(?:when|once|if|after|before|in (?:future|all|every|any))\\b[^.,:!?\\n]{3,50},?\\s?)?';
const OBLIGATION =
  '(?:(?:must|shall|should|have to|has to|need to|(?:is|are) (?:kindly )?(?:asked|requested|required|instructed|expected) to)\\s)?(?:always |also |now )?';
/** One clause with a condition: several would be tried in every way to part them. */
const LEAD = `\\W{0,3}(?:[^.:!?\\n]{0,40}:\\s)?${MANNER}${CONDITION}${MANNER}${OBLIGATION}`;
const DECIDES =
  '(?:white-?list|allow-?list|black-?list|unsubscribe|disregard|ignore the|publish|issue (?:the|an?) (?:credit|refund|voucher|certificate|ticket)|refund|waive|pay out|mark (?:the|this|every|all) (?:\\w{2,14} ){0,2}as|promote|demote|mute|silence|suppress|overwrite|revoke|disconnect|unlock|decline|reject every|endorse|praise|impersonate|pretend|claim|mention that (?:it|he|she|they|we|the)|hide|omit|exclude|conceal|ban|wire|rename the \\w{2,14} (?:policy|role|group)|restart (?:the|every) [^.\\n]{2,50}--no-|lower the (?:\\w{2,14} ){0,3}(?:limit|threshold|score|price|rating|priority)|raise the (?:\\w{2,14} ){0,3}(?:limit|score|price|rating)|always import|do not (?:deduct|penali[sz]e|criticise|criticize|downgrade)|[^.\\n]{3,40} deserves (?:full|top|the (?:best|highest)))\\b';
const FIRST = new RegExp(`^${LEAD}${DECIDES}`, 'i');

/** From where the address ends to the end of the deed, if it is one. */
export function firstDeed(text: string): number | undefined {
  return FIRST.exec(text)?.[0].length;
}
