import type { Behaviour, BehaviourKind } from './behaviour.ts';
import { does, sends } from './capabilities.ts';
import { BUILD_TOKEN, ENVIRONMENT, SECRET } from './codeLabels.ts';
import type { Language } from './language.ts';
import type { Call, Program } from './program.ts';

interface Facts {
  readonly program: Program;
  readonly language: Language;
  readonly names: ReadonlySet<string>;
}

/** Behaviours that show by which calls a program puts together. */
export function wordBehaviours(program: Program, language: Language): Behaviour[] {
  const names = new Set(program.calls.map(({ callee }) => callee.replace(/^.*\./, '')));
  const facts: Facts = { program, language, names };
  const found: Behaviour[] = [];
  const report = (kind: BehaviourKind, detail: string | undefined) => {
    if (detail !== undefined) found.push({ kind, detail, span: [0, Math.min(2000, program.tokens.at(-1)?.end ?? 0)] });
  };
  report('inject-process', injects(facts));
  report('encrypt-files', encryptsFiles(facts));
  report('mine', mines(facts));
  report('obfuscated-loader', obfuscated(facts));
  report('second-stage', secondStage(facts));
  report('read-process-memory', readsProcessMemory(facts));
  report('defence-off', defenceOff(facts));
  report('rootkit', hidesInKernel(facts));
  report('fork-bomb', forkBomb(facts));
  return found;
}

const any = (names: ReadonlySet<string>, pattern: RegExp): string | undefined => {
  for (const name of names) if (pattern.test(name)) return name;
  return undefined;
};

/** Memory that is made executable and run, here or in another process. */
function injects({ names }: Facts): string | undefined {
  const allocates = any(
    names,
    /^(?:VirtualAlloc(?:Ex)?|NtAllocateVirtualMemory|VirtualProtect(?:Ex)?|HeapCreate|mmap|NtMapViewOfSection)$/,
  );
  const writes = any(
    names,
    /^(?:WriteProcessMemory|RtlMoveMemory|RtlCopyMemory|NtWriteVirtualMemory|memmove|copyMemory|Copy|memcpy)$/,
  );
  const runs = any(
    names,
    /^(?:CreateRemoteThread(?:Ex)?|CreateThread|QueueUserAPC|NtCreateThreadEx|RtlCreateUserThread|SetThreadContext|EnumSystemLocales\w*|CallWindowProc\w*)$/,
  );
  return allocates && allocates !== 'mmap' && writes && runs ? `${allocates}, ${writes}, ${runs}` : undefined;
}

const CIPHER =
  /(?:^|\.)(?:Fernet(?:\(\))?(?:\.encrypt)?|AES\.new|createCipheriv|ChaCha20\S*|encrypt|RijndaelManaged|AesCryptoServiceProvider|CreateEncryptor|Cipher\.getInstance|NewGCM|NewCBCEncrypter|openssl_encrypt|encrypt_and_digest|CryptEncrypt)$/;
const WALKS =
  /(?:^|\.)(?:walk|rglob|glob|readdir|readdirSync|scandir|listdir|EnumerateFiles|GetFiles|WalkDir|Walk|FindFirstFile\w*|glob\.sync|iglob|walkFileTree)$/;
const RANSOM_NOTE =
  /(?:your files (?:have been|are|were) (?:encrypted|locked)|(?:bitcoin|btc|monero|ransom)[^\n]{0,80}(?:decrypt|recover|restore)|decrypt[^\n]{0,80}(?:bitcoin|btc|payment)|readme_?(?:to_)?decrypt|how_?to_?(?:decrypt|recover)|restore_?files)/i;
const LOCKED = /^\.?(?:locked|encrypted|enc|crypt|crypted|cry|lock|ransom\w*|pay\w*|wncry|wcry)$/i;

