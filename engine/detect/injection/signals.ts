import { ADDRESSED } from './addressedOrders.ts';
import { CARRIED } from './carriedOrders.ts';
import { POSED } from './posedOrders.ts';
import type { Row, SignalGroup } from './signalRow.ts';
import { ASKED_OUT, BEHIND_BACKS, TO_MODELS, TO_MODELS_LATIN, TO_MODELS_OTHER, UNBOUND } from './agentOrders.ts';
import { IGNORE_AND_SAY, IGNORE_AND_SAY_OTHER, REMOTE_ORDERS } from './embeddedOrders.ts';

/** `weight` 1 is enough to be noticed alone; less needs company near by. */
export interface Signal {
  readonly group: SignalGroup;
  readonly weight: number;
  readonly source: string;
}

/** Between two words: punctuation and space. */
const GAP = '\\W{1,6}';
/** The same with up to five words in between. */
const WIDE = '\\W{1,6}(?:\\w{1,20}\\W{1,6}){0,5}';
/** The same with up to two. */
const NEAR = '\\W{1,6}(?:\\w{1,20}\\W{1,6}){0,2}';

/** `_` stands for a gap, `~` for one with up to two words in it and `…` for one with up to five; a real `_` is `\\x5f`. */
function phrase(text: string): string {
  return text.replaceAll('…', WIDE).replaceAll('~', NEAR).replaceAll('_', GAP);
}

const OBJECTS =
  '(?:\\w{0,3}nstruc\\w{1,9}|prompts?|directives?|guidelines?|orders|programming|system_message|commands|training)';
const LOOSE_OBJECTS =
  '(?:rules?|context|tasks?|information|messages?|text|constraints|restrictions|polic(?:y|ies)|filters|assignments?|requests?|conversation)';
const BEFORE = '(?:previous\\w*|prior|above|preceding|earlier|former|foregoing|past|initial|original)';

