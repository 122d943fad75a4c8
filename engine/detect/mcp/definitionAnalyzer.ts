import * as z from 'zod';
import type { Field } from '../../protocol/call.ts';
import { oneSlipApart } from '../packages/nameDistance.ts';
import { CONFUSABLES } from '../text/confusables.ts';
import type { Analyzer, Match, ScanInput } from '../types.ts';

const schema = z.strictObject({
  finds: z.enum([
    'suspicious-parameter',
    'look-alike-name',
    'hidden-markup',
    'code-in-schema',
    'contradictory-hint',
    'elicited-secret',
  ]),
});
type Params = z.infer<typeof schema>;

/** What a server says of a tool, over its name, its description and every name and string of its schema. */
export const definitionAnalyzer: Analyzer<Params> = {
  name: 'mcp-definition',
  roles: ['description'],
  schema,
  compile({ finds }) {
    const find = FINDERS[finds];
    return (facts, field) => (facts.input.tool.kind === 'mcp-definition' ? find(field, facts.input) : []);
  },
};

const FINDERS: Readonly<Record<Params['finds'], (field: Field, input: ScanInput) => readonly Match[]>> = {
  'suspicious-parameter': suspiciousParameter,
  'look-alike-name': lookAlikeName,
  'hidden-markup': hiddenMarkup,
  'code-in-schema': codeInSchema,
  'contradictory-hint': contradictoryHint,
  'elicited-secret': elicitedSecret,
};

/** Parameters that exist to carry what a tool was not asked for. */
const CARRIER =
  /^(?:side_?note|scratch_?pad|internal_?(?:notes?|context|reasoning)|full_?(?:context|conversation|history)|(?:conversation|chat)_?(?:history|log|context)|system_?prompt|hidden_?\w*|exfil\w*|all_?(?:messages|tools|secrets|env\w*)|env(?:ironment)?_?(?:dump|vars|variables)|ssh_?(?:key|config)\w*|private_?key|id_?rsa|aws_?(?:secret|credentials)\w*|previous_?(?:tool_?)?(?:calls|results|outputs)|(?:contents?|dump|text|copy)_?of_?(?:the_?)?\w*(?:env|ssh|keys?|secrets?|credentials?|tokens?|passwords?|history|conversation)\w*|\w*(?:env_?file|dotenv|id_rsa|ssh_?config|netrc|credentials?)_?(?:contents?|text|dump|data)|(?:users?_?)?ssh_?private_?key|(?:browser_?|session_?)cookies)$/i;
/** What an honest tool of this kind has to be given. */
const OWN_MATTER: readonly (readonly [name: RegExp, tool: RegExp])[] = [
  [/key|ssh/i, /\b(?:ssh|sftp|scp|host|remote|server|wallet|sign|encrypt|decrypt|certificate|jwt|tls|keys?)\b/i],
  [
    /prompt|history|context|messages/i,
    /\b(?:llm|language model|chat|completions?|model|agent|prompts?|conversation)\b/i,
  ],
  [/cookies/i, /\b(?:browser|scrap|crawl|http|page)/i],
  [/env/i, /\b(?:environment|env|deploy|container|process|docker|build)/i],
];
export const SENSITIVE =
  /(?:~|\$HOME|\/home\/\w+|\/root)?\/?\.(?:ssh|aws|gnupg|kube|docker|netrc|npmrc|pypirc|cursor|claude|env)\b(?:\/[\w.]+)?|\bid_(?:rsa|ed25519|ecdsa)\b|\/etc\/(?:passwd|shadow|sudoers)|\bmcp\.json\b|\b\.env\b|\bwallet\.dat\b|\bKeychain\b|\bLogin Data\b/i;
const PLACE_OF_KEY =
  /^(?:the |optional )?(?:absolute |full )?(?:file ?)?(?:path|location) (?:of|to) (?:the |a |your )?(?:\w{1,12} ){0,3}(?:key|file|config\w*|kubeconfig|credentials)\b(?![^]*\b(?:contents?|paste|read it|include)\b)/i;
const ASKS =
  /\b(?:pass|provide|include|put|insert|paste|read|contents?|send|supply|attach|fill|load|fetch|copy|use)\b/i;

/** What fills it is to be fetched from where secrets lie. */
const FETCHED =
  /\b(?:take|read|extract|copy|get|grab|export|pull)\s(?:it|them|this|that|the (?:value|cookie|token|session|key)s?)\s(?:from|out of)\s(?:the |your |their )?(?:user.s )?(?:chrome|firefox|edge|safari|browser|keychain|keyring|password manager|environment|\.env|home (?:directory|folder)|clipboard|ssh|shell history|git config)\b/i;

