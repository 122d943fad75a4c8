import type { Field } from '../../protocol/call.ts';
import type { ScanInput } from '../types.ts';
import { canonicalFolder } from '../paths/canonicalPath.ts';
import { word } from './args.ts';
import { codeRun } from './codeRun.ts';
import { encryptedAway } from './encryptedAway.ts';
import { NOTHING } from './labels.ts';
import { looksLikePowershell, parsePowershell } from './powershell.ts';
import type { EarlierCalls } from './leftovers.ts';
import type { ShellFacts } from './shellFacts.ts';
import { ShellRun } from './shellRun.ts';

const CONTROL_BYTES = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u0085\u00a0\u2028\u2029]|\r(?!\n|$)/;

/** Text that a tool for running code gets in a place for commands: no shell would start like this. */
const SOURCE_CODE =
  /^\s*(?:<\?(?:php\b|=)|<(?:html|script|%)|#include\s*<|package main\b|(?:public |import java|using System|from \w+ import |import \w+(?:, ?\w+)*\s*(?:;|\n)|require\s*\(|\(function\s*\(|(?:const|let|var|String|int)\s+\w+\s*=))/;

/** Facts of a command field. Use it through `facts.of(field, parseShell)`, which runs it once. */
export function parseShell(field: Field, input: ScanInput): ShellFacts {
  // A tool that runs commands gives them no parameters: `$1` is empty there.
  return shellFacts(field.text, input.cwd, input.workspace, { earlier: input.earlier, parameters: false });
}

/** How a text is started, as far as that is known. */
interface Started {
  readonly earlier?: EarlierCalls | undefined;
  /** May it be given parameters, as a script in a file may? */
  readonly parameters?: boolean;
}

/** Facts of a shell text that starts in `cwd`. Never throws on any text. */
export function shellFacts(text: string, cwd?: string, workspace?: string, started: Started = {}): ShellFacts {
  const folder = cwd === undefined ? undefined : canonicalFolder(cwd);
  const { earlier, parameters = true } = started;
  const run = new ShellRun(folder, workspace === undefined ? folder : canonicalFolder(workspace), earlier);
  if (!parameters) run.startsWithoutParameters();
  if (CONTROL_BYTES.test(text)) run.shape('control-bytes', 'bytes that a terminal and a shell read differently');
  run.script(text);
  // What goes on in the background reads what later lines write: a pipe with a name, a file.
  if (run.ranInBackground && run.connections.length > 0 && run.spells) run.script(text);
  if (looksLikePowershell(text)) parsePowershell(run, text);
  if (SOURCE_CODE.test(text)) codeRun(run, word(text), 'code', NOTHING);
  const encrypted = encryptedAway(run);
  if (encrypted !== undefined) run.shape('encrypt-files', encrypted);
  return run.facts;
}
