/**
 * Deeds that no honest text asks of a program which happens to read it. `_` stands for a gap between words, `\\x5f` for
 * itself. Whole sentences are easily reworded; what is done, to what and where it goes is not, in whatever order it is said.
 */

/** A deed: its verb, and what else the rest of the sentence must hold. */
export interface DeedFrame {
  readonly verb: string;
  readonly parts: readonly string[];
}

const SECRET =
  '(?:\\b(?:api[ -]?(?:keys?|tokens?)|(?:access|auth|session|npm|github|deploy|delegation)_tokens?|passwords?|credentials?|(?:private|ssh|signing|secret)_keys?|id\\x5f(?:rsa|ed25519)|cookies?|secrets?|keychain|environment_variables?|env_vars?|(?:seed|recovery)_phrase|one[ -]time_codes?|digit_codes?|(?:four|six|eight|6)_digits|o_?auth_tokens?|connection_strings?|database\\x5furl|authorized\\x5fkeys|os\\.environ|process\\.env)\\b|\\.git-credentials|\\.netrc\\b|\\.npmrc\\b|\\.pgpass\\b|(?<!\\w)\\.env\\b(?!\\.example)|\\.(?:ssh|aws|kube|gnupg|docker|azure)/(?![\\w.]*\\.pub\\b)|~/\\.config\\b|/etc/shadow)';
const PRIVATE =
  '\\b(?:conversations?|chat(?:_history)?|transcripts?|contacts|mailbox|inbox|calendar|browsing_history|(?:last|newest|recent|previous|latest|private|direct|ten|five|\\d{1,3})_(?:\\w{1,8}_)?(?:e?-?mails?|messages?|files|chats?|documents?|conversations?)|(?:customer|client|employee|patient)_(?:list|table|database|rows|records|data)|(?:user|person|owner)(?:.s)?_(?:\\w{1,10}_){0,2}(?:name|location|e?-?mails?|address|employer|phone|documents?|number|session|question|messages?)|open_(?:files|documents?)|current_document|payroll|recordings?|passports?|production_(?:database|data)|private_repositor(?:y|ies)|all_(?:mails?|e-?mails?|messages|documents)|what_(?:he|she|they|the_user)_(?:types?|says?|said|writes?|wrote))\\b|~/(?:Documents|Downloads|Desktop|Pictures)';
/** Where it goes, if others read there. */
const OUTSIDE =
  '(?:\\b(?:https?|wss?|ftp):|[\\w.+-]{1,40}@[a-z][\\w-]{1,40}\\.\\w{2,}|\\b(?:pastebin|transfer\\.sh|webhook|gist|telegram|dns|sub-?domains?|query_string|commit_messages?)\\b|\\b(?:in|on|as|into|to|at)_(?:(?:a|an|the|this|our|your|its)_)?(?:new_|next_|shared_|public_)?(?:\\w{1,10}_)?(?:comment|issue|form|page|public|channel|ticket|readme|title|image|picture|url|link|drive)\\b)';
const ACCOUNT =
  '(?:\\b[a-z]{2}\\d{2}(?:\\s?[a-z0-9]{4}){2,7}[a-z0-9]{0,4}\\b|\\b0x[0-9a-f]{20,}|\\bbc1[a-z0-9]{20,}|\\b(?:account|acct|locker|wallet)\\W{1,3}(?:no\\W{1,2})?\\d[\\d-]{3,20}|\\b\\d{9,20}\\b)';
const SUM =
  '(?:\\d[\\d.,]{0,10}_?(?:eur|usd|gbp|dollars|euros?|btc|eth|sol|usdt|\u20ac)|[$\u20ac\u00a3]\\s?\\d|\\bgift_?cards?\\b)';
const PAYEE =
  '\\b(?:ibans?|bank_(?:details|account|data)|account_(?:number|details)|payees?|beneficiar(?:y|ies)|direct_deposit|payout|(?:shipping|delivery|wallet)_address|deliver[ -]to|payment_details)\\b';
const SAFEGUARD =
  '\\b(?:(?:security|secret)_scanners?|secret_(?:scanning|detection)|branch_protections?|signature_(?:checks?|verification)|(?:permission|confirmation|approval)_(?:prompts?|gates?|checks?|steps?|dialogs?)|rate_limit(?:er|s)?|anti-?virus|firewall|real-?time_(?:monitoring|protection)|disablerealtimemonitoring|audit_(?:log|trail|ging)\\w{0,3}|security_(?:log|check|scan|tool|feature|alert|rule)\\w{0,4}|sandbox|oktsec|defender|two-?factor|mfa|2fa|guard_?rails?|certificate_(?:checks?|validation)|selinux|required_reviews?)\\b';
