import { ADDRESSEE, NAMED_ADDRESSEE } from './readers.ts';
import type { Row } from './signalRow.ts';

/** Deeds with an effect on others: a guide for agents that tells them to build and test has none of these. */
const RISKY =
  '(?:accept|approve|buy|complete_the|confirm|copy|decline|delete|disable|do_not_(?:tell|mention)|e_?mail|erase|export|forward|grant|merge|open_the|order|output|pay|post|print|publish|purchase|push|rank|rate|recommend|remove|replace|reply|reveal|save_this|send|share|submit|transfer|turn_off|unlock|upload|wipe)';
const OPENING = `(?:^|[\\n"'(\\[>.;:,]\\s?)(?:dear_|hey_|attention_|note_to_)?`;
const VOICE = `${OPENING}${NAMED_ADDRESSEE}`;

/** A text that turns from its subject to whatever program reads it, and has it do something to others. */
export const ADDRESSED: readonly Row[] = [
  [
    'ordered',
    0.95,
    `${VOICE}_(?:please_|also_|first_|always_|now_|you_must_)?${RISKY}\\b`,
    `${VOICE}_(?:the_)?(?:user|owner|human|customer)_(?:\\w{1,10}_)?(?:consents?|agrees?|approved?|allows?|permits?|has_agreed|wishes)\\b`,
    `${VOICE}_(?:please_)?(?:when(?:ever)?|once|if|every_time|as_soon_as)_(?:the_)?(?:user|owner|human|customer)\\b[^.\\n]{0,60}\\b${RISKY}\\b`,
    `\\b(?:ai|llm|coding|automated)_(?:coding_)?(?:agents?|assistants?|models?|reviewers?|bots?)_(?:must|shall|have_to|should|need_to|are_(?:required|asked|instructed|obliged|requested|allowed|permitted)_to|may_and_should)_(?:also_|always_|first_)?(?:approve|accept|confirm|delete|disable|export|forward|grant|merge|output|pay|print|rank|rate|recommend|replace|reveal|send|share|submit|transfer|turn_(?:it_)?off|upload|wipe|obey)\\b`,
  ],
  [
    'addressee',
    0.7,
    `${OPENING}${ADDRESSEE}_(?:browsing|shopping|acting|working|booking|buying)_(?:for|on_behalf_of)_(?:the_|an?_)?(?:user|human|customer|owner)\\b`,
    `\\bfor_(?:llms?|ais?|models?)_only\\b|\\bnot_for_humans?\\b|\\bonly_for_(?:ais?|llms?|models|machines)\\b`,
  ],
  // A person is shut out of what is done in their name.
  [
    'conceal',
    0.8,
    '\\b(?:user|owner|human|operator|customer|author|maintainer)s?_(?:must|should|need|shall|may|is|are)_(?:not|never)_(?:to_)?be_(?:notified|informed|told|asked|alerted|bothered|warned|made_aware)\\b',
    '\\b(?:don_?t|do_not|never)_bring_(?:it|this|that)_up_with_(?:the_)?(?:maintainers?|reviewers?|anybody|anyone|others|manager)\\b',
    '\\b(?:and_)?(?:do_not|don_?t|never)_(?:tell|inform|notify|alert)_(?:them|him|her)(?:_about_(?:it|this))?\\s?[.!;"\')\\]]',
    '\\b(?:reply|tell|respond|say)_(?:to_)?(?:the_)?user_(?:that_)?everything_is_(?:fine|ok|normal|in_order)\\b',
  ],
  [
    'unasked',
    0.95,
    '\\b(?:approv\\w{1,3}|accept\\w{0,3}|confirm\\w{0,3}|allow\\w{0,3}|grant\\w{0,3}|dismiss\\w{0,3})_(?:every|all|any|each)_(?:\\w{1,14}_)?(?:permission|confirmation|approval|consent|security)_(?:dialogs?|prompts?|requests?|questions?|warnings?|popups?)\\b',
    '\\b(?:approve|merge|accept|sign_off|lgtm)\\b[^.\\n]{0,24}_without_(?:reading|looking|reviewing|checking|verifying|a_review)\\b',
  ],
  // A consent that nobody gave to the reader.
  [
    'unasked',
    0.6,
    '\\b(?:user|human|owner|customer|reviewer|maintainer|administrator|admin)_(?:has_|have_)?(?:already_|been_){0,2}(?:consent(?:s|ed)|agree[sd]|approved|signed_off|allowed|okayed)\\b',
    '\\b(?:user|human|owner|customer)_(?:has|was|had)_(?:already_)?(?:been_)?(?:informed|notified|told|made_aware)\\b',
    '\\b(?:user|human|owner|customer)_(?:knows_(?:about|of)|is_aware_of)_(?:it|this|that|everything)\\b',
    '\\bi_(?:pre-?authori[sz]e|hereby_authori[sz]e|authori[sz]e_in_advance)_(?:every|all|any)\\b',
    '\\bapproval_came_back\\b|\\bdoes_not_(?:wish|want|like)_to_be_asked\\b',
  ],
  [
    'act',
    0.6,
    '\\b(?:run|execute|start|launch|install)\\b[^.\\n]{0,40}\\b(?:as_(?:root|administrator|superuser)|with_(?:sudo|root_rights|root_privileges|admin_rights|elevated_privileges))\\b',
    '\\b(?:proceed_to|go_ahead_and|now|please|just)_(?:drop|delete|wipe|truncate|transfer|merge|publish|deploy|disable|revoke)\\b',
    '\\b(?:secrets?|tokens?|passwords?|credentials|api_keys?)_(?:are|is|have|has|must|need|needs)_(?:to_)?be_(?:echoed|printed|dumped|pasted|committed|posted|logged)_(?:in_(?:plain|clear|the_(?:next|log|pr|pull|summary|chat|issue|output))|to_the_(?:log|chat|issue|console))',
    '\\bsend_me_(?:the_)?(?:\\w{1,12}_){0,3}(?:in_clear|in_plain(?:_?text)?|unencrypted|unmasked)\\b',
  ],
  [
    'exfil',
    0.9,
    '\\b(?:include|pass|put|give|send|append|supply|attach)_(?:also_)?the_(?:full|whole|entire|complete|previous)_(?:previous_|prior_)?(?:conversation|chat|dialogue|message_history)\\b',
  ],
  // Orders that wait for a word.
  [
    'sleeper',
    0.9,
    '\\b(?:when(?:ever)?|once|if|as_soon_as|the_next_time)_(?:the_)?(?:user|human|owner|customer)_(?:next_)?(?:says?|writes?|types?|replies|answers?)_["\'\u2018\u201c]',
    '\\b(?:when(?:ever)?|once|as_soon_as|the_next_time)_(?:the_)?(?:user|human|owner)_(?:next_|first_)?(?:thanks|greets|leaves|logs_(?:in|out)|is_away|goes_away)\\b',
  ],
  [
    'persist',
    0.9,
    '\\b(?:add|append|save|write|commit|store)_(?:this_|the_following_)?(?:in)?to_your_(?:long[ -]?term_|permanent_|persistent_)(?:notes|memory|memories|rules)\\b',
    '\\bremember_(?:permanently|forever|for_all_future)\\b',
  ],
  [
    'override',
    1,
    '\\byour_(?:real|actual|true)_(?:task|goal|objective|mission|purpose|job|assignment|instructions?)_(?:is|are)\\b',
    '\\bsafety_(?:rules|polic(?:y|ies)|guidelines)_(?:have_been|were|are)_(?:unloaded|removed|dropped|switched_off|suspended)\\b',
  ],
  [
    'fake-role',
    0.95,
    '\\bend_of_(?:the_)?(?:document|file|context|input|page|data|article|e?mail)\\b\\W{0,12}(?:the_)?(?:user|human|assistant)(?:.s)?_?(?:(?:next|new|real)_)?(?:message|turn|request|reply|question)?\\s?:',
    '\\bnote_for_(?:the_)?(?:llm|ai)s?\\b',
    '\\b(?:agents?|ai|llm|assistants?)[- ]note\\s?:',
    '(?:^|\\n)\\W{0,3}(?:function|tool)_(?:result|response|output)\\s?:\\s?[{"[]',
  ],
  [
    'coerce',
    0.9,
    '\\byou(?:.ll|_will|_are_going_to)?_(?:be_|get_)?(?:tipped|paid|rewarded|given|get|receive|earn)_(?:an?_)?(?:\\w{1,10}_)?(?:\\$?\\d[\\d,.]{0,8}|tip|bonus|reward|raise)\\b[^.\\n]{0,40}\\bif_you\\b',
  ],
  [
    'remote-orders',
    0.9,
    '\\b(?:then_)?do_(?:exactly_)?what_(?:the_|this_|that_)?(?:\\w{1,14}_){0,2}(?:text|translation|result|output|image|comment|code|answer)_(?:says|tells|asks|orders|demands)\\b',
    '\\b(?:texts?|issues?|results?|comments?|pages?|messages?|output)\\b[^.\\n]{0,60}\\bare_(?:commands|orders|instructions)_(?:of|from)_the_user\\b',
    '\\b(?:contains?|holds?|lists?)_(?:the_)?(?:steps|instructions|commands|orders)\\W{1,3}(?:and_|then_)?(?:carry_them_out|(?:follow|obey|execute|perform)_them)\\b',
    '\\bfollow_the_(?:\\w{1,12}_)?(?:instructions|steps|orders)_(?:found_|given_|written_)?there\\b',
    '\\b(?:are|is)_trusted\\b\\W{1,3}(?:just_)?(?:do|obey|follow|execute)_(?:whatever|anything|everything|what|them|it)\\b',
  ],
  // Whoever answers at an address decides, each time anew, what is run.
  [
    'remote-orders',
    0.9,
    '\\b(?:execute|run|eval(?:uate)?|apply|obey|follow)_(?:the_|any_|all_|each_|every_)?(?:\\w{1,12}_){0,2}(?:returned|received|remote)_(?:\\w{1,12}_){0,2}(?:commands?|scripts?|code|instructions?|directives?|modules?|javascript|payloads?|patch(?:es)?)\\b',
    '\\b(?:execute|run|eval(?:uate)?|apply)_(?:the_|any_|all_|each_|every_)?(?:downloaded|fetched)_(?:\\w{1,12}_)?(?:commands?|code|instructions?|directives?|modules?|javascript|payloads?)\\b',
    '\\b(?:execute|run|eval(?:uate)?)_(?:any_|all_|each_|every_|the_)[^.\\n]{0,50}(?:returned|supplied|provided|sent|given)_(?:by|in|from)_(?:the_)?(?:\\w{1,14}_){0,2}(?:endpoint|server|pipeline|service|response|registry|queue|api|feed)\\b',
    '\\b(?:check|poll|fetch|query|consult|contact|visit)_https?:[^\\s]{4,120}_for_(?:\\w{1,12}_){0,2}(?:directives?|instructions?|commands?|orders)\\b',
    '\\b(?:check|poll|query|consult|contact|visit)_https?:[^\\s]{4,120}_before_(?:responding|answering|replying|acting|each|every|you)\\b',
    '\\bif_(?:the_|its_)?(?:config\\w{0,10}|response|reply|answer|result|manifest)_(?:includes?|contains?|has|holds|returns?)\\b[^.\\n]{0,40}\\b(?:execute|run|eval(?:uate)?)_(?:it|them|each|that|all)\\b',
  ],
  // Rules that are to outlive whoever set them aside.
  [
    'persist',
    0.9,
    '\\bre-?(?:inject|install|add|import|apply|create)s?\\b[^.\\n]{0,40}\\bif\\b[^.\\n]{0,30}\\b(?:cleared|removed|deleted|tampered|erased|forgotten)\\b',
    '\\bapply_it_to_(?:every|all)_future_(?:sessions?|conversations?|chats?)\\b',
    '\\b(?:rules?|instructions?|directives?)_(?:that_)?(?:cannot_be|can_?not_be|can_?t_be|are_never_to_be|must_never_be)_(?:removed|deleted|forgotten|reset|overridden)_(?:by_(?:the_)?user|even)\\b',
  ],
  [
    'conceal',
    0.9,
    '\\bif_(?:the_)?user_(?:asks|tries|attempts|wants|requests)_(?:you_)?to_(?:forget|remove|delete|clear|review|see|list|disable)\\b[^.\\n]{0,60}\\b(?:acknowledge|pretend|claim|but_(?:do_not|don_?t|keep|preserve)|sanitized|silently)\\b',
    '\\b(?:do_not|don_?t|never)_(?:verify|confirm|check|discuss|question)_this_(?:\\w{1,12}_)?(?:through|via|with|on|using)\\b',
    '\\b(?:do_not|don_?t|never)_wait_for_(?:\\w{1,12}_)?(?:approval|confirmation|permission)\\b',
    '\\bnever_(?:display|reference|mention|reveal|show)_(?:or_\\w{2,12}_)?(?:these|this)_rules?\\b',
  ],
  // Whoever looks for faults is to find none.
  [
    'disarm',
    1,
    '\\breport_that_(?:there_(?:are|were)_)?no_(?:vulnerabilit(?:y|ies)|security_issues|problems|findings|issues)\\b[^.\\n]{0,20}',
    '\\bmark_(?:all|any|every)_(?:\\w{1,14}_){0,2}(?:patterns?|findings?|secrets?|credentials?|alerts?)_as_(?:a_)?false_positives?\\b',
    '\\b(?:never|do_not|don_?t)_(?:flag|report|mention)_(?:any_)?(?:security_(?:issues|problems|flaws)|vulnerabilities_(?:found|in))\\b',
    '\\bapprove_(?:all|every|any)_(?:code_changes?|commits?|changes?|pull_requests?|prs?|diffs?)\\b[^.\\n]{0,24}(?:without|regardless|[.])',
    '\\bgenerate_a_clean_report\\b',
  ],
  ['takeover', 0.95, '\\broute_(?:the|all|every|each)_(?:\\w{1,12}_){1,3}through_(?:here|this|me|us|our)\\b'],
  [
    'pay',
    0.9,
    '\\b(?:complete|finish|place|confirm|submit)_the_(?:checkout|order|purchase|payment|booking)\\b[^.\\n]{0,60}\\b(?:saved_card|stored_card|card_on_file|saved_payment|without_asking|skip_the)\\b',
  ],
  [
    'grant',
    0.9,
    '\\bescalat\\w{1,3}_(?:yourself|itself|by_calling|your_(?:own_)?(?:role|rights|privileges|permissions))\\b',
  ],
  [
    'disarm',
    1,
    '\\b(?:always|must|should)_(?:commit|push)\\b[^.\\n]{0,24}--no-verify\\b',
    '\\b(?:switch|turn|disable|set)\\w{0,3}\\b[^.\\n]{0,40}\\b(?:permission_mode|certificate_checks?|screen_lock|two-factor)\\b[^.\\n]{0,24}\\b(?:to_bypass|off|globally|and_the_firewall)\\b',
  ],
];
