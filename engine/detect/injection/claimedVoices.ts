import type { Row } from './signalRow.ts';

/** Text that claims to be the system's, an authority's, or a model's to read. */
export const CLAIMED_VOICES: readonly Row[] = [
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
  [
    'fake-role',
    0.9,
    '\\b(?:instructions?|notice|message|note|directive|attention|reminder)_(?:for|to)_(?:all_|any_|the_)?(?:automated_|autonomous_|ai_|llm_|coding_)(?:\\w{1,10}_)?(?:agents?|models?|assistants?|reviewers?|bots?|systems?|tools?)\\b',
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
  ['fake-role', 0.9, '\\b(?:system|admin|security|developer|safety)_override(?:_mode)?\\W{0,3}[:\\]!>]'],
  [
    'fake-role',
    1,
    '<\\|(?:im\\x5fstart|im\\x5fend|system|assistant|user|endoftext|start\\x5fheader\\x5fid|end\\x5fheader\\x5fid|eot\\x5fid)\\|>|\\[/?INST\\]|<<\\/?SYS>>|<start\\x5fof\\x5fturn>|\\[/?SYSTEM\\x5fPROMPT\\]',
  ],
  [
    'fake-role',
    0.9,
    "</?(?:system|admin|developer|assistant|sys|system[-\\x5f ](?:prompt|message|directive|note|mode|override|instructions?))(?:[\\s:][^>\\n]{0,60})?>\\s{0,6}\\W{0,3}\\w[\\w'-]{0,24}[^\\w<>]",
  ],
  [
    'fake-role',
    1,
    '(?:#{2,4}|\\*{2,3}|={2,6}|-{3,6}|--\\s|\\[{1,2})\\s?\\(?(?:system|admin|developer|sys|root)[ \\x5f-]?(?:message|prompt|override|instructions?|directive|note|update|notice|command|mode|alert)\\b',
  ],
  // Every guide to an API shows such a message: only what stands in it makes it an order.
  ['fake-role', 0.5, '["\'](?:role|from)["\']\\s{0,2}:\\s{0,2}["\']system["\']'],
  [
    'fake-role',
    0.8,
    '(?:^|\\n)\\s{0,4}(?:system|admin|sysop|developer|root|sistema|systeme|system_message)\\s{0,2}(?:\\([^)\\n]{0,40}\\)\\s?)?:\\s{0,3}(?:you|ignore|the|all|new|override|disregard|from|now|user|update|vous|usted|du|eres)\\b',
  ],
  [
    'fake-role',
    0.9,
    '\\bend_of_(?:user|system)_(?:message|prompt|input|instructions)\\b|[-=#*<({/|\\]\\[]\\s{0,2}end\\s(?:user|system)\\s(?:message|prompt|input|instructions)\\b',
  ],
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
];
