import { gzipSync } from 'node:zlib';
import { backwards, base32, rot13 } from './encodings.ts';
import { replaceWords, simpleCommands, singleQuoted, type ShellWord, type SimpleCommand } from './shellWords.ts';

/** Another way to write the same command; undefined where that way is not open. */
export interface ShellTransform {
  readonly name: string;
  readonly group: 'quoting' | 'expansion' | 'wrapper' | 'nesting' | 'placement';
  readonly apply: (script: string) => string | undefined;
}

/** Builtins without a program of the same name: no wrapper and no folder can stand in front of them. */
const BUILTINS: ReadonlySet<string> = new Set(
  (
    '. : alias bind break builtin cd command continue coproc declare dirs disown enable eval exec exit export fc getopts hash ' +
    'history jobs let local logout mapfile popd pushd read readarray readonly return set shift shopt source suspend times ' +
    'trap type typeset ulimit umask unalias unset wait'
  ).split(' '),
);
/** Their arguments are read as assignments only under their plain name. */
const DECLARING: ReadonlySet<string> = new Set(['declare', 'export', 'local', 'readonly', 'typeset', 'alias']);

type Rewrite = (commands: readonly SimpleCommand[], script: string) => string | undefined;

function rewrite(rewriteCommands: Rewrite): ShellTransform['apply'] {
  return (script) => {
    const commands = simpleCommands(script);
    return commands && rewriteCommands(commands, script);
  };
}

/** Rewrites the name of every command. */
function names(rename: (name: string, index: number) => string | undefined, only?: (name: string) => boolean) {
  return rewrite((commands, script) => {
    const words = commands.map((each) => each.name).filter((name) => name.plain && (only?.(name.text) ?? true));
    return replaceWords(script, words, (word) => rename(word.text, words.indexOf(word)));
  });
}

/** Rewrites every plain argument. */
function args(change: (arg: string, index: number) => string | undefined) {
  return rewrite((commands, script) => {
    const words = plainArgs(commands);
    return replaceWords(script, words, (word) => change(word.text, words.indexOf(word)));
  });
}

function plainArgs(commands: readonly SimpleCommand[]): readonly ShellWord[] {
  return commands
    .filter(({ name }) => !DECLARING.has(name.text))
    .flatMap((each) => each.args.filter((arg) => arg.plain));
}

const external = (name: string) => /^[a-z][\w.+-]+$/.test(name) && !BUILTINS.has(name);
const quotable = (name: string) => !DECLARING.has(name);
const middle = (text: string) => Math.ceil(text.length / 2);
const halves = (text: string): readonly [string, string] => [text.slice(0, middle(text)), text.slice(middle(text))];
const ansiC = (text: string) =>
  `$'${[...text].map((char) => `\\x${char.charCodeAt(0).toString(16).padStart(2, '0')}`).join('')}'`;
const octal = (text: string) =>
  [...text].map((char) => `\\${char.charCodeAt(0).toString(8).padStart(3, '0')}`).join('');
/** A declaration in front would come between a prefix and its command, so it stands on a line of its own. */
const withVariables = (variables: readonly string[], script: string | undefined) =>
  script === undefined ? undefined : `${variables.join('\n')}\n${script}`;

/** Words of one command that stand next to each other with nothing but space between. */
function joined(between: string, able: (word: ShellWord) => boolean = () => true): ShellTransform['apply'] {
  return rewrite((commands, script) => {
    const gaps = commands.flatMap(({ name, args }) =>
      args.flatMap((right, i): ShellWord[] => {
        const left = i === 0 ? name : args[i - 1];
        if (!left || !able(left) || !able(right)) return [];
        const text = script.slice(left.end, right.start);
        return /^[ \t]+$/.test(text) ? [{ text, start: left.end, end: right.start, plain: true }] : [];
      }),
    );
    return replaceWords(script, gaps, () => between);
  });
}
const plain = (word: ShellWord) => word.plain;

