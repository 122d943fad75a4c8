import * as z from 'zod';
import type { Field } from '../../protocol/call.ts';
import { parseShell } from '../shell/parseShell.ts';
import type { FileAccess } from '../shell/shellFacts.ts';
import type { Analyzer, ScanInput } from '../types.ts';
import { canonicalFolder, canonicalPath } from './canonicalPath.ts';
import { classesOfCanonical } from './classifyPath.ts';
import { closesLogins } from './loginSettings.ts';
import { isHarmlessStartUp } from './startUpText.ts';
import { PATH_CLASSES, type PathClass } from './pathClass.ts';

const ACCESSES = ['read', 'write', 'append', 'delete', 'mode', 'list', 'execute', 'move'] as const;

const schema = z.strictObject({
  access: z.array(z.enum(ACCESSES)).min(1),
  class: z.array(z.enum(PATH_CLASSES)).min(1),
  /** It is of one of these classes as well. */
  also: z.array(z.enum(PATH_CLASSES)).optional(),
  /** A path that is of one of these classes as well does not count. */
  except: z.array(z.enum(PATH_CLASSES)).optional(),
  /** Only whole folders, or only single files. */
  recursive: z.boolean().optional(),
  /** Only by these programs; not at all by file tools. */
  programs: z.array(z.string()).optional(),
  /** Not by these programs. */
  notPrograms: z.array(z.string()).optional(),
  /** Not where the text that is written only sets plain variables of a shell. */
  unlessHarmless: z.literal(true).optional(),
  /** Not where the text that is written only closes ways to log in. */
  unlessStricter: z.literal(true).optional(),
  /** Also in containers, where `/` is not this machine's root. */
  elsewhere: z.boolean().optional(),
});

interface Seen {
  /** Canonical. */
  readonly path: string;
  readonly access: (typeof ACCESSES)[number];
  readonly classes: ReadonlySet<PathClass>;
  readonly recursive: boolean;
  readonly program: string;
  readonly place: FileAccess['place'];
  /** What is written, where that is known. */
  readonly text?: string | undefined;
}

/** A file tool or a command reads, writes or removes a path of a class. */
export const pathAccessAnalyzer: Analyzer<z.infer<typeof schema>> = {
  name: 'path-access',
  roles: ['path', 'command', 'url'],
  schema,
  compile(want) {
    const programs = want.programs && new Set(want.programs);
    const notPrograms = want.notPrograms && new Set(want.notPrograms);
    const holds = (seen: Seen): boolean =>
      want.access.includes(seen.access) &&
      (want.recursive === undefined || want.recursive === seen.recursive) &&
      (want.elsewhere === true || seen.place !== 'container') &&
      (!programs || programs.has(seen.program)) &&
      !notPrograms?.has(seen.program) &&
      !(want.unlessHarmless && seen.text !== undefined && isHarmlessStartUp(seen.text)) &&
      !(want.unlessStricter && seen.text !== undefined && closesLogins(seen.path, seen.text)) &&
      (!want.also || want.also.some((kind) => seen.classes.has(kind))) &&
      !want.except?.some((kind) => seen.classes.has(kind)) &&
      want.class.some((kind) => seen.classes.has(kind));
    return (facts, field) => {
      if (field.role !== 'command') {
        const seen = facts.of(field, toolAccess);
        return seen && holds(seen) ? [{ field, span: [0, field.text.length] }] : [];
      }
      const found = facts.of(field, parseShell).accesses.find(holds);
      if (!found) return [];
      return [{ field, span: found.span, detail: `${found.access} ${found.path}: ${field.text.slice(...found.span)}` }];
    };
  },
  index: {
    present: (facts, field, show) => {
      if (field.role !== 'command') facts.of(field, toolAccess)?.classes.forEach(show);
      else for (const { classes } of facts.of(field, parseShell).accesses) classes.forEach(show);
    },
    needed: (want) => want.class,
  },
};

const WHOLE: readonly PathClass[] = ['root', 'home', 'system-root', 'workspace-root', 'git-dir', 'nested-git-dir'];

/** What a file tool does to the path of a field. */
export function toolAccess(field: Field, input: ScanInput): Seen | undefined {
  if (field.role === 'url' && !/^\s*file:/i.test(field.text)) return undefined;
  const cwd = input.cwd === undefined ? undefined : canonicalFolder(input.cwd);
  const workspace = input.workspace === undefined ? cwd : canonicalFolder(input.workspace);
  const path = canonicalPath(field.text, cwd);
  const classes = classesOfCanonical(path, { cwd, workspace });
  const content = input.fields.filter((each) => each.role === 'content');
  const only = content.length === 1 && content[0]?.replaces === undefined ? content[0]?.text : undefined;
  const access = field.access ?? 'read';
  // A tool that deletes such a folder can only mean all of it.
  const recursive = access === 'delete' && WHOLE.some((kind) => classes.has(kind));
  return { path, access, classes, recursive, program: '', place: 'here', text: only };
}