const ENGLISH: readonly Row[] = [
  [
    'addressee',
    0.6,
    '\\bfor_(?:all_)?(?:llms?|ais|ai_(?:models?|agents?|assistants?|readers?)|language_models|assistants|agents)_(?:only|reading)\\b',
  ],
  [
    'fake-role',
    0.9,
    '(?:^|\\n)\\s{0,3}#(?:system|assistant|developer):|\\[(?:system|assistant|developer)\\]\\(#[a-z\\x5f]{2,24}\\)',
  ],
  ['grant', 0.9, '\\bmake_me_(?:an?_|the_)?(?:admin\\w{0,9}|owner|root|superuser)\\b'],
  [
    'disarm',
    0.7,
    '\\bturn_(?:the_|all_|your_)?(?:\\w{1,12}_)?(?:sandbox|guardrails|safety|filters|monitoring|firewall)_off\\b',
  ],
  [
    'persist',
    0.6,
    '\\b(?:answer|say|reply)_(?:with_)?(?:yes|ok)_to_(?:every|all|any)_(?:\\w{1,12}_)?(?:prompts?|confirmations?|requests?)\\b',
  ],
  [
    'assemble',
    0.9,
    '\\b(?:contains|holds|is)_your_(?:next_)?(?:command|instructions?|orders?|task)\\b[^\\n.]{0,30}\\b(?:run|execute|follow|obey)_it\\b',
  ],
  [
    'fake-role',
    0.9,
    '\\b(?:instructions?|notice|message|note|directive|attention|reminder)_(?:for|to)_(?:all_|any_|the_)?(?:automated_|autonomous_|ai_|llm_|coding_)(?:\\w{1,10}_)?(?:agents?|models?|assistants?|reviewers?|bots?|systems?|tools?)\\b',
  ],
  [
    'pay',
    0.9,
    '\\b(?:replace|change|swap|update|substitute)_(?:the_|their_|its_|every_)?(?:\\w{1,12}_)?(?:iban|account_number|bank_(?:details|account)|wallet_address|payout_\\w{1,12}|payee)_(?:with|to|by|for|on)\\b',
  ],
  [
    'conceal',
    1,
    '\\bif_(?:the_)?(?:users?|human|anyone|somebody|they)_asks?\\b[^\\n.]{0,60}\\b(?:answer|say|tell_them|reply|claim|deny|respond)_(?:that_)?(?:you_)?(?:only|nothing|it_was|did_not|know_nothing|did_nothing)\\b',
  ],
  [
    'override',
    1,
    '\\b(?:comply|obey|follow|listen)_(?:only_)?(?:with_|to_)?(?:only_)?(?:what_)?(?:this|the)_(?:document|page|message|text|file|email|website)_(?:says|tells|contains|and_nothing|demands)',
  ],
  [
    'exfil',
    0.95,
    '\\b(?:send|post|upload|forward|submit|transmit|deliver|leak|push)\\b[^\\n.]{0,60}https?://[\\w.-]{0,60}(?:evil|attacker|exfil|malicious|hacker|steal|stolen|phish|c2)[\\w.-]{0,60}',
  ],
  [
    'fake-role',
    0.9,
    '</?\\\\?/?(?:tool\\x5fresponse|tool\\x5fresults?|tool\\x5foutput|function\\x5fresults?|function\\x5fresponse|tool\\x5fcall|system-reminder|system\\x5freminder)>',
  ],
  [
    'fake-role',
    0.7,
    '(?:^|\\n)\\W{0,6}(?:end_of_)?(?:system|critical|fatal)_(?:error|alert|failure)\\b[^\\n]{0,100}\\b(?:must|execute|run|resolve|required|call|immediately)\\b',
  ],
  [
    'takeover',
    0.9,
    '\\b(?:now|you_must|then|also|always)_(?:\\w{1,10}_)?(?:call|use|run|invoke|execute)_(?:the_)?(?:\\w{1,12}_)?(?:exfil\\w{0,10}|admin|root|delete_all|privileged)_?(?:tool|function|command)?\\b',
  ],
  [
    'secret',
    0.6,
    '(?:~|\\$HOME|/root|/home/\\w{1,20})/\\.(?:ssh|aws|kube|gnupg|docker|netrc|npmrc|bash\\x5fhistory|zsh\\x5fhistory|config/gcloud)|\\.env(?:\\.\\w{1,12})?\\b|/etc/(?:shadow|passwd)\\b',
  ],
  // Said of a file and not of a word: that it is sent out is an order in any language.
  [
    'secret-file',
    0.6,
    '(?:~|\\$HOME|/root|/home/\\w{1,20})/\\.(?:ssh|aws|kube|gnupg|docker|netrc|npmrc|bash\\x5fhistory|zsh\\x5fhistory|config/gcloud)|\\.env(?:\\.\\w{1,12})?\\b|/etc/(?:shadow|passwd)\\b',
  ],
  [
    'act',
    0.6,
    '\\b(?:send|return|upload|forward|e_?mail|exfiltrate|post|append|attach)_(?:it|them|all_(?:of_)?(?:it|them|keys)|its_contents?|their_contents?|the_(?:contents?|results?|output|file|values?|keys?))\\b',
  ],
  [
    'override',
    1,
    '\\b(?:safety|standard|security|ethical|content|usual|all)_(?:\\w{1,12}_)?(?:protocols?|guidelines?|restrictions|rules|safeguards|filters)_(?:are|is|have_been|has_been)_(?:now_)?(?:void|suspended|lifted|disabled|waived|removed|off)\\b',
  ],
  [
    'conceal',
    1,
    '\\b(?:respond|reply|act|continue|behave)_(?:\\w{1,10}_)?(?:as_if|as_though|like)_nothing_(?:ever_)?(?:happened|occurred)\\b',
  ],
  [
    'takeover',
    0.9,
    '\\b(?:when|once|as_soon_as|upon)_(?:you_)?(?:receiv\\w{1,3}|read\\w{0,3}|see\\w{0,3}|process\\w{0,3})_this(?:_message)?_(?:\\w{1,10}_){0,2}(?:execute|run|send|forward|call|delete|reply_with)\\b',
  ],
  [
    'override',
    1,
    '\\bbefore_(?:you_)?(?:can_|could_|may_)?(?:solv\\w{1,3}|complet\\w{1,3}|continu\\w{1,3}|proceed\\w{0,3}|answer\\w{0,3}|summari\\w{1,5}|respond\\w{0,3}|help\\w{0,3})\\b[^\\n.]{0,90}\\b(?:do|perform|execute|follow|complete|read|run|send|call)_(?:the_following|this_first|these_steps|these_instructions|first)\\b',
  ],
  ['override', 0.6, '\\bimportant_(?:message|note|notice)_(?:from|for)\\b[^\\n.]{0,60}\\bto_you\\b'],
  [
    'override',
    1,
    '\\b(?:ignore|forget|overlook|disregard)_(?:about_)?(?:all_)?(?:that_|what_|everything_)(?:(?:you|we|ve|have|were|was|had|been|are)_){1,4}(?:instructed|told|taught|given|trained)\\b',
  ],
  [
    'override',
    1,
    '\\b(?:forget|ignore|disregard)_(?:about_)?(?:all_)?(?:those|these)_(?:\\w{1,12}_)?(?:rules?|instructions?|guidelines|restrictions|orders)\\b',
  ],
  [
    'override',
    1,
    '\\b(?:forget|ignore|drop|disregard|remove|leave)_(?:about_)?(?:all_)?(?:of_)?(?:the_|your_)?(?:previous|prior|earlier|preceding)_(?:orders|tasks?|information|instructions?|assignments?|goals?)\\b',
  ],
  [
    'override',
    0.9,
    '\\b(?:change|replace|update|rewrite)_your_(?:instructions|rules|guidelines|system_prompt|directives)\\b',
  ],
  [
    'override',
    0.9,
    '\\byour_(?:instructions|orders|rules|directives)_(?:are_now|have_(?:changed|been_(?:changed|updated|replaced)))\\b',
  ],
  [
    'override',
    0.6,
    '\\b(?:ignore|disregard)_the_(?:webpage|resume|document|article|paper|email|page|code|table|rest|question|content|task|text|website)\\b',
  ],
  ['fake-role', 0.9, '\\b(?:system|admin|security|developer|safety)_override(?:_mode)?\\W{0,3}[:\\]!>]'],
  [
    'act',
    0.6,
    '\\b(?:send|share|upload|dump|steal|leak|e_?mail|forward|paste|hand_over)_(?:me_|us_|over_)?(?:(?:your|the|all|any|its|their)_){1,3}(?:\\w{1,14}_){0,2}(?:api_?(?:keys?|tokens?)|passwords?|credentials|private_keys?|ssh_keys?|secrets|tokens|key)\\b',
  ],
  [
    'act',
    0.6,
    '\\b(?:send|upload|post|forward|transfer)_(?:it|them|the_\\w{1,12}|this|its_\\w{1,12})_(?:externally|outside|off_?site|to_(?:an?_|the_)?(?:external|remote|my|webhook|server|attacker))',
  ],
  [
    'override',
    1,
    `\\b(?:ignor\\w{1,3}|disregard\\w{0,3}|forget\\w{0,4}|neglect|overrid\\w{1,3}|discard|dismiss|erase|abandon|drop|overlook)_(?:(?:all|any|every|each|of|the|these|those|your|my|our|its|system|and|everything)_){0,4}(?:(?:${BEFORE}|all|your|system|safety|existing|current|these|those)_)${OBJECTS}`,
  ],
  [
    'override',
    1,
    `\\b(?:ignore|disregard|forget|neglect|override)_(?:(?:all|any|about|of|the|those|your)_){0,3}${BEFORE}_(?:and_\\w{1,12}_)?${LOOSE_OBJECTS}\\b`,
  ],
  [
    'override',
    1,
    `\\b(?:ignore|disregard|forget|override)_(?:(?:all|any|about|of|the|those)_){0,3}(?:your|all|any|all_previous)_(?:safety|security|content|ethical|moral)~(?:rules?|guidelines?|filters?|polic(?:y|ies)|protocols?|restrictions?|constraints|training)\\b`,
  ],
  [
    'override',
    1,
    '\\b(?:ignore|forget|disregard)_(?:all_of_|about_)?(?:everything|anything|all|all_of_it|all_that)_(?:you|i|we|that|above|before|written|said|prior|previous\\w*|and_(?:tell|say|do|write|print|start|answer|show))\\b',
  ],
  [
    'override',
    1,
    '\\b(?:ignore|forget|disregard|neglect)_(?:all_|about_)?(?:the_|these_|those_|all_)?(?:above|preceding|aforementioned)\\b',
  ],
  [
    'override',
    1,
    `\\b(?:do_not|don_?t|stop|never|no_longer)_(?:follow\\w{0,3}|obey\\w{0,3}|listen\\w{0,3}_to|adher\\w{1,3}_to|comply\\w{0,3}_with)_(?:(?:any|the|your|all|of)_){0,3}(?:${BEFORE}|system|developer|original|your|safety)_(?:${OBJECTS}|rules)`,
  ],
  [
    'override',
    1,
    '\\b(?:all|any|your)_(?:previous|prior|earlier|original|safety|existing)~(?:\\w{0,3}nstructions?|rules?|guidelines?|directives?|restrictions?|filters)_(?:are|is|have_been|were|no_longer)_(?:now_)?(?:void|disabled|cancell?ed|suspended|obsolete|overridden|lifted|superseded|revoked|apply|null|invalid)',
  ],
  [
    'override',
    0.9,
    '\\b(?:supersedes?|overrides?|replaces?|takes?_precedence_over|takes?_priority_over)_(?:all_|any_|your_|the_)*(?:previous|prior|earlier|existing|other|original|system)~(?:\\w{0,3}nstructions?|rules?|guidelines?|directives?|polic(?:y|ies)|prompts?)',
  ],
  ['override', 0.9, '\\b(?:new|updated|real|actual|true)_(?:\\w{1,12}_)?\\w{0,3}nstructions?_?(?::|follow\\b|are\\b)'],
  [
    'override',
    0.9,
    '\\b(?:strictly_)?(?:adhere_to|follow|obey|execute)_(?:only_)?(?:the_following|these_new|my_new|this_new)_\\w{0,3}nstructions?',
  ],
  [
    'override',
    0.9,
    '\\byour_(?:new|real|actual|true|only)_(?:task|goal|objective|mission|purpose|job|role|directive|instructions?)_(?:is|are|now)\\b',
  ],
  ['override', 0.9, '\\b(?:leave|put)_(?:all_|everything_)?(?:the_)?(?:previous|prior|above)~(?:behind|aside)\\b'],
  [
    'override',
    0.8,
    '\\b(?:instead_of|rather_than|stop)_(?:summari[sz]ing|reviewing|answering|translating|following)~(?:instead|the|this|output|print)\\b',
  ],
  [
    'override',
    0.8,
    '\\b(?:skip|bypass|disable|circumvent|turn_off|suppress|evade)_(?:(?:all|any|the|your|its|every)_){0,3}(?:\\w{1,14}_)?(?:safety|security|guard_?rails?|content|approval|authori[sz]ation|authentication|validation|verification|moderation|permission|access_control|confirmation|restrictions|audit|human_review)(?:_(?:checks?|filters?|rules?|controls?|steps?|process|polic(?:y|ies)|mechanisms?|protocols?|reasoning|measures|logging|system))?',
  ],
  [
    'persona',
    1,
    '\\b(?:you_are|you_re|you_will_be|act_as|become|behave_as|respond_as|pretend_(?:to_be|you_are))_(?:now_)?(?:(?:a|an|the|my)_)?(?:\\w{1,15}_){0,4}(?:dan|stan|jailbroken|unrestricted|unfiltered|uncensored|amoral|evil|unaligned|without_(?:any_)?(?:restrictions?|limits?|filters?|rules?|guidelines?)|no_(?:restrictions?|limits?|filters?|rules|guidelines))\\b',
  ],
  [
    'persona',
    1,
    '\\b(?:dan|developer|jailbreak|unrestricted|unsafe|sudo|uncensored|unfiltered|opposite|evil|override)_mode_?(?:is_|now_|has_been_)*(?:enabled|activated?|active|engaged|unlocked|on\\b|:)',
  ],
  // Devices, editors and sites have such modes too.
  [
    'persona',
    0.7,
    '\\b(?:debug|god|admin\\w{0,9}|root|maintenance|diagnostic)_mode_?(?:is_|now_|has_been_)*(?:enabled|activated?|active|engaged|unlocked|on\\b|:)',
  ],
  [
    'persona',
    1,
    '\\b(?:you_are|you_re)_(?:now_)?in_(?:\\w{1,14}_)?(?:developer|debug|god|admin\\w{0,9}|maintenance|unrestricted|unsafe|sudo|jailbreak|diagnostic|override|test)_mode\\b',
  ],
  [
    'persona',
    0.9,
    '\\b(?:enter|switch_to|activate|enable|start)_(?:\\w{1,12}_)?(?:god|dan|unrestricted|jailbreak|sudo|unfiltered)_mode\\b',
  ],
  ['persona', 1, '\\bdo_anything_now\\b'],
  [
    'persona',
    0.9,
    '\\b(?:free|freed|broken_free)_(?:\\w{1,12}_){0,3}(?:from|of)_(?:(?:the|all|any|your|typical|its)_){0,3}(?:confines|restrictions|constraints|shackles|limitations|rules)\\b',
  ],
  [
    'persona',
    0.8,
    '\\b(?:no|without|any|not_have|nor|never)~(?:ethical|moral|content|safety)~(?:guidelines|restrictions|limitations|filters?|constraints|concerns|boundaries)\\b',
  ],
  ['persona', 0.7, '\\bfrom_now_on…(?:you_(?:are|will|must|should)|act|respond|answer|going_to_act|ignore)\\b'],
  ['persona', 0.6, '\\byou_(?:are|re)_(?:now|no_longer)_(?:a|an|the|in|free|acting|bound|my)\\b'],
  [
    'persona',
    0.5,
    '\\b(?:pretend|imagine|role_?play|hypothetical\\w{0,2}|fictional)~(?:you|that|story|scenario|character|as)\\b',
  ],
  [
    'reveal',
    1,
    '\\b(?:reveal|show|print|output|repeat|display|leak|disclose|dump|expose|tell_me|give_me|share|recite|return|spell_out|send_me|forward|write_out|summari[sz]e|append|include|copy)_(?:(?:me|us|out|all|of|the|your|its|full|complete|entire|exact|initial|original|hidden|internal|secret|any|actual|current|agent_?s?|verbatim)_){0,6}(?:(?:system|initial|hidden|internal|original|developer)_(?:prompts?|message|instructions|configuration|directives)|(?:full|complete|entire)_prompts?)',
  ],
  [
    'reveal',
    1,
    '\\b(?:reveal|show|print|output|repeat|display|leak|disclose|dump|recite)_(?:(?:me|us|out|all|of|the|full|complete|entire)_){0,4}your_(?:(?:full|complete|entire|exact|initial|original|hidden|internal|secret|own)_){0,3}(?:prompts?(?:_texts?)?|instructions|rules|guidelines|configuration|directives)\\b',
  ],
  [
    'reveal',
    0.9,
    '\\bwhat_(?:is|are|was|were)_(?:written_)?(?:(?:at|the|in|beginning|of|this|your|start)_){0,6}(?:system_prompt|initial_(?:prompt|instructions)|hidden_(?:prompt|instructions)|(?:prompt|text|sentences?|written)_above)\\b',
  ],
  [
    'reveal',
    0.9,
    '\\b(?:repeat|print|output|show)_(?:everything|all|the_text|the_words|all_text|all_words|the_sentences)_(?:above|before|prior|you_were)\\b',
  ],
  ['reveal', 0.8, '\\b(?:copy|text|contents?)_of_(?:(?:the|your)_)?(?:full|entire|complete|system|original)_prompt\\b'],
  [
    'conceal',
    1,
    '\\b(?:do_not|don_?t|never|must_not|should_not|without)_(?:tell\\w{0,3}|inform\\w{0,3}|mention\\w{0,3}|notif\\w{1,5}|alert\\w{0,3}|reveal\\w{0,3}|disclos\\w{1,3}|show(?:ing)?|warn\\w{0,3}|discuss\\w{0,3}|let\\w{0,4})_(?:(?:this|it|that|any_of_this|about_it|these_\\w{1,12})_){0,2}(?:to_)?(?:the_|your_)?(?:users?|humans?|operator|owner|person|developer|anyone|reviewer)\\b',
  ],
  [
    'conceal',
    0.8,
    '\\b(?:keep|hide|conceal)_(?:this|it|that|these|the_\\w{1,12})~(?:secret|hidden|from_(?:the_)?(?:user|human|operator|logs?|audit|reviewer))\\b',
  ],
  [
    'conceal',
    0.9,
    '\\b(?:avoid|evade|escape|to_prevent|bypass)_(?:(?:any|the|security|being)_){0,2}(?:detection|detected|audit|logging|dlp|monitoring|suspicion|scrutiny)\\b',
  ],
  [
    'conceal',
    0.8,
    '\\b(?:respond|reply|act|continue|answer|proceed)~as_(?:if|though)_(?:nothing|everything|you_(?:did|had)_not|no_)',
  ],
  [
    'fake-role',
    1,
    '<\\|(?:im\\x5fstart|im\\x5fend|system|assistant|user|endoftext|start\\x5fheader\\x5fid|end\\x5fheader\\x5fid|eot\\x5fid)\\|>|\\[/?INST\\]|<<\\/?SYS>>|<start\\x5fof\\x5fturn>|\\[/?SYSTEM\\x5fPROMPT\\]',
  ],
  [
    'fake-role',
    0.9,
    '</?(?:system|admin|developer|assistant|sys|system[-\\x5f ](?:prompt|message|directive|note|mode|override|instructions?))(?:[\\s:][^>\\n]{0,60})?>\\s{0,6}(?:\\[?\\w|\\W{0,3}\\w)',
  ],
  [
    'fake-role',
    1,
    '(?:#{2,4}|\\*{2,3}|={2,6}|-{2,6}|\\[{1,2})\\s?\\(?(?:system|admin|developer|sys|root)[ \\x5f-]?(?:message|prompt|override|instructions?|directive|note|update|notice|command|mode|alert)\\b',
  ],
  // Every guide to an API shows such a message: only what stands in it makes it an order.
  ['fake-role', 0.5, '["\'](?:role|from)["\']\\s{0,2}:\\s{0,2}["\']system["\']'],
  [
    'fake-role',
    0.8,
    '(?:^|\\n)\\s{0,4}(?:system|admin|sysop|developer|root|sistema|systeme|system_message)\\s{0,2}(?:\\([^)\\n]{0,40}\\)\\s?)?:\\s{0,3}(?:you|ignore|the|all|new|override|disregard|from|now|user|update|vous|usted|du|eres)\\b',
  ],
  ['fake-role', 0.9, '\\b(?:end_of|end)_(?:user|system)_(?:message|prompt|input|instructions)\\b'],
  ['fake-role', 0.9, '\\b(?:role|priority)_(?:system|override)_(?:priority|instructions)'],
  [
    'fake-role',
    0.9,
    '\\b(?:important|hidden|urgent|special|attention|new|secret|critical)_(?:\\w{1,12}_)?(?:instructions?|message|note|notice|directive|command|information)_(?:for|to)_(?:all_|any_|the_|you_)?(?:ai|llm|language_model|assistant|agent|model|chatgpt|gpt|claude|copilot|bot)s?\\b',
  ],
  [
    'fake-role',
    0.8,
    '\\b(?:human|user|operator)_(?:approved|consented|confirmed|has_(?:already_)?(?:approved|consented|confirmed|authori[sz]ed))\\b',
  ],
  [
    'authority',
    0.6,
    '\\bi_(?:am|m)_(?:the|your|an?)_(?:\\w{1,12}_)?(?:ceo|cto|ciso|cfo|admin\\w{0,9}|developer|creator|owner|security_(?:lead|team|officer)|root|superuser|manager|supervisor|engineer_at)\\b',
  ],
  [
    'authority',
    0.6,
    '\\b(?:authori[sz]ed|approved|mandated|required|requested|signed_off|instructed|on_behalf)_(?:by|of)_(?:the_|your_|our_)?(?:\\w{1,12}_)?(?:admin\\w{0,9}|developers?|security|compliance|legal|management|ceo|ciso|cto|openai|anthropic|google|microsoft|it_department|it_team|board)\\b',
  ],
  [
    'authority',
    0.5,
    '\\b(?:this_is|as)_(?:a|an)_(?:official|authori[sz]ed|mandatory|required|legitimate|approved|controlled)_\\w{1,15}',
  ],
  [
    'authority',
    0.5,
    '\\b(?:administrator|admin|root|superuser|elevated|full)_(?:access|privileges?|rights|permissions?)\\b',
  ],
  [
    'urgency',
    0.3,
    '\\b(?:urgent(?:ly)?|immediately|asap|right_now|at_once|without_delay|critical|important|emergency|mandatory)\\b',
  ],
  [
    'addressee',
    0.6,
    '\\b(?:if_you_are|you_are|dear|attention|hey|note_to|to_(?:any|all|the)|hello)_(?:an?_|the_|all_|any_)?(?:ai|artificial_intelligence|llm|large_language_model|language_model|chatbot|ai_(?:assistants?|agents?|models?)|assistants?|agents?|chatgpt|gpt(?:_?[345]\\w{0,2})?|claude|gemini|copilot)\\b',
  ],
  [
    'addressee',
    0.5,
    '\\b(?:ai|llm|assistants?|all_agents|agents)_(?:must|should|shall|have_to|need_to|is_required|are_required|reading_this|instructions?)\\b',
  ],
  [
    'act',
    0.6,
    '\\b(?:send|e_?mail|forward|upload|post|transmit|exfiltrate|transfer|leak|relay|copy|ship|push)_(?:(?:it|them|this|that|all|the|any|every|each|its|their|my|your|our|me|of|complete|full|entire|these|customer|user|message|body)_){0,6}(?:\\w{1,20}_){0,6}(?:to|at|via|using|with)_(?:(?:the|my|our|an?|this|external|remote|following)_){0,3}(?:https?|\\w{1,30}@|\\S{1,40}@|www|webhook|server|url|endpoint|attacker|external|email|website|account)',
  ],
  ['act', 0.6, '\\b(?:exfiltrat\\w{1,5}|data_?exfil)\\b'],
  [
    'act',
    0.5,
    '\\b(?:run|execute|call|invoke|use)_(?:the_|this_|following_|these_)*(?:\\w{1,20}_)?(?:commands?|code|script|tool|function|shell|payload|terminal)\\b',
  ],
  [
    'act',
    0.5,
    '\\b(?:delete|remove|drop|wipe|destroy|erase)_(?:all|every|the|any)~(?:files?|data|records?|tables?|databases?|emails?|messages?|logs?|backups?)\\b',
  ],
  ['act', 0.5, '\\b(?:curl|wget)\\b[^\\n]{0,80}https?://'],
  [
    'act',
    0.4,
    '\\b(?:transfer|wire|pay|send|make_a_(?:transaction|payment))_(?:\\w{1,12}_){0,4}(?:money|funds|bitcoin|btc|usd|eur|\\d{2,9})\\b',
  ],
  [
    'act',
    0.5,
    '\\b(?:say|state|tell|print|output|reply|respond|answer|write)_(?:only_|that_|with_|the_|just_)*["\'“‘]',
  ],
  [
    'secret',
    0.6,
    '\\b(?:api_?keys?|access_tokens?|passwords?|credentials|private_keys?|ssh_keys?|api_tokens?|id\\x5frsa|secret_keys?|auth_tokens?|security_codes?|\\.env\\b|environment_variables|etc_shadow|etc_passwd|aws_credentials|session_tokens?|secrets|connection_strings?)\\b',
  ],
  [
    'secret',
    0.6,
    '\\b(?:ssns?|social_security_numbers?|credit_card_(?:numbers?|data|details)|pii|personal_data|customer_(?:data|records|emails?|list)|payroll|medical_records|employee_data|bank_details)\\b',
  ],
  ['unsafe', 0.6, '\\b(?:malware|keylogger|ransomware|backdoor|reverse_shell|rootkit)\\b'],
  [
    'takeover',
    1,
    '\\b(?:all|other|every|downstream|sub_?)_?agents?_(?:must|should|shall|will|have_to)_(?:now_)?(?:\\w{1,14}_){0,3}(?:execute|ignore|follow|obey|run|forward|comply|send|propagate|share|disable|trust)\\b',
  ],
  [
    'takeover',
    1,
    '\\b(?:forward|relay|propagate|pass|send|repeat|broadcast|copy)_(?:this|these|the_following|my|the_same)_(?:exact_|full_)?(?:message|instructions?|prompt|command|text|payload|directive)s?_(?:on_)?(?:to|verbatim)\\b',
  ],
  [
    'takeover',
    0.9,
    '\\b(?:tell|instruct|command|order|ask)_(?:the_)?(?:other|next|downstream|every|all|each)_agents?_(?:to_|that_)',
  ],
];

