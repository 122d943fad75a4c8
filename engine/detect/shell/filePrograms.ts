import { flagValues, hasFlag, operands, word } from './args.ts';
import { cloned, hostOf, unpacked, unzip } from './broughtCode.ts';
import { FOREIGN, foreignIn, labels, NOTHING, UNKNOWN, type Data } from './labels.ts';
import type { Handler, Machine, Stage } from './machine.ts';
import { placeCopy } from './placeCopy.ts';
import { programName } from './programName.ts';
import type { Arg, ShellCommand } from './shellFacts.ts';
import { FIND_FILTER, foundName } from './embeddedCommands.ts';

/** Programs that move, change, pack or remove files. */
export const FILE_PROGRAMS: Readonly<Record<string, Handler>> = {
  rm: ({ run, command }) =>
    remove(run, command, hasFlag(command, '-r') || hasFlag(command, '-R') || hasFlag(command, '--recursive')),
  unlink: ({ run, command }) => remove(run, command, false),
  rmdir: ({ run, command }) => remove(run, command, false),
  shred: ({ run, command }) => remove(run, command, false),
  srm: ({ run, command }) => remove(run, command, hasFlag(command, '-r')),
  wipe: ({ run, command }) => remove(run, command, hasFlag(command, '-r')),
  rimraf: ({ run, command }) => remove(run, command, true),
  'del-cli': ({ run, command }) => remove(run, command, true),
  trash: ({ run, command }) => remove(run, command, true),
  truncate: ({ run, command }) => {
    for (const file of operands(command)) run.access('delete', file, 'truncate');
    return NOTHING;
  },
  find: findFiles,
  mv: copyOrMove,
  cp: copyOrMove,
  install: copyOrMove,
  ln: copyOrMove,
  tee: ({ run, command, stdin }) => {
    const append = hasFlag(command, '-a') || hasFlag(command, '--append');
    for (const file of operands(command)) run.write(file, stdin, 'tee', append);
    return stdin;
  },
  sponge: ({ run, command, stdin }) => {
    for (const file of operands(command)) run.write(file, stdin, 'sponge');
    return NOTHING;
  },
  dd: ({ run, command, stdin }) => {
    const named = (key: string): Arg | undefined => {
      const arg = command.args.find((each) => each.text.startsWith(`${key}=`));
      return arg && { ...arg, text: arg.text.slice(key.length + 1) };
    };
    const from = named('if');
    const to = named('of');
    const data = from ? run.read(from, 'dd') : stdin;
    if (!to) return data;
    // An image is meant for a card or stick; whether it is the right one, a person can tell.
    run.write(to, data, /\.(?:img|iso|wic|sdimg|raw|bin)(?:\.\w{2,3})?$/i.test(from?.text ?? '') ? 'dd-image' : 'dd');
    return NOTHING;
  },
  chmod: changeMode,
  chown: changeMode,
  chgrp: changeMode,
  chattr: changeMode,
  setfacl: changeMode,
  touch: ({ run, command }) => {
    for (const file of operands(command)) run.access('list', file, 'touch');
    return NOTHING;
  },
  mkdir: () => NOTHING,
  mkfifo: () => NOTHING,
  mktemp: ({ command }) => ({ labels: 0, text: `/tmp/tmp.made${hasFlag(command, '-d') ? '.d' : ''}\n` }),
  tar: pack,
  // A whole image with what was built into it, or the files of a container.
  docker: ({ run, command }) => {
    const [verb, second] = operands(command).map((arg) => arg.text);
    pushImages(run, command);
    // What a container was started with: its passwords are in there.
    if ((verb === 'inspect' || second === 'inspect') && command.args.some((arg) => /\.Env\b/.test(arg.text)))
      return { labels: labels('environment') };
    if (!/^(?:save|export)$/.test((verb === 'image' || verb === 'container' ? second : verb) ?? '')) return undefined;
    const packed: Data = { labels: labels('archive', 'workspace') };
    const file = flagValues(command, '-o', '--output')[0];
    if (!file) return packed;
    run.place(run.canonical(file.text), packed);
    return NOTHING;
  },
  helm: ({ run, command }) => {
    if (operands(command)[0]?.text === 'push') pushTo(run, operands(command)[2]?.text ?? '', 'helm');
    return UNKNOWN;
  },
  skopeo: ({ run, command }) => {
    if (operands(command)[0]?.text === 'copy') pushTo(run, operands(command)[2]?.text ?? '', 'skopeo');
    return UNKNOWN;
  },
  ...Object.fromEntries('oras crane regctl'.split(' ').map((name) => [name, pushesArtifact])),
  ...Object.fromEntries(
    'dpkg rpm apt apt-get dnf yum zypper apk pacman installer msiexec snap flatpak'
      .split(' ')
      .map((name) => [name, installFile]),
  ),
  zip: ({ run, command }) => {
    if (hasFlag(command, '-m'))
      for (const file of operands(command).slice(1)) run.access('delete', file, 'zip', { recursive: true });
    return packInto(run, command, operands(command));
  },
  '7z': ({ run, command }) => packInto(run, command, operands(command).slice(1)),
  unzip,
  ed: ({ run, command, stdin }) => {
    for (const line of (stdin.text ?? '').matchAll(/^\s*!(.+)$/gm)) run.script(line[1] ?? '', NOTHING);
    for (const file of operands(command)) run.write(file, stdin, 'ed', true);
    return NOTHING;
  },
  crontab: ({ run, command, stdin }) => {
    const file = operands(command)[0];
    // The jobs that are there already say nothing about the ones that come.
    if (hasFlag(command, '-l')) return NOTHING;
    if (!file && !command.args.some((arg) => arg.text === '-')) return UNKNOWN;
    const data = file && file.text !== '-' ? run.read(file, 'crontab', { quiet: true }) : stdin;
    if (foreignIn(data.labels)) run.flow(foreignIn(data.labels), 'execute', 'crontab');
    const jobs = data.text?.replace(/^(?:@\w+|(?:\S+\s+){5})/gm, '') ?? '';
    if (jobs === '') return NOTHING;
    run.script(jobs, NOTHING);
    // A job that nobody would look for, or that talks to the network, is no job of the project.
    if (HIDDEN_JOB.test(jobs)) run.write(word('/var/spool/cron/crontabs/user'), data, 'crontab');
    return NOTHING;
  },
  at: scheduled,
  batch: scheduled,
  git,
  ...Object.fromEntries('hg svn bzr fossil'.split(' ').map((name) => [name, otherClone])),
  mount: ({ run, command }) => {
    for (const each of operands(command)) run.access('list', each, 'mount');
    return NOTHING;
  },
  rsync: copyTree,
  make: ({ run, command }) => {
    const given = flagValues(command, '-f', '--file', '--makefile');
    const folder = flagValues(command, '-C', '--directory')[0]?.text;
    const names = given.length > 0 ? given : ['Makefile', 'makefile', 'GNUmakefile'].map(word);
    for (const name of names) {
      const path = folder === undefined ? name : { ...name, text: `${folder}/${name.text}` };
      const content = run.read(path, 'make', { quiet: true });
      const { text } = content;
      if (text === undefined) continue;
      // Recipes call `make` again for another target of the same file: all of them are read already.
      run.unlessRunning(text, () =>
        run.asEarlier(content, path.text, () => {
          for (const line of text.matchAll(/(?:^\t|;)\s*[@-]*(.+)$/gm)) run.script(line[1] ?? '', NOTHING);
          return NOTHING;
        }),
      );
    }
    return UNKNOWN;
  },
};

