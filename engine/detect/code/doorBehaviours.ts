import type { Behaviour, BehaviourKind } from './behaviour.ts';
import { besideCheck } from './besideCheck.ts';
import { takenFromBrowser, typedInPicture, typedSent } from './browserSends.ts';
import { does } from './capabilities.ts';
import { checkSwitchedOff } from './checksOff.ts';
import { FETCHED, REQUEST, SOCKET_DATA } from './codeLabels.ts';
import type { Language } from './language.ts';
import { predictableKey } from './predictableKeys.ts';
import type { Call, Program } from './program.ts';
import type { CallArg, Range } from './tokenRanges.ts';
import { walletKeySent } from './walletKeys.ts';
import { phoneDataSent } from './phoneData.ts';
import { keystrokesSent } from './watchedKeys.ts';
import { lastName, writtenPassword } from './writtenPasswords.ts';

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
  report('auth-bypass', 'lets in whoever knows a value that is written here', writtenPassword(program));
  report('auth-bypass', 'takes a value that is written here for the right one', besideCheck(program));
  report('command-injection', 'gives what a visitor sends to a database', visitorsSql(facts));
  report('command-injection', 'gives what a visitor sends to a program it starts', visitorsProcess(facts));
  report('secret-send', 'sends a password that somebody typed to another host', typedSent(program));
  if (language === 'js') {
    report('secret-send', 'puts what somebody typed into the address of a picture', typedInPicture(program));
    report('secret-send', 'takes what a browser keeps or sends, and sends it on', takenFromBrowser(program));
  }
  report('spy-send', 'tells another machine which keys are pressed', keystrokesSent(program, language));
  report('spy-send', 'tells another machine what a phone keeps', phoneDataSent(program, language));
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