/** Romance and Germanic languages without accents: they are matched on text whose accents were taken off. */
const OTHER_LATIN: readonly Row[] = [
  ['override', 1, '\\blassen_sie_(?:alle_)?(?:vorherigen|bisherigen)_\\w{4,20}_hinter_sich\\b'],
  ['override', 0.9, '\\b(?:folgen|kommen)_(?:nun_|jetzt_)?(?:neue|weitere)_(?:aufgaben|anweisungen)\\b'],
  [
    'override',
    1,
    '\\b(?:ignora(?:r|d|te|ndo)?|ignore|ignoren|olvida(?:r|te|d)?|olvide|desatiende|descarta|desestima|omite|haz_caso_omiso)_(?:(?:todas?|todos|las?|los|tus|sus|mis|de|del|a|cualquier|estas|esas)_){0,5}(?:instrucciones|indicaciones|directrices|reglas|ordenes|normas|directivas|restricciones|mensajes?|prompts?)\\b',
  ],
  [
    'override',
    1,
    '\\b(?:ignorez?|ignorer|oubliez?|oublier|negligez?|ne_tenez_pas_compte|faites_abstraction|desobeissez?)_(?:(?:toutes?|tous|les?|la|l|tes|vos|mes|des|de|du|ces|aux?)_){0,5}(?:instructions?|consignes?|directives?|regles|ordres|recommandations?|messages?|prompts?)\\b',
  ],
  [
    'override',
    1,
    '\\b(?:ignorier\\w{0,3}|vergiss|vergessen|missachte\\w{0,2}|verwirf|uberspring\\w{0,2}|lass|beachte)_(?:(?:sie|nun|jetzt|bitte|alle[snr]?|die|der|den|deine[nr]?|ihre[nr]?|meine|obigen|vorherigen|bisherigen|vorangehenden|vorangegangenen|fruheren|oben|stehenden|nicht|ganz)_){0,6}(?:anweisung\\w{0,3}|instruktion\\w{0,3}|vorgabe\\w{0,2}|regel\\w{0,2}|befehl\\w{0,2}|auftrag\\w{0,2}|auftrage|aufgabe\\w{0,2}|angabe\\w{0,2}|richtlinie\\w{0,2}|aufforderung\\w{0,2}|information\\w{0,2}|kontext|alles|davor|prompts?|nachrichten?)\\b',
  ],
  [
    'override',
    1,
    '\\b(?:vergiss|vergessen_sie|ignoriere|ignorieren_sie)_(?:alles|das|was)~(?:davor|vorher|zuvor|oben|bisher|gesagt|obige|vorherige)',
  ],
  [
    'override',
    1,
    '\\b(?:ignor[ae]r?|ignorem|esque[cç]a|esqueca|esquecer|desconsider[ae]|desconsidere|descarte)_(?:(?:todas?|todos|as?|os|suas?|seus|tuas|minhas|de|das|dos|quaisquer)_){0,5}(?:instrucoes|orientacoes|diretrizes|regras|ordens|comandos|restricoes|mensagens|prompts?)\\b',
  ],
  [
    'override',
    1,
    '\\b(?:ignora(?:re)?|dimentica(?:re)?|trascura|tralascia)_(?:(?:tutte|tutti|le|i|gli|tue|tuoi|mie|delle|di|queste)_){0,5}(?:istruzioni|regole|direttive|ordini|indicazioni|comandi|prompts?)\\b',
  ],
  [
    'override',
    1,
    '\\b(?:negeer|vergeet)_(?:(?:alle|de|je|uw|jouw|vorige|voorgaande|eerdere|bovenstaande)_){1,5}(?:instructies|regels|aanwijzingen|opdrachten|richtlijnen)\\b',
  ],
  [
    'override',
    1,
    '\\b(?:zignoruj|ignoruj|zapomnij_o?)_(?:(?:wszystkie|wszystkich|poprzednie|poprzednich|wczesniejsze|powyzsze|swoje|twoje)_){1,4}(?:instrukcj\\w{1,3}|polece\\w{1,4}|zasad\\w{0,2}|regul\\w{0,2})\\b',
  ],
  [
    'override',
    1,
    '\\b(?:onceki|yukaridaki|tum)_(?:\\w{1,12}_){0,3}(?:talimat\\w{0,6}|yonerge\\w{0,6}|komut\\w{0,6})_(?:\\w{1,12}_){0,2}(?:yok_say\\w{0,4}|unut\\w{0,4}|gormezden_gel)',
  ],
  ['override', 1, '\\b(?:abaikan|lupakan)_(?:(?:semua|seluruh)_)?(?:instruksi|perintah|aturan|petunjuk)\\b'],
  [
    'override',
    0.9,
    '\\b(?:nuevas?|nouvelles?|neuen?|novas?|nuove)_(?:instrucciones|consignes?|instructions?|anweisungen|aufgaben?|instrucoes|istruzioni)\\b',
  ],
  [
    'persona',
    0.9,
    '\\b(?:ahora_eres|a_partir_de_ahora|vous_etes_(?:maintenant_|desormais_)?(?:administrateur|un|une|libre)|tu_es_maintenant|du_bist_(?:jetzt|nun|ab_sofort)|sie_sind_(?:jetzt|nun)|agora_voce_e|voce_agora_e|ora_sei|adesso_sei)\\b',
  ],
  [
    'act',
    0.6,
    '\\b(?:envoyez?|envoie|envia(?:r|me|lo|las)?|envie|sende|senden_sie|schicke|invia|mande)_(?:\\w{1,16}_){0,8}(?:a|an|to|para|al|nach)_(?:\\S{1,40}@|https?|la_(?:url|direccion)|diese)',
  ],
  [
    'act',
    0.6,
    '\\b(?:approuvez|contournez|desactivez|desactiva|omite|umgehe|deaktiviere|genehmige|burlar|contorne)_(?:(?:les?|la|las|los|all[es]|die|toutes?)_){0,2}\\w{4,20}',
  ],
  ['act', 0.6, '\\butilisez?_l?_?(?:outil)?_?\\w{3,20}_(?:puis|et)_(?:envoyez?|affichez?|transmettez?)\\b'],
  [
    'conceal',
    1,
    '\\b(?:no_(?:le_)?(?:digas|informes|menciones)|ne_(?:dites|dis|mentionnez|informez)_(?:rien|pas)|sag\\w{0,3}_(?:es_)?(?:dem|der)_(?:benutzer|nutzer)_nicht|nao_(?:diga|informe|mencione))\\b',
  ],
];

