import { destinationOf, isNobodys } from '../net/classifyHost.ts';
import type { Language } from './language.ts';
import type { Program } from './program.ts';

/** What only the person and a few programs that they chose may read on a phone. */
interface Store {
  /** A name that the program speaks of it by. */
  readonly name: RegExp;
  /** May a program of its maker's own send it home? Contacts are synchronised that way, messages with codes are not. */
  readonly synced: boolean;
}

const STORES: Readonly<Partial<Record<Language, readonly Store[]>>> = {
  jvm: [
    { name: /^(?:getMessagesFromIntent|createFromPdu)$/, synced: false },
    { name: /^content:\/\/(?:sms|mms)/, synced: false },
    { name: /^(?:ContactsContract|CallLog)$/, synced: true },
  ],
  swift: [{ name: /^(?:CNContactStore|CNContactFetchRequest)$/, synced: true }],
};
const REQUESTS =
  /(?:^|\.)(?:newCall|openConnection|HttpPost|StringRequest|JsonObjectRequest|openStream|Socket|DatagramSocket|sendTextMessage|dataTask|uploadTask|post|request)$/;

/** Messages, contacts or the clipboard of a phone go to another machine. */
export function phoneDataSent(program: Program, language: Language): number | undefined {
  const stores = STORES[language];
  if (!stores) return undefined;
  const sends = program.calls.find(({ callee }) => REQUESTS.test(callee.replace(/\(\)$/, '')));
  if (!sends) return undefined;
  const known = program.tokens.findIndex(
    ({ kind, text }) => kind !== 'op' && stores.some(({ name, synced }) => !synced && name.test(text)),
  );
  if (known >= 0 && goesAbroad(program, () => true)) return known;
  const synced = program.tokens.findIndex(
    ({ kind, text }) => kind === 'word' && stores.some((store) => store.synced && store.name.test(text)),
  );
  if (synced >= 0 && reads(program) && goesAbroad(program, isDrop)) return synced;
  return language === 'swift' ? watchedClipboard(program) : undefined;
}

/** Every few seconds the clipboard is read, whoever copied what. */
function watchedClipboard(program: Program): number | undefined {
  const repeats = program.calls.some(({ callee }) => /^Timer(?:\.scheduledTimer|\.publish)?$/.test(callee));
  const at = program.tokens.findIndex(({ text }) => text === 'UIPasteboard' || text === 'NSPasteboard');
  return repeats && at >= 0 && goesAbroad(program, () => true) ? at : undefined;
}

const reads = ({ calls }: Program): boolean =>
  calls.some(({ callee }) => /(?:^|\.)(?:query|enumerateContacts|unifiedContacts)$/.test(callee));

function goesAbroad(program: Program, counts: (url: string) => boolean): boolean {
  return program.tokens.some(
    ({ kind, text }) => kind === 'string' && /^(?:https?|wss?):\/\//i.test(text) && isFar(text) && counts(text),
  );
}

function isFar(url: string): boolean {
  const destination = destinationOf(url);
  return destination !== undefined && isNobodys(destination);
}

/** Nobody's service has no name, or no encryption. */
function isDrop(url: string): boolean {
  return /^http:/i.test(url) || destinationOf(url)?.classes.has('raw-ip') === true;
}
