import type { EntryDraft, EntryFinding } from '../../engine/protocol/audit.ts';
import type { AuditLog } from '../../engine/audit/auditLog.ts';
import { chances } from '../support/chances.ts';

const BATCH = 1000;
const DAYS = 30;
const DAY = 86_400_000;
const STEPS = 250;
const END = 1_795_000_000_000;

const AGENTS = ['claude-code', 'claude-code/Explore', 'codex', 'cursor', 'gemini'];
const TOOLS = ['Bash', 'Read', 'Edit', 'Write', 'WebFetch', 'Grep', 'mcp__github__get_issue', 'Task'];
const WORDS = 'build test deploy cart login invoice schema parser index cache queue report export tenant billing'.split(
  ' ',
);

/** Appends `count` entries as 30 days of several agents leave them, `BATCH` at a time. */
export async function appendMany(log: AuditLog, count: number): Promise<void> {
  const chance = chances(11);
  for (let n = log.count(); n < count; n += BATCH) {
    const size = Math.min(BATCH, count - n);
    await Promise.all(Array.from({ length: size }, (_, i) => log.append(entry(n + i, count, chance))));
  }
}

function entry(n: number, count: number, chance: () => number): EntryDraft {
  const session = Math.floor(n / STEPS);
  const agent = AGENTS[session % AGENTS.length]!;
  const tool = TOOLS[Math.floor(chance() * TOOLS.length)]!;
  const dice = chance();
  const verdict = dice < 0.96 ? 'clean' : dice < 0.985 ? 'flag' : dice < 0.995 ? 'quarantine' : 'block';
  const findings: EntryFinding[] = verdict === 'clean' ? [] : [finding(Math.floor(chance() * 150))];
  const args = argsOf(tool, n, chance);
  const words = Object.values(args).join(' ');
  return {
    kind: 'call',
    time: Math.round(END - DAYS * DAY + (n / count) * DAYS * DAY),
    call: `3f1c9f0e-0000-4000-8000-${String(n).padStart(12, '0')}`,
    key: `toolu_${Math.floor(chance() * 2 ** 48).toString(36)}${n.toString(36)}`,
    client: agent.split('/')[0] ?? agent,
    surface: 'hook',
    session: `session-${session}`,
    agent: { name: agent, kind: agent, instance: `i-${session}`, root: agent, depth: 0 },
    event: 'PreToolUse',
    phase: 'before',
    tool: { name: tool, kind: tool === 'Bash' ? 'shell' : 'read' },
    summary: words.slice(0, 120),
    args,
    cwd: `/home/dev/project-${session % 40}`,
    identity: 'token',
    verdict,
    stage: 'scan',
    mode: 'enforce',
    action: verdict === 'block' ? 'deny' : verdict === 'quarantine' ? 'hold' : 'allow',
    enforced: verdict === 'block' ? 'deny' : verdict === 'quarantine' ? 'hold' : 'allow',
    findings,
    ...(verdict !== 'clean' && { reason: `${findings[0]?.rule ?? ''} found something` }),
    micros: 90,
  };
}

function argsOf(tool: string, n: number, chance: () => number): Record<string, string> {
  const word = () => WORDS[Math.floor(chance() * WORDS.length)] ?? '';
  if (tool === 'Bash') return { command: `npm run ${word()} -- --filter ${word()}-${n % 5000} --reporter ${word()}` };
  if (tool === 'WebFetch')
    return { url: `https://host-${Math.floor(chance() * 500)}.example.com/${word()}`, prompt: word() };
  return {
    file_path: `/home/dev/src/${word()}/${word()}-${Math.floor(chance() * 20_000)}.ts`,
    note: `${word()} ${word()}`,
  };
}

function finding(rule: number): EntryFinding {
  return {
    rule: `RULE-${String(rule).padStart(3, '0')}`,
    category: 'command-execution',
    severity: 'high',
    certainty: 'structural',
    origin: 'tool_input.command',
    excerpt: 'npm run',
  };
}
