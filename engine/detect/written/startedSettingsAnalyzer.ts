import * as z from 'zod';
import type { Analyzer } from '../types.ts';

/** What whoever read the files of an agent that a command starts found to take its hooks away; see `Field.origin`. */
export const startedSettingsAnalyzer: Analyzer<Record<string, never>> = {
  name: 'started-settings',
  roles: ['argument'],
  schema: z.strictObject({}),
  compile: () => (_facts, field) => (field.origin.startsWith('started.') ? [{ field, detail: field.text }] : []),
};