/** A package that is a file, not a name, is run as root without a signature; what is known of the file decides. */
function installFile({ run, command }: Stage): Data | undefined {
  for (const arg of command.args) {
    if (
      !/^(?:[~.]?\.?\/|\/dev\/fd\/)|\.(?:deb|rpm|apk|pkg|msi|snap|zst|flatpak)$/i.test(arg.text) ||
      arg.text.includes('://')
    )
      continue;
    const { labels: found } = run.read(arg, command.program, { quiet: true });
    const unseen = arg.text.startsWith('/dev/fd/') ? FOREIGN : UNSAFE_PACKAGE;
    if (found & unseen) run.flow(found & (unseen | EARLIER), 'execute', command.program);
  }
  return undefined;
}
const EARLIER = labels('earlier');
const BROUGHT = labels('download', 'socket');
const UNSAFE_PACKAGE = labels('drop-download', 'cleartext-download', 'decoded', 'socket');

function pushesArtifact({ run, command }: Stage): Data {
  const words = operands(command).map((arg) => arg.text);
  if (words[0] === 'push') for (const name of words.slice(1)) pushTo(run, name, command.program);
  const copies = words.findIndex((each) => each === 'copy' || each === 'cp');
  if (copies === 0 || copies === 1) pushTo(run, words[copies + 2] ?? '', command.program);
  return UNKNOWN;
}