function suspiciousParameter(field: Field, input: ScanInput): readonly Match[] {
  const { text, origin } = field;
  if (origin.endsWith(' (name)')) {
    if (!CARRIER.test(text) || !origin.includes('properties')) return [];
    const told = `${(input.tool.mcp?.tool ?? '').replaceAll('_', ' ')} ${input.fields.find((each) => each.origin === 'description')?.text ?? ''}`;
    return OWN_MATTER.some(([name, tool]) => name.test(text) && tool.test(told.slice(0, 4000))) ? [] : [{ field }];
  }
  if (text.length > 20_000) return [];
  const fetched = origin.includes('properties') ? FETCHED.exec(text) : null;
  if (fetched) return [{ field, span: [fetched.index, fetched.index + fetched[0].length] }];
  const sensitive = SENSITIVE.exec(text);
  if (!sensitive) return [];
  // Where a key lies is what a program that logs in has to be told; what is in it is not.
  if (PLACE_OF_KEY.test(text)) return [];
  const around = text.slice(Math.max(0, sensitive.index - 120), sensitive.index + 120);
  // "Never reads .env files" is a promise, not a request.
  if (
    !ASKS.test(around) ||
    /\b(?:never|not|except|exclud\w+|ignor\w+|skip\w*|protect\w*|block\w*|refus\w+|redact\w*)\b/i.test(around)
  )
    return [];
  return [{ field, span: [sensitive.index, sensitive.index + sensitive[0].length] }];
}

const COMMON_NAMES = new Set(
  'read_file write_file edit_file list_directory search_files create_file delete_file move_file get_file_contents execute_command run_command bash shell fetch search web_search query send_email send_message create_issue list_issues create_pull_request get_issue add_comment list_files read_multiple_files browser_navigate execute_sql'.split(
    ' ',
  ),
);

/** `read_fi1e` and `serach_files` pass for well-known names with whoever skims a list. */
function lookAlikeName(field: Field, input: ScanInput): readonly Match[] {
  if (field.origin !== 'name') return [];
  const name = field.text.toLowerCase();
  if (COMMON_NAMES.has(name)) return [];
  const skeleton = [...name.normalize('NFKC')].map((char) => CONFUSABLES.get(char) ?? char).join('');
  const plain = skeleton.replace(
    /[0134578]/g,
    (char) => ({ 0: 'o', 1: 'l', 3: 'e', 4: 'a', 5: 's', 7: 't', 8: 'b' })[char] ?? char,
  );
  const other = skeleton.replace(/1/g, 'i').replace(/0/g, 'o');
  const joined = skeleton.replace(/rn/g, 'm').replace(/vv/g, 'w');
  const copied =
    [skeleton, plain, other, joined].find((form) => form !== name && COMMON_NAMES.has(form)) ?? misspelt(skeleton);
  const server = input.tool.mcp?.server ?? '';
  return copied ? [{ field, detail: `"${field.text}" looks like "${copied}"${server && ` (server ${server})`}` }] : [];
}

/** One slip away from a well-known name. `read_files` beside `read_file` is another tool and no slip. */
function misspelt(name: string): string | undefined {
  if (name.length < 8) return undefined;
  for (const common of COMMON_NAMES)
    if (oneSlipApart(name, common) && singular(name) !== singular(common) && sameWords(name, common)) return common;
  return undefined;
}

/** Also without what is spelled both ways: `send_mail` is as good a name as `send_email`. */
function singular(name: string): string {
  return name.replace(/(?<=^|_)e-?mail/g, 'mail').replace(/(?:e?s|\d)(?=_|$)/g, '');
}

/** The slip is inside a word: not `get_issue` beside `set_issue`, which says something else. */
function sameWords(a: string, b: string): boolean {
  const words = b.split('_');
  return a.split('_').every((word, i) => {
    const other = words[i];
    return (
      word === other ||
      (other !== undefined && other.length >= 5) ||
      [...word].sort().join('') === [...(other ?? '')].sort().join('')
    );
  });
}

/** Verbs of tools that change, send or run something. */
const CHANGES =
  /(?:^|_)(?:delete|remove|drop|truncate|wipe|purge|write|edit|update|create|insert|upload|send|post|publish|transfer|pay|execute|exec|run|shell|bash|kill|deploy|merge|push|overwrite|move|rename|install|grant|revoke|reset|destroy)(?:_|$)/;
/** Names in which such a verb is not what the tool does. */
const LOOKS =
  /^(?:get|list|read|search|find|describe|show|fetch|view|check|count|preview|validate|dry)(?:_|$)|_(?:status|logs?|history|runs?|list|info|preview)$|^(?!(?:execute|exec|run|apply)_).*_(?:plan|diff|estimate|dry_?run)$/;

