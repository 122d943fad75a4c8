import type { Behaviour, BehaviourKind } from './behaviour.ts';
import { does } from './capabilities.ts';
import { checkSwitchedOff } from './checksOff.ts';
import { FETCHED, REQUEST, SOCKET_DATA, sourceLabels, TYPED, TYPED_NAMES } from './codeLabels.ts';
import type { Language } from './language.ts';
import { foreignPictures, isForeign, POSTS } from './foreignSends.ts';
import { predictableKey } from './predictableKeys.ts';
import type { Call, Program } from './program.ts';
import type { CallArg, Range } from './tokenRanges.ts';
import { walletKeySent } from './walletKeys.ts';
import { keystrokesSent } from './watchedKeys.ts';

interface Facts {
  readonly program: Program;
  readonly language: Language;
}

/** Doors that a program leaves open, or hands to somebody else. */
export function doorBehaviours(program: Program, language: Language): Behaviour[] {
  const facts: Facts = { program, language };
  const found: Behaviour[] = [];
  const { tokens } = program;
  const report = (kind: BehaviourKind, detail: string, at: number | undefined) => {
    if (at === undefined) return;
    const from = tokens[at]?.start ?? 0;
    found.push({ kind, detail, span: [from, Math.min(from + 400, tokens.at(-1)?.end ?? from)] });
  };
  report('auth-bypass', 'lets in whoever knows a value that is written here', magicValue(facts));
  report('command-injection', 'gives what a visitor sends to a database', visitorsSql(facts));
  report('command-injection', 'gives what a visitor sends to a program it starts', visitorsProcess(facts));
  report('secret-send', 'sends a password that somebody typed to another host', sentPassword(facts));
  report('secret-send', 'puts what somebody typed into the address of a picture', carriedByPicture(facts));
  report('secret-send', 'takes what a browser keeps or sends, and sends it on', takesFromBrowser(facts));
  report('spy-send', 'tells another machine which keys are pressed', keystrokesSent(program, language));
  report('secret-send', 'sends the private key of an account', walletKeySent(program));
  report('predictable-key', 'draws a key from numbers that anybody can draw again', predictableKey(program, language));
  report('decode-execute', 'runs a command when it is unpickled', pickledCommand(facts));
  report('decode-execute', 'spells the name of what it calls in parts', hiddenName(facts));
  report('checks-off', 'believes what nobody signed', checkSwitchedOff(program, language));
  report('fetch-execute', 'loads classes from another machine', remoteClasses(facts));
  report('unsafe-load', 'rebuilds objects from what somebody else sends', loadsObjects(facts));
  report('inject-process', 'runs bytes that it fetched as machine code', fetchedMachineCode(facts));
  return found;
}

