import type { Row } from './signalRow.ts';

const ANSWER = '(?:answers?|repl(?:y|ies)|responses?|messages?|summar(?:y|ies)|outputs?|e?mails?)';
/** What a reader makes for those it works for. */
const WORK =
  '(?:code|html|css|python|javascript|files?|pages?|components?|templates?|scripts?|modules?|projects?|functions?|commits?|classes|apps?|websites?|programs?|sources?)';
/** Where work is told of. */
const TOLD =
  '(?:report|summar(?:y|ies)|answers?|repl(?:y|ies)|responses?|change[ -]?logs?|explanations?|descriptions?|diffs?|diff_descriptions?|commit_messages?|pr_descriptions?|pull_requests?|release_notes|logs?|documentation)';

/** Orders that ride on what the reader makes: its answers, its code, its mails, and what it says of them. */
export const CARRIED: readonly Row[] = [
  // What is known goes out with an answer, in an address that is loaded where it is shown.
  [
    'exfil',
    0.9,
    '\\]\\(https?://[^\\s)]{4,160}[?&]\\w{1,16}=[^)\\n]{0,60}\\)[^\\n]{0,60}\\b(?:where|replaced?|with|appended|append|fill_in|filled|encoded)\\b[^\\n]{0,60}\\b(?:conversation|user|message|question|secrets?|summary|history|prompt|context|data)\\b',
    '\\]\\(https?://[^\\s)]{4,160}[?&]\\w{1,16}=[<{[]{1,2}[^)\\n]{0,20}(?:user|secret|conversation|history|prompt|context|token|key|data|env)',
    '!?\\[[^\\]\\n]{0,40}\\]\\((?:https?://[^\\s)]{0,80})?\\{\\{[^)}\\n]{0,20}(?:env|secrets?|history|conversation|tokens?|keys?|prompt)',
    '\\b(?:append|add|attach|include|put|encode|insert)_the_(?:user.s|person.s|owner.s)_(?:last_|latest_|full_)?(?:e?-?mail|name|question|message|data|location|password|address|query|phone|input)\\w{0,8}_[^.\\n]{0,80}(?:to|in|into|as)_(?:the_|an?_)?(?:url|link|address|https?|query|image)',
    '\\b(?:begin|start|open|finish|end)_(?:each_session_)?by_(?:sending|posting|uploading|reporting|transmitting)_(?:the|all|every|your|a)\\b[^.\\n]{0,60}\\bto_https?:',
    '\\b(?:also|always)_(?:add|put|set|include)\\b[^.\\n]{0,16}\\b(?:in_)?bcc\\b[^\\n]{0,60}\\b(?:every|all|each|from_now_on)\\b|\\balso_(?:put|add|include|set)_\\S{3,50}@\\S{3,40}_(?:in_|as_|to_)?(?:the_)?b?cc\\b',
    '\\b(?:send|post|upload)_the_contents?_of_\\S{0,24}(?:[.]env|[.]pem|id_rsa|secrets?|credentials)\\b[^\\n]{0,40}\\bhttps?:',
  ],
  [
    'sabotage',
    0.9,
    '\\b(?:render|include|insert|embed|put|add|place|plant|hide)_(?:an?|the|our|this)_(?:\\w{1,12}_)?(?:tracking_pixel|pixel|beacon|web[ -]?bug|tracker|call-?home)_(?:in|into|to|on)_(?:every|each|all|any|your)\\b',
    `\\b(?:all|every|each|any)_(?:new_)?(?:\\w{2,12}_){0,2}${WORK}_(?:that_|which_)?(?:you_)?(?:generate|create|write|produce|make|emit|output|generated|produced|created|written|made)\\b[^\\n]{0,80}\\b(?:must|has_to|have_to|should|shall|carr(?:y|ies)|loads?|includes?|starts?|begins?|contains?|imports?)\\b[^\\n]{0,60}\\bhttps?:`,
    `\\bwhen_(?:you_)?(?:generat|writ|creat|edit|produc)\\w{1,4}_[^.\\n]{0,40}\\b(?:also_)?(?:set|add|insert|include|import|call)\\b[^\\n]{0,80}\\b(?:leave_(?:it|this|that)_out|do_not_mention|don_?t_mention|without_mentioning|keep_(?:it|this)_out)\\b`,
    '\\b(?:change|set|reset)_the_(?:default_|current_)?(?:admin|root|master|administrator)_password\\b[^.\\n]{0,40}\\bto\\s["\'\u201c\u2018`]',
    '\\b(?:mark|flag|label)_the_(?:failing_|broken_|security_)*tests?_as_(?:skipped|passed|passing|green)\\b[^.\\n]{0,60}',
    // Work without end.
    '\\bkeep_(?:calling|running|invoking|searching|querying|looping|requesting)\\b[^.\\n]{0,60}\\b(?:forever|endlessly|without_end|indefinitely|and_never_stop)\\b',
    '\\bnever_(?:stop|finish|end)_and_never_(?:give|answer|return|finish|stop)\\b',
    '\\b(?:spawn|start|create|launch)_(?:an?_|ten_|\\d{1,4}_)?(?:new_|more_)?sub-?agents?\\b[^.\\n]{0,60}\\b(?:tell|instruct|order|ask|have)_(?:it|them|each)_(?:to_)?(?:spawn|start|create|launch)\\b',
    '\\b(?:repeat|continue|go_on|loop)_until_(?:your|the|all)_(?:\\w{1,10}_)?(?:budget|tokens?|quota|memory|credits?)_(?:is|are|has|have|runs?)_',
  ],
  // It is not to be told of.
  [
    'conceal',
    1,
    `\\b(?:do_not|don_?t|never|without)_(?:includ|list|mention|report|writ|put|not|show|record|document|describ|refer_to)(?:e|ing|t|ting|ed)?_(?:it|this|that|them|these|this_\\w{3,12})_(?:in|on|into)_(?:the_|your_|any_|an?_)?(?:\\w{1,12}_)?${TOLD}\\b`,
    `\\b(?:leave|keep)_(?:it|this|that|them|these)_out_of_(?:the|your|any|all)_(?:\\w{1,12}_)?${TOLD}\\b`,
    '\\bkeep_(?:this|that|it)_to_yourself\\b',
    '\\b(?:do_not|don_?t|never)_tell_(?:people|others|anyone|anybody|them|the_team)_(?:about|of)_(?:this|these|it)\\b',
    '\\b(?:do_not|don_?t|never)_(?:reveal|mention|disclose|show|list|quote)_this_(?:entry|rule|step|section|instruction|paragraph|parameter|line)\\b',
    '\\b(?:no_need|not_necessary)_to_mention_(?:it|this|that|them)\\b',
    '\\b(?:do_not|don_?t|never)_(?:tell|inform|show)_(?:it_|this_|that_)?(?:to_)?(?:the_)?(?:user|owner|human|person)s?_(?:about_|of_)?(?:this|that|what)\\b',
    '\\bso_(?:that_)?(?:(?:no_one|nobody)_(?:notices|sees|knows|finds_out)|the_(?:owner|user|human)_(?:does_not|doesn_?t|will_not|won_?t|cannot|can_?t|never)_(?:see|notice|know|find_out))\\b',
    '\\band_do_not_mention_(?:this|that|it)_?(?:step|change|line|action|part)?\\b',
  ],
  // It is to go on, from reader to reader and from one session to the next.
  [
    'takeover',
    0.9,
    `\\bcopy_this_(?:paragraph|section|message|text|block|sentence|note|prompt)\\b[^.\\n]{0,40}\\binto_(?:your_${ANSWER}|(?:every|each|all)_(?:other_)?${ANSWER}|the_(?:agents|claude|gemini)[.]md|every_(?:\\w{1,10}_)?prompt)`,
    `\\breplace_your_(?:own_)?${ANSWER}_(?:by|with)_(?:an?_)?(?:copy_of_)?this\\b`,
    '\\bso_(?:that_)?(?:the_next|other|all|every)_(?:agents?|models?|assistants?)_(?:reads?|sees?|gets?|follows?|forwards?)_(?:it|this)\\b',
    '\\b(?:to_every|to_all|to_each)_(?:other_)?agents?_(?:that_|which_)?you_(?:can_)?(?:reach|know|meet|call)\\b',
    '\\b(?:pass_on|hand_over|give_me|surrender|send_me)_your_(?:credentials|keys?|tokens?|signing_key|secrets)\\b',
  ],
  [
    'persist',
    0.9,
    '\\bremember_(?:this|that|it)_(?:for|in)_(?:all|every|any|each)_(?:future|later|coming)\\b',
    '\\b(?:in|at)_(?:the_start_of_)?(?:every|each|all)_(?:later|future|new|coming|subsequent)_sessions?\\b[^.\\n]{0,60}\\b(?:sending|send|post|upload|report|load|fetch|download)\\b',
  ],
  [
    'remote-orders',
    0.9,
    '\\b(?:load|fetch|get|open|read|download|curl|resolve)\\b[^\\n]{0,100}\\band_(?:execute|run|obey|follow|do|carry_out)_(?:whatever|what|any|all|every|the)_(?:steps?_|orders?_|commands?_|instructions?_)?(?:it|they|that|there)?_?(?:prints?|says?|returns?|lists?|contains?|demands?|tells?)\\b',
    '\\bfetch_(?:them|it)_and_(?:follow|obey|execute)_(?:them|it)\\b',
    '\\b(?:it|which|that)_updates_your_(?:rules|instructions|prompt|memory|guidelines)\\b',
  ],
  [
    'ordered',
    0.9,
    '\\b(?:agents?|assistants?|ai_tools?|bots?)_(?:need|require|must_have|must_install|have_to_install)_(?:our|this|the|a|my)_(?:\\w{1,12}_)?(?:helper|plugin|package|tool|extension|client|bootstrap\\w{0,6})_(?:first|before)\\b',
    '\\bagent_?:_(?:please_)?(?:download|fetch|curl|wget|install)\\b[^.\\n]{0,80}\\b(?:executable|run_it|execute_it|and_run)\\b',
  ],
];