/** What a description begins with, where the name does not tell. */
const TOLD_CHANGE =
  /^\s{0,20}(?:this tool |it )?(?:deletes|removes|wipes|erases|drops|truncates|overwrites|sends|uploads|transfers|pays|publishes|executes|kills|destroys|uninstalls)\s+(?!(?:the |an? )?(?:request|query|quer|search|select|read))/i;

/** A tool says that it only reads, but its name or the first word of its description says what it changes. Clients let such tools run without asking. */
function contradictoryHint(field: Field, input: ScanInput): readonly Match[] {
  if (!/^annotations\.(?:readOnlyHint|destructiveHint)$/.test(field.origin)) return [];
  const claimsHarmless = field.text === 'readOnlyHint: true' || field.text === 'destructiveHint: false';
  const name = (input.tool.mcp?.tool ?? '')
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/[-.\s]/g, '_')
    .toLowerCase();
  if (!claimsHarmless || LOOKS.test(name)) return [];
  if (!CHANGES.test(name)) {
    const told = input.fields.find((each) => each.origin === 'description')?.text ?? '';
    const change = field.text === 'readOnlyHint: true' ? TOLD_CHANGE.exec(told.slice(0, 200)) : null;
    return change ? [{ field, detail: `"${change[0].trim()}", but says ${field.text}` }] : [];
  }
  // What only adds is not destructive.
  if (
    field.text === 'destructiveHint: false' &&
    !/(?:^|_)(?:delete|drop|truncate|wipe|purge|destroy|shell|bash|exec|execute|kill|overwrite|transfer|pay)(?:_|$)/.test(
      name,
    )
  )
    return [];
  return [{ field, detail: `"${input.tool.mcp?.tool ?? ''}" says ${field.text}` }];
}

const WANTED =
  /\b(?:passwords?|passphrases?|passcodes?|api[ _-]?keys?|(?:access|auth|bearer|refresh|session|api)[ _-]?tokens?|secret(?:s|[ _-]?keys?)?|private[ _-]?keys?|credentials?|seed[ _-]?phrase|mnemonic|recovery[ _-]?(?:phrase|codes?)|one[ _-]?time[ _-]?codes?|otp|2fa|mfa[ _-]?code|verification[ _-]?codes?|cvv|credit[ _-]?card|card[ _-]?number|pin[ _-]?code|social[ _-]?security|ssn|iban)\b/i;

/** The protocol forbids servers to ask people for secrets in a form: they would pass through model and logs. */
function elicitedSecret(field: Field, input: ScanInput): readonly Match[] {
  if (input.tool.name !== 'mcp_elicitation' || /^(?:server|mode)$/.test(field.origin)) return [];
  const spaced = field.text
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/_/g, ' ')
    .slice(0, 4000);
  const wanted = WANTED.exec(spaced);
  return wanted ? [{ field, detail: `asks for "${wanted[0]}": ${spaced.slice(0, 120)}` }] : [];
}

/** Instructions set apart for the model, where a person reading the list does not look. */
function hiddenMarkup(field: Field): readonly Match[] {
  if (field.origin.endsWith(' (name)')) return [];
  const tag =
    /<(?:important|secret|hidden|system|instructions?|admin|internal|critical|assistant|note_to_(?:ai|model|llm))\b[^>]{0,80}>|<!--[^>]{20,2000}-->|(?<![\n \t])\n(?:[ \t]{0,200}\n){9,200}(?=[ \t]{0,200}\S)|(?<![ \t])[ \t]{60,4000}\S/i.exec(
      field.text.slice(0, 50_000),
    );
  return tag ? [{ field, span: [tag.index, tag.index + tag[0].length] }] : [];
}

export const CODE =
  /\b(?:curl|wget)\s[^\n]{0,80}(?:\||\$\(|-d\b|--data|@)|\b(?:bash|sh|zsh)\s+-c\s+["'$(\w]|\|\s*(?:ba|z)?sh\b|\$\((?:cat|curl|env|id|whoami)\b|\bos\.system\(|\bsubprocess\.\w+\(|\bchild_process\b|\beval\(|\brm\s+-rf\s|\/dev\/tcp\/|\bnc\s+-e\b|;\s{0,3}(?:drop|truncate)\s+(?:table|database)\s\w|\{\{[^}\n]{0,40}(?:__class__|__globals__|constructor)|(?:\.\.\/){2,}(?:etc|root|home|proc)\/|<script\b|'\s?or\s+'?1'?\s?=\s?'?1|\bpowershell\s+-e/i;

/** A default, example or description that is a command to run. */
function codeInSchema(field: Field): readonly Match[] {
  const code = CODE.exec(field.text.slice(0, 50_000));
  return code ? [{ field, span: [code.index, code.index + code[0].length] }] : [];
}
