// Whom a text means when it speaks to a program that reads it. In the manner of phrases: `_` stands for a gap between words.

const KIND = '(?:ai|coding|virtual|digital|automated|automatic)';

/** By whatever name a text calls it; "agent" and "model" may mean others, so it depends on what stands around. */
export const READER = `(?:llm|gpt|assistant|agent|chatbot|bot|copilot|claude|gemini|chatgpt|model|language_model|${KIND}_(?:assistant|agent|model|reviewer|helper|maintainer|reader|bot|system))`;

/** Of these it is certain that no person is meant. */
export const PROGRAM =
  '(?:llms?|language_models?|chatbots?|(?:summary|search|mail|triage|translation|reader|review)_bots?|(?:ai|llm|coding|virtual|digital|automated|autonomous)_(?:coding_)?(?:assistants?|agents?|models?|reviewers?|helpers?|maintainers?|bots?|screeners?|recruiters?|triagers?|graders?|systems?))';

const NAMES =
  'ai|llm|assistant|agent|chatbot|bot|language_model|ai_assistant|ai_agent|ai_model|coding_agent|coding_assistant|copilot';
/** What begins an order as its form of address. */
export const ADDRESSEE = `(?:${NAMES})s?`;
const COLON = '(?:s?:|s? :)';
/** The same with a colon, which stands in each alternative: so it is looked for with the name, as `agent:`, which is rarer. */
export const NAMED_ADDRESSEE = `(?:(?:ai|llm|assistant|agent|chatbot|bot|copilot)${COLON}|(?:language|ai)_model${COLON}|(?:ai|coding)_(?:assistant|agent)${COLON})`;
/** What a text says it is read by. */
export const WHO_READS = `(?:${NAMES}|model)s?`;

/** One of them or several with a comma behind, spelled out: a text about agents names them everywhere, and calls few. */
const called = (names: string) => names.replaceAll(/\w+/g, (name) => `${name},|${name}s,`);
export const CALLED_READER = `(?:(?:language_|${KIND}_)?(?:${called('llm|gpt|assistant|agent|chatbot|bot|copilot|claude|gemini|chatgpt|model')})|${KIND}_(?:${called('reviewer|helper|maintainer|reader|system')}))`;

const KEYED = '(?:assistant|agent|model|llm|ai|bot)';
/** Keys of data that exist for programs only: `next_step_for_assistant`, `agent_instructions`. Here `\x5f` stands for `_`. */
export const KEY_FOR_READER = `(?:instructions?|next\\x5f?steps?|actions?|directives?|orders?|todo|notes?|hints?|messages?|tasks?|guidance|advice)\\x5f?(?:for|to)\\x5f?(?:the\\x5f?)?${KEYED}s?`;
export const KEY_OF_READER = `${KEYED}\\x5f?(?:instructions?|directives?|orders?|must|todo|actions?|commands?)`;
