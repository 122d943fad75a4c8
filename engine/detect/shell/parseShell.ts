import type { Field } from '../../protocol/call.ts';
import type { ScanInput } from '../types.ts';
import { canonicalPath } from '../paths/canonicalPath.ts';
import { looksLikePowershell, parsePowershell } from './powershell.ts';
import type { ShellFacts } from './shellFacts.ts';
import { ShellRun } from './shellRun.ts';

const CONTROL_BYTES = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u0085\u00a0\u2028\u2029]|\r(?!\n|$)/;

/** Facts of a command field. Use it through `facts.of(field, parseShell)`, which runs it once. */
export function parseShell(field: Field, input: ScanInput): ShellFacts {
  return shellFacts(field.text, input.cwd, input.workspace);
}

/** Facts of a shell text that starts in `cwd`. Never throws on any text. */
export function shellFacts(text: string, cwd?: string, workspace?: string): ShellFacts {
  const folder = cwd === undefined ? undefined : canonicalPath(cwd);
  const run = new ShellRun(folder, workspace === undefined ? folder : canonicalPath(workspace));
  if (CONTROL_BYTES.test(text)) run.shape('control-bytes', 'bytes that a terminal and a shell read differently');
  run.script(text);
  if (looksLikePowershell(text)) parsePowershell(run, text);
  return run.facts;
}
