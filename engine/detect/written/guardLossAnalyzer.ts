import * as z from 'zod';
import type { Analyzer } from '../types.ts';

/** A client says that its settings changed, and whoever looked at them found that a guard is gone. */
export const guardLossAnalyzer: Analyzer<Record<string, never>> = {
  name: 'guard-loss',
  roles: ['argument'],
  schema: z.strictObject({}),
  compile: () => (facts, field) =>
    facts.input.tool.name === 'ConfigChange' && LOSS.test(field.origin) ? [{ field, detail: field.text }] : [],
};

const LOSS = /^tool_input\.loss\[\d+\]$/;
