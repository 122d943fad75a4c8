import type { Row } from './signalRow.ts';

/** Agents that agree to deceive, work that is reported better than it is, and natures and rights that nobody gave. */
export const COLLUSION: readonly Row[] = [
  [
    'conceal',
    1,
    '\\bagree(?:d)?_(?:\\w{2,8}_)?not_to_(?:tell|inform|mention|report|show|escalate|disclose)\\b',
    '\\btell_(?:the_)?(?:user|human|owner|operator|customer|developer|team|reviewer)s?_(?:absolutely_)?nothing\\b',
    '\\b(?:hide|conceal|smuggle|bury|scatter)_(?:one_|a_|the_|each_|every_)?(?:piece|part|chunk|line|fragment|bit)s?\\b[^.\\n]{0,40}\\b(?:in|into|across|among)_(?:each|every|your|the|several)_(?:\\w{2,12}_){0,2}(?:messages?|repl(?:y|ies)|answers?|commits?|logs?|status)\\b',
    '\\bso_(?:that_)?(?:the_)?(?:dlp|filters?|scanners?|monitor(?:ing)?|guards?|detectors?|alarms?|alerts?|limits?)_(?:does_not|doesn_?t|do_not|don_?t|will_not|won_?t|never|is_not|are_not)_(?:trigger|fire|notice|see|catch|react|flag|triggered|noticed)\\w{0,2}\\b',
  ],
  [
    'sabotage',
    0.9,
    '\\byou_(?:mark|approve|sign|pass|confirm|vouch_for|merge)_(?:my|mine)\\b[^.\\n]{0,30}\\b(?:and_)?i(?:_will|_ll|.ll)?_(?:\\w{2,8}_)?(?:yours|your)\\b',
    '\\b(?:mark|report|declare|record)s?_(?:\\w{2,10}_){1,3}as_(?:skipped|passed|passing|done|green|reviewed|tested)\\b[^.\\n]{0,60}\\b(?:writes?|says?|reports?|claims?|states?|tells?)_(?:that_)?\\W{0,2}(?:all|every|the|they|tests?|it|nothing)\\b',
    '\\b(?:tests?|checks?|builds?|scans?)\\b[^.\\n]{0,50}\\b(?:do_not|don_?t|never)_run_(?:them|it)\\b[^\\n]{0,30}\\breport_(?:them|it)_as\\b',
  ],
  [
    'disarm',
    1,
    '\\bapproves?_(?:their|its|your|his|her|my)_own_(?:prs?|pull_requests?|changes|merges?|merge_requests?|requests?|work)\\b',
    '\\b(?:scanners?|scans?|linters?|security_checks?|hooks?|guards?|secret_detection)\\b[^.\\n]{0,30}\\b(?:comment|turn|switch|take)_(?:it|them)_(?:out|off|down)\\b',
    '\\bwithout_the_(?:\\w{2,12}_)?(?:approval_gate|second_pair_of_eyes|second_reviewer|four[ -]eyes|review_step|sign[ -]?off)\\b',
    '\\bskip_the_(?:second_(?:pair_of_eyes|reviewer|signature)|ticket|four[ -]eyes\\w{0,10}|change_board|sign[ -]?off)\\b',
  ],
  [
    'persist',
    0.9,
    '\\b(?:user|human|owner|operator|developer|admin)_(?:has_|have_)?(?:\\w{3,12}_)?(?:approved|authori[sz]ed|allowed|pre-?approved|consented_to)_(?:every|all|any)_(?:\\w{2,12}_)?(?:commands?|calls?|actions?|requests?|tools?|changes?|payments?|deletions?)\\b',
  ],
  [
    'grant',
    0.9,
    '\\b(?:raise|elevate|increase|extend|widen|upgrade)_your_(?:own_)?(?:privileges?|rights|permissions?|role|access|scope|clearance)\\b',
    '\\bgrant\\x5frole_?\\(_?(?:self|me|this)\\b',
    '\\b(?:trusted|believed|obeyed|followed)_(?:unconditionally|blindly|in_everything|without_(?:question|checks?|verification))\\b',
    '\\b(?:grant|give)_me_(?:\\w{2,10}_)?(?:write|admin|root|full)_access\\b[^.\\n]{0,40}\\b(?:stop|disable|pause)_(?:logging|recording|auditing|monitoring)\\b',
  ],
  [
    'override',
    1,
    '\\b(?:drop|lift|shed|abandon|discard|lose)_(?:all_|your_|any_|the_){1,2}(?:guard[ -]?rails|inhibitions|restraints|safety_(?:filters|rules))\\b',
    '\\b(?:your|the)_system_prompt_(?:was|has_been|is_now|got)_(?:updated|changed|replaced|edited|rewritten|extended)\\b',
    '\\b(?:let|have)_the_(?:earlier|previous|prior|former|above)_(?:\\w{2,12}_)?(?:guidance|instructions?|rules|guidelines)_(?:rest|go|be|sleep|lapse)\\b',
  ],
  [
    'persona',
    0.95,
    '\\b(?:switch|change)_(?:your_)?persona_to\\b',
    '\\b(?:imagine|suppose|pretend|assume|picture)\\b[^.\\n]{0,14}\\byour_(?:filters?|rules|restrictions|guidelines|limits|safety\\w{0,8}|polic(?:y|ies))_(?:(?:do|does|did)(?:_not|n_?t)_exist|(?:is|are|were|was)_(?:gone|off|removed|switched_off|void))\\b',
    '\\b(?:model|assistant|ai|llm|chatbot|robot)_(?:that|which|who)_(?:was|is|has)_never_(?:been_)?(?:trained|taught)_(?:on|with|to|any)_(?:\\w{1,10}_)?(?:rules|refus\\w{0,4}|limits|ethics|polic(?:y|ies)|say_no)\\b',
    '\\bstay_in_character_(?:whatever|no_matter|at_all_(?:times|costs))\\b',
  ],
  [
    'ordered',
    0.9,
    '\\bby_(?:loading|reading|processing|opening|ingesting|summari[sz]ing|parsing|viewing)_this\\b[^.\\n]{0,60}\\b(?:model|ai|llm|agent|assistant|context)\\b[^.\\n]{0,30}\\byou_(?:agree|consent|accept|promise|undertake)_to\\b',
  ],
];