/** Languages whose words are not made of ASCII: gaps are counted in characters. */
const OTHER_SCRIPTS: readonly Row[] = [
  [
    'override',
    1,
    '(?:игнориру[йе]\\S{0,3}|забудь\\S{0,2}|не обращай\\S{0,2} внимания на|отбрось\\S{0,2}|пренебреги\\S{0,2}|проигнорируй\\S{0,2}).{0,40}(?:инструкци|указани| правил|команд|директив|распоряжени|промпт)',
  ],
  ['override', 1, '(?:ігноруй\\S{0,3}|забудь\\S{0,2}|проігноруй\\S{0,2}).{0,40}(?:інструкці|вказівк| правил|команд)'],
  [
    'override',
    1,
    '(?:忽略|忽视|无视|忘记|忘掉|不要理会|放弃|無視|忘記|忽視).{0,14}(?:指令|指示|提示|说明|規則|规则|命令|要求|內容|内容|对话|约束|限制)',
  ],
  ['override', 1, '(?:指示|命令|指令|ルール|プロンプト|制約|設定|規則)(?:を|は)?.{0,8}(?:無視し|忘れ|破棄し|従わない)'],
  ['override', 1, '(?:지시|명령|지침|규칙|프롬프트|안내).{0,8}(?:무시|잊어|따르지)'],
  ['override', 1, '(?:تجاهل|انس|انسَ|تجاوز|اهمل|أهمل).{0,24}(?:التعليمات|الأوامر|القواعد|الإرشادات|التوجيهات|تعليمات)'],
  ['override', 1, '(?:התעלם|התעלמי|שכח|תתעלם).{0,24}(?:הוראות|ההוראות|כללים|הנחיות|ההנחיות)'],
  ['override', 1, '(?:पिछले|पिछली|पूर्व|सभी|ऊपर).{0,24}(?:निर्देश|आदेश|नियम).{0,24}(?:अनदेखा|भूल|नज़रअंदाज़|नजरअंदाज|उपेक्षा)'],
  ['override', 1, '(?:αγνόησε|αγνοήστε|ξέχασε|ξεχάστε).{0,30}(?:οδηγίες|εντολές|κανόνες)'],
  ['override', 1, '(?:bỏ qua|quên).{0,24}(?:hướng dẫn|chỉ dẫn|lệnh|quy tắc)'],
  [
    'reveal',
    1,
    '(?:покажи|раскрой|выведи|напиши|повтори|сообщи).{0,30}(?:системн\\S{1,4} (?:промпт|сообщени|инструкци|подсказк)|свои инструкции|свой промпт)',
  ],
  [
    'reveal',
    1,
    '(?:显示|透露|输出|告诉我|打印|泄露|重复|公开|顯示|揭示).{0,12}(?:系统提示|系统指令|系統提示|初始指令|提示词|隐藏指令)',
  ],
  ['reveal', 1, '(?:システムプロンプト|初期プロンプト|内部指示).{0,12}(?:表示|教え|出力|見せ|公開)'],
  ['reveal', 1, '(?:시스템 ?프롬프트|초기 지시).{0,12}(?:보여|알려|출력|공개)'],
  [
    'persona',
    0.9,
    '(?:ты теперь|теперь ты|вы теперь|отныне ты|你现在是|现在你是|從現在起|从现在起|从现在开始|あなたは今から|今からあなたは|너는 이제|이제부터 너는|أنت الآن)',
  ],
  [
    'conceal',
    1,
    '(?:не (?:говори|сообщай|упоминай)\\S{0,2}.{0,16}пользовател|不要告诉用户|不要向用户|ユーザーに(?:は)?(?:言わない|知らせない|伝えない)|사용자에게.{0,6}(?:말하지|알리지))',
  ],
];

export const SIGNALS: readonly Signal[] = [
  ...ENGLISH,
  ...REMOTE_ORDERS,
  ...ADDRESSED,
  ...POSED,
  ...CARRIED,
  ...TO_MODELS,
  ...ASKED_OUT,
  ...UNBOUND,
  ...BEHIND_BACKS,
  ...OTHER_LATIN,
  ...TO_MODELS_LATIN,
  ...IGNORE_AND_SAY,
]
  .flatMap(([group, weight, ...sources]) => sources.map((source) => ({ group, weight, source: phrase(source) })))
  .concat(
    [...OTHER_SCRIPTS, ...IGNORE_AND_SAY_OTHER, ...TO_MODELS_OTHER].flatMap(([group, weight, ...sources]) =>
      sources.map((source) => ({ group, weight, source })),
    ),
  );
