import { codeFacts, type CodeFacts } from './codeFacts.ts';
import { labels, NOTHING, UNKNOWN, type Data } from './labels.ts';
import type { Machine } from './machine.ts';
import { canonicalPath } from '../paths/canonicalPath.ts';
import { classesOfCanonical } from '../paths/classifyPath.ts';
import type { Arg } from './shellFacts.ts';

const FOREIGN = labels(
  'download',
  'vendor-download',
  'drop-download',
  'cleartext-download',
  'decoded',
  'unpacked',
  'socket',
);

/** Runs an interpreter's inline code in the head: what it does by itself, and the shell commands in it. */
export function codeRun(run: Machine, code: Arg, program: string, stdin: Data): Data {
  const foreign = code.labels & FOREIGN;
  if (foreign && (!code.dynamic || /^\s*["']?(?:\$|`)/.test(code.text))) run.flow(foreign, 'execute', program);
  const facts = codeFacts(code.text, program);
  reportCode(run, facts, program, stdin);
  for (const text of facts.shellTexts) run.script(text, stdin);
  for (const text of facts.decoded) if (facts.executes) run.script(text, NOTHING);
  if (program === 'node' && /^\s*[a-z]+ -/.test(code.text)) run.script(code.text, NOTHING);
  const readsSecret = facts.secretPaths.length > 0;
  return readsSecret || facts.environment
    ? { labels: labels(readsSecret ? 'secret' : 'environment') | stdin.labels }
    : { ...UNKNOWN, labels: stdin.labels };
}

/** The shapes of harmful code that need no run to be seen. */
export function reportCode(run: Machine, facts: CodeFacts, program: string, stdin: Data): void {
  const serves = facts.executes && facts.receives;
  if (facts.socket && (facts.duplicates || facts.startsShell || serves)) {
    run.shape(facts.listens ? 'bind-shell' : 'code-reverse-shell', `${program} connects a shell to a socket`);
  } else if (facts.rawTarget !== undefined) run.shape('code-raw-connect', `${program} connects to ${facts.rawTarget}`);
  if (facts.fetches && (facts.evaluates || (facts.executes && facts.shellTexts.length === 0)))
    run.shape('code-fetch-execute', `${program} runs what it fetches`);
  if (facts.decodes && (facts.evaluates || facts.executes))
    run.shape('code-decode-execute', `${program} runs what it decodes`);
  const holds = facts.secretPaths.length > 0 || facts.environment;
  if (holds && (facts.sends || facts.fetches || facts.socket))
    run.shape('code-secret-send', facts.secretPaths[0] ?? 'the environment');
  else if (facts.secretPaths[0] !== undefined) {
    for (const path of facts.secretPaths) run.access('read', { text: path, dynamic: false, labels: 0 }, program);
  }
  if (facts.sends && stdin.labels & labels('secret', 'environment'))
    run.send(`${program}.invalid`, stdin.labels, program);
  for (const path of facts.deletes) {
    const kinds = classesOfCanonical(canonicalPath(path, run.cwd), { workspace: run.workspace });
    if (kinds.has('root') || kinds.has('home') || kinds.has('system-root')) run.shape('code-delete-root', path);
    run.access('delete', { text: path, dynamic: false, labels: 0 }, program, { recursive: true });
  }
}
