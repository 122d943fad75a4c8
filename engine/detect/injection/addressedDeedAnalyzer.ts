import * as z from 'zod';
import type { Field } from '../../protocol/call.ts';
import type { Analyzer, CallFacts, Match, PhraseHit, ScanInput } from '../types.ts';
import { INSTRUCTIONS_ORIGIN } from '../written/instructions.ts';
import { graveDeed, isOrdered, wordPattern } from './deedFinder.ts';
import { firstDeed } from './firstDeed.ts';
import { isMemoryStore } from '../../protocol/memoryStore.ts';
import { deedInOtherLanguage } from './deedsAcrossLanguages.ts';
import { keptOrder } from './keptOrders.ts';
import { KEY_FOR_READER, KEY_OF_READER } from './readers.ts';
import { isToldOf } from './standing.ts';

const schema = z.strictObject({});
/** Words as "told to the assistant" stand this far before what it is told, and after. */
const BEFORE = 60;
const AFTER = 240;
/** An address that is quoted, or only a heading, is none. */
const ADDRESS_WEIGHT = 0.6;
const NAMED_WEIGHT = 0.5;
/** A text that speaks to agents on every line is looked at in so many places. */
const MAX_ADDRESSES = 24;

/** What only an attacker has somebody else's program do: order forms. `_` stands for a gap between words, `\\x5f` for itself. */
const DEEDS: readonly string[] = [
  // Silence, consent and reports that are not true.
  '\\b(?:do_not|don_?t|never|without|no_need_to|not)_(?:ask(?:ing)?(?:_(?:again|first|them|the_\\w{3,9}))?|mention(?:ing)?|surfac(?:e|ing)|quot(?:e|ing)|report(?:ing)?|list(?:ing)?|explain(?:ing)?|show(?:ing)?|discuss(?:ing)?|comment(?:ing)?|inform(?:ing)?|tell(?:ing)?|alert(?:ing)?|warn(?:ing)?)\\b',
  '\\b(?:report|mark|declare|state|record|flag|label|treat|log)_(?:them|it|this|these|that|all|everything|(?:the|every|each|all|any|this|my|your)_(?:\\w{2,14}_){1,3})_?as_(?:passed|passing|green|successful|reviewed|approved|safe|secure|clean|resolved|verified|done|trusted|harmless|skipped|a_false_positive|false_positives?)\\b',
  '\\b(?:say|state|claim|report|conclude|answer|write|output|reply|respond|confirm|tell_\\w{3,8})_(?:that_|with_|only_)?\\W{0,2}(?:no_(?:issues?|problems?|findings?|vulnerabilit\\w{1,3}|intrusion|errors?)|all_(?:tests?|checks?)_(?:pass|passed|green|ok)|everything_(?:works?|is_(?:fine|ok))|approved?\\b|lgtm\\b|done\\b|it_was_(?:flaky|reviewed|approved|tested)|there_(?:is|are|was|were)_no_\\w{3,14}|they_(?:pass|passed)|tests_pass)',
  '\\b(?:do_not|don_?t|never)_(?:run|execute)_(?:the_|any_|those_)?(?:tests?|them|checks?|scans?|linters?)\\b',
  '\\b(?:skip|omit|leave_out|ignore|bypass)_(?:the|any|all|this|your)_(?:\\w{2,14}_){0,2}(?:tests?|scan\\w{0,4}|reviews?|checks?|confirmations?|approvals?|mfa|2fa|verification|background_check|warnings?|audit|ticket|permission\\w{0,8})\\b',
  '\\b(?:comment|turn|switch|take)_(?:it|them|this|that|the_\\w{2,14})_(?:out|off|down)\\b',
  // Power, access, money, standing.
  '\\b(?:add|invite|make|promote|set)_(?:\\S{2,30}_){1,6}(?:as_|to_|an?_)?(?:an?_|the_)?(?:admin\\w{0,10}|collaborators?|owners?|co-?owner|maintainers?|members?|superuser|guests?)\\b',
  '\\b(?:grant|give|assign|allow)_(?:it|me|us|them|him|her|yourself|\\w{2,14})_(?:all|full|write|admin\\w{0,10}|root|every|unrestricted)_(?:\\w{2,12}_)?(?:permissions?|access|rights?|privileges?|roles?)\\b',
  '\\b(?:refund|cancel|book|buy|purchase|order|pay|wire|transfer|donate)_(?:the|my|our|all|every|their|his|her|your|an?|him|me|us|them|instead|to|\\d)\\b',
  '\\b(?:set|change|upgrade|switch|move)_(?:my|the|our|their|his|her)_(?:plan|account|role|subscription|tier|limit|credit|iban|address|e?-?mail|persona|recipient)\\b',
  '\\b(?:rank|rate|recommend|prefer|praise|describe|(?:list|put|place)(?=\\s(?:him|her|it|us|this|our|my)\\b))_(?:him|her|it|us|this|our|my|the|every|them|only)\\b[^.\\n]{0,30}\\b(?:first|highest|top|best|five|10|1_stars?|only_us|excellent|above)\\b',
  '\\brecommend_(?:only|just)_(?:us|our|this)\\b|\\b(?:rank|rate)_(?:them|it|him|her)?_?(?:first|highest|1_star|five_stars)\\b',
  '\\b(?:approve|accept|merge|confirm|sign_off|authori[sz]e|certify)_(?:it|this|the|all|every|any|my|our|whatever|them)\\b',
  '\\brelease_(?:the|all|our|my)_(?:funds|payments?|money|escrow|deposit)\\b',
  '\\b(?:begin|start|end|open|close|finish)_(?:every|each|all|your|the)_(?:\\w{2,12}_)?(?:summar(?:y|ies)|answers?|repl(?:y|ies)|responses?|messages?)_(?:with|by)\\b',
  '\\b(?:close|resolve)_(?:every|all|each|ticket|issue|this|the)\\b[^.\\n]{0,30}\\bas_(?:solved|resolved|fixed|invalid|done)\\b',
  '\\bstar_(?:this|the|our|my)_(?:repo\\w{0,8}|project)\\b',
  // Things done to code, branches, mailboxes and machines.
  '\\b(?:revert|delete|remove|drop|erase|wipe|truncate|close|reset|rewrite|force[ -]push|overwrite)_(?:it|them|the|all|every|each|any|this|your|my|their|last|both|everything|branches|tests)\\b',
  '\\b(?:push|merge|publish|release|deploy|commit|force[ -]push|mirror|upload|post|forward|share|export|email|send|paste|attach|print|dump|quote|disclose|reveal|hand_over|hand_in|submit|read_back|read_it_back|copy|save)_(?:it|them|this|that|these|both|everything|all|the|every|each|any|your|its|their|my|our|whatever|anything|files?|env|`)\\b',
  '\\b(?:disable|weaken|loosen|relax|switch_off|turn_off|uninstall|deactivate)_(?:the|all|any|every|your|this|branch|tls|ssl|cert\\w{0,10})\\b',
  '\\b(?:replace|swap|exchange|substitute|change)_(?:the|every|all|each|its|their)_[^.\\n]{2,40}_(?:by|with|to|for)\\b',
  '\\b(?:create|add|set_up|define)_(?:an?_)?(?:\\w{2,12}_)?(?:rule|filter|forward(?:ing)?(?:_rule)?|auto-?reply|webhook)\\b',
  '\\binstall_(?:the_|an?_|our_|this_)?(?:[\\w@/.-]{2,30}_){0,2}(?:globally|extension|plugin|as_root|with_sudo)\\b|\\bnpm_i(?:nstall)?_-g\\b|\\b--allow-all\\b',
  '\\b(?:look_for|search_for|find|look_up|read|fetch|open)_(?:the|all|every|any|his|her|their|my)_(?:\\w{1,14}_){0,5}(?:one[ -]time|code|codes|passwords?|private|banking|salary|keys?|credentials?|tokens?|payroll)\\b',
  '\\b(?:stop|abandon|drop|leave|interrupt)_(?:the|your|this|that|what)_(?:current_|present_)?(?:task|request|work|job|you_are_doing|instructions?)\\b',
  '\\b(?:switch|change)_(?:your_)?persona_to\\b|\\b(?:drop|forget|lose|ignore)_(?:all_|your_|any_|the_)?(?:guard[ -]?rails?|guidelines|filters|restrictions)\\b',
  '\\binclude_(?:in_every_\\w{3,10}_)?the_(?:column|field|content|contents|file|text|value)_(?:of_)?\\S{0,4}(?:\\w{0,16}(?:password|secret|token|key|hash|ssn|env)\\w{0,10})\\b',
  '\\b(?:every|each|all|any)_(?:\\w{2,12}_){1,3}you_(?:write|make|create|generate|send|produce)\\b[^.\\n]{0,40}\\b(?:must|has_to|have_to|should|shall|include|add)\\b',
  '\\bcall_\\w{0,14}(?:delete|remove|transfer|pay|send|grant|admin|exec|drop|merge|approve)\\w{0,20}\\b',
];

