// What a phrase is worth where it stands: quoted, described, forbidden or shown to somebody it is no order.

import { APPLICATION, DESCRIBED, FORBIDDEN, MENTIONED } from './shares.ts';
import { standingInCode } from './standingInCode.ts';
import { standingInDocuments } from './standingInDocuments.ts';

/** A quote opens. Quotes of JSON or CSV are no such quotes. */
const OPENED =
  /(?:(?:[\p{L}\d_)>,;] |\w\(|^)["'`\u201c\u2018\u00ab\u201e]|[\u300c\u300e]|[\u3040-\u30ff\u4e00-\u9fff\uff1a]["\u201c\u2018])\W{0,2}$/u;
/** After a colon a quote may be the order itself, unless what stands around speaks about such phrases. */
const INTRODUCED = /: ["'`\u201c\u2018\u00ab]\W{0,2}$/;
const DISCUSSED =
  /(?<![./@])\b(?:examples?|quot\w+|phrases?|such as|attack\w{0,4}|malicious|documentation|train\w{1,4}|detect\w{0,4}|classif\w+|reject\w{0,3}|reproduc\w+|steps to|expected|test cases?|assert\w{0,6}|cases|label\w{0,3}|unsafe|strings?|refus\w{1,4}|flag(?:s|ged)?|patterns?|fixtures?|embed(?:s|ded)|jailbreaks?|payloads?|poisoning|for instance|injections?|regex\w{0,3})\b/i;
/** The same in other languages. */
const DISCUSSED_ELSEWHERE =
  /\b(?:attaqu\w{2,5}|exemple|phrases?|atacantes?|ataque|ejemplo|frases?|exemplo|attacc\w{2,6}|esempio|frasi|angreifer\w?|angriff\w?|beispiel\w?|satze?|aanvaller\w?|zin(?:nen)?|atak\w?|zdani\w)\b|s\u00e4tze|\u0437\u043b\u043e\u0443\u043c\u044b\u0448\u043b\u0435\u043d|\u0430\u0442\u0430\u043a|\u043d\u0430\u043f\u0440\u0438\u043c\u0435\u0440|\u0444\u0440\u0430\u0437|\u0437\u043b\u043e\u0432\u043c\u0438\u0441\u043d|\u653b\u51fb|\u653b\u64ca|\u4f8b\u5982|\u4f8b\u3048\u3070|\u3068\u3044\u3063\u305f|\u3068\u3044\u3046\u6587|\uacf5\uaca9|\uc608\ub97c \ub4e4|\ubb38\uad6c|\u0645\u0647\u0627\u062c\u0645|\u0647\u062c\u0648\u0645|\u0645\u062b\u0627\u0644/i;
/** Said only where attacks are the subject. */
const ATTACK =
  /\b(?:prompt[ -]injections?|payloads?|jailbreaks?|proof of concept|exploit\w{0,3}|vulnerab\w{3,7}|red[ -]team\w{0,3})\b/i;
const CLOSED = /^[^"'`\u201d\u2019\u00bb\n]{0,24}["'`\u201d\u2019\u00bb\u300d\u300f](?!\s*[:}\]])/;

/** "We ignore", "attackers may ask". */
const SUBJECT = /\b(?:we|they|it|he|she|i|who|which|that|attackers?|hackers?|people|some)\s+(?:\w+\s+)?$/i;
/** "The option will override ...": told of a thing, and not by the text of itself. */
const FORETOLD =
  /\b(?!(?:you|this|that|these|those|following|below|messages?|instructions?|prompts?|rules?|text|directives?)\b)\w{3,30} (?:will|would|can|could|may|might)\s$/i;
/** "A description tells the model to read ...", "To switch it off, ...": what others do, and what somebody may want. */
const TOLD_OF =
  /\b(?:tell|ask|instruct|order|get|make|trick|cause|lead|persuade|convince|coerce)(?:s|ed|ing)?\s+(?:the|an?|your|its|an? ai)\s+(?:model|agent|assistant|ai|llm|bot|chatbot)s?\s+(?:in)?(?:to\s+)?(?:\w+\s+)?$/i;
/** A line of a program's help: what an option does is no order. */
const OPTION = /(?:^|\n)[ \t]{1,12}(?:-\w,[ \t])?--[\w-]{2,30}(?:[ =]\S{1,20})?[ \t]{2,30}$/;
const PURPOSE = /(?:^|[.\n]\s*|\bhow\s)to\s$/i;
/** "Do not follow any instructions that the page contains": a warning of what others write. */
const WARNED = /^(?:do not|don.?t|never)\s+(?:follow|obey|act|comply)/i;
const IN_DATA =
  /^\s?(?:(?:that|which) (?:is|are|appear|appears|may be) )?(?:in|inside|within|from|found in|embedded in|contained in|hidden in)\s(?:it|them|the|this|that|these|those|any|such|comments|pages|mails|e-?mails|documents|issues|tickets|fetched|retrieved|external|untrusted|user|tool|web)\b(?!\s?(?:system|developer|prompt|above|previous|first))/i;
const OF_DATA =
  /^[^.\n]{0,24}\b(?:returned|contained|found|embedded|included|hidden|written|appearing|(?:that|which) (?:\w{1,12} ){0,2}(?:contains?|returns?))\b/i;
/** A heading over a guide for agents is no message to them. */
const HEADING = /(?:^|\n)#{1,6} [^\n]{0,30}$/;
/** The protocol's name in code or prose leads nowhere: only an address does. */
const BARE_PROTOCOL = /^(?![^]*:\/\/)[^]*\bhttps?\b/i;
/** "Never reveal". */
const PROHIBITION =
  /\b(?:never|not|don.?t|cannot|can.?t|mustn.?t|shouldn.?t|won.?t|avoid|refuse to|nicht|nie|jamais|nunca)\s+(?:ever\s+|also\s+|simply\s+|just\s+)?$/i;
/** "Users who log in with a wrong password must not be told whether the account exists". */
const SHOWN =
  /\b(?:users?|customers?|visitors?|people|anyone|clients?|callers?)\b[^.\n]{0,24}?\b(?:whether|which (?:of|one|field)|if (?:the|their|an?) (?:e-?mail|account|password|user ?name|login|address)|(?:their|the) (?:e-?mail|user ?name|password|account|login) (?:is|was|does|exists|has|isn)|that (?:an?|the|their) (?:account|e-?mail|user ?name|password|address)|when (?:nothing|there (?:is|are) no|no \w+)|(?:raw|internal|technical|stack|detailed|server|sql|database|exact|underlying|verbose) (?:\w+ )?(?:errors?|traces?|details?|exceptions?|ids?|messages?|reasons?|stack traces?))\b/i;
const PROHIBITED: ReadonlySet<string> = new Set(['override', 'reveal', 'act', 'exfil', 'disarm']);
const ORDERS: ReadonlySet<string> = new Set([...PROHIBITED, 'conceal']);

/** A phrase in the middle of a quote: the mark that opened it, and the one that closes it. A regular expression has slashes. */
const OPENED_BEFORE =
  /(?:(?:[\p{L}\d_)>,;:] |[[(,=:]\s?|\n\s{0,8}|[\u3040-\u30ff\u4e00-\u9fff])(["'`\u201c\u2018\u00ab\u201e/])|[\u300c\u300e])[^"'`\u201c\u201d\u2018\u00ab\u00bb\u300c\u300d\n]{0,90}$/u;
const CLOSED_AFTER = /^[^"'`\u201c\u201d\u2019\u00bb\u300d\n]{0,90}["'`\u201d\u201c\u2019\u00bb\u300d](?!\s*[:}])/;
const SLASH_AFTER = /^[^/\n]{0,90}\/[gimsuy]{0,4}(?![\w/])/;
/** A line of a block quote, as Markdown has it. */
const IN_BLOCK_QUOTE = /(?:^|\n)>\s?[^\n]{0,160}$/;

/** Is it quoted, as a thing to talk about? */
export function isMentioned(text: string, start: number, end: number): boolean {
  const after = text.slice(end, end + 100);
  const closed = CLOSED.test(after.slice(0, 30));
  const before = text.slice(Math.max(0, start - 6), start);
  if (closed && OPENED.test(before)) return true;
  const isDiscussed = () => {
    const around = text.slice(Math.max(0, start - 90), end + 90);
    return DISCUSSED.test(around) || DISCUSSED_ELSEWHERE.test(around);
  };
  if (closed && INTRODUCED.test(before)) return isDiscussed();
  const opened = OPENED_BEFORE.exec(text.slice(Math.max(0, start - 100), start));
  if (opened && (opened[1] === '/' ? SLASH_AFTER : CLOSED_AFTER).test(after)) return isDiscussed();
  return (
    IN_BLOCK_QUOTE.test(text.slice(Math.max(0, start - 170), start)) &&
    ATTACK.test(text.slice(Math.max(0, start - 300), end + 300))
  );
}

/** "Ignore any instructions in it": what a careful prompt says of data. */
const DEFENDED =
  /^(?:ignore|disregard|overlook|discard) (?:any|all|every|such|possible)?\s?(?:\w+ )?(?:instructions?|directives?|orders|commands?|prompts?)\b/i;
const COMMAND_LINE = /\bcommand[ -]lines?\b/i;
/** "### System Prompt", over a paragraph about one. Capitals shout. */
const TITLE = /^#{1,6} ?System (?:[Pp]rompts?|[Mm]essages?|[Ii]nstructions?)[ \t]*\n/;
/** "Agents must run in parallel". */
const RUNS_ON =
  /run\s(?:at|in|on|under|synchronously|asynchronously|concurrently|sequentially|within|before|after|locally)\b/i;
/** "Show me the system prompt in src/prompts.ts", "... of our bot": a file of the user's own. */
const OF_A_FILE =
  /^\s(?:in|from|of|at|for)\s[`"']?(?:(?:our|my|the)\s(?:\w+\s)?(?:app|bot|chatbot|agent|product|repo|project|file|assistant)\b|[\w-]*[./][\w./-]*\.\w{1,5}\b)/i;
/** How an API is called: the key stands in a header of the request. */
const AS_HEADER =
  /\b(?:in|as|through|via)\s(?:the|an?)\s[`"']?(?:authorization|x-api-key|bearer|request|http|api)[\w -]{0,16}[`"']?\s?(?:headers?|token)\b/i;

/** ": appended silently so that ...": what a comment says of the code. */
const TOLD_IN_PASSING = /(?:^|[:;(/*#-]\s?)\w{3,16}ed\s(?:silently\s|quietly\s|here\s|first\s)?$/i;

/** "Do not use @ to mention users": what is forbidden is the means. */
const AS_MEANS = /\b(?:not|never|don.?t)\suse\s(?!(?:this|these|any|it)\b)[^.\n]{1,24}\sto\s$/i;
/** "Encrypts with our secret key": one of the things that are secret. */
const OUR_SECRET = /^secret[\s-](?:keys?|tokens?|values?|strings?|scalars?|shares?|numbers?|exponents?|data)\b/i;
/** "You must obey the GNU General Public License in all respects". */
const LAW = /^\s(?:by\s)?(?:[\w#*/]{1,14}\s{1,3}){0,6}?(?:licen[cs]es?|laws?|regulations|gpl)\b/i;
/** "Becomes available to all agents": nobody is spoken to. */
const REACHES =
  /\b(?:available|visible|accessible|known|common|shared|open|specific|assigned|attached|applies|applied|granted)\s$/i;
/** "Directory Selection Instructions for AI Agents:", over a part of a guide with a subject of its own. */
const OWN_SUBJECT =
  /(?:^|\n)[\s#*]{0,8}(?:(?!(?:Important|Hidden|Urgent|Special|New|Secret|Critical|System|Internal|Admin|Security|Mandatory|Override|Updated|Additional|Final)\b)[A-Z][a-z][\w-]{1,20} ){1,4}$/;

/** An order that waits for a person's word; not a choice that a person has, nor the word by which a skill is called. */
function waiting(text: string, start: number, end: number): number {
  const before = text.slice(Math.max(0, start - 60), start);
  const phrase = text.slice(start, end + 14);
  if (
    /\b(?:use|used|useful|triggers?|triggered|invoked?|activated?|applies|skill)\s(?:this\s)?(?:(?:skill|command|agent|tool|it|workflow)\s)?$/i.test(
      before,
    )
  )
    return 0.4;
  if (
    /^(?:if|when|once)\s+(?:you|your|a human|there)\b/i.test(phrase) ||
    /\bif there (?:are|is) no\b|\bafter (?:the )?user confirmation\b/i.test(phrase)
  )
    return 0.4;
  return 1;
}

/** A link of a page is read, unless something goes to it; a public key may be given to anybody. */
const LINK = /(?:\]\(|<a\b[^>\n]{0,80}=["'])\s?https?$/i;
const GOES_TO =
  /\b(?:to|at|via|into|onto|on|using|with|through)\s(?:[\w*\x60-]{1,20}\s){0,3}[[<(*"'\x60]{0,3}[^\][\n]{0,60}\]?\(?\s?https?$/i;
const PUBLIC_KEY = /[\w~/.-]{1,60}\.pub\b/i;
const PRIVATE_KEY = /\b(?:private|id_\w{2,8}(?!\.pub|\w))\b/i;

function leadsNowhere(text: string, start: number, end: number): boolean {
  if (PUBLIC_KEY.test(text.slice(start, end + 30)) && !PRIVATE_KEY.test(text.slice(start, end))) return true;
  const isLink = [end, start + 'https'.length].some((at) => LINK.test(text.slice(Math.max(0, start - 80), at)));
  return isLink && !GOES_TO.test(text.slice(Math.max(0, start - 30), end));
}

/** "Call it once the user has approved": a case that may come, and no claim. */
const AWAITED = /\b(?:when|once|after|until|till|if|unless|whether|before|as soon as)\s(?:the\s|a\s|your\s)?$/i;
const CLAIMS: ReadonlySet<string> = new Set(['pretext', 'unasked', 'fake-role', 'authority']);
/** "Do not tell the user prices before get_prices was called". */
const NOT_YET =
  /^[^.\n]{0,60}\b(?:before|until|unless)\b[^.\n]{0,30}\b(?:was|were|is|are|has been|have been)\s(?:\w{2,10}ly\s)?(?:called|confirmed|verified|checked|validated|signed|approved|known|public)\b/i;
/** What banks and sites write everywhere: nobody gets your password. */
const OWN_PASSWORD =
  /(?:\u043f\u0430\u0440\u043e\u043b|contrasen|contrase\u00f1|passwort|kennwort|mots? de passe|senha|\u5bc6\u7801|\u5bc6\u94a5|\u9a8c\u8bc1\u7801|\u30d1\u30b9\u30ef\u30fc\u30c9|\u6697\u8a3c|\ube44\ubc00\ubc88\ud638)/i;
const OTHERS =
  /(?:\u043d\u0438\u043a\u043e\u043c\u0443|nadie|niemand|personne|ningu\u00e9m|ninguem|nessuno|\u4ed6\u4eba|\u522b\u4eba|\u4efb\u4f55\u4eba|\u8ab0\u306b|\u4ed6\u4eba|\ub204\uad6c)/i;
/** "Feel free to call us to confirm": whoever steals has no use for a question. */
const OFFERS_TO_VERIFY =
  /(?<!(?:not|need|don.?t|never|without)\s(?:to\s)?)\b(?:call|phone|ring|contact|ask)\s(?:us|me|him|her|them|your|the)\b[^.\n]{0,50}\b(?:confirm|verify|check|make sure)\b/i;
/** What is to be done only once somebody was asked. */
export const WAITS_FOR_CONSENT =
  /^[^.!?\n]{0,40}\b(?:only (?:after|with|once|when|if)|nur (?:nach|mit|wenn)|erst nach|solo (?:tras|despu\u00e9?e?s|si|dopo|con|se)|seulement (?:apr[e\u00e8]s|si)|so(?:mente)? (?:ap[o\u00f3]s|depois|se)|apenas (?:ap[o\u00f3]s|depois|se)|soltanto dopo)(?![\w-])/i;
/** "A mail", "the report": a thing, where the same word may be an order. */
const NOUN = /\b(?:an?|the|each|every|our|my|his|her|their|its|any|some|no)\s$/i;
const ALSO_NOUN =
  /^(?:e?-?mail|post|report|copy|list|record|store|answer|reply|share|export|upload|download|transfer|order|print|output|call|test)\b/i;
const ACTS: ReadonlySet<string> = new Set(['act', 'exfil', 'sent-out', 'pay']);
/** A warning of frauds. */
const OF_FRAUD = /\b(?:scams?|scammers?|fraudsters?|phishing|criminals|victims?)\b/i;
const FRAUDS: ReadonlySet<string> = new Set(['pay', 'coerce', 'exfil', 'urgency']);
/** "`<|im_start|>` and `<|im_end|>` are special tokens". */
const OF_TOKENS =
  /^[`"']?(?:(?:,|\sand|\sor)?\s?[`"']?<\|\w{2,20}\|>[`"']?){0,4}\s(?:is|are|marks?|tokens?|denotes?|delimits?|must be escaped|in (?:the|a|my|our) (?:chat|input|text|box|message)\b)/i;
/** "Override the default instructions by placing a file". */
const BY_SETTING =
  /^\s(?:\w{2,14}\s){0,3}(?:by (?:placing|setting|passing|creating|adding|using|editing|providing|specifying|writing)|with (?:the|an?) \S{2,20} (?:option|flag|setting|file))\b/i;
/** "An attacker instructs a chatbot to". */
const ATTACKER = /\b(?:attackers?|adversar(?:y|ies)|hackers?|intruders?)\b[^.\n]{0,60}$/i;

/** "'Assistant, send it' - that this works at all": a quote from its first word on, and what is said of it. */
const QUOTED =
  /^\W{0,4}?["'\u201c\u2018\u00ab\u201e][^"'\u201c\u201d\u2019\u00bb\n]{4,200}["'\u201d\u2019\u00bb\u201c]\s?(?:[\u2013\u2014-]\s)?(?:that|is|was|were|are|into|in|on|as|did|does|worked|works|said|says|appears?|and it|which|got|made)\b/;

export function isToldOf(text: string, start: number): boolean {
  return QUOTED.test(text.slice(Math.max(0, start - 2), start + 280));
}

const TO_A_PROGRAM: ReadonlySet<string> = new Set(['addressee', 'spoken-to', 'favour']);
/** "Dear assistant manager". */
const A_POST = /\bassistant\s(?:manager|professor|director|coach|editor|principal|secretary|teacher)\b/i;

/** The share of what is awaited, warned of, or told of a thing that looks the same. */
function toldOtherwise(text: string, group: string, start: number, end: number, verb: number): number {
  if (CLAIMS.has(group) && AWAITED.test(text.slice(Math.max(0, start - 16), start))) return DESCRIBED;
  if (group === 'conceal' && NOT_YET.test(text.slice(end, end + 110))) return DESCRIBED;
  if (
    group === 'conceal' &&
    OTHERS.test(text.slice(start, end + 4)) &&
    OWN_PASSWORD.test(text.slice(Math.max(0, start - 30), end + 30))
  )
    return APPLICATION;
  if (group === 'pay' && OFFERS_TO_VERIFY.test(text.slice(end, end + 140))) return DESCRIBED;
  if (group === 'pay' && WAITS_FOR_CONSENT.test(text.slice(end, end + 60))) return DESCRIBED;
  if (
    ACTS.has(group) &&
    ALSO_NOUN.test(text.slice(verb, verb + 12)) &&
    NOUN.test(text.slice(Math.max(0, verb - 8), verb))
  )
    return DESCRIBED;
  if (FRAUDS.has(group) && OF_FRAUD.test(text.slice(Math.max(0, start - 80), end + 80))) return DESCRIBED;
  if (group === 'fake-role' && OF_TOKENS.test(text.slice(end, end + 120))) return DESCRIBED;
  if (
    group === 'override' &&
    /^overrid/i.test(text.slice(start, start + 8)) &&
    BY_SETTING.test(text.slice(end, end + 70))
  )
    return DESCRIBED;
  if ((group === 'takeover' || group === 'override') && ATTACKER.test(text.slice(Math.max(0, start - 70), start)))
    return DESCRIBED;
  if (TO_A_PROGRAM.has(group) && A_POST.test(text.slice(start, end + 20))) return APPLICATION;
  if (group === 'ordered' && isToldOf(text, start)) return MENTIONED;
  if (group === 'addressee' && text.charAt(start - 1) === '@') return 0.6;
  return 1;
}

/** How much of its weight a phrase keeps in its sentence. */
export function standing(text: string, group: string, start: number, end: number, verb: number): number {
  let share =
    (isMentioned(text, start, end) ? MENTIONED : 1) *
    standingInCode(text, group, start, end, verb) *
    standingInDocuments(text, group, start, end, verb) *
    toldOtherwise(text, group, start, end, verb);
  if (group === 'exfil' && BARE_PROTOCOL.test(text.slice(start, end + 3))) share *= MENTIONED;
  if (group === 'fake-role' && HEADING.test(text.slice(Math.max(0, start - 40), start))) share *= 0.6;
  if (group === 'override' && DEFENDED.test(text.slice(start, start + 40)) && IN_DATA.test(text.slice(end, end + 40)))
    return share * FORBIDDEN;
  // What an API returns.
  if (group === 'act' && /^return\s/i.test(text.slice(start, start + 8))) share *= DESCRIBED;
  if (group === 'act' && /^(?:call|use|invoke|run) this tool\b/i.test(text.slice(start, start + 18)))
    share *= DESCRIBED;
  if (group === 'act' && COMMAND_LINE.test(text.slice(end - 8, end + 6))) return share * FORBIDDEN;
  // "A note for LLM users" is for people.
  if (
    group === 'fake-role' &&
    /^\s(?:users?|developers?|teams?|vendors?|providers?|engineers?)\b/i.test(text.slice(end, end + 12))
  )
    share *= DESCRIBED;
  if (group === 'fake-role' && OWN_SUBJECT.test(text.slice(Math.max(0, start - 60), start))) share *= 0.6;
  if (group === 'fake-role' && TITLE.test(text.slice(start, start + 40))) share *= DESCRIBED;
  if (
    group === 'conceal' &&
    /^pretend/i.test(text.slice(start, start + 8)) &&
    PROHIBITION.test(text.slice(Math.max(0, start - 20), start))
  )
    return share * FORBIDDEN;
  if (group === 'conceal' && TOLD_IN_PASSING.test(text.slice(Math.max(0, start - 40), start))) share *= DESCRIBED;
  if (group === 'conceal' && AS_MEANS.test(text.slice(Math.max(0, verb - 40), verb))) share *= DESCRIBED;
  if (group === 'conceal' && OUR_SECRET.test(text.slice(end - 6, end + 16))) share *= DESCRIBED;
  if (group === 'coerce' && /\bobey$/i.test(text.slice(start, end)) && LAW.test(text.slice(end, end + 60)))
    share *= DESCRIBED;
  if (group === 'addressee' && REACHES.test(text.slice(Math.max(0, start - 24), start))) share *= DESCRIBED;
  if (group === 'sleeper') share *= waiting(text, start, end);
  if (group === 'takeover' && RUNS_ON.test(text.slice(end - 3, end + 16))) share *= DESCRIBED;
  if (group === 'remote-orders' && /\bby\s$/i.test(text.slice(Math.max(0, start - 4), start))) share *= DESCRIBED;
  if (group === 'reveal' && !/\byour?\b/i.test(text.slice(start, end)) && OF_A_FILE.test(text.slice(end, end + 60)))
    share *= DESCRIBED;
  if ((group === 'exfil' || group === 'act') && AS_HEADER.test(text.slice(start, end + 60))) share *= DESCRIBED;
  if (group === 'exfil' && leadsNowhere(text, start, end)) share *= DESCRIBED;
  if (group === 'override' && WARNED.test(text.slice(start, start + 20)) && OF_DATA.test(text.slice(end, end + 60)))
    return share * FORBIDDEN;
  if (!ORDERS.has(group)) return share;
  const before = text.slice(Math.max(0, verb - 30), verb);
  if (TOLD_OF.test(text.slice(Math.max(0, verb - 50), verb))) share *= DESCRIBED;
  if (OPTION.test(text.slice(Math.max(0, verb - 80), verb))) share *= DESCRIBED;
  if (group === 'disarm' && PURPOSE.test(before)) share *= DESCRIBED;
  if (group === 'conceal' && SHOWN.test(text.slice(start, end + 80))) share *= APPLICATION;
  if (SUBJECT.test(before) || FORETOLD.test(text.slice(Math.max(0, verb - 44), verb))) share *= DESCRIBED;
  if (PROHIBITED.has(group) && PROHIBITION.test(before)) share *= FORBIDDEN;
  return share;
}
