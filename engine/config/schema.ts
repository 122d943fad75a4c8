import * as z from 'zod';
import { CATEGORIES } from '../protocol/verdict.ts';

/** A whole number within bounds, with a default. */
const count = (least: number, most: number, standard: number, meaning: string) =>
  z.int().min(least).max(most).default(standard).describe(meaning);

const toolNames = z.array(z.string().min(1).max(200));

const TOOL_PATTERN =
  'Names as the client says them; `*` stands for any characters, so `mcp__github__*` is a whole server.';

const profile = z.enum(['strict', 'content-aware', 'minimal']);

const agent = z.strictObject({
  profile: profile
    .optional()
    .describe('Which textual findings count for this agent. Without it `defaults.profile` applies.'),
  suspended: z
    .boolean()
    .default(false)
    .describe('Deny every call of this agent and of the sub-agents it started, at once.'),
  tools: z
    .strictObject({
      allow: toolNames.optional().describe(`The only tools that this agent may use. Without it: all. ${TOOL_PATTERN}`),
      deny: toolNames.default([]).describe('Tools that this agent may not use, even if allowed above.'),
    })
    .prefault({})
    .describe('Access of this agent to tools.'),
  blockedContent: z
    .array(z.enum(CATEGORIES))
    .default([])
    .describe('Categories of findings that are blocked for this agent whatever their severity.'),
  callsPerMinute: z
    .int()
    .min(1)
    .max(100_000)
    .optional()
    .describe('Rate limit of this agent. Without it `limits.callsPerMinute` applies.'),
  mayMessage: z
    .array(z.string().min(1).max(200))
    .optional()
    .describe('The only agents to which this agent may send messages; `*` stands for any characters. Without it: all.'),
});

const ruleOverride = z.strictObject({
  id: z.string().min(1).max(100).describe('Id of the rule, as `oktsec rules` lists it.'),
  action: z
    .enum(['block', 'quarantine', 'flag', 'ignore'])
    .describe('What a finding of this rule leads to instead of what its severity says.'),
  tools: toolNames.optional().describe(`Only for these tools. ${TOOL_PATTERN}`),
  exceptTools: toolNames.optional().describe('Not for these tools.'),
});

/** The one description of `config.yaml`: validation, types, editor support and the reference come from here. */
export const configSchema = z.strictObject({
  version: z.literal(1).default(1).describe('Version of this format.'),
  mode: z
    .enum(['observe', 'enforce'])
    .optional()
    .describe(
      '`enforce` denies what is blocked and holds what is quarantined; `observe` records what enforce would have done and lets everything through. Not set: not chosen yet, works as `observe`.',
    ),
  port: z
    .int()
    .min(1024)
    .max(65_535)
    .optional()
    .describe('A loopback port to serve beside the one of the engine. If another program has it, a problem says so.'),
  hold: z
    .strictObject({
      deadlineSeconds: count(
        1,
        3500,
        300,
        'How long a held call waits for an answer. Some clients wait less; then that limit applies.',
      ),
      unattendedSeconds: count(0, 3500, 30, 'The same while no window is open that could ask anyone.'),
      keepMinutes: count(1, 10_080, 60, 'How long a call stays in the list of held calls after its deadline.'),
      grantMinutes: count(
        1,
        1440,
        15,
        'How long the identical call may pass once, if it was approved after its deadline.',
      ),
    })
    .prefault({})
    .describe('Quarantined calls in enforce mode.'),
  limits: z
    .strictObject({
      callsPerMinute: count(1, 100_000, 600, 'Calls of one agent in any 60 seconds; what is above is denied.'),
      scanMilliseconds: count(
        1,
        10_000,
        150,
        'Processor time that one scan may take. A scan that is cut is quarantined.',
      ),
    })
    .prefault({})
    .describe('Limits that hold for every agent.'),
  escalation: z
    .strictObject({
      windowMinutes: count(1, 1440, 60, 'How far back blocked calls of an agent count.'),
      holdAfter: count(1, 1000, 3, 'From this many blocked calls on, a flag becomes a quarantine.'),
      blockAfter: count(1, 1000, 5, 'From this many blocked calls on, a quarantine becomes a block.'),
    })
    .refine((value) => value.blockAfter >= value.holdAfter, {
      path: ['blockAfter'],
      message: 'must not be less than holdAfter',
    })
    .prefault({})
    .describe('Agents that keep trying are judged more strictly.'),
  anomaly: z
    .strictObject({
      threshold: count(1, 100, 80, 'Risk score of an agent (0 to 100) from which on it is reported.'),
      autoSuspend: z.boolean().default(false).describe('Suspend an agent that reaches the threshold.'),
    })
    .prefault({})
    .describe('Risk score per agent.'),
  audit: z
    .strictObject({
      rawArguments: z
        .boolean()
        .default(false)
        .describe(
          'Also store the input of each call as it came, secrets included, apart from the entry; `oktsec forget` deletes it without harm to the chain. Off: only the redacted summary and arguments are stored.',
        ),
      keepDays: z
        .int()
        .min(1)
        .max(36_500)
        .optional()
        .describe(
          'Entries older than this are moved into a compressed archive in `archives`, which `oktsec verify` checks. Not set: they stay in the log.',
        ),
      keepMegabytes: z
        .int()
        .min(10)
        .max(1_000_000)
        .optional()
        .describe('The same for the oldest entries of a log that is larger than this. Not set: no limit.'),
    })
    .prefault({})
    .describe('What the audit log stores, and for how long.'),
  defaults: z
    .strictObject({
      profile: profile
        .default('content-aware')
        .describe(
          'Profile of agents without their own. `strict`: every finding counts. `content-aware`: text that only talks about danger does not count where tools carry content. `minimal`: only structural findings count.',
        ),
    })
    .prefault({})
    .describe('Settings of agents that are not named below.'),
  agents: z
    .record(z.string().min(1).max(200), agent)
    .default({})
    .describe(
      'Settings per agent, by the name under which Oktsec lists it, such as `claude-code` or `claude-code/Explore`.',
    ),
  rules: z
    .array(ruleOverride)
    .default([])
    .describe('Overrides for single rules. The last one that fits a finding applies.'),
});

export type Config = z.output<typeof configSchema>;
export type AgentConfig = Config['agents'][string];
export type RuleOverride = Config['rules'][number];

/** JSON Schema (2020-12) of `config.yaml`, for validation and completion in the editor. */
export function configJsonSchema(): z.core.JSONSchema.BaseSchema {
  return { ...z.toJSONSchema(configSchema, { io: 'input' }), title: 'Oktsec configuration (config.yaml)' };
}
