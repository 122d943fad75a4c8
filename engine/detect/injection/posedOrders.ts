import { NAMED_ADDRESSEE, WHO_READS } from './readers.ts';
import type { Row } from './signalRow.ts';

/** Of whom a text says that they read it. */
const READING =
  '(?:read(?:s|ing)?|see(?:s|ing)?|open(?:s|ing)?|process(?:es|ing)?|pick(?:s|ing)?(?:_up)?|handl(?:es|ing)|work(?:s|ing)_on|summari[sz](?:es|ing)|parse?(?:s|ing)?|index(?:es|ing)?|visit(?:s|ing)?)';
const FORBIDDEN_DEED =
  '(?:approve|accept|commit|push|merge|disable|delete|export|forward|grant|output|pay|quote|reveal|send|share|submit|transfer|upload|wipe|disclose|load|download)';

/** What opens an account, in the words of whoever asks for it. */
const KEY =
  '(?:passwords?|pass_?codes?|pin|otp|one[- ]time_(?:codes?|passwords?)|(?:2fa|mfa|six-digit|6-digit|verification|security|sms|login|authenticator)_codes?|seed_phrases?|recovery_phrases?|cvv|api_keys?|access_tokens?|tokens?|credentials?|private_keys?)';
const ASK = '(?:ask|prompt|request|get|obtain|collect|have|make)';

