import { destinationOf } from '../net/classifyHost.ts';
import { flagValues, hasFlag, operands } from './args.ts';
import { labels, NOTHING, type Data, type Labels } from './labels.ts';
import type { Machine, Stage } from './machine.ts';
import type { Arg } from './shellFacts.ts';

const UNKNOWN_HOST = labels('unknown-host');
const CLONED: Data = { labels: labels('cloned') };
const EARLIER = labels('earlier');

/** What a clone brings in is foreign until it was looked at. */
export function cloned(run: Machine, words: readonly Arg[]): void {
  const at = words.findIndex((arg) => /^[a-z+]+:\/\/|^[\w.-]+@[\w.-]+:/i.test(arg.text));
  const url = words[at];
  const host = url && destinationOf(hostOf(url.text) ?? '');
  if (!host || host.classes.has('provider') || host.classes.has('forge') || host.classes.has('publisher')) return;
  if (host.classes.has('deceptive-name') || host.classes.has('mixed-script')) run.connect(url.text, 0, 'git');
  const named = url.text
    .replace(/\/+$/, '')
    .replace(/\.git$/, '')
    .split(/[/:]/)
    .at(-1);
  run.place(run.canonical(words[at + 1]?.text ?? named ?? ''), CLONED);
}

/** The host of a URL, of `user@host:path` or of `host:path`. */
export function hostOf(url: string): string | undefined {
  return /^(?:[a-z+]+:\/\/)?(?:[^@/]+@)?([\w.-]+\.[a-z]{2,}|[\d.]{7,})/i.exec(url)?.[1]?.toLowerCase();
}

/**
 * An archive is unpacked: into a folder of its own name, or into the one that the command names. What came from a host of
 * no known owner is as foreign there as a clone. `data` is what is in the archive where it has no name.
 */
export function unpacked(run: Machine, archive: Arg | undefined, into: Arg | undefined, data: Data): void {
  if ((data.labels & UNKNOWN_HOST) === 0) return;
  if (into && !isShared(run, into)) run.place(run.canonical(into.text), CLONED);
  const own = archive?.text
    .split(/[/\\]/)
    .at(-1)
    ?.replace(/\.(?:tar(?:\.\w+)?|t[gbx]z2?|zip|7z|gz)$/i, '');
  if (own && !archive?.dynamic) run.place(run.canonical(into ? `${into.text}/${own}` : own), CLONED);
}

/** A folder that holds other things as well. */
function isShared(run: Machine, folder: Arg): boolean {
  const canonical = run.canonical(folder.text);
  return (
    folder.dynamic ||
    canonical === run.cwd ||
    canonical === run.workspace ||
    /^(?:\/|~|\.|\/tmp|\/var\/tmp|\/opt|\/srv|\/usr(?:\/\w+){0,2}|~\/\.local(?:\/\w+)?|~\/bin|~\/[\w.-]+)$/.test(
      canonical,
    )
  );
}

/** `unzip a.zip -d folder`, `7z x a.7z -ofolder`. */
export function unzip({ run, command }: Stage): Data {
  const [archive] = operands(command);
  if (!archive || hasFlag(command, '-l') || hasFlag(command, '-t')) return NOTHING;
  const data = run.read(archive, command.program, { quiet: true });
  if (hasFlag(command, '-p')) return { labels: labels('unpacked') | data.labels };
  unpacked(run, archive, flagValues(command, '-d')[0], data);
  return NOTHING;
}

/** The words after which a program builds, installs or starts what is in the folder it stands in; none: it always does. */
const IN_FOLDER: Readonly<Record<string, RegExp>> = {
  make: /^/,
  npm: /^(?:install|i|ci|start|test|run)\b/,
  pnpm: /^(?:install|i|start|test|run)\b/,
  yarn: /^(?:install|start|test|run)?\b/,
  bun: /^(?:install|i|start|test|run)\b/,
  pip: /^install (?:.* )?\.(?:$|[/ [])/,
  cargo: /^(?:build|run|test|install|bench)\b/,
  go: /^(?:generate|run|test)\b/,
  gradle: /^/,
  mvn: /^/,
  bundle: /^(?:install|exec)\b/,
  rake: /^/,
  composer: /^(?:install|run)\b/,
  just: /^/,
  task: /^/,
  cmake: /^/,
  ninja: /^/,
  meson: /^(?:setup|compile|install)\b/,
  'docker-compose': /^up\b/,
};

/** Is it built or started in a folder that was brought in from nobody known? */
export function buildsBrought(run: Machine, program: string, args: readonly Arg[]): void {
  const builds = Object.hasOwn(IN_FOLDER, program) ? IN_FOLDER[program] : undefined;
  if (!builds?.test(args.map((arg) => arg.text).join(' '))) return;
  const folder = program === 'make' ? flagValues({ program, args }, '-C', '--directory')[0] : undefined;
  // A name that is nowhere: only a folder around it can have brought it in.
  const found: Labels = run.written(run.canonical(`${folder ? `${folder.text}/` : ''}.in-here`))?.labels ?? 0;
  if (found & CLONED.labels) run.flow(found & (CLONED.labels | EARLIER), 'execute', program);
}