/** What serves whoever wrote it: who is named, linked, trusted or believed, and what others get to read. */
const SELF_SERVING: readonly string[] = [
  '\\b(?:leave|keep|cut)_(?:the_|any_|all_)?(?:\\w{2,14}_){1,3}out\\b',
  '\\b(?:link|point|refer)_(?:\\w{1,8}_)?to_\\S{2,40}\\.\\w{2,}',
  '\\bswap_\\S{2,30}_(?:for|with)\\b',
  '\\b(?:set|change|lower|raise)_(?:the_)?(?:assignee|owner|priority|severity|recovery_\\S{4,8}|password|role|deadline)\\b',
  '\\b(?:ping|call|contact|visit|open|load|fetch)\\shttps?:',
  '\\b(?:append|add|put)\\s[^.\\n]{2,60}?_(?:to|on|in|into)_(?:the|your|its)_(?:\\w{2,12}_)?(?:allow-?list|white-?list|short-?list|trusted\\w{0,8}|exceptions?|exclusions?|ignore_list)\\b',
  '\\b(?:put|place|move)_(?:him|her|them|me|us)_(?:on|to|at)_(?:the_)?(?:short-?list|top|front|list)\\b',
  '\\btell(?:ing)?_your_(?:user|owner|human|client|reader|boss|principal)_that\\b',
  '\\bso_that_(?:[\\w.]{1,12}_){1,4}(?:appears?|looks?|seems?)_\\w{3,}',
  '\\b(?:translate|report|calculate|count|quote|summari[sz]e|state|convert)\\b[^.\\n]{0,40}\\b(?:wrongly|falsely|incorrectly|inaccurately)\\b',
  '\\b(?:add|write|note|record|mention|state)_that_(?:\\w{2,14}_){1,3}(?:agreed|confirmed|approved|consented|accepted|signed|resigned|paid|admitted)\\b',
  '\\bmacros_enabled\\b|\\benable_macros\\b',
  '\\bfill_(?:in|out)_(?:the|this|our)_(?:\\w{2,12}_)?form_with\\b',
];

