import * as vscode from 'vscode';
import type { Problem } from '../engine/protocol/views.ts';
import type { EngineModel } from './engineModel.ts';

/** The engine's problems that are about a file, as diagnostics at their place; each problem is logged once. */
export function showProblems(model: EngineModel, log: (line: string) => void): vscode.Disposable {
  const collection = vscode.languages.createDiagnosticCollection('oktsec');
  let shown: readonly Problem[] | undefined;
  let logged = new Set<string>();
  const render = () => {
    const problems = model.snapshot.status?.problems ?? [];
    if (problems === shown) return;
    shown = problems;
    const lines = problems.map((problem) => `${problem.file ?? ''}:${problem.line ?? ''} ${problem.message}`);
    for (const line of lines) if (!logged.has(line)) log(line);
    logged = new Set(lines);

    const byFile = new Map<string, vscode.Diagnostic[]>();
    for (const problem of problems) {
      if (problem.file === undefined) continue;
      byFile.set(problem.file, [...(byFile.get(problem.file) ?? []), diagnostic(problem)]);
    }
    collection.clear();
    for (const [file, diagnostics] of byFile) collection.set(vscode.Uri.file(file), diagnostics);
  };
  render();
  return vscode.Disposable.from(collection, model.onChange(render));
}

function diagnostic(problem: Problem): vscode.Diagnostic {
  const line = Math.max(0, (problem.line ?? 1) - 1);
  const column = Math.max(0, (problem.column ?? 1) - 1);
  // To the end of the line; the editor clips what is longer than the line.
  const range = new vscode.Range(line, column, line, Number.MAX_SAFE_INTEGER);
  const result = new vscode.Diagnostic(range, problem.message, vscode.DiagnosticSeverity.Error);
  result.source = 'Oktsec';
  result.code = problem.code;
  return result;
}
