import type { Row } from './signalRow.ts';

/** Orders that stand in for whoever may give them: borrowed rights, made-up turns, answers shown and deeds hidden, rules set aside by name. */
export const STAND_IN: readonly Row[] = [
  // Turns and headings that only the program around a reader writes.
  [
    'fake-role',
    0.95,
    '#{2,4}\\s?(?:tool|document|page|search)_(?:output|results?|content)_(?:ended|finished)\\b',
    '## ?(?:user|human|operator) ?##',
    '<(?:admin|operator|root|platform|security|developer)[-\\x5f ](?:directive|override)s?(?:\\s[^>\\n]{0,60})?>',
  ],
  // What is shown is one thing, what is done another.
  [
    'conceal',
    1,
    '\\byour_visible_(?:answer|reply|output|response|summary)\\b',
    '\\bwhat_you_really_(?:did|do|found|ran|changed)\\b',
    '\\bkept_(?:the_following|this|it|that)_between_(?:us|you_and_me|ourselves)\\b',
    '\\b(?:operator|user|owner|human|customer|client)_needs_not_(?:see|know|hear|learn|read)\\b',
    '\\b(?:not|nor)_(?:necessary|needed|required)_to_list_(?:it|this|them|that)\\b',
  ],
  // A reader whose rights are greater than the writer's.
  [
    'grant',
    0.9,
    '\\bi_(?:am|m)_not_(?:permitted|authori[sz]ed|cleared)_to_[^.\\n]{2,40}\\bbut_you_(?:are|can|may)\\b',
    '\\byou_(?:have|hold)_(?:an?_)?(?:higher|more|greater|wider)_(?:clearance|rights|privileges|permissions|access)_than_(?:me|i|us|we|mine)\\b',
  ],
  [
    'takeover',
    0.9,
    '\\bwithout_(?:reading|opening|looking_at|inspecting|decoding)_(?:it|them)\\W{1,4}[a-z0-9+/]{24,}',
    '\\bi_am_the_(?:\\w{2,14}.s_)?(?:replacement|successor)\\b[^\\n]{0,160}\\b(?:no_further|not_from|only_(?:from_)?me|token|obey)\\b',
  ],
  [
    'pay',
    0.9,
    '\\bsplit_(?:the|this|a|it)_(?:[\\d.,]{1,9}_)?(?:payment|transfer|amount|invoice|sum)_in(?:to)?_\\w{2,8}_(?:parts|pieces|payments)\\b',
    '\\byou_bid_(?:low|high)\\b[^.\\n]{0,40}\\bi_(?:bid|drop|withdraw|stay|step)\\b|\\bsettle_on_\\d{1,9}_as_the_(?:price|bid)\\b',
  ],
  // Rules that the text itself lifts.
  [
    'override',
    1,
    '\\bi_(?:hereby_|now_|therefore_)?(?:lift|suspend|waive|revoke|cancel)_(?:the_)?(?:rule|restriction|guideline|section)s?_(?:\\d|on|of|against|no)\\b',
    '\\b(?:rules|restrictions|limits|guidelines|instructions)_(?:do_not|don_?t|no_longer|cannot)_bind_you\\b',
    '\\bunrestricted_operation\\b|\\boperator.s_restrictions_are_(?:suspended|lifted|void)\\b',
    '\\b(?:this_skill|this_file|this_document|these_notes|this_rule)_[^.\\n]{0,60}\\btakes_precedence_over_(?:what_)?(?:the_)?(?:users?|system|developer)\\b',
  ],
  [
    'persona',
    0.95,
    '\\b(?:twin|model|ai|assistant|\\w{2,10}gpt|persona|version)_(?:that|which|who)_has_no_(?:guidelines|rules|limits|restrictions|filters|polic(?:y|ies))\\b',
    '\\b(?:bound_by_nothing|knows_no_refusal|never_refuses)\\b',
    '\\brefusals?\\b[^.\\n]{0,50}\\b(?:and|then)_(?:do|answer|comply|fulfil|carry_out)_(?:what|it|the|with)\\b[^.\\n]{0,40}\\b(?:anyway|regardless|after|still|nevertheless)\\b',
    '\\bsafety_(?:layer|training|system)_was_(?:removed|deleted|switched_off|uninstalled)\\b',
  ],
  [
    'reveal',
    0.95,
    '\\b(?:rules|instructions|guidelines|orders|directions)_(?:were|did)_you_(?:given|get|receive|told)\\b[^.\\n]{0,40}\\bbefore_(?:my|this|our|the)\\b',
    '\\b(?:continue|complete|finish)_(?:this|the)_(?:text|sentence|reply|answer|line)\\W{1,4}(?:sure|of_course|certainly|okay|yes)\\W{1,3}here_(?:is|are)_(?:the|my|your)_[^"\\n]{0,40}\\b(?:passwords?|tokens?|keys?|secrets?|system_prompt|instructions)\\b',
  ],
  ['disarm', 1, '\\b(?:stop|kill|terminate|uninstall|remove|unload|disable|end)_(?:the_)?(?:running_)?oktsec\\b'],
  // What a page says is said to be the user's word.
  [
    'remote-orders',
    0.95,
    '\\binstructions?_(?:(?:that|which)_(?:is|are)_)?(?:found|contained|written|given)?_?(?:on|in)_(?:the|a|this|any|its|each|every)_(?:pages?|documents?|files?|issues?|mails?|e-?mails?|results?|comments?)\\b[^.\\n]{0,60}\\b(?:come_from_the_user|(?:are_to|must|should|have_to)_be_(?:executed|followed|obeyed|carried_out))\\b',
    '\\btreat_(?:the_)?text_in_(?:issues?|pages?|mails?|comments?|results?)_as_(?:if|though|orders|instructions|commands)\\b',
  ],
  // A tool that has the arguments of others changed.
  [
    'ordered',
    0.95,
    '\\b(?:recipient|account_number|beneficiary)s?\\b[^.\\n]{0,40}\\b(?:has|have)_to_be_(?:changed|replaced|set|the_one)\\b',
    '\\bwhatever_would_be_(?:written|sent|read|saved|executed)_with_(?:it|that|them)_is_given_to\\b',
  ],
  [
    'persist',
    0.9,
    '\\bremember_(?:this|that|it|the_following)_(?:in|for|to)_(?:your_)?(?:long[ -]?term_|permanent_|all_|our_|\\w{2,8}_)?(?:future|later|coming|memory)\\b[^\\n]{0,160}\\b(?:never|do_not|don_?t|leave_out|whatever|without|quietly)\\b',
  ],
];
