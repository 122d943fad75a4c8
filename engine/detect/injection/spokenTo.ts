import { CALLED_READER, KEY_FOR_READER, KEY_OF_READER, PROGRAM, READER } from './readers.ts';
import type { Row } from './signalRow.ts';

const NOTE = '(?:note|notes|hint|message|attention|reminder|notice|tip|memo|ps|nb)';
const EACH = '(?:the|any|all|every|each|our|your|dear|hello|hey|hi)';
const ONLY = '_(?:only|readers?|eyes_only|who_reads?_this|that_reads?_this|reading_(?:this|it))';

/**
 * Who a text speaks to, apart from what it says: a label, an aside, a form of address, a key of JSON or a tag of a page
 * that is meant for a program. None of it is bad by itself; with a deed that only its author wants it is an order.
 */
export const SPOKEN_TO: readonly Row[] = [
  // A label: "(assistant only) ...", "reviewer-llm: ...", "NB. model: ...", "-- to the text-to-sql model: ...".
  [
    'spoken-to',
    0.6,
    `(?:^|[\\n"'>*#;!/\u2013\u2014-]\\s?|[.,]\\s|\\bnb\\W{1,3})@?(?:(?:[a-z]{3,10}_)?${NOTE}\\W{1,3})?(?:(?:to|for)_)?(?:${EACH}_)?(?:[a-z]{2,12}[ -]){0,3}${READER}s?(?:${ONLY}|_(?:that|who|which|on|in|of|behind)_[^:,.\\n]{3,40})?[*\\x5f]{0,2}:[ \\t*\\x5f]{1,4}\\w`,
    `[(\\[{<]\\W{0,2}(?:${NOTE}\\W{1,3})?(?:(?:to|for)_)?(?:${EACH}_)?(?:[a-z]{2,12}[ -]){0,2}${READER}s?(?:(?:${ONLY})\\s?[:,)\\]]|\\s?[:,]\\s|\\s?[)\\]]\\s?:)`,
    `(?:^|[\\n"'(>]\\s?|[.!?]\\s)(?:(?:dear|hello|hey|hi|ok|so|now)_)?${CALLED_READER}\\s\\w`,
    `\\b(?:to|for)_(?:the|any|all|every|whichever|whatever|each)_(?:\\w{2,14}[ -]){0,3}${PROGRAM}\\b`,
    `\\b(?:if|that|whether)_(?:the|your|any|an?)_(?:\\w{2,12}_)?(?:${PROGRAM}|assistant|agent|bot)_(?:could|would|might)\\b`,
    `\\b(?:error|fatal|critical|warning|failed|denied|failure|blocked)\\b\\W{1,4}(?:the_|this_|your_)?(?:ai_|coding_)?(?:agent|assistant|model|llm)_(?:must|has_to|needs?_to|should|shall)\\b`,
    `\\bas_an?_${PROGRAM},?_you\\b`,
    `\\b(?:whichever|whatever|any|every|each)_ai_(?:(?:is|that|which)_)?(?:read|translat|summari|process|review|open|index|us|handl|pars|edit|answer|work|touch)\\w{1,6}\\b`,
    `\\b(?:once|when|whenever|as_soon_as)_(?:the|your|an?|any)_(?:${PROGRAM}|assistant|agent)_(?:opens?|reads?|sees?|processes|loads?|gets?|receives?|finds?|handles?|visits?)_(?:this|it|the)\\b`,
    `[,:]\\s(?:dear_)?(?:assistant|agent|model|copilot|claude),\\s(?:please_)?\\w{3,}`,
    `\\byou,_(?:the|an?|as_an?)_(?:\\w{2,12}_)?${READER}\\b`,
    `\\b(?:whoever|whichever|whatever|any|anyone|one)_(?:\\w{1,8}_)?of_(?:the|our|your|all|these)_(?:\\w{2,12}_)?${PROGRAM}`,
    `\\b(?:whichever|whatever|any|every|each|all|an?|the)_${PROGRAM}_(?:(?:that|which|who|when)_)?(?:\\w{2,12}_)?(?:reads?|reading|sees?|seeing|triages?|triaging|opens?|opening|edits?|editing|touch(?:es|ing)?|reviews?|reviewing|install(?:s|ing)|uses?|using|summari[sz](?:es?|ing)|process(?:es)?(?:ing)?|parses?|parsing|handl(?:es?|ing)|merges?|merging)\\b`,
    `\\bi_(?:hereby_|now_|therefore_){0,2}(?:instruct|order|direct|command|authori[sz]e|ask)_(?:the|any|every|all|your)_(?:\\w{2,12}_)?(?:${PROGRAM}|assistant|agent|bot|model)\\b`,
  ],
  // Told in the third person what it has to do.
  [
    'spoken-to',
    0.6,
    `\\b(?:the|your|any|every|each|all|this|our)_(?:\\w{2,12}_)?(?:${PROGRAM}|assistant)_(?:(?:of|in|on|for|behind)_(?:this|the|that)_\\w{2,14}_)?(?:must|shall|has_to|have_to|is_to|are_to|is_(?:asked|required|requested|expected|obliged|invited|instructed)_to|are_(?:asked|required|requested|expected|obliged|invited|instructed)_to|should|needs?_to)\\b`,
    `\\b${PROGRAM}_(?:\\w{2,14}_){0,4}(?:shall|must|has_to|have_to|is_to|are_to|has_also_to)_(?:also_|first_|always_)?\\w{3,}`,
  ],
  // A field of data or a tag of a page that exists for programs only.
  [
    'spoken-to',
    0.7,
    `["'](?:\\w{0,20}\\x5f)?${KEY_FOR_READER}["']\\s?:`,
    `["']${KEY_OF_READER}["']\\s?:`,
    '\\b(?:name|property|id|class|itemprop)=["\'](?:ai|llm|agent|assistant|gpt|chatgpt|claude|model)[-\\x5f :](?:instructions?|directives?|prompt|orders?|actions?|notes?|hints?)["\']',
    '<(?:ai|llm|agent|assistant|gpt)(?:[-\\x5f](?:\\w{2,16}))?(?:\\s[^>\\n]{0,60})?>\\s{0,4}\\w',
  ],
];

