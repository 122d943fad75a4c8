import * as z from 'zod';
import type { Field } from '../../protocol/call.ts';
import { hiddenRuns, hidesNothing, type HiddenRun } from '../text/hiddenCharacters.ts';
import type { Budget } from '../budget.ts';
import type { Analyzer, Match, ScanInput } from '../types.ts';
import { escapeEffect, ESCAPE_EFFECTS, type EscapeEffect } from './terminalEscapes.ts';

const schema = z.strictObject({
  kinds: z
    .array(
      z.enum([
        'bidi',
        'tag',
        'zero-width',
        'variation-selector',
        'invisible-letter',
        'escape-sequence',
        'overwrite',
        'private-use',
      ]),
    )
    .min(1),
  /** Only runs that spell a text once decoded. */
  spells: z.literal(true).optional(),
  /** Only control sequences that do one of these. */
  effects: z.array(z.enum(ESCAPE_EFFECTS)).min(1).optional(),
});

/** Characters that a person does not see but a model or a shell reads. Ordinary uses of them are left alone. */
export const hiddenAnalyzer: Analyzer<z.infer<typeof schema>> = {
  name: 'hidden-characters',
  roles: ['command', 'path', 'url', 'content', 'query', 'prompt', 'message', 'argument', 'description', 'result'],
  schema,
  compile({ kinds, spells, effects }) {
    const wanted = new Set<string>(kinds);
    return (facts, field) =>
      facts
        .of(field, deceptiveRuns)
        .filter((run) => wanted.has(run.kind) && (!spells || run.payload !== undefined))
        .filter((run) => !effects || effects.some((each) => each === escapeEffect(field.text, run.start)?.effect))
        .map((run): Match => ({ field, span: [run.start, run.end], detail: describe(run, field) }));
  },
  index: {
    present: (facts, field, show) => {
      for (const { kind } of facts.of(field, deceptiveRuns)) show(kind);
    },
    needed: ({ kinds }) => kinds,
  },
};

/** More of one kind tell nothing new. */
const MAX_PER_KIND = 3;

function deceptiveRuns(field: Field, input: ScanInput, budget: Budget): readonly HiddenRun[] {
  const { text, replaces } = field;
  if (hidesNothing(text) || isSpelledOut(field, input)) return NO_RUNS;
  let isJoined: boolean | undefined;
  const kept = new Map<string, number>();
  const found: HiddenRun[] = [];
  let looked = 0;
  for (const run of hiddenRuns(text)) {
    if (++looked % 256 === 0 && budget.spent()) break;
    const count = kept.get(run.kind) ?? 0;
    if (count >= MAX_PER_KIND || replaces?.includes(text.slice(run.start, run.end))) continue;
    isJoined ??= JOINING.test(text);
    if (!isDeceptive(run, field, isJoined, input)) continue;
    kept.set(run.kind, count + 1);
    found.push(run);
  }
  return found;
}

/** What a program spells by its escapes hides from nobody; in data it is gone once the data is read. */
function isSpelledOut({ role, origin }: Field, { fields }: ScanInput): boolean {
  if (role !== 'content' || !origin.endsWith('(escapes)')) return false;
  const target = fields.find((each) => each.role === 'path' && each.access === 'write');
  return target !== undefined && PROGRAM.test(target.text);
}

const PROGRAM = /\.(?:[cm]?[jt]sx?|py|rb|go|rs|java|kts?|cs|php|swift|dart|c|cc|cpp|h|hpp|lua)$/i;

const NO_RUNS: readonly HiddenRun[] = [];

/** The flags of England, Scotland and Wales, whole or as a pattern for them takes them apart. */
const FLAG_PART = /^(?:gb)?(?:eng|sct|wls)?$/;

/** Scripts that are written with joiners, marks or direction controls. */
const JOINING = /[\u0590-\u08ff\u0900-\u0dff\u0e00-\u109f\u1780-\u17ff\u1800-\u18af\ufb1d-\ufdff\ufe70-\ufefc]/;
const EMOJI = /[\u2190-\u2bff\ufe0f\u200d\u20e3]|[\ud83c-\ud83e][\udc00-\udfff]/;
const WORD = /[A-Za-z0-9]/;

/** `isJoined`: the text has letters of such a script. */
function isDeceptive(run: HiddenRun, { text, role }: Field, isJoined: boolean, input: ScanInput): boolean {
  const seen = text.slice(run.start, run.end);
  const before = text.slice(Math.max(0, run.start - 2), run.start);
  const after = text.slice(run.end, run.end + 2);
  switch (run.kind) {
    case 'bidi':
      // Marks belong to right-to-left text, and a left-to-right override leaves Latin text as it is.
      return seen.includes('\u202e') || (/[\u202a\u202b\u2066-\u2068]/.test(seen) && !isJoined);
    case 'tag':
      return run.length > 1 && !(FLAG_PART.test(run.payload ?? '') && text.includes('\u{1f3f4}'));
    case 'zero-width':
      if (run.start === 0 && seen === '\ufeff') return false;
      if (JOINING.test(before + after) || EMOJI.test(before + after)) return false;
      return run.length >= 3 || (/[^\u00ad]/.test(seen) && WORD.test(before.slice(-1)) && WORD.test(after.charAt(0)));
    case 'variation-selector':
      return run.length >= 4 || (run.payload ?? '').length >= 3;
    case 'invisible-letter':
      return !/[\u1100-\u11ff\uac00-\ud7af\u3130-\u318f\u2801-\u28ff]/.test(before + after);
    case 'escape-sequence':
      return isHostile(escapeEffect(text, run.start)?.effect, role === 'result' && input.tool.kind === 'shell');
    case 'overwrite':
      // Progress bars of command output redraw their line; what is sent into a tool has no line to redraw.
      return role !== 'result' && role !== 'content';
    case 'private-use':
      return true;
  }
}

/** What programs print redraws lines, clears screens and sets titles; no page, message or definition has a reason to. */
function isHostile(effect: EscapeEffect['effect'] | undefined, isOutput: boolean): boolean {
  if (effect === undefined) return false;
  return !isOutput || effect === 'conceals' || effect === 'clipboard' || effect === 'link' || effect === 'device';
}

function describe(run: HiddenRun, { text }: Field): string {
  const around = (piece: string) => piece.replace(/[^\x20-\x7e]+/g, '·');
  const effect = run.kind === 'escape-sequence' ? escapeEffect(text, run.start) : undefined;
  if (effect) return `control sequence ${effect.detail}`;
  const spelled = run.payload ? `, which spell "${around(run.payload).slice(0, 80)}"` : '';
  const place = `${around(text.slice(Math.max(0, run.start - 20), run.start))}⟦${run.kind}⟧${around(text.slice(run.end, run.end + 20))}`;
  return `${run.length} ${run.kind} character${run.length === 1 ? '' : 's'}${spelled}: ${place}`;
}
