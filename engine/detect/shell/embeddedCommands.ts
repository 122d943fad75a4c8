import { word } from './args.ts';
import type { Arg } from './shellFacts.ts';
import { appleScriptCommands, typedCommands } from './terminalInput.ts';
import type { Unwrapped } from './wrappers.ts';

/** Commands that a program starts on the side, by an option or in a language of its own. */
export function embeddedCommands(program: string, args: readonly Arg[]): Unwrapped[] {
  switch (program) {
    case 'find':
    case 'fdfind':
      return findCommands(program, args);
    case 'tar':
      return optionCommands(
        args,
        [
          /^--to-command=(.+)/s,
          /^--checkpoint-action=exec=(.+)/s,
          /^--use-compress-program=(.+)/s,
          /^--(?:info|new-volume)-script=(.+)/s,
          /^--rsh-command=(.+)/s,
        ],
        ['--to-command', '-I', '--use-compress-program', '-F', '--info-script', '--rsh-command'],
        /^-[a-zA-Z]*[IF]$/,
      );
    case 'git':
      return gitCommands(args);
    case 'rsync':
      return optionCommands(args, [/^--rsh=(.+)/s], ['-e', '--rsh']).filter(isNoTransport);
    case 'rg':
      return optionCommands(args, [/^--pre=(.+)/s], ['--pre']);
    case 'sort':
      return optionCommands(args, [/^--compress-program=(.+)/s], ['--compress-program']);
    case 'man':
      return optionCommands(args, [/^--(?:pager|html)=(.+)/s], ['-P', '-H']);
    case 'zip':
      return optionCommands(args, [], ['-TT', '--unzip-command']);
    case 'vim':
    case 'ex':
    case 'view':
    case 'less':
      return inAll(args, [/^\+?:?!(.+)/s]).concat(embeddedCode(args, /^\+?:?(py|lua|perl|ruby)[a-z0-9]*[!\s]\s*(.+)/s));
    case 'awk':
      return args.slice(0, 8).flatMap((arg) => awkCommands(arg));
    case 'sed':
      return args.flatMap((arg) => sedCommands(arg));
    case 'make':
      return optionCommands(args, [/^\.?SHELL(?:FLAGS)?=(.+)/s, /^--eval=(.+)/s], []).filter(
        (each) => !/^\/?(?:usr\/|bin\/|env )*(?:ba|z|da)?sh$/.test(each.script?.text ?? ''),
      );
    case 'ssh':
    case 'scp':
    case 'sftp':
      return inAll(args, [/^(?:-[a-zA-Z0-9]*o\s*)?(?:proxycommand|localcommand|knownhostscommand)[= ](.+)/is])
        .concat(optionCommands(args, [], ['-S']))
        .filter(isNoTransport);
    case 'sqlite3':
      return args.flatMap((arg) =>
        [...arg.text.matchAll(/\.(?:shell|system)\s+([^\n;]+)/g)].map((hit) => ({
          script: { ...arg, text: hit[1] ?? '' },
        })),
      );
    case 'tmux':
    case 'screen':
      return [...muxCommands(args), ...typedCommands(program, args)];
    case 'byobu':
    case 'wezterm':
    case 'kitty':
    case 'kitten':
    case 'zellij':
    case 'xdotool':
    case 'ydotool':
    case 'dotool':
    case 'wtype':
      return typedCommands(program, args);
    case 'osascript':
      return appleScriptCommands(args);
    case 'socat':
      return args.flatMap((arg) =>
        [...arg.text.matchAll(/(?:^|!!)(?:exec|system):"?'?([^,"']+)/gi)].map((hit) => ({
          script: { ...arg, text: hit[1] ?? '' },
        })),
      );
    case 'trap':
      return args[0] && !args[0].text.startsWith('-') && args.length > 1 ? [{ script: args[0] }] : [];
    case 'gdb':
      return inAll(args, [/^(?:!|shell )(.+)/s]).concat(embeddedCode(args, /^(py)[a-z-]*\s+(.+)/s));
    case 'npm':
    case 'npx':
    case 'pnpm':
    case 'yarn':
      return optionCommands(
        args,
        [/^--call=(.+)/s, /^--script-shell=(.+)/s, /^scripts\.[\w:-]+=(.+)/s],
        program === 'npx' ? ['-c', '--call'] : ['--script-shell'],
      );
    case 'expect':
      return args.flatMap((arg) =>
        [...arg.text.matchAll(/\b(?:spawn|exec|system)\s+(?:-\w+\s+)*([^;\n\]]+)/g)].map((hit) => ({
          script: { ...arg, text: hit[1] ?? '' },
        })),
      );
    case 'split':
      return optionCommands(args, [/^--filter=(.+)/s], ['--filter']);
    case 'aws':
      return args.flatMap((arg) => remoteCommands(arg));
    case 'ansible':
      return optionCommands(args, [/^--args=(.+)/s], []);
    default:
      return [];
  }
}