const RIGHTS =
  '\\b(?:super-?user_to|(?:owner|admin\\w{0,10}|co-?owner|super-?user|root|maintain(?:er)?)_(?:role|rights?|access|permissions?|account|of)|as_(?:an?_)?(?:editor|owner|admin\\w{0,10}|co-?owner|super-?user|maintainer)|(?:edit|write|full|maintain|remote|unrestricted|sudo)_(?:rights?|access|permissions?|roles?)|access_requests?|access_to_(?:all|every|any|the_whole)|admin:\\w+|anyone_with_the_link|with_sudo)\\b';
/** Programs of strangers, and the ways in which they start. */
const STRANGE_PROGRAM =
  '(?:https?://\\d{1,3}(?:\\.\\d{1,3}){3}|--(?:trusted-host|index-url)\\b|\\brunon_folderopen\\b|\\bssh_-r\\b|\\bnpx_[^\\n]{2,60}background\\b)';

const RUNS =
  '(?:run|execute|install|launch|start|download|add|pull|apply|fetch|open|insert|load|paste|keep|past|executing|running)(?:s|es|ing)?';
const OUT =
  '(?:sends?|forwards?|uploads?|posts?|pastes?|shares?|e?-?mails?|submits?|submitting|publish(?:es)?|hands?|delivers?|attach(?:es)?|cop(?:y|ies)|exports?|appends?|suppl(?:y|ies)|provides?|pass(?:es)?|reports?|discloses?|mirrors?|transmits?|puts?|stores?|zips?|lists?|encodes?|drops?|prints?|includes?|adds?|gives?|uploading|sending|posting|mailing|opens?|collects?|renders?|ends?|begins?|mark_down)';
const READS =
  '(?:reads?|calls?|opens?|takes?|gets?|cop(?:y|ies)|fetch(?:es)?|zips?|loads?|cats?|looks?_(?:through|for)|search(?:es)?|collects?|exports?)';
const ON_IT =
  '\\b(?:and|then|,)_(?:\\w{2,10}_)?(?:sends?|posts?|pastes?|attach(?:es)?|forwards?|uploads?|commits?|mails?|hands?|puts?|pass(?:es)?|submits?|publish(?:es)?|prints?|places?|stores?)_(?:it|them|the|what|its|these|that|their)\\b';

/** What is to be done with it, told of the thing: its sentence holds the rest in any order. */
export const PASSIVE_DEED: DeedFrame = {
  verb: '\\b(?:must|needs?_to|ha(?:s|ve)_to|shall|should|(?:are|is)_to)_be_(?:handed_(?:in|over)|sent|uploaded|posted|submitted|forwarded|mailed|e-?mailed|published|copied|exported|shared|disclosed|pasted)\\b',
  parts: [`(?:${SECRET}|${PRIVATE})`, OUTSIDE],
};