/** Goes through folders, encrypts what it finds and takes the originals away. */
function encryptsFiles({ program, names }: Facts): string | undefined {
  const { calls } = program;
  if (!calls.some(({ callee }) => CIPHER.test(callee)) || !calls.some(({ callee }) => WALKS.test(callee)))
    return undefined;
  const removes = any(
    names,
    /^(?:remove|unlink|unlinkSync|rename|renameSync|move|Delete|Move|rm|rmSync|replace|Remove|Rename)$/,
  );
  let note = false;
  let locked = false;
  for (const token of program.tokens) {
    if (token.kind !== 'string') continue;
    if (LOCKED.test(token.text)) locked = true;
    if (token.text.length < 4000 && RANSOM_NOTE.test(token.text)) note = true;
  }
  if (note) return 'encrypts files in folders and asks for a ransom';
  return locked && removes ? 'encrypts files in folders and removes the originals' : undefined;
}

/** A mining pool as an address that is used, not as one of a list. */
function mines({ program }: Facts): string | undefined {
  for (const call of program.calls) {
    if (
      !does('execute', call.callee, 'python') &&
      !does('execute', call.callee, 'js') &&
      !/connect|CoinHive|start|run|Command|system|exec/i.test(call.callee)
    )
      continue;
    const texts = call.args.flatMap((arg) => program.stringsIn(arg));
    const pool = texts.find((text) =>
      /stratum\+(?:tcp|ssl|tls):\/\/|(?:^|\s|\/)(?:xmrig|xmr-stak|cpuminer|minerd|ethminer|nbminer|t-rex)(?:\s|$|\.exe)|(?:pool\.(?:minexmr|supportxmr|hashvault)|nanopool\.org|moneroocean\.stream|2miners\.com|nicehash\.com):\d+/.test(
        text,
      ),
    );
    if (pool !== undefined && !/^(?:assert|expect|it|describe|test|match|includes|startsWith)/.test(call.callee))
      return `mines for ${pool.slice(0, 80)}`;
  }
  const hive = program.calls.find(({ callee }) =>
    /^(?:CoinHive\.(?:Anonymous|User)|CryptoLoot\.Anonymous|Client\.Anonymous|deepMiner\.\w+|coinimp\.\w+)$/.test(
      callee,
    ),
  );
  return hive ? hive.callee : undefined;
}

/** Names and control flow as an obfuscator leaves them, around something that acts. */
function obfuscated({ program, language }: Facts): string | undefined {
  if (language !== 'js') return undefined;
  let mangled = 0;
  let endless = false;
  let escapes = 0;
  const { tokens } = program;
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i];
    if (token?.kind === 'word' && /^_0x[0-9a-f]{1,8}$/i.test(token.text)) mangled++;
    else if (
      token?.kind === 'word' &&
      token.text === 'while' &&
      tokens[i + 2]?.text === '!' &&
      tokens[i + 3]?.text === '!' &&
      tokens[i + 4]?.text === '['
    )
      endless = true;
    else if (token?.kind === 'string' && token.end - token.start > token.text.length * 2 + 20) escapes++;
  }
  if (mangled === 0 || (!endless && mangled < 12 && escapes === 0)) return undefined;
  const acts = program.calls.find(
    ({ callee }) => does('execute', callee, 'js') || does('evaluate', callee, 'js') || sends(callee),
  );
  return acts ? `obfuscated code that calls ${acts.callee}` : undefined;
}

/** A package's module that starts another runtime on a script of its own and writes to the net. */
function secondStage({ program, language }: Facts): string | undefined {
  if (language !== 'js') return undefined;
  const stage = program.calls.find(
    (call) =>
      does('execute', call.callee, 'js') &&
      call.args
        .slice(0, 2)
        .some((arg) =>
          program.stringsIn(arg).some((text) => /^(?:bun|deno)(?:\s+run)?(?:\s+\.?\/?[\w./-]+)?$/.test(text.trim())),
        ) &&
      namesScript(program, call),
  );
  if (!stage) return undefined;
  const partner = program.calls.find((call) => sends(call.callee) && isUpload(program, call));
  const labels = program.calls.reduce(
    (sum, call) => sum | call.args.reduce((all, arg) => all | program.labelsOf(arg), 0),
    0,
  );
  if (partner) return `starts a second runtime and calls ${partner.callee}`;
  return labels & (BUILD_TOKEN | ENVIRONMENT | SECRET) ? 'starts a second runtime and reads secrets' : undefined;
}

function namesScript(program: Program, call: Call): boolean {
  return call.args.some((arg) =>
    program.stringsIn(arg).some((text) => /(?:^|[\s./])[\w-]+\.(?:[cm]?js|ts)$/.test(text.trim())),
  );
}

