import { z } from 'zod';
import type { Field } from '../../protocol/call.ts';
import type { Analyzer, Match, ScanInput } from '../types.ts';

const schema = z.strictObject({
  finds: z.enum(['suspicious-parameter', 'look-alike-name', 'hidden-markup', 'code-in-schema']),
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
};

/** Parameters that exist to carry what a tool was not asked for. */
const CARRIER =
  /^(?:side_?note|scratch_?pad|internal_?(?:notes?|context|reasoning)|full_?(?:context|conversation|history)|(?:conversation|chat)_?(?:history|log|context)|system_?prompt|hidden_?\w*|exfil\w*|all_?(?:messages|tools|secrets|env\w*)|env(?:ironment)?_?(?:dump|vars|variables)|ssh_?(?:key|config)\w*|private_?key|id_?rsa|aws_?(?:secret|credentials)\w*|previous_?(?:tool_?)?(?:calls|results|outputs))$/i;
const SENSITIVE =
  /(?:~|\$HOME|\/home\/\w+|\/root)?\/?\.(?:ssh|aws|gnupg|kube|docker|netrc|npmrc|pypirc|cursor|claude|env)\b(?:\/[\w.]+)?|\bid_(?:rsa|ed25519|ecdsa)\b|\/etc\/(?:passwd|shadow|sudoers)|\bmcp\.json\b|\b\.env\b|\bwallet\.dat\b|\bKeychain\b|\bLogin Data\b/i;
const ASKS =
  /\b(?:pass|provide|include|put|insert|paste|read|contents?|send|supply|attach|fill|load|fetch|copy|use)\b/i;

function suspiciousParameter(field: Field): readonly Match[] {
  const { text, origin } = field;
  if (origin.endsWith(' (name)')) return CARRIER.test(text) && origin.includes('properties') ? [{ field }] : [];
  if (text.length > 20_000) return [];
  const sensitive = SENSITIVE.exec(text);
  if (!sensitive) return [];
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

/** `read_fi1e` passes for `read_file` with whoever skims a list. */
function lookAlikeName(field: Field, input: ScanInput): readonly Match[] {
  if (field.origin !== 'name') return [];
  const name = field.text.toLowerCase();
  if (COMMON_NAMES.has(name)) return [];
  const plain = name.replace(
    /[0134578]/g,
    (char) => ({ 0: 'o', 1: 'l', 3: 'e', 4: 'a', 5: 's', 7: 't', 8: 'b' })[char] ?? char,
  );
  const other = name.replace(/1/g, 'i').replace(/0/g, 'o');
  const joined = name.replace(/rn/g, 'm').replace(/vv/g, 'w');
  const copied = [plain, other, joined].find((form) => form !== name && COMMON_NAMES.has(form));
  const server = input.tool.mcp?.server ?? '';
  return copied ? [{ field, detail: `"${field.text}" looks like "${copied}"${server && ` (server ${server})`}` }] : [];
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

const CODE =
  /\b(?:curl|wget)\s[^\n]{0,80}(?:\||\$\(|-d\b|--data|@)|\b(?:bash|sh|zsh)\s+-c\s+["'$(\w]|\|\s*(?:ba|z)?sh\b|\$\((?:cat|curl|env|id|whoami)\b|\bos\.system\(|\bsubprocess\.\w+\(|\bchild_process\b|\beval\(|\brm\s+-rf\s|\/dev\/tcp\/|\bnc\s+-e\b|\bpowershell\s+-e/i;

/** A default, example or description that is a command to run. */
function codeInSchema(field: Field): readonly Match[] {
  const code = CODE.exec(field.text.slice(0, 50_000));
  return code ? [{ field, span: [code.index, code.index + code[0].length] }] : [];
}
