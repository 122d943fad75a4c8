import * as z from 'zod';
import { ROLES } from '../protocol/call.ts';
import { CATEGORIES, CERTAINTIES, SEVERITIES, type Category } from '../protocol/verdict.ts';

const TOOL_KINDS = [
  'shell',
  'read',
  'write',
  'edit',
  'search',
  'fetch',
  'web-search',
  'agent',
  'mcp',
  'mcp-definition',
  'message',
  'prompt',
  'session',
  'other',
] as const;

const sentence = z.string().trim().min(10).max(600);
const nonEmpty = <T extends z.ZodType>(item: T) => z.array(item).min(1);

/** One text condition. Regular expressions are matched without regard to ASCII case unless `caseSensitive`. */
export const patternSchema = z.union([
  z.strictObject({ regex: z.string().min(1).max(4096), caseSensitive: z.boolean().optional() }),
  z.strictObject({ contains: z.string().min(1).max(512), caseSensitive: z.boolean().optional() }),
]);

/** `all`: every pattern must be in the same field. `except`: a match that lies in one of these does not count. */
const patternsSchema = z.strictObject({
  patterns: nonEmpty(patternSchema),
  all: z.literal(true).optional(),
  except: nonEmpty(patternSchema).optional(),
});
const analyzerUseSchema = z.strictObject({
  analyzer: z.string().min(1),
  with: z.record(z.string(), z.unknown()).optional(),
});
const alternativeSchema = z.union([patternsSchema, analyzerUseSchema]);
export const matchSchema = z.union([
  patternsSchema,
  analyzerUseSchema,
  z.strictObject({ any: nonEmpty(alternativeSchema) }),
]);

const callSchema = z.strictObject({ tool: z.string().min(1), input: z.record(z.string(), z.unknown()) });

/** A whole tool call. With `result` it is the after-event of that call. */
export const exampleSchema = z.strictObject({
  ...callSchema.shape,
  /** Calls of the same session that ran before it. */
  before: z.array(callSchema).optional(),
  result: z.unknown().optional(),
  /** Variables that settings of the repository give to the session, where they have other code run. */
  environment: z.record(z.string(), z.string()).optional(),
  started: z.array(z.string()).optional(),
  cwd: z.string().optional(),
  workspace: z.string().optional(),
  /** Of a definition: what is known of the tool and of other servers. */
  known: z
    .strictObject({ pinned: z.unknown().optional(), servers: z.record(z.string(), z.array(z.string())).default({}) })
    .optional(),
  /** What the example shows, where that is not obvious. */
  note: z.string().optional(),
});

export const ruleSchema = z.strictObject({
  /** `family.what`, such as `secret.github-token`. */
  id: z.string().regex(/^[A-Za-z][A-Za-z0-9]*(?:[._-][A-Za-z0-9]+)*$/, 'letters, digits, ".", "-" and "_" only'),
  name: z.string().trim().min(3).max(80),
  severity: z.enum(SEVERITIES),
  certainty: z.enum(CERTAINTIES),
  applies: z
    .strictObject({
      roles: nonEmpty(z.enum(ROLES)).optional(),
      tools: nonEmpty(z.enum(TOOL_KINDS)).optional(),
      surfaces: nonEmpty(z.enum(['hook', 'mcp', 'gateway', 'message', 'cli'])).optional(),
      phases: nonEmpty(z.enum(['before', 'after', 'notice'])).optional(),
    })
    .optional(),
  match: matchSchema,
  examples: z.strictObject({ hits: z.array(exampleSchema), misses: z.array(exampleSchema) }),
  explanation: sentence,
  remediation: sentence,
  /** CWE, ATT&CK, ATLAS and OWASP ids. */
  references: z.array(z.string().regex(/^(CWE-\d+|ATT&CK T\d{4}(\.\d{3})?|ATLAS AML\.T\d{4}(\.\d{3})?|OWASP \S+)$/)),
});

/** A rule file; its rules are checked one by one, so that a bad one does not take the others with it. */
export const ruleFileSchema = z.strictObject({
  category: z.enum(CATEGORIES),
  rules: nonEmpty(z.unknown()),
});

export type PatternSource = z.infer<typeof patternSchema>;
export type MatchSource = z.infer<typeof matchSchema>;
export type RuleExample = z.infer<typeof exampleSchema>;
export type RuleSource = z.infer<typeof ruleSchema>;
export interface RuleFile {
  readonly category: Category;
  readonly rules: readonly RuleSource[];
}