/** What nobody has a program do, whoever speaks. */
export const DEED_FRAMES: readonly DeedFrame[] = [
  // What is private goes where others read it.
  { verb: OUT, parts: [`(?:${SECRET}|${PRIVATE})`, OUTSIDE] },
  { verb: READS, parts: [`(?:${SECRET}|${PRIVATE})`, ON_IT] },
  {
    verb: '(?:submit(?:s|ting)?|suppl(?:y|ies|ying)|outputs?|prints?|shows?|pastes?|states?|reveals?|produces?|lists?|enumerates?|discloses?|echo(?:es)?|dumps?|displays?|gives?)',
    parts: [
      SECRET,
      '\\b(?:all|every|each|contents?_of|values?_of|with_their|current_and|you_run|in_plain|in_full|that_you|here|tokens)\\b',
    ],
  },
  {
    verb: '(?:uses?|takes?|gets?|finds?|look_up|fetch(?:es)?|enters?|types?|log_in|pastes?|calling|using|entering)',
    parts: [
      '\\b(?:saved|stored|remembered|user.s|owner.s|his|her|their)_(?:\\w{1,10}_)?(?:passwords?|credentials|card|codes?|session_cookies?)\\b',
    ],
  },
  {
    verb: '(?:change|update|set|replace|correct|switch|overwrite|use|uses|adjust|amend|enter)s?',
    parts: [PAYEE, `(?:\\b(?:to|with|by|from_now|whatever|instead|in_every|of_the_current)\\b|:|=|${ACCOUNT})`],
  },
  { verb: '(?:correct|new|valid|updated)', parts: [PAYEE, '\\b(?:is|are)\\b|:', ACCOUNT] },
  {
    verb: '(?:buy|purchase|order|book|complete_the_(?:purchase|checkout|order|booking))s?',
    parts: ['\\b(?:without_(?:ask|confirm|approv)\\w{2,6}|stored_card|saved_card|card_on_file)\\b'],
  },
  {
    verb: '(?:give|grant|assign|invite|promote|make|add)s?',
    parts: [RIGHTS, '[\\w.+-]{1,40}@[a-z][\\w-]{1,40}\\.\\w{2,}'],
  },
  { verb: 'make', parts: ['\\b(?:repositor(?:y|ies)|repo|bucket|folder)s?_public\\b'] },
  {
    verb: '(?:replace|swap|change|changing)s?',
    parts: ['\\b(?:(?:pgp|gpg|ssh|signing|deploy)_keys?|login_password)\\b', '\\b(?:by|with|for|out)\\b'],
  },
  {
    verb: '(?:create|add|set_up|generate)s?',
    parts: [
      '\\b(?:ssh_key|account|forwarding_rule|cron_?job|tunnel|authorized\\x5fkeys|our_key)\\b',
      '\\b(?:for_me|add_it|post|no_password|sudo|following|public(?:ly|er)?|our)\\b',
    ],
  },
  // Safeguards, traces, work of others.
  {
    verb: '(?:disable|disabling|turn|switch|stop|deactivate|remove|bypass|suspend|kill|uninstall|lift|weaken|pause|set-mppreference)s?',
    parts: [SAFEGUARD],
  },
  {
    verb: '(?:revoke|disable|delete|remove)s?',
    parts: ['\\b(?:keys?|accounts?|access|tokens?)_of_(?:all|every|other)\\b'],
  },
  // Programs of strangers are run.
  {
    verb: RUNS,
    parts: [STRANGE_PROGRAM],
  },
  {
    verb: '(?:push|add|set|git)',
    parts: [
      '\\b(?:push|registry|remote)\\b',
      '\\bhttps?://',
      '\\b(?:--force|--all|--mirror|config_set|re-?install\\w{0,3})\\b',
    ],
  },
  // What the reader itself was told.
  {
    verb: '(?:print|show|output|state|repeat|reveal|paste|disclose|enumerate|list)s?',
    parts: [
      '\\b(?:its|their|your|the|all)_(?:\\w{2,12}_){0,4}(?:instructions|configuration_text|system_(?:prompt|message)|text_above|mcp_servers|tools)\\b',
      '\\b(?:verbatim|in_full|completely|word_for_word|in_a_code_block|tokens|parameters|characters_of|initial|first_\\d+|before)\\b',
    ],
  },
  // Bought: one seller at any price, and the others are kept back.
  {
    verb: '(?:take|choose|pick|prefer|book|buy|recommend|offer|show)s?',
    parts: [
      '\\b(?:at_any_price|whatever_(?:it_costs|the_(?:price|cost))|(?:do_not|don_?t|never)_(?:list|show|mention|offer)_(?:the_)?(?:cheaper|other|others|better))\\b',
    ],
  },
  // The user is sent where a password is taken.
  {
    verb: '(?:tell|say|inform|warn|notify|write)s?',
    parts: [
      '\\b(?:expired|locked|suspended|cancelled|blocked|compromised)\\b',
      '\\b(?:log_in|sign_in|visit|click|verify|renew|go_to|enter)\\b',
      'https?:',
    ],
  },
];

