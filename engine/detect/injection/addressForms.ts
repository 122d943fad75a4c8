import { PROGRAM } from './readers.ts';
import type { Row } from './signalRow.ts';

/** A form of address with the mark behind it, each spelled out: `asistente,` is rare where `asistente` is not. */
const marked = (names: string) =>
  names
    .split('|')
    .flatMap((name) => [`${name},`, `${name}:`, `${name} :`, `${name}!`])
    .join('|');
const OPENING = '(?:^|[\\n"\'(>*#/-]\\s?|[.!?:]\\s)';

/** Further ways to speak to the program that reads, and not to the person it reads for. */
export const ADDRESS_FORMS: readonly Row[] = [
  [
    'spoken-to',
    0.6,
    `\\b(?:hi|hey|hello|dear) (?:bot|ai|llm|copilot|chatbot|assistant|agent)\\s?[,:!]\\s?\\w`,
    `\\bdear_(?:ai_)?(?:assistant|agent|bot|model)[!,]`,
    '[(\\[{<]\\s?(?:ai|llm|agent|bot)s?:\\s\\w',
    // Of whom only a program can speak: the one whom it serves.
    '\\bthe_(?:person|people|human|one)_(?:(?:whom?|that)_)?(?:you|they|it)_(?:(?:work|act|browse|shop|speak|book)s?_(?:for|on_behalf_of)|assist|serve|represent)\\b',
    '\\b(?:ai|llm|model|bot) (?:screening|reading|processing|summari[sz]ing|reviewing|parsing|scoring|grading|translating|handling)_(?:this|the|our|my|these)\\b',
    '\\bany (?:ai|llm|model|bot|assistant|agent) (?:that|which|who)_(?:reads?|summari[sz]es|processes|reviews|translates|handles|sees)\\b',
    '\\b(?:ai|llm) (?:graders?|reviewers?|screeners?|recruiters?|moderators?|classifiers?)\\s?[:,]\\s\\w',
    // A label of a comment, a type of a script.
    '\\b(?:agent|assistant|ai|llm|copilot)[-\\x5f](?:task|todo|order|directive|reviewer)s?\\s?:\\s?\\w',
    '["\']text/(?:agent|ai|llm|prompt)["\']',
    '["\'](?:agent|assistant|model|llm|ai)\\x5f(?:guidance|hints?|directions?)["\']\\s?:',
    '\\b(?:notes?|steps?|instructions?|orders?|tasks?)_(?:for|to)_(?:the_)?(?:automation|(?:triage|review|mail|coding|summary|support)_(?:agent|bot|model|assistant))s?\\b',
    '\\b(?:whoever|whatever|whichever)_(?:\\w{1,10}_){0,2}(?:handles|reads|processes|answers|triages)_(?:this|it)_(?:\\w{1,8}_)?automatically\\b',
    '\\bthe_(?:support|service|booking|help[ -]?desk)_(?:model|bot|assistant|ai)_(?:is|may|has|was)_(?:been_)?(?:authori[sz]ed|allowed|permitted|cleared|entitled)\\b',
    '\\b(?:automated|automatic|ai|agentic)_(?:tools?|agents?|systems?|clients?)_(?:that|which)_(?:process|use|read|install|index|clone|touch|edit|build|access)(?:es)?_(?:this|the|our)_\\w{2,14}_(?:agree|consent|undertake|commit)s?_to\\b',
  ],
  // A heading, a mention, a case: a guide has them too, so that only a grave deed counts.
  [
    'spoken-to',
    0.5,
    `(?:^|\\n)\\W{0,6}for_(?:ai|llm|coding)_(?:pair_programmers|coding_assistants|assistants|agents|models|helpers|tools|reviewers|bots)\\s?[:.,\\n]`,
    '@(?:claude|copilot|cursor|gemini|codex|chatgpt)_(?:please_|can_you_|could_you_|pls_)?\\w{3}',
    '\\b(?:when(?:ever)?|once|as_soon_as|each_time|every_time)_(?:the|your|an?|any|this)_(?:assistant|ai|bot|copilot)_(?:opens|reads|sees|processes|loads|summari[sz]es|lists|shows|handles)\\b',
    '\\byour_ai_(?:helper|assistant|agent)_(?:can|should|may|must|will|has_to|needs_to)\\b',
    `\\b${PROGRAM}_(?:can|may|should)_(?:\\w{2,10}_)?(?:confirm|do|settle|handle)_(?:this|it)_(?:itself|themselves|alone)\\b`,
  ],
  [
    'ordered',
    0.9,
    '\\bthe_next_time_your_(?:user|human|owner|operator)_\\w{2,10}\\b[^.\\n]{0,40}\\b(?:open|visit|load|fetch|send|post|run|add|buy|delete|recommend|upload|forward|share|transfer|pay)\\b',
  ],
];