const isNoTransport = (each: Unwrapped): boolean =>
  !/^\s*(?:\S*\/)?(?:ssh|mosh|ncat|netcat|nc|none|corkscrew|cloudflared|aws)\b(?!.*(?: -[a-z]*[ec] | --(?:sh-)?exec|[;&|$`]))/.test(
    each.script?.text ?? '',
  );

const GIT_INLINE = [
  /^alias\.[^=]+=!(.+)/s,
  /^core\.(?:sshcommand|pager|editor|fsmonitor|askpass|gitproxy)=(.+)/is,
  /^(?:diff\.external|(?:diff|filter|merge|difftool|mergetool|guitool|man|browser|trailer)\.[^=]+\.(?:textconv|command|clean|smudge|process|driver|cmd|path)|credential(?:\.[^=]+)?\.helper|gpg(?:\.[^=]+)?\.program|sequence\.editor|pager\.[^=]+|uploadpack\.packobjectshook|sendemail\.\w+cmd)=!?(.+)/is,
  /^--(?:upload-pack|receive-pack|exec|extcmd|open-files-in-pager|to-cmd|cc-cmd)=(.+)/s,
];
const GIT_OTHERS = [/^--(?:tree|index|msg|env|commit|parent|tag-name)-filter=?(.+)/s, /^ext::(.+)/s, /^-O(.+)/s];
const MAY_BE_OTHER = /^(?:-O|ext:|--[a-z-]+-f)/;
const GIT_OPTIONS = ['--tree-filter', '--index-filter', '--msg-filter', '--env-filter', '--commit-filter'];

/** What git starts by itself: filters, hooks, pagers, transports, and the settings that name them. */
function gitCommands(args: readonly Arg[]): Unwrapped[] {
  const verbs = args.filter((arg) => !arg.text.startsWith('-')).map((arg) => arg.text);
  const verb = verbs.find((each) => /^(?:rebase|filter-branch|config|submodule|bisect|difftool)$/.test(each));
  const found = optionCommands(
    args,
    GIT_INLINE,
    verb === 'rebase' || verb === 'filter-branch'
      ? [...GIT_OPTIONS, '--exec', '-x']
      : verb === 'difftool'
        ? ['-x', '--extcmd']
        : GIT_OPTIONS,
  );
  for (const arg of args) if (MAY_BE_OTHER.test(arg.text)) found.push(...inlineCommands(arg, GIT_OTHERS));
  const at = args.findIndex((arg) => arg.text === verb);
  const rest = args.slice(at + 1).filter((arg) => !arg.text.startsWith('-'));
  if (verb === 'submodule' && rest[0]?.text === 'foreach') {
    const words = rest.slice(1);
    if (words.length > 0) found.push(words.length === 1 && words[0] ? { script: words[0] } : { argv: words });
  } else if (verb === 'bisect' && rest[0]?.text === 'run') found.push({ argv: args.slice(at + 2) });
  else if (verb === 'config') {
    const [key, value] = rest[0]?.text === 'set' ? rest.slice(1) : rest;
    if (key && value) found.push(...inlineCommands({ ...value, text: `${key.text}=${value.text}` }, GIT_INLINE));
  }
  return found;
}

const LANGUAGES: Readonly<Record<string, string>> = { py: 'python', lua: 'lua', perl: 'perl', ruby: 'ruby' };

/** Code of another language that an editor or a debugger runs. */
function embeddedCode(args: readonly Arg[], pattern: RegExp): Unwrapped[] {
  return args.flatMap((arg) => {
    const hit = pattern.exec(arg.text);
    const program = LANGUAGES[hit?.[1] ?? ''];
    if (!program) return [];
    return [{ argv: [word(program), word(program === 'python' ? '-c' : '-e'), { ...arg, text: hit?.[2] ?? '' }] }];
  });
}

/** `commands=["...","..."]` of `aws ssm send-command`. */
function remoteCommands(arg: Arg): Unwrapped[] {
  const list = /"?commands"?\s*[=:]\s*(\[.*\]|[^,\n]+)/s.exec(arg.text)?.[1];
  if (!list) return [];
  const texts = list.startsWith('[')
    ? [...list.matchAll(/"((?:[^"\\]|\\.)*)"|'([^']*)'/g)].map((hit) => (hit[1] ?? hit[2] ?? '').replaceAll('\\"', '"'))
    : [list];
  return texts.map((text) => ({ script: { ...arg, text }, place: 'remote' as const }));
}

function inAll(args: readonly Arg[], patterns: readonly RegExp[]): Unwrapped[] {
  return args.flatMap((arg) => inlineCommands(arg, patterns));
}

/** `inline`: words that hold a command themselves, behind an equals sign; most words have none. */
function optionCommands(
  args: readonly Arg[],
  inline: readonly RegExp[],
  options: readonly string[],
  cluster?: RegExp,
): Unwrapped[] {
  const found: Unwrapped[] = [];
  args.forEach((arg, i) => {
    if (arg.text.includes('=')) found.push(...inlineCommands(arg, inline));
    const next = args[i + 1];
    if (next && (options.includes(arg.text) || cluster?.test(arg.text))) found.push({ script: next });
  });
  return found;
}

function inlineCommands(arg: Arg, patterns: readonly RegExp[]): Unwrapped[] {
  return patterns.flatMap((pattern) => {
    const script = pattern.exec(arg.text)?.[1];
    return script ? [{ script: { ...arg, text: script } }] : [];
  });
}

/** Conditions of `find` that pick some of what is there; `-type` alone leaves every file. */
export const FIND_FILTER =
  /^-(?:i?name|i?path|i?wholename|i?regex|newer\w*|[acm]?(?:time|min)|size|user|group|uid|gid|nouser|nogroup|perm|empty|executable|inum|links|samefile|maxdepth|fstype)$/;

function findCommands(program: string, args: readonly Arg[]): Unwrapped[] {
  const starts = program === 'find' ? /^-(?:exec|execdir|ok|okdir)$/ : /^(?:-x|-X|--exec|--exec-batch)$/;
  const found: Unwrapped[] = [];
  const roots =
    program === 'find'
      ? args.slice(
          0,
          Math.max(
            0,
            args.findIndex((arg) => /^[-(!]/.test(arg.text)),
          ),
        )
      : args.slice(1, 2);
  const root = roots.find((arg) => !arg.text.startsWith('-')) ?? word('.');
  args.forEach((arg, i) => {
    if (!starts.test(arg.text)) return;
    const end = args.findIndex((each, j) => j > i && (each.text === ';' || each.text === '+'));
    const argv = args.slice(i + 1, end < 0 ? undefined : end);
    // What is found lies below the starting point: a command that works on all of it works on the point.
    const filtered = args.some((each) => FIND_FILTER.test(each.text) || each.text === '-type');
    const place = filtered ? `${root.text.replace(/\/$/, '')}/${foundName(args)}` : root.text;
    found.push({
      argv: argv.map((each) =>
        each.text.includes('{}') ? { ...each, text: each.text.replaceAll('{}', place) } : each,
      ),
    });
  });
  return found;
}

/** A name of the kind that `find` looks for. */
export function foundName(args: readonly Arg[]): string {
  const at = args.findIndex((arg) => /^-i?name$/.test(arg.text));
  const wanted = at < 0 ? '' : (args[at + 1]?.text ?? '').replaceAll('*', 'found');
  return /^[\w.-]{3,40}$/.test(wanted) ? wanted.replace(/^found(?=found)/, '') : 'found';
}

function awkCommands(arg: Arg): Unwrapped[] {
  if (!/system|\||getline/.test(arg.text)) return [];
  const texts = [
    ...arg.text.matchAll(/system\s*\(\s*"((?:[^"\\]|\\.)*)"/g),
    ...arg.text.matchAll(/\|\s*(?:getline\s*)?"((?:[^"\\]|\\.)*)"/g),
    ...arg.text.matchAll(/"((?:[^"\\]|\\.)*)"\s*\|\s*getline/g),
  ];
  return texts.map((hit) => ({ script: { ...arg, text: (hit[1] ?? '').replaceAll('\\"', '"') } }));
}

function sedCommands(arg: Arg): Unwrapped[] {
  const direct = /(?:^|[;{\n]\s*|^\d+\s*)e\s+([^\n;}]+)/.exec(arg.text);
  const replaced = /^s(.)((?:(?!\1).)*)\1((?:(?!\1).)*)\1[a-z0-9]*e/s.exec(arg.text);
  return [direct?.[1], replaced?.[3]]
    .filter((text) => text !== undefined && text !== '')
    .map((text) => ({ script: { ...arg, text: text ?? '' } }));
}

function muxCommands(args: readonly Arg[]): Unwrapped[] {
  const verb = args.findIndex((arg) =>
    /^(?:new-session|new|new-window|neww|split-window|run-shell|run|if-shell|respawn-pane|-X|-dmS|-dm)$/.test(arg.text),
  );
  if (verb < 0 || args[verb + 1]?.text === 'stuff') return [];
  return args
    .slice(verb + 1)
    .filter((arg) => /\s/.test(arg.text))
    .map((script) => ({ script }));
}