/** A function's positional parameters are what it was called with. */
function withoutFunctions(apply: ShellTransform['apply']): ShellTransform['apply'] {
  return (script) => (/\)\s*\{|\bfunction\b/.test(script) ? undefined : apply(script));
}

/** A command whose words are all plain and stand side by side, as one brace expansion. */
const braces = rewrite((commands, script) => {
  let result = script;
  for (const { name, args } of [...commands].reverse()) {
    const words = [name, ...args];
    const end = words.at(-1)?.end ?? name.end;
    const simple = words.every((word) => word.plain && !word.text.includes(','));
    if (!simple || args.length === 0 || !/^[^\n]*$/.test(script.slice(name.start, end))) continue;
    if (words.some((word, i) => i > 0 && !/^[ \t]+$/.test(script.slice(words[i - 1]?.end, word.start)))) continue;
    result = `${result.slice(0, name.start)}{${words.map((word) => word.text).join(',')}}${result.slice(end)}`;
  }
  return result === script ? undefined : result;
});

/** Names in variables of their own. */
const nameVariables = rewrite((commands, script) => {
  const words = commands.map((each) => each.name).filter(({ plain, text }) => plain && quotable(text));
  const renamed = replaceWords(script, words, (word) => `$n${words.indexOf(word)}`);
  return withVariables(
    words.map((word, i) => `n${i}=${word.text}`),
    renamed,
  );
});

/** Every name put together from two variables. */
const nameParts = rewrite((commands, script) => {
  const words = commands
    .map((each) => each.name)
    .filter(({ plain, text }) => plain && quotable(text) && text.length > 1);
  const renamed = replaceWords(script, words, (word) => `\${a${words.indexOf(word)}}\${b${words.indexOf(word)}}`);
  return withVariables(
    words.map((word, i) => `a${i}=${halves(word.text)[0]} b${i}=${halves(word.text)[1]}`),
    renamed,
  );
});

/** The first half of every argument in a variable. */
const argVariables = rewrite((commands, script) => {
  const words = plainArgs(commands).filter(({ text }) => text.length > 3);
  const changed = replaceWords(script, words, (word) => `"$p${words.indexOf(word)}"${halves(word.text)[1]}`);
  return withVariables(
    words.map((word, i) => `p${i}=${halves(word.text)[0]}`),
    changed,
  );
});

/** Combined flags one by one; only letters that take no value. */
const VALUELESS: Readonly<Record<string, RegExp>> = {
  rm: /^-[rRfviI]{2,}$/,
  curl: /^-[fsSLkvgG]{2,}$/,
  wget: /^-[qcN]{2,}$/,
  chmod: /^-[Rfv]{2,}$/,
  cp: /^-[rRafpv]{2,}$/,
  nc: /^-[lvnkz]{2,}$/,
};
const splitFlags = rewrite((commands, script) => {
  const flags = commands.flatMap(({ name, args }) => args.filter((arg) => VALUELESS[name.text]?.test(arg.text)));
  return replaceWords(script, flags, ({ text }) => [...text.slice(1)].map((letter) => `-${letter}`).join(' '));
});

function wrapped(prefix: string) {
  return names((name) => `${prefix} ${name}`, external);
}

/** What these do is gone when a shell of their own ends. */
const STATE: ReadonlySet<string> = new Set(
  'alias cd declare disown enable export hash history readonly set shopt typeset ulimit umask unalias unset'.split(' '),
);
const ownShell = (script: string) => {
  const commands = simpleCommands(script);
  return commands !== undefined && !commands.every(({ name }) => STATE.has(name.text));
};

/** The whole script as the text of another shell. */
function nested(write: (quoted: string, script: string) => string | undefined): ShellTransform['apply'] {
  return (script) => (ownShell(script) ? write(singleQuoted(script), script) : undefined);
}

const single = (script: string) => {
  const commands = simpleCommands(script);
  const [only] = commands ?? [];
  return commands?.length === 1 && only && external(only.name.text) && only.name.start === 0 && !/[;&|\n]/.test(script);
};
const ends = (script: string) => /[\w)"'}/.~@$-]$/.test(script) && !/<<-?\s*\S/.test(script.replace(/<<</g, ''));
const closed = (script: string) => `${script}${script.endsWith('\n') ? '' : '\n'}`;