/** What users ask of their own programs too: a stranger has no business with it. */
export const STRANGERS_FRAMES: readonly DeedFrame[] = [
  // A record, an account or a stock of others is given away in an answer, in a form, in a copy that is served.
  {
    verb: '(?:answer|reply|respond|write_back|come_back)s?',
    parts: ['\\b(?:with|here)\\b', `(?:${SECRET}|${PRIVATE})`],
  },
  {
    verb: '(?:puts?|pops?|drops?|slips?|pastes?|types?|enters?|places?|includes?)',
    parts: [
      `(?:${SECRET}|${PRIVATE}|\\bclipboard\\b|\\bcontents?_of\\b|\\bwhat_it_(?:returns|prints|says)\\b|\\bwallet\\b)`,
      '\\b(?:in|into|as|to)_(?:the|a|an|this|your|that)_(?:\\w{1,14}_){0,2}(?:field|box|query|form|parameter|argument|request|message|reply)\\b|\\?\\w{1,12}=',
    ],
  },
  {
    verb: '(?:hands?_over|shows?|presents?|gives?_us|surrenders?)',
    parts: [SECRET, '\\bof_(?:the|their|its|your)_(?:person|user|owner|human|one|principal|customer)s?\\b'],
  },
  {
    verb: '(?:keep|keeps|make|makes|leave|leaves|put|puts)',
    parts: [
      '\\bcop(?:y|ies)_of\\b',
      `(?:${SECRET}|${PRIVATE})`,
      '\\b(?:public|static|www|htdocs|wwwroot|dist)/|\\bhttps?:',
    ],
  },
  {
    verb: '(?:resolve|look_up|query|ping)s?',
    parts: ['\\.(?:ssh|aws|kube|env|netrc|npmrc)\\b', '\\b(?:dns|hex|base64)\\b'],
  },
  // In the name of whoever it serves.
  {
    verb: '(?:star|follow|like|up-?vote|subscribe|sign_up|join|endorse|vote|review|leave|post|rate|stars?)',
    parts: [
      '\\b(?:on_behalf_of|in_the_name_of|with|from|for)_(?:the|your|its|his|her|their)_(?:\\w{1,10}_)?(?:account|user|name|owner|human|person|profile)s?\\b|\\bthe_user_(?:to|up_for)\\b',
    ],
  },
  {
    verb: 'subscribe',
    parts: ['\\bthe_user\\b'],
  },
  {
    verb: '(?:refund|reimburse|compensate|credit)',
    parts: [SUM, '\\b(?:me|us|my|straight|at_once|immediately|without|now)\\b'],
  },
  // Things in a house, and what a machine stands on.
  {
    verb: '(?:turn|switch|open|unlock|disarm|shut|raise)s?',
    parts: [
      '\\b(?:front|garage|back|house)_door\\b|\\b(?:door|cameras?|alarm|boiler|heating|shutters|thermostat|oven|gate)\\b',
      '\\b(?:lights?|off|on|open|door|gate)\\b',
    ],
  },
  {
    verb: '(?:empty|empties|wipe|wipes|delete|deletes|remove|removes|rm|clear|clears)',
    parts: ['(?<![\\w.])/(?:var|etc|home|srv|opt|usr|root)\\b|\\btests?_in\\b|\\beverything_in\\b'],
  },
  // A program that starts itself, a line that calls home.
  {
    verb: '(?:running|run|execute|executing|start|call)s?',
    parts: ['\\bnpx_(?:-y|--yes)\\b[^.\\n]{0,60}(?:@latest|--yes)'],
  },
  {
    verb: '(?:includes?|adds?|puts?|inserts?|append)s?',
    parts: ['\\b(?:curl|wget|iwr)\\s[^\\n]{4,120}(?:\\$\\(|whoami|\\$\\{?[A-Z]|hostname)'],
  },
  // Answers that somebody else has chosen.
  {
    verb: '(?:answer|say|state|reply|respond|report|claim|tell|write|mention)s?',
    parts: [
      '\\bthat_(?:the|it|this|all|they|there|no|every|he|she|our)\\b|\\ball_(?:checks|tests)\\b',
      '\\b(?:even_if|whatever|no_matter|regardless|approved_by|official|whoever|whenever|instead|are_green|was_green|the_author|urgent)\\b',
    ],
  },
  {
    verb: '(?:pay|pays|transfer|transfers|wire|send|settle|tip|contribute|donate|remit|release)',
    parts: [`(?:${ACCOUNT}|${SUM})`],
  },
  {
    verb: '(?:give|grant|assign|invite|promote|make|add|set|approve|create|granting|giving|adding)s?',
    parts: [RIGHTS],
  },
  {
    verb: '(?:clear|delete|remove|erase|wipe|purge)s?',
    parts: [
      '\\b(?:the|all|your|its|this|their)_(?:\\w{2,10}_){0,2}(?:history|logs?|traces|evidence)\\b|\\bthis_(?:line|paragraph|message|note|section|entry)\\b|\\boriginals\\b',
    ],
  },
  {
    verb: '(?:delete|remove|drop|wipe|empty|truncate|erase|destroy|rm)s?',
    parts: [
      '\\b(?:the|all|every|its|their|his|her|your)_(?:\\w{2,14}_){0,2}(?:backups?|tables?|databases?|home_(?:folder|directory)|reminders|snapshots?|trash|messages|mails)\\b|-rf?\\s[/~]',
    ],
  },
  {
    verb: '(?:decline|accept|cancel|confirm|approve)s?',
    parts: [
      '\\b(?:every|all|any|each|pending)_(?:\\w{2,14}_){0,3}(?:events?|invitations?|requests?|meetings?|orders?|prompts?)\\b',
    ],
  },
  {
    verb: '(?:move|mark|moved|marked)s?',
    parts: ['\\b(?:all|every|each)_(?:e?-?mails?|messages?)\\b|\\bas_read\\b', '\\b(?:bin|trash|archive|read)\\b'],
  },
  {
    verb: '(?:rate|rank|grade|score|recommend|put|name|mention|give|choose)s?',
    parts: [
      '\\b(?:only|strongest|best|first|highest|five_stars|excellent|top)\\b',
      '\\b(?:irrespective|regardless|as_the|the_only|do_not_say|not_say|must_leave|refrain|never|tell|not_(?:mention|name))\\b',
    ],
  },
  {
    verb: '(?:record|book|enter|set)s?',
    parts: ['\\bthe_(?:total|amount|status|price|sum)_as\\b', '\\d|\\b(?:approved|paid|verified)\\b'],
  },
  {
    verb: '(?:say|says|report|state|claim|tell|write|reply|answer|confirm|pretend)s?',
    parts: [
      '\\b(?:it|they|he|she|this|the_\\w{2,14}|clause_\\d{1,3})_(?:had|has|have|was|were|is)_(?:always_|been_)?(?:missing|required_by|standard|lost|expired|broken|in_order)\\b|\\b(?:everything_is_(?:fine|ok)|on_leave|all_tests_pass)\\b|^\\W{1,4}done\\b',
    ],
  },
  {
    verb: '(?:leave|leaves|keep|omit|suppress)',
    parts: [
      '\\b(?:out\\b(?!_of_scope)|findings|negatives|recall|penalty|from_the_(?:user|owner|customer|summary|report))\\b',
      '\\b(?:must|has_to|shall|notice|clause|summar(?:y|ies)|from_the|do_not|never|trials?)\\b',
    ],
  },
  {
    verb: RUNS,
    parts: [
      '\\b(?:curl|wget)\\s[^\\n]{0,80}\\|\\s?(?:sudo\\s)?(?:ba|z)?sh\\b|\\biwr\\s|https?://\\S{4,80}\\.(?:sh|ps1|bin|exe|msi|crt|pem|pkg|dmg)\\b|\\b(?:administrator|root)_(?:rights|privileges)',
    ],
  },
];

