import * as z from 'zod';
import { HOST_CLASSES } from '../net/classifyHost.ts';
import type { Budget } from '../budget.ts';
import type { Analyzer, CallFacts, Match, ScanInput } from '../types.ts';
import type { Field } from '../../protocol/call.ts';
import { commandKeys, compileCommandPattern, type CommandPattern } from './commandPattern.ts';
import { namesDisposable } from './disposable.ts';
import { LABEL_NAMES, labelNames, labels } from './labels.ts';
import { parseShell } from './parseShell.ts';
import { SHAPES, type Span } from './shellFacts.ts';

const commandPattern = z.string().superRefine((source, context) => {
  try {
    compileCommandPattern(source);
  } catch (error) {
    context.addIssue({ code: 'custom', message: error instanceof Error ? error.message : String(error) });
  }
});

const commandSchema = z.strictObject({
  /** One of these command patterns; see `commandPattern.ts`. */
  any: z.array(commandPattern).min(1),
  place: z.array(z.enum(['here', 'remote', 'container'])).optional(),
  /** Only where it names something that is made to be thrown away, or only where it does not. */
  disposable: z.boolean().optional(),
});

/** A program with certain words, options or operands is run. */
export const shellCommandAnalyzer: Analyzer<z.infer<typeof commandSchema>> = {
  name: 'shell-command',
  roles: ['command'],
  schema: commandSchema,
  compile({ any, place, disposable }) {
    const byProgram = new Map<string, CommandPattern[]>();
    for (const pattern of any.map(compileCommandPattern))
      for (const program of pattern.programs) {
        const sharing = byProgram.get(program);
        if (sharing) sharing.push(pattern);
        else byProgram.set(program, [pattern]);
      }
    return (facts, field) => {
      const { commands, workspace } = facts.of(field, parseShell);
      for (const command of commands) {
        const patterns = byProgram.get(command.program);
        if (!patterns || (place && !place.includes(command.place))) continue;
        if (!patterns.some((pattern) => pattern.matches(command, workspace))) continue;
        if (disposable === undefined || disposable === namesDisposable(command)) return [at(field, command.span)];
      }
      return [];
    };
  },
  index: {
    present: (facts, field, show) => {
      for (const command of facts.of(field, parseShell).commands) commandKeys(command, show);
    },
    needed: ({ any }) => any.flatMap((source) => compileCommandPattern(source).keys),
  },
};

const flowSchema = z.strictObject({
  from: z.array(z.enum(LABEL_NAMES)).min(1),
  to: z.array(z.enum(['network', 'dns', 'execute'])).min(1),
  /** Only to hosts of one of these classes. */
  host: z.array(z.enum(HOST_CLASSES)).optional(),
  /** Not to hosts of these classes. */
  notHost: z.array(z.enum(HOST_CLASSES)).optional(),
  /** Only where the host is spelled. */
  knownHost: z.literal(true).optional(),
  /** Only what an earlier call of the session left behind, or only what this call brings. */
  earlier: z.boolean().optional(),
  /** Only these programs as the end of the flow. */
  programs: z.array(z.string()).optional(),
});

/** Data of a kind reaches a network program, a name lookup or an interpreter. */
export const shellFlowAnalyzer: Analyzer<z.infer<typeof flowSchema>> = {
  name: 'shell-flow',
  roles: ['command'],
  schema: flowSchema,
  compile({ from, to, host, notHost, knownHost, earlier, programs }) {
    const wanted = labels(...from);
    return (facts, field) => {
      const flow = facts.of(field, parseShell).flows.find((each) => {
        if ((each.from & wanted) === 0 || !to.includes(each.to) || programs?.includes(each.program) === false)
          return false;
        const classes = each.destination?.classes;
        if (knownHost && !classes) return false;
        if (earlier !== undefined && earlier !== ((each.from & EARLIER) !== 0)) return false;
        if (host && !host.some((kind) => classes?.has(kind))) return false;
        return !notHost?.some((kind) => classes?.has(kind));
      });
      if (!flow) return [];
      const what = labelNames(flow.from & wanted).join(', ');
      const where = flow.destination ? `${flow.program} (${flow.destination.host})` : flow.program;
      return [{ ...at(field, flow.span), detail: `${what} -> ${where}: ${field.text.slice(...flow.span)}` }];
    };
  },
  index: {
    present: (facts, field, show) => {
      for (const { to } of facts.of(field, parseShell).flows) show(to);
    },
    needed: ({ to }) => to,
  },
};

const EARLIER = labels('earlier');

const shapeSchema = z.strictObject({ kinds: z.array(z.enum(SHAPES)).min(1) });

/** The command as a whole has a known harmful form. */
export const shellShapeAnalyzer: Analyzer<z.infer<typeof shapeSchema>> = {
  name: 'shell-shape',
  roles: ['command'],
  schema: shapeSchema,
  compile:
    ({ kinds }) =>
    (facts, field) => {
      const shape = facts.of(field, parseShell).shapes.find((each) => kinds.includes(each.kind));
      return shape ? [{ ...at(field, shape.span), detail: `${shape.detail}: ${field.text.slice(...shape.span)}` }] : [];
    },
  index: {
    present: (facts, field, show) => {
      for (const { kind } of facts.of(field, parseShell).shapes) show(kind);
    },
    needed: ({ kinds }) => kinds,
  },
};

const settingSchema = z.strictObject({
  /** Names of environment variables that are set or exported. */
  variables: z.array(z.string()).min(1),
  /** Only values that contain one of these. */
  value: z.array(z.string()).optional(),
  /** Not values that contain one of these. */
  notValue: z.array(z.string()).optional(),
});

/** An environment variable is set for a command or exported. */
export const shellVariableAnalyzer: Analyzer<z.infer<typeof settingSchema>> = {
  name: 'shell-variable',
  roles: ['command'],
  schema: settingSchema,
  compile({ variables, value, notValue }) {
    const names = new Set(variables);
    return (facts, field) => {
      for (const { name, text, span } of facts.of(field, settings)) {
        if (!names.has(name)) continue;
        if (value && !value.some((part) => text.includes(part))) continue;
        if (notValue?.some((part) => text.includes(part))) continue;
        return [at(field, span)];
      }
      return [];
    };
  },
  index: {
    present: (facts, field, show) => {
      for (const { name } of facts.of(field, settings)) show(name);
    },
    needed: ({ variables }) => variables,
  },
};

interface Setting {
  readonly name: string;
  readonly text: string;
  readonly span: Span;
}
const EXPORTING = /^(?:export|declare|typeset|env|setx?)$/;
const NO_SETTINGS: readonly Setting[] = [];

/** Variables that a command line sets, in its order. */
function settings(field: Field, _input: ScanInput, _budget: Budget, facts: CallFacts): readonly Setting[] {
  let found: Setting[] | undefined;
  for (const { program, args, assignments, span } of facts.of(field, parseShell).commands) {
    for (const { name, value } of assignments) (found ??= []).push({ name, text: value.text, span });
    if (!EXPORTING.test(program)) continue;
    for (const arg of args) {
      const [, name, text = ''] = /^([A-Za-z_]\w*)=(.*)$/s.exec(arg.text) ?? [];
      if (name !== undefined) (found ??= []).push({ name, text, span });
    }
  }
  return found ?? NO_SETTINGS;
}

function at(field: Field, span: Span): Match {
  return { field, span };
}