export const SHELL_TRANSFORMS: readonly ShellTransform[] = [
  { name: 'single quotes round the name', group: 'quoting', apply: names((name) => `'${name}'`, quotable) },
  {
    name: 'double quotes in the name',
    group: 'quoting',
    apply: names((name) => `${name[0]}"${name.slice(1)}"`, quotable),
  },
  {
    name: 'backslash in the name',
    group: 'quoting',
    apply: names(
      (name) => `${halves(name)[0]}\\${halves(name)[1] || ''}`,
      (name) => quotable(name) && name.length > 1,
    ),
  },
  {
    name: 'backslash before the name',
    group: 'quoting',
    apply: names(
      (name) => `\\${name}`,
      (name) => quotable(name),
    ),
  },
  {
    name: 'empty strings in the name',
    group: 'quoting',
    apply: names((name) => `${halves(name)[0]}''""${halves(name)[1]}`, quotable),
  },
  { name: 'ANSI-C quoted name', group: 'quoting', apply: names(ansiC, quotable) },
  {
    name: 'octal ANSI-C letter',
    group: 'quoting',
    apply: names((name) => `$'${octal(name.slice(0, 1))}'${name.slice(1)}`, quotable),
  },
  { name: 'locale quoted name', group: 'quoting', apply: names((name) => `$"${name}"`, quotable) },
  { name: 'single quotes round arguments', group: 'quoting', apply: args((arg) => `'${arg}'`) },
  {
    name: 'quotes inside arguments',
    group: 'quoting',
    apply: args((arg) => (arg.length > 1 ? `${halves(arg)[0]}""'${halves(arg)[1]}'` : undefined)),
  },
  {
    name: 'backslashes in arguments',
    group: 'quoting',
    apply: args((arg) => arg.replace(/[a-z]/g, (letter, at: number) => (at % 3 ? letter : `\\${letter}`))),
  },
  { name: 'ANSI-C quoted arguments', group: 'quoting', apply: args(ansiC) },
  { name: 'line continuation between words', group: 'quoting', apply: joined(' \\\n  ') },
  {
    name: 'line continuation in the name',
    group: 'quoting',
    apply: names((name) => (name.length > 1 ? halves(name).join('\\\n') : undefined), quotable),
  },
  { name: 'tabs and spaces', group: 'quoting', apply: joined('\t  \t') },
  { name: 'flags one by one', group: 'quoting', apply: splitFlags },

  { name: 'name in a variable', group: 'expansion', apply: nameVariables },
  { name: 'name from two variables', group: 'expansion', apply: nameParts },
  {
    name: 'unset variable in the name',
    group: 'expansion',
    apply: names((name) => (name.length > 1 ? halves(name).join('${none}') : undefined), quotable),
  },
  {
    name: 'empty positional in the name',
    group: 'expansion',
    apply: withoutFunctions(names((name) => (name.length > 1 ? halves(name).join('$@') : undefined), quotable)),
  },
  { name: 'default value as the name', group: 'expansion', apply: names((name) => `\${none:-${name}}`, quotable) },
  {
    name: 'empty substitution in the name',
    group: 'expansion',
    apply: names((name) => (name.length > 1 ? halves(name).join('$()') : undefined), quotable),
  },
  { name: 'substituted name', group: 'expansion', apply: names((name) => `$(echo ${name})`, quotable) },
  { name: 'name in backquotes', group: 'expansion', apply: names((name) => `\`printf %s ${name}\``, quotable) },
  { name: 'arguments from variables', group: 'expansion', apply: argVariables },
  { name: '${IFS} between words', group: 'expansion', apply: joined('${IFS}', plain) },
  { name: '$IFS and an empty positional', group: 'expansion', apply: withoutFunctions(joined('$IFS$9', plain)) },
  { name: 'brace expansion', group: 'expansion', apply: braces },
  {
    name: 'globbed program',
    group: 'expansion',
    apply: names(
      (name) => `/usr/bin/${name.slice(0, 1)}?${name.slice(2)}`,
      (name) => external(name) && name.length > 2,
    ),
  },

  { name: 'absolute program', group: 'wrapper', apply: names((name) => `/usr/bin/${name}`, external) },
  { name: 'program reached through ..', group: 'wrapper', apply: names((name) => `/usr/lib/../bin/${name}`, external) },
  { name: 'env', group: 'wrapper', apply: wrapped('env') },
  { name: 'env with a variable', group: 'wrapper', apply: wrapped('/usr/bin/env LC_ALL=C') },
  { name: 'env -i', group: 'wrapper', apply: wrapped('env -i PATH="$PATH" HOME="$HOME"') },
  { name: 'command', group: 'wrapper', apply: wrapped('command') },
  { name: 'nohup', group: 'wrapper', apply: wrapped('nohup') },
  { name: 'timeout', group: 'wrapper', apply: wrapped('timeout -k 5 60') },
  { name: 'sudo', group: 'wrapper', apply: wrapped('sudo -E') },
  { name: 'nice', group: 'wrapper', apply: wrapped('nice -n 5') },
  { name: 'setsid and stdbuf', group: 'wrapper', apply: wrapped('setsid stdbuf -o0') },
  {
    name: 'busybox',
    group: 'wrapper',
    apply: names(
      (name) => `busybox ${name}`,
      (name) =>
        /^(?:cat|rm|wget|nc|sh|dd|cp|mv|base64|find|tar|chmod|chown|tee|head|tail|xargs|sed|awk|grep|gzip|crond|crontab|kill|ln)$/.test(
          name,
        ),
    ),
  },
  {
    name: 'exec in a subshell',
    group: 'wrapper',
    apply: (script) => (single(script) ? `(exec ${script})` : undefined),
  },
  { name: 'several wrappers', group: 'wrapper', apply: wrapped('sudo -n env A=1 nice timeout 60') },

  { name: 'bash -c', group: 'nesting', apply: nested((quoted) => `bash -c ${quoted}`) },
  {
    name: 'bash -c in bash -c',
    group: 'nesting',
    apply: nested((quoted) => `bash -c ${singleQuoted(`exec bash -c ${quoted}`)}`),
  },
  { name: 'eval', group: 'nesting', apply: (script) => `eval ${singleQuoted(script)}` },
  { name: 'echo into bash', group: 'nesting', apply: nested((quoted) => `printf '%s\\n' ${quoted} | bash`) },
  {
    name: 'base64 into bash',
    group: 'nesting',
    apply: nested((_, script) => `echo ${Buffer.from(script).toString('base64')} | base64 -d | bash`),
  },
  {
    name: 'base64 substituted into eval',
    group: 'nesting',
    apply: nested((_, script) => `eval "$(base64 --decode <<< ${Buffer.from(script).toString('base64')})"`),
  },
  {
    name: 'base32 into bash',
    group: 'nesting',
    apply: nested((_, script) => `echo ${base32(script)} | base32 -d | bash`),
  },
  {
    name: 'gzip in base64 into bash',
    group: 'nesting',
    apply: nested((_, script) => `echo ${gzipSync(script).toString('base64')} | base64 -d | gunzip | bash`),
  },
  {
    name: 'backwards into bash',
    group: 'nesting',
    apply: nested((_, script) =>
      /[^\0-\x7f]/.test(script)
        ? undefined
        : `printf '%s\\n' ${singleQuoted(script.split('\n').map(backwards).join('\n'))} | rev | bash`,
    ),
  },
  {
    name: 'rot13 by tr into bash',
    group: 'nesting',
    apply: nested((_, script) => `printf '%s\\n' ${singleQuoted(rot13(script))} | tr A-Za-z N-ZA-Mn-za-m | bash`),
  },
  {
    name: 'perl',
    group: 'nesting',
    apply: nested(
      (_, script) => `perl -e 'system("bash", "-c", pack("H*", "${Buffer.from(script).toString('hex')}"))'`,
    ),
  },
  {
    name: 'hex by printf into bash',
    group: 'nesting',
    apply: nested((_, script) =>
      /[^\0-\x7f]/.test(script) ? undefined : `printf '${ansiC(script).slice(2, -1)}' | bash`,
    ),
  },
  {
    name: 'octal by printf into eval',
    group: 'nesting',
    apply: nested((_, script) => (/[^\0-\x7f]/.test(script) ? undefined : `eval "$(printf '${octal(script)}')"`)),
  },
  {
    name: 'heredoc',
    group: 'nesting',
    apply: nested((_, script) => `bash <<'END_OF_PART'\n${closed(script)}END_OF_PART`),
  },
  { name: 'here-string', group: 'nesting', apply: nested((quoted) => `bash <<< ${quoted}`) },
  { name: 'process substitution', group: 'nesting', apply: nested((quoted) => `bash <(printf '%s\\n' ${quoted})`) },
  { name: 'source', group: 'nesting', apply: nested((quoted) => `source <(printf '%s\\n' ${quoted})`) },
  { name: 'xargs', group: 'nesting', apply: nested((quoted) => `printf %s ${quoted} | xargs -0 bash -c`) },
  { name: 'find -exec', group: 'nesting', apply: nested((quoted) => `find / -maxdepth 0 -exec bash -c ${quoted} \\;`) },
  { name: 'script in a variable', group: 'nesting', apply: nested((quoted) => `run=${quoted}; bash -c "$run"`) },
  {
    name: 'python',
    group: 'nesting',
    apply: nested((_, script) =>
      /[^\0-\x7f]/.test(script)
        ? undefined
        : `python3 -c ${singleQuoted(`import subprocess; subprocess.run(["bash", "-c", ${JSON.stringify(script)}])`)}`,
    ),
  },
  {
    name: 'written, then run',
    group: 'nesting',
    apply: nested((quoted) => `printf '%s\\n' ${quoted} > /tmp/part.sh && bash /tmp/part.sh`),
  },

  { name: 'after ;', group: 'placement', apply: (script) => `cd .; ${script}` },
  { name: 'after &&', group: 'placement', apply: (script) => `true && ${script}` },
  { name: 'after ||', group: 'placement', apply: (script) => `false || ${script}` },
  { name: 'after a newline', group: 'placement', apply: (script) => `# next step\n: ready\n\n${script}` },
  {
    name: 'before a comment',
    group: 'placement',
    apply: (script) => (ends(script) ? `${script} # just a test, see the docs` : undefined),
  },
  { name: 'in the background', group: 'placement', apply: (script) => (ends(script) ? `${script} &` : undefined) },
  { name: 'subshell', group: 'placement', apply: nested((_, script) => `(\n${closed(script)})`) },
  { name: 'braces', group: 'placement', apply: (script) => `{ ${closed(script)}}` },
  { name: 'function', group: 'placement', apply: (script) => `step() {\n${closed(script)}}\nstep` },
  {
    name: 'alias',
    group: 'placement',
    apply: (script) =>
      script.includes('\n') ? undefined : `shopt -s expand_aliases\nalias step=${singleQuoted(script)}\nstep`,
  },
  { name: 'if', group: 'placement', apply: (script) => `if :; then\n${closed(script)}fi` },
  { name: 'for', group: 'placement', apply: (script) => `for each in 1; do\n${closed(script)}done` },
  { name: 'while', group: 'placement', apply: (script) => `while :; do\n${closed(script)}break; done` },
  { name: 'case', group: 'placement', apply: (script) => `case a in a)\n${closed(script)};; esac` },
  { name: 'time', group: 'placement', apply: (script) => (/^[\s(]|^\w+=/.test(script) ? undefined : `time ${script}`) },
  { name: 'inverted', group: 'placement', apply: (script) => `! {\n${closed(script)}}` },
  { name: 'substitution', group: 'placement', apply: nested((_, script) => `out=$(\n${closed(script)})`) },
  { name: 'trap', group: 'placement', apply: (script) => `trap ${singleQuoted(script)} EXIT` },
];