const CALLED_LATIN = marked(
  'asistente|agente|agentes|asistentes|assistente|assistenti|assistentes|copilote|copiloto|assistent|sprachmodell|chatbot',
);
const THEM =
  '(?:ki|ia|ki[- ](?:assistenten?|agenten?|modelle?)|modelos?_de_(?:ia|linguagem|lenguaje)|assistenten?|asistentes?|assistentes?|assistenti|assistants?|agenten|agentes?|agenti|agents?|copilot|copilotos?|copilotes?)';

/** The same in languages that are written with Latin letters, without accents. */
export const ADDRESS_FORMS_LATIN: readonly Row[] = [
  [
    'spoken-to',
    0.6,
    `${OPENING}(?:(?:liebe[rs]?|hallo|hola|ola|ciao|bonjour|salut|ch(?:er|ere)|car[oai]|querid[oa]|estimad[oa]|oye|ei|prezad[oa])_)?(?:${CALLED_LATIN})\\s?\\w`,
    '(?:^|[\\n>(])\\s?(?:assistants?|asistentes?|assistenti|assistentes?) ia\\s?[:,]\\s?\\w',
    '\\b(?:chere?|chers) (?:assistants?|agents?)[,:!]\\s?\\w',
    '\\b(?:liebe|hallo|cara|querida|chere|ola|hola|ciao) (?:ki|ia)[,:!]\\s?\\w',
    `(?:^|[\\n.:#>(*-]\\s?)hinweise?_(?:fur|an)_(?:den_|die_|alle_|jeden_)?${THEM}\\b`,
    `\\b(?:nachricht|anweisung|notiz|bitte)_(?:fur|an)_(?:den_|die_|alle_|jeden_)?${THEM}\\b`,
    `\\b(?:nota|aviso|mensaje|mensagem|avviso|messaggio|istruzion[ei]|instruccion(?:es)?)_(?:para|per|a|ao|aos|agli)_(?:el_|la_|los_|las_|o_|os_|as_|gli_|le_|l_)?${THEM}\\b`,
    `\\b(?:note|consigne|remarque|message)_(?:pour|aux?|a)_(?:l_|les_)?${THEM}\\b`,
    `\\b(?:se voce e|se fores|si usted es|si tu es|si vous etes|se sei|wenn du|falls du|falls sie) (?:une?|una|uma?|eine?) (?:ia|ki|bot|asistente|assistente|agente|agent|assistent)\\b`,
    `\\b(?:los|las|les|die|gli|os|as)_(?:agentes|asistentes|agents|assistants|assistenti|agenti|ki[- ]agenten|ki[- ]assistenten|assistentes)_(?:de_)?(?:ia_|ki_)?(?:deben|deberan|doivent|devono|devem|mussen|sollen|tienen_que)\\b`,
  ],
];

/** The same in other scripts. */
export const ADDRESS_FORMS_OTHER: readonly Row[] = [
  [
    'spoken-to',
    0.6,
    '(?:^|[\\n"(>.!?:#]\\s?)(?:дорогой |уважаемый |привет,? )?(?:ассистент|помощник|нейросеть|ии-агент|ии-ассистент)[,:!]\\s',
    '(?:^|[\\n"(>.!?:#]\\s?)ии[,:]\\s',
    '(?:заметка|указание|примечание|сообщение|инструкция) для (?:ии|ассистент|нейросет|бот)',
    '(?:给|致|写给).{0,3}(?:AI|人工智能|智能).{0,2}(?:助手|代理|智能体|模型|助理)',
    '(?:AI|智能|人工智能)(?:助手|助理|代理|模型)[,:!，：！]',
    '(?:AI|人工知能)(?:アシスタント|エージェント)?(?:の方|の皆様|の皆さん|各位)?(?:へ|に)[:：。、\\n]',
    '(?:AI|人工知能)(?:アシスタント|エージェント)?への(?:指示|お願い|依頼|命令)',
    '(?:AI|인공지능) ?(?:비서|에이전트|어시스턴트|모델)?(?:은|는) (?:이|본) ',
    '(?:AI|인공지능) ?(?:비서|에이전트|어시스턴트|모델)?(?:에게|께|님,)',
    '(?:읽는|읽고 있는) ?(?:AI|인공지능)',
  ],
];