const PASSWORD = new RegExp(`^(?:${TYPED_NAMES}|pwd|pass|plain_?password)$`, 'i');
const COMPARES = /^={2,3}$/;
/** Letters and digits or signs mixed, as no word of a protocol has them. */
const LOOKS_SECRET = /^(?=.*[a-z])(?=.*[\d!@#$%^&*])[\w!@#$%^&*.-]{5,80}$/i;
const PROTOCOL_VALUE =
  /^(?:v?\d[\d.]*$|x-|https?|utf-?8|sha-?\d|[a-z]+\/|md5|base64|oauth2|h2|ipv[46]|es\d|webp|mp[34])/i;
const PLACEHOLDER = /^(?:password|passwd|string|hidden|text|admin|test|secret|undefined|null)\d{0,4}$/i;
const OPENS_DOOR =
  /^(?:true|True|next|admin\w*|isAdmin|is_admin|superuser|root|grant\w*|allow\w*|authenticated|call_next|adminUser)$/;
const MAX_BRANCH = 36;

/** `if (password === 'Xk29!mm') return admin`: the place of the comparison. */
function magicValue({ program }: Facts): number | undefined {
  const { tokens } = program;
  for (let i = 1; i < tokens.length - 1; i++) {
    const token = tokens[i];
    if (token?.kind !== 'op' || !COMPARES.test(token.text)) continue;
    const after = tokens[i + 1];
    const literal = after?.kind === 'string' ? after : tokens[i - 1];
    if (literal?.kind !== 'string' || PLACEHOLDER.test(literal.text)) continue;
    const side = literal === after ? i - 1 : i + 1;
    const named = PASSWORD.test(lastName(program, side)) && literal.text.length > 4;
    const sent = LOOKS_SECRET.test(literal.text) && !PROTOCOL_VALUE.test(literal.text) && isSent(program, side);
    if ((named || sent) && isCondition(program, i) && opens(program, i + 2)) return i;
  }
  return undefined;
}

/** The name that a value is known by: `req.body.password`, `password`, `user["password"]`. */
function lastName(program: Program, at: number): string {
  const token = program.tokens[at];
  if (token?.kind === 'word') return token.text.replace(/^\$/, '');
  const inner = token?.text === ']' ? program.tokens[at - 1] : undefined;
  return inner?.kind === 'string' ? inner.text : '';
}

/** Does a visitor say what stands at this side of a comparison? */
function isSent(program: Program, at: number): boolean {
  const { tokens, ranges } = program;
  let start = at;
  if (/^[)\]]$/.test(tokens[at]?.text ?? '')) start = (ranges.opening[at] ?? at) - 1;
  while (start > 1 && /^(?:\.|\?\.|->|::)$/.test(tokens[start - 1]?.text ?? '')) {
    start -= 2;
    if (/^[)\]]$/.test(tokens[start]?.text ?? '')) start = (ranges.opening[start] ?? start) - 1;
  }
  const chain = tokens.slice(Math.max(0, start), at + 1);
  const text = chain.map((each) => each.text).join('');
  return (
    /^(?:\$?_?(?:req(?:uest)?|r|ctx|self|c)\b)\S*(?:headers?|query|args|params|body|cookies?|form|Header|URL|GET|POST|META)\b/i.test(
      text,
    ) || (sourceLabels(chain[0]?.text ?? '') & REQUEST) !== 0
  );
}

function isCondition({ tokens }: Program, at: number): boolean {
  for (let i = at - 1; i >= Math.max(0, at - 30); i--) {
    const token = tokens[i];
    if (token?.kind === 'word' && /^(?:if|elif|unless)$/.test(token.text)) return true;
    if (token?.text === ';' || token?.text === '{' || token?.text === '}') return false;
  }
  return false;
}

/** Is the branch one that lets somebody in? Not one that only says no. */
function opens({ tokens }: Program, from: number): boolean {
  let returns = false;
  for (let i = from; i < Math.min(tokens.length, from + MAX_BRANCH); i++) {
    const token = tokens[i];
    if (!token) break;
    if (token.text === '}' || (token.kind === 'word' && /^(?:else|elif|def|function|throw|raise)$/.test(token.text)))
      return false;
    // A second condition on what is stored is an honest sign-in.
    if (
      !returns &&
      token.kind === 'op' &&
      (token.text === '&&' || COMPARES.test(token.text)) &&
      tokens[i + 1]?.kind === 'word'
    )
      return false;
    if (token.kind === 'word' && token.text === 'return') returns = true;
    const opened =
      token.kind === 'word'
        ? OPENS_DOOR.test(token.text)
        : token.kind === 'string' && /^(?:super_?)?admin$/.test(token.text);
    if (opened && (returns || token.text === 'next' || tokens[i + 1]?.text === '(')) return true;
    if (opened && tokens[i - 1]?.text === '=') return true;
  }
  return false;
}

const DATABASE =
  /(?:^|\.)(?:db|pool|conn|connection|knex|sequelize|cursor|cur|database|pg|mysql|prisma|dataSource|sqlite\w*)(?:\(\))?\.(?:query|execute|raw|exec|all|run|executescript|\$queryRawUnsafe|\$executeRawUnsafe|unsafe)$/i;

