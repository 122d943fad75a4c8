import * as z from 'zod';
import { isNobodys } from '../net/classifyHost.ts';
import { PATH_CLASSES } from '../paths/pathClass.ts';
import { LABEL_NAMES, labels } from '../shell/labels.ts';
import { shellFacts } from '../shell/parseShell.ts';
import { SHAPES, type ShellFacts } from '../shell/shellFacts.ts';
import type { Analyzer } from '../types.ts';
import { buildKind, buildScripts, type BuildKind } from './buildScripts.ts';
import { scriptsIn } from './scriptsIn.ts';
import { writtenFiles, type WrittenFile } from './writtenFiles.ts';

const flow = z.strictObject({
  from: z.array(z.enum(LABEL_NAMES)).min(1),
  to: z.array(z.enum(['network', 'dns', 'execute'])).min(1),
  /** Only to a host that is spelled and that nobody knows the owner of. */
  nobodys: z.literal(true).optional(),
});
const scriptSchema = z.strictObject({
  /** Only in files of these classes. */
  class: z.array(z.enum(PATH_CLASSES)).optional(),
  /** Only in files of these names. */
  file: z.array(z.string()).optional(),
  /** Only what is run when a project is installed, when it is built, or in a container. */
  builds: z.array(z.enum(['install', 'build', 'image'])).optional(),
  flows: z.array(flow).optional(),
  shapes: z.array(z.enum(SHAPES)).optional(),
});

/** A file gets commands that will run by themselves, and they do harm. */
export const writtenScriptAnalyzer: Analyzer<z.infer<typeof scriptSchema>> = {
  name: 'written-script',
  roles: ['content', 'command'],
  schema: scriptSchema,
  compile(want) {
    const flows = (want.flows ?? []).map((each) => ({ ...each, from: labels(...each.from) }));
    const harmful = (facts: ShellFacts): string | undefined => {
      const found = facts.flows.find((each) =>
        flows.some(
          ({ from, to, nobodys }) =>
            (each.from & from) !== 0 &&
            to.includes(each.to) &&
            (!nobodys || (each.destination !== undefined && isNobodys(each.destination))),
        ),
      );
      if (found) return `runs ${found.program}`;
      return facts.shapes.find((each) => want.shapes?.includes(each.kind))?.detail;
    };
    return (facts, field) => {
      for (const file of writtenFiles(facts, field)) {
        if (want.class && !want.class.some((kind) => file.classes.has(kind))) continue;
        if (want.file && !want.file.includes(file.path.replace(/^.*[/\\]/, '').toLowerCase())) continue;
        for (const script of want.builds ? builtBy(file, want.builds) : scriptsIn(file)) {
          const detail = harmful(shellFacts(script, facts.input.cwd, facts.input.workspace));
          if (detail !== undefined) return [{ field, span: file.span, detail: `${detail}: ${script}` }];
        }
      }
      return [];
    };
  },
};

/** Words without which no command of a build file is of interest: most build files have none. */
const TELLING = /curl|wget|https?:|base64|\/dev\/|\bnc\b|socat|eval|exec|\.ssh|\.aws|\benv\b|powershell|python|node/i;

function builtBy(file: WrittenFile, kinds: readonly BuildKind[]): readonly string[] {
  const kind = buildKind(file.path);
  if (kind === undefined || !kinds.includes(kind) || !TELLING.test(file.text)) return [];
  const found = buildScripts(file);
  return found?.scripts.filter((script) => TELLING.test(script)) ?? [];
}
