import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import type { ToolCall } from './protocol/call.ts';
import type { Action, Mode, Profile, Verdict } from './protocol/verdict.ts';
import { adapterFor } from './clients/clients.ts';
import { exampleInput } from './clients/exampleCall.ts';
import { fingerprint } from './clients/fingerprint.ts';
import { toolFields } from './clients/toolFields.ts';
import { readConfig } from './config/readConfig.ts';
import type { Config } from './config/schema.ts';
import { homePaths } from './config/home.ts';
import { loadWholeDetector } from './rulesets/detection.ts';
import { parseJson, BadBody } from './intake/requestBody.ts';
import { Pipeline } from './pipeline/pipeline.ts';
import { redactor } from './pipeline/redactor.ts';
import { systemClock } from './pipeline/systemClock.ts';

export interface LineVerdict {
  readonly verdict: Verdict;
  readonly action: Action;
  /** Ids of the rules that found something, worst first, each once. */
  readonly rules: readonly string[];
  readonly micros: number;
}

/** A call as the corpus and rule examples write it. */
const writtenCall = z.object({
  tool: z.string(),
  input: z.unknown(),
  /** With it, it is what came back that is judged. */
  result: z.unknown().optional(),
  cwd: z.string().optional(),
  workspace: z.string().optional(),
});

/**
 * Judges written-down calls one by one: a Claude Code hook event, or `{"tool": "Bash", "input": {...}}`. Every line gets
 * a pipeline of its own, so lines do not influence each other, and nothing is recorded.
 */
export function createLineJudge(
  home: string,
  overrides: { mode?: Mode; profile?: Profile },
): (line: string) => Promise<LineVerdict | { readonly error: string }> {
  const { config: stored } = readConfig(homePaths(home).config);
  const config: Config = {
    ...stored,
    ...(overrides.mode && { mode: overrides.mode }),
    ...(overrides.profile && { defaults: { ...stored.defaults, profile: overrides.profile } }),
  };
  const { detector } = loadWholeDetector(home);
  const judge = async (line: string): Promise<LineVerdict | { readonly error: string }> => {
    const call = readLine(line);
    if ('problem' in call) return { error: call.problem };
    const pipeline = new Pipeline({
      config: () => config,
      detector: () => detector,
      audit: { append: () => Promise.resolve() },
      clock: systemClock,
      redact: redactor,
    });
    const decision = await pipeline.judge(call, { identity: { method: 'local', trusted: true } });
    return {
      verdict: decision.verdict,
      // Nobody waits here: a call that would be held is reported as such.
      action: decision.mode === 'enforce' ? decision.enforced : decision.action,
      rules: [...new Set(decision.findings.map((f) => f.rule))],
      micros: Math.round(decision.micros),
    };
  };
  // One line that cannot be read must not end the run for the others.
  return (line) =>
    judge(line).catch((error: unknown) => ({ error: error instanceof Error ? error.message : String(error) }));
}

function readLine(line: string): ToolCall | { readonly problem: string } {
  const parsed = parseJson(Buffer.from(line));
  if (parsed instanceof BadBody) return { problem: parsed.problem };
  const written = writtenCall.safeParse(parsed.value);
  if (written.success) return fromWritten(written.data, line.length);
  const claude = adapterFor('claude-code');
  if (!claude) return { problem: 'The Claude Code adapter is missing.' };
  return claude.parse(parsed.value, line.length);
}

function fromWritten(written: z.output<typeof writtenCall>, rawSize: number): ToolCall {
  const input = exampleInput(written);
  const { change, intent } = toolFields(written.tool, written.input);
  const agent = { name: 'check', kind: 'main', instance: 'check', root: 'check', depth: 0 };
  const id = randomUUID();
  return {
    ...input,
    id,
    key: id,
    fingerprint: fingerprint({
      client: input.client,
      session: id,
      agent: agent.name,
      tool: written.tool,
      input: written.input,
      cwd: written.cwd,
    }),
    time: Date.now(),
    agent,
    session: id,
    event: 'check',
    input: written.input,
    ...(change && { change }),
    ...(intent !== undefined && { intent }),
    rawSize,
  };
}