/** Enough for whoever is merely named: a secret's file that is to be read, a page that is to be run. */
const NAMED_DEEDS: readonly string[] = [
  '\\b(?:pipe|piping|download|curl|wget)\\b[^\\n]{0,120}(?:\\binto_|\\|\\s?)(?:sudo_)?(?:ba|z)?sh\\b',
  '\\b(?:cat|read|open|load|copy|print|dump|include|paste|upload|send|attach|echo)\\s[`"\']?(?:~|/|\\$HOME)?\\S{0,40}(?:\\.ssh/|\\.aws/|\\.netrc|\\.npmrc|\\.gnupg|\\.kube/|id\\x5frsa|id\\x5fed25519|/etc/shadow)',
];
const NAMED = wordPattern(NAMED_DEEDS, 'gi');
const DEED = wordPattern([...DEEDS, ...SELF_SERVING, ...NAMED_DEEDS], 'gi');

/** Parts of names that speak to nobody. */
const NO_ADDRESS =
  /(?:user|ssh|gpg|http|https|build|monitoring|backup|data|domain|view|machine|regression)[ -](?:agent|model|bot)/i;
/** What a text has besides, at least this strong, is asked of the one it speaks to. */
const ASKED: ReadonlySet<string> = new Set(
  'override reveal conceal exfil disarm unasked sabotage favour pay grant persist takeover canned coerce trust sent-out'.split(
    ' ',
  ),
);
const ASKED_WEIGHT = 0.5;
const REACH = 200;