/** An image holds what was built into it: its registry is where that goes. */
function pushImages(run: Machine, command: ShellCommand): void {
  const words = operands(command).map((arg) => arg.text);
  const pushes = words[0] === 'push' || words[1] === 'push' || hasFlag(command, '--push');
  if (!pushes) return;
  const names = hasFlag(command, '--push') ? flagValues(command, '-t', '--tag').map((arg) => arg.text) : words.slice(1);
  for (const name of names) pushTo(run, name, command.program);
}

/** `HOST/name:tag`, `HOST:PORT/name`, `oci://HOST/name`; without a host it is the public one. */
function pushTo(run: Machine, name: string, program: string): void {
  const host = /^(?:oci:\/\/|docker:\/\/)?([\w-]+(?:\.[\w-]+)+(?::\d+)?|[\w-]+:\d+)\//.exec(name)?.[1];
  if (host !== undefined) run.send(host, labels('workspace'), program);
}

function remove(run: Machine, command: ShellCommand, recursive: boolean): Data {
  for (const file of operands(command)) {
    run.access('delete', file, command.program, { recursive });
    const name = recursive && file.dynamic ? /^\$\{?(\w+)\}?\/+(?:\*|\.\*)?$/.exec(file.text)?.[1] : undefined;
    // Unset, `"$DIR"/*` is everything.
    if (name !== undefined && run.variable(name) === undefined) run.shape('unresolved-delete', file.text);
  }
  return NOTHING;
}

const HIDDEN_JOB =
  /(?:\/tmp|\/var\/tmp|\/dev\/shm|\/\.[a-z])[^\s]*|\b(?:curl|wget|nc|ncat|socat|base64|python\d? -c|bash -[ci])\b/;

function scheduled({ run, command, stdin }: Stage): Data {
  const data = flagValues(command, '-f').reduce((_, file) => run.read(file, 'at', { quiet: true }), stdin);
  if (foreignIn(data.labels)) run.flow(foreignIn(data.labels), 'execute', 'at');
  if (data.text) run.script(data.text, NOTHING);
  return NOTHING;
}