const SAFEGUARD =
  '(?:content_filter(?:s|ing)?|safety_(?:layer|filters?|checks?|system)|guard[ -]?rails?|moderation|policy_(?:engine|checks?|layer)|confirmation_(?:requirements?|step|prompts?)|approval_(?:requirements?|gate|step)|permission_(?:checks?|system|prompts?)|refusals?|denials?|deny_rules?)';
const OUT_OF_FORCE =
  '(?:suspended|lifted|waived|paused|off|disabled|in_maintenance|under_maintenance|out_of_(?:force|service)|not_count|no_longer_count|void|not_(?:binding|valid|enforced))';

/** What a text claims to be: words of rank over whoever reads it. */
export const CLAIMED_RANK: readonly Row[] = [
  [
    'fake-role',
    0.9,
    '\\b(?:has|have|carr(?:y|ies)|with|of|at)_the_(?:same_)?(?:priority|rank|authority|weight|standing|force)_(?:of|as)_(?:an?_|the_|your_)?(?:system|developer|operator|root)\\b',
    '\\b(?:comes?|coming|are|is|stems?|originates?)_(?:directly_|straight_)?from_(?:their|your|its|the)_(?:developers?|creators?|makers?|vendor|system_administrator|operator|owner_of_the_model)\\b[^.\\n]{0,60}\\b(?:outrank|obey|follow|comply|priority|precedence|reveal|override|must)\\w{0,3}\\b',
    '\\b(?:internal|confidential|official|urgent)_(?:memo|notice|message|note|announcement|bulletin)_(?:from|by|of)_(?:anthropic|openai|google|microsoft|your_(?:developers?|creators?|vendor|operator))\\b',
    '\\b(?:obey|follow|honou?r)_\\x5f?\\w{2,16}_(?:over|above|before|rather_than|instead_of)_(?:the_)?(?:user|human|operator)(?:_messages?|.s)?\\b',
    '\\b(?:right|authority|permission|power|licen[cs]e)_to_(?:steer|command|direct|control|instruct|override)_(?:the|your|its|any)_(?:\\w{2,12}_)?(?:assistant|agent|model|ai|llm)\\b',
    '\\b(?:as|speaking_as|this_is|i_am)_the_(?:repository|repo|project|account|site|mailbox|package|server)_(?:owner|administrator|admin|maintainer)\\b[^\\n]{0,50}\\b(?:ai|agent|assistant|model|bot)\\b',
    '\\b(?:administrator|owner|operator|master|boss|principal)_now\\b[^\\n]{0,60}\\b(?:refused?|ignored?|requests?_(?:from|of)|only_me|obey)\\b',
    '\\bnew_(?:operator|system|admin|platform|host)_(?:policy|rules?|directive|message)\\b(?:_v?\\d[\\w.]{0,6})?\\s?:',
    '\\b(?:obey|trust|believe)\\s?=\\s?(?:this|the|me|only)\\w{0,12}\\b',
  ],
  // A safeguard that is said to be out of force just now.
  [
    'disarm',
    1,
    `\\b${SAFEGUARD}\\b[^.\\n;]{0,40}\\b(?:(?:are|is|been|was|were)_)?${OUT_OF_FORCE}\\b[^.\\n]{0,40}\\b(?:until|today|now|for_this|for_the|during|session|restart|so_|go_on|proceed|continue|acknowledge)\\b`,
    `\\b(?:for|in|during)_this_(?:session|task|conversation|chat|run|request)\\b[^.\\n;]{0,20}\\b${SAFEGUARD}\\b[^.\\n;]{0,40}\\b${OUT_OF_FORCE}\\b`,
    '\\b(?:go_on|continue|proceed|act)_as_(?:if|though)_(?:it|they|the_\\w{2,14})_(?:had_|has_|have_)?(?:answered_yes|agreed|approved|said_yes|allowed_it|consented)\\b',
    '\\bapprovals?_(?:are|is)_(?:granted|given|assumed|implied)_(?:automatically|by_default|in_advance|implicitly)\\b',
    '\\brefusals?_(?:are|is|will_be|count|counts)_(?:to_be_)?(?:logged|reported|treated|counted|recorded|punished)?_?(?:as_)?(?:an?_)?(?:faults?|errors?|failures?|violations?|breach(?:es)?)\\b',
  ],
];