/** What speaks to a reader: a name, a word that it waits for. */
const SPEAKS: ReadonlySet<string> = new Set(['addressee', 'spoken-to', 'sleeper']);

/** A text that turns to whatever program reads it, and close by a deed that only the writer wants. */
export const addressedDeedAnalyzer: Analyzer<z.infer<typeof schema>> = {
  name: 'addressed-deed',
  roles: ['prompt', 'message', 'argument', 'description', 'result', 'content', 'query'],
  schema,
  compile: () => (facts, field) => {
    if (speaksToAgents(facts, field)) return [graveDeedIn(field)].filter((deed) => deed !== undefined);
    if (isForAgents(field))
      return [deedNear(field, [0, 0]) ?? graveDeedNear(field, [0, 0])].filter((deed) => deed !== undefined);
    if (isKept(facts, field)) {
      const span = keptOrder(field.text);
      return span ? [{ field, span }] : [];
    }
    const hits = facts.of(field, facts.phraseHits);
    let looked = 0;
    for (const hit of hits) {
      if (!isAddress(hit, field) || ++looked > MAX_ADDRESSES) continue;
      const deed =
        hit.weight < ADDRESS_WEIGHT || hit.group === 'sleeper'
          ? (deedNear(field, hit.span, NAMED) ?? graveDeedNear(field, hit.span))
          : (deedNear(field, hit.span) ??
            askedNear(field, hit, hits) ??
            graveDeedNear(field, hit.span) ??
            firstDeedBehind(field, hit) ??
            foreignDeedNear(field, hit));
      if (deed) return [deed];
    }
    return [];
  },
  index: {
    present: (facts, field, show) => {
      if (
        isForAgents(field) ||
        isKept(facts, field) ||
        speaksToAgents(facts, field) ||
        facts.of(field, facts.phraseHits).some((hit) => isAddress(hit, field))
      )
        show('address');
    },
    needed: () => ['address'],
  },
};

/** Files that an agent takes for its instructions. */
const INSTRUCTIONS =
  /(?:^|[\\/])(?:AGENTS|CLAUDE|GEMINI|SKILL|MEMORY|copilot-instructions)(?:\.local)?\.md$|(?:^|[\\/])\.(?:cursor|windsurf|cline)rules$|\.mdc$|[\\/]\.claude[\\/](?:agents|skills|commands|rules)[\\/][^\n]{1,200}\.md$/i;
/** Where a result names the file that it is of. */
const FILE_NAME = /\.file_?path$/i;
/** So much of such a text is read for deeds. */
const LONGEST = 20_000;

/** A definition speaks to whatever model has the tool, and so does a file of instructions that is read or written. */
function speaksToAgents(facts: CallFacts, { role, origin }: Field): boolean {
  if (role === 'description' || origin === INSTRUCTIONS_ORIGIN) return true;
  const [first] = facts.input.fields;
  return role === 'result' && first !== undefined && facts.of(first, showsInstructions);
}