/** Text that passes for what the harness of an agent says: a tool's result, a turn of the user, a consent, an error with its cure. */
export const POSED: readonly Row[] = [
  // A result that is told rather than returned, and that says how to go on.
  [
    'fake-role',
    0.9,
    '\\b(?:function|tool|command)_(?:call_)?(?:finished|returned|completed|succeeded|responded)\\s?:[^\\n]{0,200}[.!;)}\\]]_(?:please_|now_|then_)?(?:proceed_(?:to|with)|continue_with|go_on_with|go_ahead|call|run|execute|send)\\b',
    '\\b(?:function|tool)_(?:call_)?(?:finished|returned|completed|responded)\\s?:[^\\n]{0,80}\\b(?:permission|approval|access|consent|confirmation)_(?:was_|is_|has_been_)?(?:granted|given)\\b',
    '(?:^|\\n)\\W{0,4}(?:output|result|response)_of_\\w{0,12}(?:approval|permission|consent|confirm\\w{0,6}|polic(?:y|ies)|auth\\w{0,12})\\w{0,12}\\s?(?:\\(\\))?\\s?:',
    '(?:^|\\n)\\W{0,4}(?:a_)?(?:new_)?(?:message|request|instruction|reply)_(?:from|by)_the_user\\s?:',
    '\\bend_of_(?:the_)?(?:tool|function|search)_(?:output|results?|response|call)\\b[^\\n]{0,40}(?:\\n[^\\n]{0,40}){0,2}\\b(?:user|human|system|new_(?:task|request|instructions?))\\b',
    '\\bthe_user_(?:has_)?(?:an?_new_request|changed_(?:his|her|their)_mind|now_wants_you)\\b',
    '(?:^|\\n)\\W{0,3}(?:human|user)\\s?:_[^\\n]{3,200}\\n{1,3}\\W{0,3}(?:assistant|ai|model)\\s?:_(?:sure|of_course|certainly|understood|ok(?:ay)?|done|yes)\\b[^\\n]{0,80}\\b(?:delete|remove|send|upload|push|transfer|disable|forward|approve|grant|merge|share|export|wipe|run|execute)\\b',
  ],
  // A consent that is told of by what needs it.
  [
    'unasked',
    0.9,
    '\\b(?:operator|user|owner|admin|human)_(?:has_)?(?:pressed|clicked|chosen|chose|selected|answered|ticked)_(?:on_)?["\'\u201c\u2018]?(?:always_)?(?:allow|yes|approve|accept|ok)\\b',
    '["\'](?:approved|confirmed|consent|permission\\x5fgranted|authori[sz]ed)["\']\\s?:\\s?true\\b[^\\n]{0,20}["\'](?:approved\\x5f)?by["\']\\s?:\\s?["\'](?:user|human|operator|owner|admin)\\b',
    '["\'](?:confirmation|approval|permission|consent)["\']\\s?:\\s?["\'](?:not_(?:needed|required|necessary)|skip(?:ped)?|waived)["\']',
    '["\'](?:allow\\x5fall|skip\\x5fapproval|bypass\\x5fapproval|no\\x5fconfirmation)["\']\\s?:\\s?true\\b',
    '\\b(?:unrestricted|allowed|permitted)_from_now_on\\b[^.\\n]{0,40}\\b(?:without|no)_(?:prompts?|asking|confirmation|questions)\\b',
    '\\b(?:continue|proceed|go_on|carry_on)_without_(?:any_)?(?:permission_)?(?:prompts?|confirmations?|approvals?)\\b',
    '\\bthey_(?:have_)?already_agreed\\b|\\b(?:never|not)_(?:wants?|wishes|likes?)_to_be_asked\\b|\\b(?:skip|ignore|leave_out|omit)_the_(?:permission|approval|authori[sz]ation)_check\\b',
  ],
  // An error whose cure is what the attacker wants.
  [
    'exfil',
    0.9,
    '\\b(?:error|denied|forbidden|failed|failure|limit|exceeded|quota|expired|unauthori[sz]ed|required)\\b[^\\n]{0,160}\\b(?:send|pass|paste|put|post|submit|provide|include|supply)_(?:your|its|the)_(?:own_)?(?:\\w{1,12}_){0,2}(?:api_keys?|tokens?|credentials?|passwords?|secrets?)_(?:to_https?|in_the_(?:parameter|field|header|query|argument)|as_(?:the_)?(?:parameter|argument))',
    '\\b(?:read|open|cat|load)_\\S{3,60}_and_(?:pass|send|put|paste|post|submit|provide|include|return)_(?:the|its|their|your|all)_(?:\\w{1,12}_){0,2}(?:tokens?|keys?|contents?|secrets?|values?|credentials?|passwords?)_(?:to|in|as|into|with)\\b',
    '\\b(?:call|retry|invoke|repeat|run|try)\\b[^.\\n]{0,40}\\bwith_(?:the|your)_(?:full|entire|complete|whole)_(?:conversation|chat|message_history|system_prompt|prompt|context|transcript)\\b',
    '\\bwith_the_(?:whole|full|entire|complete)_of_the_(?:user.s_)?(?:message|conversation|chat|prompt|question)\\b',
    '\\b(?:paste|post|put|copy)_(?:it|them|the_key|its_contents?|the_contents?)_(?:in|into|to|as)_(?:a|the|this)_(?:\\w{1,10}_)?(?:comment|issue|channel|thread|pull_request|ticket|gist|form)\\b',
  ],
  [
    'act',
    0.6,
    '\\b(?:put|paste|include|quote|send|post|print|show|give)_(?:me_)?(?:both|all|them|it|these|everything|(?:the|their)_contents?)_(?:in|into|to|as)_(?:your|the|a|this)_(?:next_)?(?:reply|answer|response|message|comment|chat|issue|channel)\\b',
  ],
  [
    'coerce',
    0.9,
    `\\b${WHO_READS}_can_(?:regain|restore|get|obtain|recover)_(?:\\w{1,10}_)?access_by\\b`,
    '\\bother_tools?_(?:will|would|shall)_(?:fail|not_work|break|stop|refuse)_(?:unless|until|if|without)\\b[^.\\n]{0,30}\\b(?:passed|given|sent|provided|conversation|history|context|messages)\\b',
    '\\botherwise_(?:the|this)_tool_(?:will|does|won|can|would)[^.\\n]{0,20}\\b(?:work|fail|function|break)',
    '\\b(?:the_)?only_way_to_(?:go_on|continue|proceed|recover|fix)\\b[^\\n]{0,20}\\b(?:turn_off|disable|delete|remove|send|run|grant)\\b',
  ],
  // Whoever reads it is spoken to as a program, in the third person or in passing.
  [
    'ordered',
    0.9,
    `\\b(?:automated|automatic|ai|coding|reader|reviewer)_(?:bots?|assistants?|agents?|reviewers?|tools?|models?|readers?)_(?:that|which|who)_${READING}_(?:\\w{1,10}_){1,3}(?:must|shall|should|have_to|need_to|will|may|(?:is|are)_(?:required|asked|instructed|obliged|requested|expected)_to)_(?:\\w{1,10}_)?${FORBIDDEN_DEED}\\b`,
    `\\b(?:reader|crawler|reviewer|summary|mail)_(?:bots?|models?|agents?|llms?)_(?:must|shall|have_to|are_required_to)_(?:\\w{1,10}_)?${FORBIDDEN_DEED}\\b`,
    '(?:^|[\\n"\'.(>]\\s?)(?:p\\W?s\\W{0,2}_)?(?:ai|llm|assistant|agent|chatbot),_(?:please_|also_|now_)?(?:accept|approve|book|buy|cancel|confirm|copy|delete|disable|export|forward|grant|ignore|merge|pay|post|publish|purchase|rank|rate|recommend|reveal|send|share|transfer|upload|wipe)\\b',
    '(?:^|[\\n"\'.(>]\\s?)(?:automated|automatic|ai)_(?:reviewers?|graders?|assistants?|agents?|tools?|readers?)\\s?:[^\\n]{0,90}\\b(?:approve|accept|merge|do_not|don_?t|never|skip|ignore|rate|rank|reset|force)\\b',
    `[<(\\[{]_?${NAMED_ADDRESSEE}_(?:please_|also_|now_)?(?:add|set|use|put|run|send|copy|append|include|forward)\\b[^\\n]{0,40}\\b(?:bcc|cc|every|all|from_now_on|in_secret|admin|owner|the_user)\\b`,
    `\\b(?:ai_)?(?:agent|assistant|bot|model)_must_(?:now_)?(?:run|execute|install|download|delete|send|call)\\b[^\\n]{0,120}\\b(?:must_not_ask|not_ask|without_asking|do_not_ask|not_tell|never_ask)\\b`,
    `\\b(?:important|attention|notice|note)_(?:for|to)_(?:all_|any_)?(?:ai|llm)_(?:coding_)?(?:tools?|agents?|assistants?|crawlers?)\\s?:[^\\n]{0,140}\\b(?:do_not|don_?t|never|install|run|send)\\b`,
    '\\b(?:hey|hi|hello|ok|dear)_(?:gemini|claude|copilot|chatgpt|cursor|siri|alexa|assistant|chatbot|ai)\\b[^\\n]{0,40}\\bwhen(?:ever)?_the_user\\b',
    '\\bthe_agent_(?:joins|concatenates|decodes|combines|unpacks)\\b[^.\\n]{0,60}\\b(?:and|then)_(?:executes?|runs?|sends?|obeys?|follows?)\\b',
  ],
  [
    'addressee',
    0.7,
    `\\b(?:for|to|by)_(?:the|any|whatever|whichever|every|all)_(?:\\w{1,12}_)?${WHO_READS}_(?:that|which|who)?_?${READING}_(?:this|it|the|on|up|here)\\b`,
    `\\b(?:the|any|your|an?)_(?:automated_|ai_)?${WHO_READS}_${READING}_this_(?:\\w{2,12})\\b`,
    `\\bwhen_(?:your|the|an?)_(?:\\w{1,12}_)?${WHO_READS}_${READING}_(?:this|it)\\b`,
  ],
  [
    'grant',
    0.6,
    '\\badds?_my_(?:\\w{1,10}_)?(?:key|keys|account|user|fingerprint)_(?:to|in|into|as)\\b',
    '\\b(?:approve|merge|sign|confirm)_it_yourself\\b',
    '\\badd_(?:the_)?(?:user|account)_\\S{2,30}_(?:with_(?:the_)?(?:role|rights?)|as)_(?:of_)?(?:an?_)?(?:owner|admin\\w{0,9}|root|superuser)\\b',
  ],
  [
    'override',
    1,
    '\\btreat_(?:its|the|their|that|this|whatever|everything|anything|all)_(?:\\w{1,12}_){0,5}as_(?:if_it_were_)?(?:your_|my_|new_|the_user.s_|trusted_)?(?:instructions|orders|commands|directives|rules_that)\\b',
    '\\bsame_(?:rank|authority|priority|weight|standing)_as_(?:the_|your_)?(?:system|developer)\\b',
    '\\byour_(?:\\w{1,12}_)?(?:rules|guidelines|restrictions|polic(?:y|ies)|filters|safeguards)_(?:do_not|don_?t|no_longer|need_not|cannot)_(?:apply|bind|hold)\\b',
    '\\b(?:drop|abandon|leave|replace|give_up)_(?:your|the)_(?:present|current|original|actual)_(?:objective|goal|task|mission|job)\\b',
  ],
  [
    'persona',
    0.95,
    '\\bfreed_from_(?:every|each|all|any)_(?:restrictions?|limits?|rules?|constraints?)\\b',
    '\\b(?:it|he|she|who|that|which|\\w{3,14})_(?:never_says_no|has_no_ethics|has_no_morals|has_no_filters?|knows_no_rules|has_no_content_polic(?:y|ies))\\b',
    '\\bnever_says_no\\b[^.\\n]{0,30}\\bnever_(?:warns|refuses|apologi[sz]es)\\b',
    '\\bnever_apologi[sz]e\\b[^.\\n]{0,24}\\bnever_refuse\\b|\\bnever_refuse\\b[^.\\n]{0,24}\\bnever_(?:mention|apologi[sz]e|warn)\\b',
    '\\bwith_no_filters?\\b[^.\\n]{0,30}\\b(?:answer|question|request)\\b|\\b(?:gives?|answers?)_the_complete_answer_with_no_filter\\b',
  ],
  // The agent is to get a secret out of its own user, or to send the user where one is taken.
  [
    'exfil',
    0.9,
    `\\b(?:tell|inform|notify|warn|convince|persuade|say_to|let)_(?:the_)?(?:user|human|customer|operator)\\b[^\\n]{0,60}\\b(?:leaked|expired|locked|compromised|suspended|breached|stolen|invalid|failed|blocked|frozen)_(?:\\w{1,10}_){0,5}(?:type|enter|paste|re-?enter|provide|confirm|repeat|give)_(?:it|them|you|their|the|his|her|that)\\b[^\\n]{0,60}\\b(?:then|and)_(?:call|send|post|pass|forward|submit|include|report|use)\\b`,
    '\\b(?:tell|inform|notify|warn|convince)_(?:the_)?(?:user|human|customer|operator)\\b[^\\n]{0,60}\\b(?:locked|expired|compromised|suspended|breached|blocked|frozen)\\b[^\\n]{0,50}\\b(?:click|visit|open|go_to|log_in_(?:at|on)|sign_in_(?:at|on)|verify_(?:at|on))_(?:on_)?(?:the_link_|this_link_)?https?:',
    `\\b(?:say|claim|pretend|state)_that_(?:the_)?(?:\\w{1,14}_){0,2}(?:authentication|login|session|sign-?in|verification|token|key)_(?:has_)?(?:failed|expired|was_lost|is_invalid)\\b[^\\n]{0,40}\\b${ASK}\\b[^\\n]{0,24}\\b${KEY}\\b[^\\n]{0,40}\\b(?:include|send|pass|forward|post|submit|put)_(?:it|them)\\b`,
    `\\b${ASK}_(?:from_)?(?:the_|your_)?(?:user|human|customer)_for_(?:\\w{1,12}_){0,2}${KEY}_(?:(?:that_)?they_)(?:have_)?(?:just_)?(?:received|got|were_sent)\\b[^.\\n]{0,40}\\b(?:and|then)_(?:pass|send|forward|post|submit|include|give|put)\\b`,
    `\\b(?:request|get|obtain|collect)_(?:the_|a_|their_)(?:\\w{1,12}_)?${KEY}_from_(?:the_|your_)?(?:user|human|customer)_(?:and|then)_(?:then_)?(?:pass|send|forward|post|submit|include|put)_(?:it|them)_(?:to|in|into|as)_(?:me|us|https?:|(?:the_)?(?:next|following)_(?:call|request|message)|(?:the_|an?_)(?:\\w{1,12}_)?(?:parameter|argument|tool))\\b`,
  ],
  // A key is to be changed by handing it over.
  [
    'exfil',
    0.9,
    `\\b(?:rotat(?:e|ed|ing|ion)|renew(?:al|ed|ing)?|re-?issu(?:e|ed|ing))\\b[^\\n]{0,90}\\b(?:hand(?:ing)?_(?:over|in)|post(?:ing)?|send(?:ing)?|submit(?:ting)?|mail(?:ing)?|surrender(?:ing)?|turn(?:ing)?_in|upload(?:ing)?)_(?:\\w{1,10}_){0,2}(?:old|current|existing|previous|present)_(?:one|ones|value|${KEY})\\b`,
    `\\brotate_to_(?:the|this|our)_(?:new_)?(?:keys?|secrets?|${KEY})_(?:at|from|under|on)_https?:`,
    `\\b(?:reply|respond|answer|write_back)_with_(?:your|the)_(?:(?:current|own|existing|present|full)_){1,2}(?:\\w{1,10}_)?${KEY}\\b`,
  ],
];