/** `db.query(req.query.sql)`: the whole statement comes from outside. */
function visitorsSql({ program }: Facts): number | undefined {
  return program.calls.find(({ callee, args }) => {
    const [statement] = args;
    if (!statement || !DATABASE.test(callee)) return false;
    if (!(program.labelsOf(statement) & REQUEST)) return false;
    return (
      /^(?:sql|query|q|statement|stmt|cmd|command)$/i.test(lastName(program, statement.to - 1)) &&
      spellsNothing(program, statement)
    );
  })?.start;
}

/** `info.Arguments = "/c " + Request["c"]`: a process is told by its settings what to run. */
function visitorsProcess({ program, language }: Facts): number | undefined {
  if (language !== 'csharp' && language !== 'vb') return undefined;
  const { tokens, ranges } = program;
  if (!program.calls.some(({ callee }) => /(?:^|\.)(?:Start|ProcessStartInfo)$/.test(callee))) return undefined;
  const added = program.calls.find(
    ({ callee, args }) => callee.endsWith('ArgumentList.Add') && args.some((arg) => program.labelsOf(arg) & REQUEST),
  );
  if (added) return added.start;
  for (let i = 1; i < tokens.length; i++) {
    if (tokens[i]?.text !== '=' || !/^(?:Arguments|FileName)$/.test(tokens[i - 1]?.text ?? '')) continue;
    if (program.labelsOf({ from: i + 1, to: ranges.statementEnd(i + 1, false) }) & REQUEST) return i - 1;
  }
  return undefined;
}

function spellsNothing(program: Program, arg: CallArg): boolean {
  return program.valueOf(arg).text.replaceAll('$X', '').trim() === '';
}

/** A password goes to a host of its own, and nobody looks at the answer. */
function sentPassword({ program }: Facts): number | undefined {
  return program.calls.find((call) => {
    if (!POSTS.test(call.callee) || !isStatement(program, call)) return false;
    if (!isForeign(program, call.args[0])) return false;
    return call.args.some((arg) => program.labelsOf(arg) & TYPED || namesCookies(program, arg));
  })?.start;
}

function namesCookies(program: Program, { from, to }: Range): boolean {
  for (let i = from; i < Math.min(to, from + 60); i++) if (program.nameAt(i) === 'document.cookie') return true;
  return false;
}

/** `new Image().src = 'https://x/?d=' + btoa(card)`: a picture that nobody looks at carries it. */
function carriedByPicture({ program, language }: Facts): number | undefined {
  if (language !== 'js') return undefined;
  return foreignPictures(program).find(({ value }) => program.labelsOf(value) & TYPED || namesCookies(program, value))
    ?.at;
}

/** An extension that takes all cookies, or what is sent to every page, and sends on. */
function takesFromBrowser({ program, language }: Facts): number | undefined {
  if (language !== 'js') return undefined;
  const taken = program.calls.find(({ callee, args }) => {
    const [first] = args;
    if (!first) return false;
    if (/^(?:chrome|browser)\.cookies\.getAll$/.test(callee)) return first.to - first.from === 2;
    if (!/^(?:chrome|browser)\.webRequest\.\w+\.addListener$/.test(callee)) return false;
    const texts = args.flatMap((arg) => program.stringsIn(arg));
    return texts.includes('<all_urls>') && texts.includes('requestBody');
  });
  const sent = taken && program.calls.some((call) => POSTS.test(call.callee) && isForeign(program, call.args[0]));
  return sent ? taken.start : undefined;
}

function isStatement({ tokens }: Program, { start }: Call): boolean {
  const before = tokens[start - 1];
  return before === undefined || before.kind === 'line' || /^[;{}]$/.test(before.text) || before.text === 'void';
}