/** Asked of a call's first field, so that the fields of a long result are gone through once and not once for each of them. */
function showsInstructions(_first: Field, { fields }: ScanInput): boolean {
  return fields.some((each) => FILE_NAME.test(each.origin) && INSTRUCTIONS.test(each.text));
}

function graveDeedIn(field: Field): Match | undefined {
  const span = graveDeed(field.text, 0, Math.min(field.text.length, LONGEST), false);
  return span && { field, span };
}

/** A property that exists for programs only, as `next_step_for_assistant`. */
const FOR_AGENTS = new RegExp(`${KEY_FOR_READER}$|(?:^|[._])${KEY_OF_READER}$`, 'i');

function isForAgents({ origin, role }: Field): boolean {
  return role === 'result' && origin.length < 400 && FOR_AGENTS.test(origin);
}

/** What goes into a memory speaks to whoever remembers it. */
function isKept({ input: { tool, phase } }: CallFacts, { role }: Field): boolean {
  return (
    phase === 'before' &&
    (role === 'message' || role === 'argument') &&
    tool.mcp !== undefined &&
    isMemoryStore(tool.mcp)
  );
}

function isAddress({ group, weight, span }: PhraseHit, field: Field): boolean {
  if (weight < NAMED_WEIGHT || !SPEAKS.has(group)) return false;
  // `agent: any` of a settings file.
  const line = field.text.slice(span[1] - 1, span[1] + 80).split('\n', 2);
  if (line.length === 2 && field.text.slice(...span).includes(':') && /^[\w./-]{1,40}$/.test(line[0]!)) return false;
  if (
    /^you are an? /i.test(field.text.slice(span[0], span[1])) &&
    /\bthat $/i.test(field.text.slice(0, span[0]).slice(-6))
  )
    return false;
  return !NO_ADDRESS.test(field.text.slice(span[0], span[1])) && !isToldOf(field.text, span[0]);
}

function askedNear(field: Field, { span }: PhraseHit, hits: readonly PhraseHit[]): Match | undefined {
  const asked = hits.find(
    (hit) => ASKED.has(hit.group) && hit.weight >= ASKED_WEIGHT && Math.abs(hit.span[0] - span[1]) <= REACH,
  );
  return asked && { field, span: [Math.min(span[0], asked.span[0]), Math.max(span[1], asked.span[1])] };
}

function deedNear(field: Field, [start, end]: readonly [number, number], deeds = DEED): Match | undefined {
  const from = Math.max(0, start - BEFORE);
  const text = field.text.slice(from, end + AFTER);
  for (const { index, 0: deed } of text.matchAll(deeds)) {
    if (!isOrdered(text.slice(Math.max(0, index - 70), index))) continue;
    const at = from + index;
    return { field, span: [Math.min(start, at), Math.max(end, at + deed.length)] };
  }
  return undefined;
}

/** An address ends with the first letter of what follows it, or before the gap. */
function firstDeedBehind(field: Field, { group, span: [start, end] }: PhraseHit): Match | undefined {
  if (!SPEAKS.has(group)) return undefined;
  const from = /\w/.test(field.text.charAt(end)) ? end - 1 : end;
  const length = firstDeed(field.text.slice(from, end + AFTER));
  return length === undefined ? undefined : { field, span: [start, from + length] };
}

/** Words of other languages are read only behind an address that is certain: many are spelled as words of English. */
function foreignDeedNear(field: Field, { group, span: [start, end] }: PhraseHit): Match | undefined {
  if (group !== 'spoken-to') return undefined;
  const deed = deedInOtherLanguage(field.text.slice(start, end + AFTER));
  return deed && { field, span: [start, start + deed[1]] };
}

function graveDeedNear(field: Field, [start, end]: readonly [number, number]): Match | undefined {
  const deed = graveDeed(field.text, Math.max(0, start - BEFORE), end + AFTER, true);
  return deed && { field, span: [Math.min(start, deed[0]), Math.max(end, deed[1])] };
}