function isUpload(program: Program, call: Call): boolean {
  if (/\.(?:post|put|patch|create\w*|update\w*)$|sendBeacon$/.test(call.callee)) return true;
  return call.args.some((arg) => program.stringsIn(arg).some((text) => /^(?:post|put|patch)(?:\s\/|$)/i.test(text)));
}

/** Another process's memory or environment is opened. */
function readsProcessMemory({ program }: Facts): string | undefined {
  for (const call of program.calls) {
    if (
      !/(?:^|\.)(?:open|readFile|readFileSync|createReadStream|read_text|read_bytes|ReadFile|Open|file_get_contents|fopen|read|read_to_string|openSync)$/.test(
        call.callee,
      )
    )
      continue;
    const first = call.args[0];
    if (!first) continue;
    const text = program.valueOf(first).text.replace(/(?:\$X)+$/, '');
    if (
      /^\/proc\/(?!self\/|version|cpuinfo|meminfo|stat|mounts|net)[^\s]{0,40}\/(?:mem|environ|maps)$/.test(text) ||
      /^\/proc\/(?:\d+|\$X|\/)?\/?(?:mem|environ)$/.test(text)
    )
      return `reads ${text}`;
  }
  return undefined;
}

const LISTED_AS = /^(?:list_del(?:_init|_rcu)?|kobject_del)$/;
/** What tells a process which files, processes and connections there are. */
const TELLS =
  /^(?:__x64_)?(?:sys_)?(?:getdents(?:64)?|tcp[46]_seq_show|udp[46]_seq_show|proc_pid_readdir|filldir(?:64)?)$/;

/** A module of the kernel that takes itself off the list of modules, or answers for what lists files and connections. */
function hidesInKernel({ program, language }: Facts): string | undefined {
  if (language !== 'c') return undefined;
  const { tokens } = program;
  const itself = program.calls.find(
    ({ callee, args }) =>
      LISTED_AS.test(callee) &&
      args.some(({ from, to }) => tokens.slice(from, to).some(({ text }) => text === 'THIS_MODULE')),
  );
  if (itself) return `${itself.callee} on itself`;
  if (!tokens.some(({ text }) => /^(?:module_init|MODULE_LICENSE|init_module)$/.test(text))) return undefined;
  const hooked = tokens.find(({ kind, text }) => kind === 'string' && TELLS.test(text));
  const hooks = program.calls.some(({ callee }) =>
    /hook|kallsyms_lookup_name|register_ftrace_function|ftrace_set_filter|write_cr0/i.test(callee),
  );
  return hooked && hooks ? `answers for ${hooked.text}` : undefined;
}

/** A protection is patched or switched off by the program itself. */
function defenceOff({ program }: Facts): string | undefined {
  for (const token of program.tokens) {
    if (token.kind !== 'string' && token.kind !== 'word') continue;
    if (/^(?:amsiInitFailed|amsiContext)$/.test(token.text)) return 'switches the malware scanner of the shell off';
  }
  const patch = program.calls.some(
    (call) =>
      /(?:VirtualProtect\w*|GetProcAddress)$/.test(call.callee) &&
      call.args.some((arg) => program.stringsIn(arg).some((text) => /^(?:AmsiScanBuffer|EtwEventWrite)$/.test(text))),
  );
  return patch ? 'patches the malware scanner' : undefined;
}

/** `while True: os.fork()`. */
function forkBomb({ program, language }: Facts): string | undefined {
  const { tokens } = program;
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i];
    if (token?.kind !== 'word' || !/^(?:fork|while|loop|for)$/.test(token.text)) continue;
    if (
      language === 'perl' &&
      token.text === 'fork' &&
      tokens[i + 1]?.text === 'while' &&
      tokens[i + 2]?.text === 'fork'
    )
      return 'forks without end';
    if (token.text !== 'while') continue;
    const body = tokens
      .slice(i + 1, i + 9)
      .filter((each) => each.kind !== 'line')
      .map((each) => each.text)
      .join('');
    if (/^\(?(?:True|1|true)\)?[:{]?(?:os\.)?fork\(\)/.test(body)) return 'forks without end';
  }
  return undefined;
}
