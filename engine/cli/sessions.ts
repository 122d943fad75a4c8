import { Command } from 'commander';
import type { SessionDetail, SessionStep } from '../protocol/views.ts';
import { withEngine } from '../withEngine.ts';
import { print, printJson, printTable, when } from './output.ts';

export function sessionsCommand(): Command {
  return new Command('sessions')
    .argument('[id]', 'one session, step by step; its first characters are enough')
    .description('recent sessions, or the timeline of one')
    .option('--limit <n>', 'how many sessions to list', Number, 50)
    .option('--json', 'print as JSON')
    .action(async (id: string | undefined, options: { home: string; limit: number; json?: boolean }) => {
      if (id === undefined) return list(options);
      const detail = await withEngine(options.home, async (engine) => {
        const sessions = await engine.call('sessions.list', { limit: 1000 });
        const session = sessions.find((s) => s.id === id) ?? sessions.find((s) => s.id.startsWith(id));
        return engine.call('sessions.get', { id: session?.id ?? id });
      });
      if (options.json) printJson(detail);
      else show(detail);
    });
}

async function list({ home, limit, json }: { home: string; limit: number; json?: boolean }): Promise<void> {
  const sessions = await withEngine(home, (engine) => engine.call('sessions.list', { limit }));
  if (json) return printJson(sessions);
  if (sessions.length === 0) return print('No session is recorded yet.');
  printTable(
    ['ID', 'LAST', 'AGENT', 'STEPS', 'WORST', 'TITLE'],
    sessions.map((s) => [s.id, when(s.lastAt), s.agent, String(s.steps), s.worst, s.title]),
  );
}

function show({ summary, steps }: SessionDetail): void {
  print(
    `${summary.agent}, ${when(summary.startedAt)} to ${when(summary.lastAt)}${summary.cwd ? `, in ${summary.cwd}` : ''}`,
  );
  for (const step of steps) {
    print(
      `${when(step.time).slice(11)}  ${gap(step)}  ${'  '.repeat(step.depth)}${step.verdict ?? step.kind}  ${step.tool.name}: ${step.summary}`,
    );
    if (step.reason) print(`${' '.repeat(20)}${step.reason}`);
    if (step.approval)
      print(`${' '.repeat(20)}${step.approval.state} by ${step.approval.by} after ${step.approval.waitedMs} ms`);
    if (step.outcome)
      print(
        `${' '.repeat(20)}${step.outcome.ok ? 'done' : `failed: ${step.outcome.error ?? step.outcome.exitCode ?? ''}`}${step.outcome.durationMs === undefined ? '' : ` in ${step.outcome.durationMs} ms`}`,
      );
  }
}

function gap(step: SessionStep): string {
  return `+${step.gapMs} ms`.padStart(10);
}