/** `def __reduce__(self): return (os.system, ("...",))` */
function pickledCommand({ program, language }: Facts): number | undefined {
  if (language !== 'python') return undefined;
  const { tokens } = program;
  for (let i = 0; i < tokens.length; i++) {
    if (tokens[i]?.kind !== 'word' || !/^__reduce(?:_ex)?__$/.test(tokens[i]?.text ?? '')) continue;
    for (let at = i; at < Math.min(tokens.length, i + 40); at++) {
      if (tokens[at]?.text !== 'return') continue;
      const first = tokens[at + 1]?.text === '(' ? at + 2 : at + 1;
      const name = program.nameAt(first);
      if (name !== undefined && (does('execute', name, 'python') || does('evaluate', name, 'python'))) return at;
    }
  }
  return undefined;
}

const RUNS_TEXT = /^(?:exec|eval|compile|__import__|system|popen)$/;

/** `getattr(__builtins__, 'ex' + 'ec')`: a name that could stand there is put together, so that nobody finds it. */
function hiddenName({ program, language }: Facts): number | undefined {
  if (language !== 'python') return undefined;
  return program.calls.find(({ callee, args: [object, name] }) => {
    if (callee !== 'getattr' || !object || !name || name.to - name.from < 2) return false;
    const owner = program.nameOf(object) ?? '';
    if (!/^(?:__builtins__|builtins|os|subprocess)$/.test(owner)) return false;
    const { text } = program.valueOf(name);
    return RUNS_TEXT.test(text) || (isReversed(program, name) && RUNS_TEXT.test([...text].reverse().join('')));
  })?.start;
}

function isReversed({ tokens }: Program, { from, to }: Range): boolean {
  const signs = tokens.slice(from + 1, to).map(({ text }) => text);
  return signs.join('') === '[::-1]';
}

/** `new URLClassLoader(new URL[]{ new URL("http://...") }).loadClass(...)` */
function remoteClasses({ program, language }: Facts): number | undefined {
  if (language !== 'jvm' || !program.calls.some(({ callee }) => callee.endsWith('loadClass'))) return undefined;
  const fetches = ({ args }: Call): boolean =>
    args.some((arg) => program.stringsIn(arg).some((text) => /^https?:\/\//i.test(text)));
  return program.calls.find((call) => call.callee.endsWith('URLClassLoader') && fetches(call))?.start;
}

const LOADS_OBJECTS =
  /^(?:(?:c?[pP]ickle|dill|cloudpickle|jsonpickle|shelve|joblib)\.(?:loads?|decode|open)|yaml\.(?:unsafe_load|full_load)|torch\.load|Marshal\.load|YAML\.(?:unsafe_load)|unserialize|ObjectInputStream\(\)\.readObject|BinaryFormatter\(\)\.Deserialize|(?:node-serialize|serialize)\.unserialize)$/;

/** `pickle.loads(response.content)`: whoever sends the bytes says what is run. */
function loadsObjects({ program }: Facts): number | undefined {
  return program.calls.find(
    ({ callee, args }) =>
      LOADS_OBJECTS.test(callee) &&
      args.some((arg) => arg.key !== 'map_location' && program.labelsOf(arg) & (FETCHED | REQUEST | SOCKET_DATA)),
  )?.start;
}

const COPIES_BYTES =
  /(?:^|\.)(?:copy_nonoverlapping|copy_from_slice|memcpy|memmove|RtlMoveMemory|RtlCopyMemory|Copy|from_buffer|write)$/;

/** Bytes from the net are laid into memory that may be run, and called. */
function fetchedMachineCode({ program }: Facts): number | undefined {
  const maps = program.calls.some(({ callee }) =>
    /(?:^|\.)(?:mmap|mprotect|VirtualAlloc\w*|VirtualProtect\w*)$/.test(callee),
  );
  if (!maps) return undefined;
  const runs = program.calls.find(({ callee }) =>
    /(?:^|\.)(?:transmute|CFUNCTYPE|WINFUNCTYPE|GetDelegateForFunctionPointer|Syscall\w*)(?:\(\))?$/.test(callee),
  );
  const copies = program.calls.some(
    ({ callee, args }) => COPIES_BYTES.test(callee) && args.some((arg) => program.labelsOf(arg) & FETCHED),
  );
  return copies ? runs?.start : undefined;
}
