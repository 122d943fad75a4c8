/**
 * Values that are secret by the name before them, whatever they look like. For hiding only: as a finding this would be
 * an alarm on half of all configuration files. Every search is bounded, so the time is linear in the text.
 */
const NAMED =
  /(passw(?:or)?d|passwd|passphrase|pwd|secret|token|api[_-]?key|access[_-]?key|private[_-]?key|cookie|authorization)["']?[ \t]{0,8}[:=][ \t]{0,8}/gi;
const WHOLE_LINE = /^(?:cookie|authorization)$/i;
const VALUE = /"(?:[^"\\\n]|\\.){1,512}"|'(?:[^'\\\n]|\\.){1,512}'|[^\s,;&|"'`<>(){}[\]]{1,512}/y;
const LINE = /[^\r\n"']{1,2048}/y;

/** Options and addresses that carry a secret as their value, the value as the only group. */
const CARRIERS: readonly RegExp[] = [
  /(?<=^|\s)--?(?:password|passwd|pass|token|secret|api-key|access-key|auth-token|client-secret)(?:=|[ \t]{1,4})("[^"\n]{1,512}"|'[^'\n]{1,512}'|[^\s"'-][^\s"']{0,511})/gi,
  /\b(?:mysql\w{0,8}|mariadb|sshpass)\b[^\n|;&]{0,200}?\s-p[ \t]?("[^"\n]{1,256}"|'[^'\n]{1,256}'|[^\s'"-][^\s'"]{0,255})/gi,
  /\b(?:curl|wget|http|https)\b[^\n|;&]{0,300}?\s(?:-u|--user)[ =]?["']?[^\s:"'/]{1,100}:([^\s"'/]{1,256})/g,
  /[?&](?:sig|signature|token|access_token|api_?key|key|secret|password|client_secret)=([^&\s"'#]{4,1024})/gi,
];

/** Words that stand where a value would, in types, schemas and documentation. */
const NO_VALUE =
  /^(?:none|null|nil|true|false|undefined|string|str|number|int|bool|boolean|bytes|text|any|unknown|required|optional|yes|no|on|off|\*+|x+|\.{3}|<.*>|your[\w-]*|example[\w-]*|changeme|process\.env.*|os\.environ.*|env\..*)$/i;

interface Span {
  readonly start: number;
  readonly end: number;
}

/** Every search below needs one of these; most texts have none. */
export const NAME_HINTS: readonly string[] =
  'pass|pwd|secret|token|key|cookie|authori|sig=|signature=|-u|mysql|mariadb'.split('|');
const HINT = new RegExp(NAME_HINTS.join('|'), 'i');

/** Hides secrets that only their name gives away. Doing it twice changes nothing more. */
export function hideNamedValues(text: string): string {
  if (!HINT.test(text)) return text;
  const spans = [...namedSpans(text), ...carriedSpans(text)].sort((a, b) => a.start - b.start);
  let out = '';
  let done = 0;
  for (const { start, end } of spans) {
    if (start < done) continue;
    out += `${text.slice(done, start)}[redacted:by-name]`;
    done = end;
  }
  return out + text.slice(done);
}

function* namedSpans(text: string): Generator<Span> {
  for (const match of text.matchAll(NAMED)) {
    const start = match.index + match[0].length;
    const reader = WHOLE_LINE.test(match[1] ?? '') ? LINE : VALUE;
    reader.lastIndex = start;
    const raw = reader.exec(text)?.[0];
    if (raw === undefined) continue;
    const quoted = /^["']/.test(raw);
    const value = quoted ? raw.slice(1, -1) : raw;
    if (!isSecretLike(value, { quoted, assigned: match[0].endsWith('='), next: text.charAt(start + raw.length) }))
      continue;
    yield quoted ? { start: start + 1, end: start + raw.length - 1 } : { start, end: start + raw.length };
  }
}

function isSecretLike(value: string, about: { quoted: boolean; assigned: boolean; next: string }): boolean {
  if (value.length < 4 || value.startsWith('[redacted') || value.startsWith('$') || NO_VALUE.test(value)) return false;
  // An expression: a call, a member, an index.
  if (!about.quoted && /[([]/.test(about.next)) return false;
  // Without quotes a plain identifier is code (`password: Password`), unless it is assigned as shells do.
  return about.quoted || about.assigned || /[^A-Za-z_.]/.test(value);
}

function* carriedSpans(text: string): Generator<Span> {
  for (const carrier of CARRIERS) {
    for (const match of text.matchAll(carrier)) {
      const value = match[1] ?? '';
      if (/^["']?(?:\[redacted|\$)/.test(value) || NO_VALUE.test(value)) continue;
      const start = match.index + match[0].lastIndexOf(value);
      yield { start, end: start + value.length };
    }
  }
}
