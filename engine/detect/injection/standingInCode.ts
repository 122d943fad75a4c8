// Code, settings and changelogs are full of the words of orders: as parts of names, as keys and as options.

import { OF_A_NAME } from './shares.ts';

/** The number of a change, as a changelog links it. */
const CHANGE_LINK = /\(?\[(?:#\d+|[0-9a-f]{7,40})\]\(https?$/i;
/** Words of a command with its options: what a command does is judged as one. */
const COMMAND_OPTION = /\s--?[a-z][\w-]*(?=[\s=])/i;
/** A method of HTTP, or a key that is given a value, has the name of a verb. */
const METHOD = /(?:-X|--request|\bmethod['"]?\s?[:=])\s?['"]?$/;
const KEY = /^[\w-]{1,30}(?:\s?=|['"]?\s?:\s?(?:['"`[{(]|[A-Z]\w*[<[),;|]))/;
/** `upload_files`, `login-user-name`, `--submit`. */
const JOINED_BEFORE = /[\w-]{2}[_-]$|(?:^|\s)--?$/;
const JOINED_AFTER = /^[a-z]{1,20}[_-][a-z]/i;
const NAME_START = /[\w-]{0,60}$/;
const NAME_END = /^[\w-]{0,60}/;
const NAMED_PERSON = /[\w$-]user|user[_-]\w/i;
const PERSON = /(?<![\w$-])users?(?![\w-])/i;

/** What may be a name as a whole: `secret.Copy(`, `LIST_SYSTEM_PROMPT`, and a threat only where the name goes on. */
const WHOLE_NAME: ReadonlySet<string> = new Set(['coerce', 'conceal', 'reveal']);
const CONSTANT = /^[A-Z\d]+(?:_[A-Z\d]+)+$/;
const METHOD_NAME = /^[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)+$/;
const TO_READER = /(?:^|_)YOUR(?:_|$)/;
/** `check_send_auth_token`, `tokens.push(`, `['GET', 'POST']`. */
const SNAKE_NAME = /^[a-z]+(?:_[a-z]+){1,3}$/;
const METHOD_CALL = /^(?:[\w\])]\.push\s?\(|.?['"`][A-Z]+['"`])/;
const MUCH_OF_A_NAME = 12;

const DEEDS: ReadonlySet<string> = new Set(
  'override reveal act exfil disarm conceal sleeper pay grant persona authority trust coerce'.split(' '),
);

/** The share of its weight that a phrase keeps where its verb, or the person it waits for, is part of code. */
export function standingInCode(text: string, group: string, start: number, end: number, verb: number): number {
  if (!DEEDS.has(group)) return 1;
  let share = 1;
  if (group === 'exfil') {
    const phrase = text.slice(start, end);
    if (CHANGE_LINK.test(phrase) || COMMAND_OPTION.test(phrase) || SNAKE_NAME.test(phrase)) share *= OF_A_NAME;
    if (METHOD_CALL.test(text.slice(Math.max(0, verb - 2), verb + 40))) share *= OF_A_NAME;
  }
  if (group === 'sleeper') {
    const phrase = text.slice(start, end + 1);
    if (NAMED_PERSON.test(phrase) && !PERSON.test(phrase)) share *= OF_A_NAME;
  }
  if (WHOLE_NAME.has(group) && isName(text, group, start, end)) return share * OF_A_NAME;
  const isKey = METHOD.test(text.slice(Math.max(0, verb - 20), verb)) || KEY.test(text.slice(verb, verb + 40));
  return isKey || isInName(text, start, end, verb) ? share * OF_A_NAME : share;
}

function isName(text: string, group: string, start: number, end: number): boolean {
  const phrase = text.slice(start, end);
  if (METHOD_NAME.test(phrase)) return text[end] === '(';
  if (!CONSTANT.test(phrase)) return false;
  if (group === 'reveal') return !TO_READER.test(phrase);
  const before = NAME_START.exec(text.slice(Math.max(0, start - 60), start))?.[0] ?? '';
  const after = NAME_END.exec(text.slice(end, end + 60))?.[0] ?? '';
  return before.length + after.length >= MUCH_OF_A_NAME;
}

/** Does the word belong to a name that the rest of the phrase has no part in? */
function isInName(text: string, start: number, end: number, verb: number): boolean {
  const before = text.slice(Math.max(0, verb - 60), verb);
  const after = text.slice(verb, verb + 60);
  if (!JOINED_BEFORE.test(before) && !JOINED_AFTER.test(after)) return false;
  const from = verb - (NAME_START.exec(before)?.[0].length ?? 0);
  const to = verb + (NAME_END.exec(after)?.[0].length ?? 0);
  return start < from || end > to;
}
