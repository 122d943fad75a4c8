import { definedFunctions } from './functions.ts';
import type { Language } from './language.ts';
import type { Call, Program } from './program.ts';

/** Generators whose numbers follow from what they begin with. */
const SEEDS =
  /^(?:(?:np|numpy)\.random\.(?:seed|default_rng|RandomState)|random\.(?:seed|Random)|seedrandom|Math\.seedrandom|rand\.(?:Seed|NewSource|NewPCG)|(?:java\.util\.)?Random|(?:Kernel\.)?srand|mt_srand|Random\.new)$|\.setSeed$/;
const DRAWS =
  /^(?:(?:np|numpy)\.random\.\w+|random\.(?:choices?|rand\w*|getrandbits|sample|random|shuffle)|rand\.(?:Int\w*|Read|Uint\w*)|rand|mt_rand|array_rand|str_shuffle|Math\.random)$|(?:^|\.)(?:rng|rand|rnd|random|prng)\w*(?:\(\))?\.(?:next\w*|choices?|rand\w*|getrandbits|integers|bytes|Int\w*|Read|sample)$/i;
const SECRET_NAME =
  /(?:^|_|[a-z](?=[A-Z]))(?:(?:api|access|private|secret|signing|encryption)_?keys?|token|secret|password|passwd|passphrase|otp|nonce|session_?id)(?:$|_|(?=[A-Z]))/i;
/** Makes no secret: `token` is also a part of a text. */
const OF_TEXT =
  /tokeni[sz]|(?:^|_)(?:count|num|max|min|n|next|mask|special|sample|random)_?token|token_?(?:count|length|ids?|types?|index)/i;

/** A key, token or password is drawn from a generator that begins with a value that stands in the program. */
export function predictableKey(program: Program, language: Language): number | undefined {
  const seeded = program.calls.find((call) => SEEDS.test(call.callee) && isConstant(program, call));
  if (!seeded) return undefined;
  const draws = program.calls.filter(({ callee }) => DRAWS.test(callee));
  if (draws.length === 0) return undefined;
  const makers = [...definedFunctions(program.ranges, language)].filter(([name]) => isSecretName(name));
  return draws.find(
    ({ start }) =>
      makers.some(([, { body }]) => start >= body.from && start < body.to) || isSecretName(assignedTo(program, start)),
  )?.start;
}

const isSecretName = (name: string): boolean => SECRET_NAME.test(name) && !OF_TEXT.test(name);

function isConstant({ tokens }: Program, { args }: Call): boolean {
  const [seed] = args;
  if (!seed) return false;
  const token = tokens[seed.from];
  return seed.to === seed.from + 1 && (token?.kind === 'number' || token?.kind === 'string');
}

const MAX_BACK = 30;

/** The variable that the statement around a call gives its value to. */
function assignedTo({ tokens, ranges }: Program, at: number): string {
  for (let i = at - 1; i > Math.max(0, at - MAX_BACK); i--) {
    const token = tokens[i];
    if (token?.kind === 'line' || token?.text === ';') return '';
    if (token?.text === '=' || token?.text === ':=') return ranges.target(i) ?? '';
  }
  return '';
}
