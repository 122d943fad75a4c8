import { codeFacts, type CodeFacts } from './codeFacts.ts';
import { foreignIn, labels, NOTHING, UNKNOWN, type Data } from './labels.ts';
import { variableLabels } from './secretVariables.ts';
import type { Machine } from './machine.ts';
import { canonicalPath } from '../paths/canonicalPath.ts';
import { classesOfCanonical } from '../paths/classifyPath.ts';
import type { Arg } from './shellFacts.ts';

/** Runs an interpreter's inline code in the head: what it does by itself, and the shell commands in it. */
export function codeRun(run: Machine, code: Arg, program: string, stdin: Data): Data {
  const foreign = foreignIn(code.labels);
  if (foreign && (!code.dynamic || /^\s*["']?(?:\$|`)/.test(code.text))) run.flow(foreign, 'execute', program);
  run.runsCode(code.text, program);
  const facts = codeFacts(code.text, program);
  reportCode(run, facts, program, stdin);
  for (const text of facts.shellTexts) {
    const output = run.script(text, stdin);
    if (facts.evaluates && foreignIn(output.labels)) run.flow(foreignIn(output.labels), 'execute', program);
  }
  for (const text of facts.decoded) if (facts.executes) run.script(text, NOTHING);
  if (program === 'node' && /^\s*[a-z]+ -/.test(code.text)) run.script(code.text, NOTHING);
  if (
    (facts.evaluates || facts.executes) &&
    foreignIn(stdin.labels) &&
    /stdin|<>|\$<|ARGF|STDIN|readlines?/.test(code.text)
  )
    run.flow(foreignIn(stdin.labels), 'execute', program);
  if (facts.fetches || facts.sends) for (const url of facts.urls) run.connect(url, 0, program);
  const token = facts.variables.reduce((set, name) => set | variableLabels(name), 0) & labels('known-token');
  if (token && (facts.sends || facts.fetches) && !/headers|authorization|bearer/i.test(code.text))
    for (const url of facts.urls) run.send(url, token, program);
  if (facts.prints !== undefined) return { labels: code.labels, text: `${facts.prints}\n` };
  const readsSecret = facts.secretPaths.length > 0;
  if (facts.decodes || facts.assembles) stdin = { labels: stdin.labels | labels('decoded') };
  return readsSecret || facts.environment
    ? { labels: labels(readsSecret ? 'secret' : 'environment') | stdin.labels }
    : { ...UNKNOWN, labels: stdin.labels };
}

/** The shapes of harmful code that need no run to be seen. */
export function reportCode(run: Machine, facts: CodeFacts, program: string, stdin: Data): void {
  const serves = facts.executes && facts.receives;
  const shell = (facts.startsShell || serves) && !facts.nearby;
  if (facts.webShell) run.shape('web-shell', 'a page that runs what the request says');
  if (facts.forks) run.shape('fork-bomb', `${program} starts itself without end`);
  if (facts.socket && (facts.duplicates || shell)) {
    run.shape(facts.listens ? 'bind-shell' : 'code-reverse-shell', `${program} connects a shell to a socket`);
  } else if (facts.rawTarget !== undefined) run.shape('code-raw-connect', `${program} connects to ${facts.rawTarget}`);
  if (facts.fetches && (facts.evaluates || (facts.executes && facts.shellTexts.length === 0)))
    run.shape('code-fetch-execute', `${program} runs what it fetches`);
  if ((facts.decodes && (facts.evaluates || facts.executes)) || (facts.assembles && facts.evaluates))
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
