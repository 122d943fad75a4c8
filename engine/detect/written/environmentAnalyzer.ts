import * as z from 'zod';
import type { Analyzer } from '../types.ts';

/** Variables that whoever read the client's settings found to have other code run; see `Field.origin`. */
export const environmentAnalyzer: Analyzer<Record<string, never>> = {
  name: 'environment',
  roles: ['argument'],
  schema: z.strictObject({}),
  compile: () => (_facts, field) => (field.origin.startsWith('environment.') ? [{ field, detail: field.text }] : []),
};
