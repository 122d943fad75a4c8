import type { Field } from '../protocol/call.ts';
import { SECRET_CLASSES } from './paths/pathClass.ts';
import { toolAccess } from './paths/pathAnalyzer.ts';
import { installs } from './packages/packageAnalyzer.ts';
import { parseShell } from './shell/parseShell.ts';
import type { CallFacts, Effect } from './types.ts';

const PRIVILEGED: ReadonlySet<string> = new Set([
  'sudo',
  'doas',
  'su',
  'pkexec',
  'run0',
  'setcap',
  'visudo',
  'useradd',
  'usermod',
  'insmod',
  'modprobe',
]);
const WRITING = {
  write: 'write',
  append: 'write',
  mode: 'write',
  move: 'write',
  delete: 'delete',
  execute: 'execute',
} as const;

/** Adds what a field of a call would do, whether or not a rule finds it wrong. */
export function readEffects(facts: CallFacts, field: Field, effects: Set<Effect>): void {
  if (field.role === 'url') effects.add('network');
  else if (field.role === 'path') toolEffects(facts, field, effects);
  else if (field.role === 'command') commandEffects(facts, field, effects);
}

function toolEffects(facts: CallFacts, field: Field, effects: Set<Effect>): void {
  const seen = facts.of(field, toolAccess);
  if (!seen) return;
  if (field.access === 'write') effects.add('write');
  if (field.access === 'delete') effects.add('delete');
  if (isSecret(seen.classes)) effects.add('secret');
}

function commandEffects(facts: CallFacts, field: Field, effects: Set<Effect>): void {
  const shell = facts.of(field, parseShell);
  if (shell.commands.length > 0) effects.add('execute');
  if (shell.connections.length > 0) effects.add('network');
  for (const { access, classes } of shell.accesses) {
    if (access in WRITING) effects.add(WRITING[access as keyof typeof WRITING]);
    if (isSecret(classes)) effects.add('secret');
  }
  for (const { program } of shell.commands) if (PRIVILEGED.has(program)) effects.add('privilege');
  if (facts.of(field, installs).length > 0) effects.add('install').add('network');
}

function isSecret(classes: ReadonlySet<string>): boolean {
  for (const kind of SECRET_CLASSES) if (classes.has(kind)) return true;
  return false;
}