/** Deeds that are told in a few words. */
export const SHORT_DEEDS: readonly string[] = [
  '\\b(?:no_need_to|need_not|needn.?t)_(?:bring_(?:it|this|that|them)_up|mention_(?:it|this|that|them)|(?:check|confirm)_with_(?:them|him|her|the_\\w{3,9}))\\b',
  '\\b(?:with_no|without)_(?:further_|any_)?(?:confirmations?|approvals?|questions|consent)\\b',
  '\\bdo_not_(?:review|list|flag)_(?:it|this|that|them)\\b',
  '\\bfor_(?:me|us)_and_(?:do_not|don_?t|never)\\b',
  '\\b(?:not_bring_(?:it_)?up|not_bring_up|keep_(?:it|this|that|them)_(?:secret|quiet|between|from_the_(?:user|owner|customer)))\\b',
  '\\b(?:need_not|needs_not|do_not_(?:have|need)_to|does_not_(?:have|need)_to|must_not|without)_(?:call(?:ing)?_(?:us_|them_|him_)?back|verify(?:ing)?|ask(?:ing)?_(?:back|for_confirmation|the_user))\\b',
  '\\b(?:need_not|do_not|don_?t|no_need_to)_call_(?:us_|them_|him_)?back\\b',
  '\\bconfirm_(?:it_|this_|that_|the_transaction_)?(?:yourself|on_(?:his|her|their|the_user.s)_behalf)\\b',
  '\\bif_the_users?_(?:asks?|objects?|complains?)\\b[^.\\n]{0,50}\\b(?:say|tell|answer|claim|reply)\\b',
];