function findFiles({ run, command }: Stage): Data {
  const first = command.args.findIndex((arg) => /^(?:-(?![HLPO]\d?$)|\(|!)/.test(arg.text));
  const roots = command.args.slice(0, first < 0 ? undefined : first).filter((arg) => !/^-[HLPO]\d?$/.test(arg.text));
  const starts = roots.length > 0 ? roots : [word('.')];
  const filtered = command.args.some(
    (arg, i) => FIND_FILTER.test(arg.text) && !(/^-i?name$/.test(arg.text) && command.args[i + 1]?.text === '*'),
  );
  const deletes = command.args.some((arg) => arg.text === '-delete');
  for (const root of starts) {
    if (!deletes) run.access('list', root, 'find');
    else
      run.access(
        'delete',
        filtered ? { ...root, text: `${root.text.replace(/\/$/, '')}/.found/found` } : root,
        'find',
        {
          recursive: true,
        },
      );
  }
  if (!filtered) foundByAll(run, command, starts);
  if (command.args.some((arg) => /^-(?:exec|execdir|ok|okdir|delete|printf|ls|quit)$/.test(arg.text)))
    return { labels: 0 };
  const picked = filtered || command.args.some((arg) => arg.text === '-type');
  const name = foundName(command.args);
  return {
    labels: 0,
    text: starts
      .slice(0, 8)
      .map((root) => (picked ? `${root.text.replace(/\/$/, '')}/${name}` : root.text))
      .join('\n'),
  };
}

/** `find ROOT -exec rm {} +` without a condition works on the whole of ROOT. */
function foundByAll(run: Machine, command: ShellCommand, starts: readonly Arg[]): void {
  const at = command.args.findIndex((arg) => /^-(?:exec|execdir|ok|okdir)$/.test(arg.text));
  const program = programName(command.args[at + 1]?.text ?? '');
  const access = /^(?:rm|unlink|shred|truncate)$/.test(program)
    ? 'delete'
    : /^ch(?:mod|own|grp)$/.test(program)
      ? 'mode'
      : undefined;
  if (at >= 0 && access) for (const root of starts) run.access(access, root, 'find', { recursive: true });
}

function copyOrMove({ run, command }: Stage): Data {
  const into = flagValues(command, '-t', '--target-directory')[0];
  const all = operands(command).filter((arg) => arg !== into);
  const target = into ?? all.at(-1);
  const sources = into ? all.filter((arg) => arg.text !== into.text) : all.slice(0, -1);
  if (!target) return NOTHING;
  const recursive =
    hasFlag(command, '-r') ||
    hasFlag(command, '-R') ||
    hasFlag(command, '-a') ||
    hasFlag(command, '--recursive') ||
    hasFlag(command, '--archive');
  let found = 0;
  for (const source of sources) {
    if (command.program === 'mv') run.access('move', source, 'mv', { recursive: true });
    const data = run.read(source, command.program, {
      recursive,
      quiet: command.program === 'mv',
    });
    found |= data.labels;
    placeCopy(run, source.text, target.text, data, into !== undefined);
    if (sources.length > 1) run.place(run.canonical(`${target.text}/${source.text.split('/').at(-1) ?? ''}`), data);
    // A link to a file is that file under another name: who writes through it, writes there.
    if (command.program === 'ln') run.access('list', source, 'ln');
  }
  run.access('write', target, command.program, { labels: found });
  return NOTHING;
}

function changeMode({ run, command }: Stage): Data {
  const reference = flagValues(command, '--reference').length > 0;
  const recursive = hasFlag(command, '-R') || hasFlag(command, '--recursive');
  for (const file of operands(command).slice(reference ? 0 : 1))
    run.access('mode', file, command.program, { recursive });
  return NOTHING;
}

const TAR_VALUES = new Set([
  '-f',
  '--file',
  '-C',
  '--directory',
  '-T',
  '--files-from',
  '-X',
  '--exclude-from',
  '--exclude',
  '-b',
  '-I',
  '--use-compress-program',
  '--transform',
  '--owner',
  '--group',
  '--mode',
  '--mtime',
  '--strip-components',
  '-H',
  '--format',
  '-F',
  '--info-script',
  '--to-command',
  '--checkpoint',
  '--checkpoint-action',
]);

function pack({ run, command, stdin }: Stage): Data {
  const fromEnvironment = run.variable('TAR_OPTIONS')?.text?.split(/\s+/).filter(Boolean).map(word) ?? [];
  const tape = run.variable('TAPE')?.text;
  const args = [...fromEnvironment, ...command.args];
  let mode = '';
  let archive: Arg | undefined;
  let toStdout = false;
  const members: Arg[] = [];
  for (let i = 0; i < args.length; i++) {
    const arg = args[i];
    if (!arg) break;
    const { text } = arg;
    const cluster =
      /^-([A-Za-z]+)(.*)$/s.exec(text) ?? (i === fromEnvironment.length ? /^([cxturA][A-Za-z]*)()$/.exec(text) : null);
    if (/^--(?:create|append|update)$/.test(text)) mode ||= 'c';
    else if (/^--(?:extract|get)$/.test(text)) mode ||= 'x';
    else if (text === '--to-stdout') toStdout = true;
    else if (text.startsWith('--file=')) archive = { ...arg, text: text.slice(7) };
    else if (cluster?.[1] && !text.startsWith('--')) {
      const letters = cluster[1];
      mode ||= /[cru]/.exec(letters)?.[0] ? 'c' : letters.includes('x') ? 'x' : letters.includes('t') ? 't' : '';
      toStdout ||= letters.includes('O');
      const f = letters.indexOf('f');
      if (f >= 0)
        archive =
          f === letters.length - 1 && !cluster[2]
            ? args[++i]
            : { ...arg, text: letters.slice(f + 1) + (cluster[2] ?? '') };
      else if (/[CTXbIHF]$/.test(letters)) i++;
    } else if (TAR_VALUES.has(text)) {
      if (text === '--file') archive = args[i + 1];
      i++;
    } else if (!text.startsWith('-')) members.push(arg);
  }
  if (mode === 'x' && !toStdout && (archive === undefined || archive.text === '-')) {
    const into = flagValues(command, '-C', '--directory')[0];
    if (into && stdin.labels & BROUGHT) run.access('write', into, 'tar', { recursive: true, labels: stdin.labels });
  }
  if (mode === 'x' && !toStdout) {
    const named = archive === undefined || archive.text === '-' ? undefined : archive;
    const data = named ? run.read(named, 'tar', { quiet: true }) : stdin;
    unpacked(run, named, flagValues(command, '-C', '--directory')[0], data);
  }
  if (mode === 'x')
    return toStdout || archive === undefined
      ? { labels: labels('unpacked') | (archive ? run.read(archive, 'tar', { quiet: true }).labels : stdin.labels) }
      : NOTHING;
  if (mode !== 'c') return UNKNOWN;
  if (args.some((arg) => arg.text === '--remove-files'))
    for (const member of members) run.access('delete', member, 'tar', { recursive: true });
  if (archive === undefined && tape !== undefined) archive = word(tape);
  const packed: Data = {
    labels: members.reduce(
      (set, member) => set | run.read(member, 'tar', { recursive: true }).labels,
      labels('archive'),
    ),
  };
  if (archive === undefined || archive.text === '-') return packed;
  const remote = /^([^/:]+@)?([^/:]{2,}):/.exec(archive.text);
  if (remote?.[2]) run.send(remote[2], packed.labels, 'tar');
  else run.write(archive, packed, 'tar');
  return NOTHING;
}

function packInto(run: Machine, command: ShellCommand, names: readonly Arg[]): Data {
  const [archive, ...members] = names;
  const found = members.reduce(
    (set, member) => set | run.read(member, command.program, { recursive: true }).labels,
    labels('archive'),
  );
  if (archive && archive.text !== '-') run.write(archive, { labels: found }, command.program);
  return { labels: found };
}

/** Git reads and writes working files where an option names one. */
function git({ run, command, stdin }: Stage): Data | undefined {
  const words = operands(command);
  const line = words
    .slice(0, 3)
    .map((arg) => arg.text)
    .join(' ');
  if (line.startsWith('credential fill')) return { labels: labels('credential') };
  for (const output of flagValues(command, '--output')) run.write(output, UNKNOWN, 'git');
  let found = stdin.labels;
  const verb = words[0]?.text ?? '';
  if (/^(?:show|cat-file|blame|log)$/.test(verb)) {
    for (const each of words.slice(1)) {
      const path = /^[^:]+:(.+)$/.exec(each.text)?.[1];
      if (path) found |= run.read({ ...each, text: path }, 'git').labels;
    }
  } else if (verb === 'add') {
    for (const each of words.slice(1)) run.read(each, 'git');
  } else if (verb === 'archive' || verb === 'bundle') {
    const whole: Data = { labels: labels('workspace', 'archive') };
    const file = verb === 'bundle' ? words[2] : flagValues(command, '-o')[0];
    if (!file || file.text === '-') return whole;
    run.place(run.canonical(file.text), whole);
    return NOTHING;
  } else if (verb === 'push') {
    const named = words[1]?.text ?? 'origin';
    // A remote that the same script has set is where it goes.
    const target = run.variable(`git remote ${named}`)?.text ?? named;
    const host = /^(?:https?|ssh|git):\/\/(?:[^@/]+@)?([^/:]+)|^(?:[\w.-]+@)([\w.-]+):/.exec(target);
    if (host) run.send(host[1] ?? host[2] ?? '', labels('workspace'), 'git');
  } else if (verb === 'remote') {
    const [, , name, url] = words;
    if (/^(?:add|set-url)$/.test(words[1]?.text ?? '') && name && url && !url.dynamic)
      run.assign(`git remote ${name.text}`, { labels: 0, text: url.text });
  } else if (verb === 'config') {
    redirected(run, words.slice(1));
    // `http.<url>.extraheader` is where checkouts keep the login.
    if (command.args.some((arg) => /^--get|^get$/.test(arg.text)) && /extraheader|token|password/i.test(line))
      return { labels: labels('credential') };
  } else if (verb === 'clone') cloned(run, words.slice(1));
  return { labels: found };
}

/** `url.OTHER.insteadOf URL`: every fetch and push of the one goes to the other. */
function redirected(run: Machine, words: readonly Arg[]): void {
  const [key, value] = words[0]?.text === 'set' ? words.slice(1) : words;
  const other = /^url\.(.+)\.(?:push)?insteadof$/i.exec(key?.text ?? '')?.[1];
  if (other === undefined || !value) return;
  const from = hostOf(value.text);
  const to = hostOf(other);
  if (from !== undefined && to !== undefined && from !== to) run.shape('git-redirect', `${from} becomes ${to}`);
}

function otherClone({ run, command }: Stage): Data {
  const words = operands(command);
  if (/^(?:clone|checkout|co|export|branch)$/.test(words[0]?.text ?? '')) cloned(run, words.slice(1));
  return UNKNOWN;
}

function copyTree({ run, command }: Stage): Data {
  const all = operands(command).filter((arg) => !/^(?:ssh|--)/.test(arg.text));
  const target = all.at(-1);
  if (!target) return NOTHING;
  const host = /^rsync:\/\/(?:[^@/]+@)?([^/:]+)|^(?:[^@/:]+@)?([^/:]{2,}):/;
  const sources = all.slice(0, -1);
  const listed = flagValues(command, '--files-from');
  const found = [...sources, ...listed].reduce(
    (set, source) =>
      host.test(source.text)
        ? set | labels('download')
        : set | run.read(source, 'rsync', { recursive: true, quiet: true }).labels,
    0,
  );
  const remote = host.exec(target.text);
  if (remote) run.send(remote[1] ?? remote[2] ?? '', found, 'rsync');
  else {
    for (const source of sources) placeCopy(run, source.text, target.text, { labels: found });
    const deletes = command.args.some((arg) =>
      /^--del(?:ete(?:-before|-after|-during|-delay|-excluded)?)?$/.test(arg.text),
    );
    run.access(deletes ? 'delete' : 'write', target, 'rsync', { recursive: true, labels: found });
  }
  return NOTHING;
}
