import * as z from 'zod';
import type { Analyzer } from '../types.ts';

const PREFIX = 'environment.';
const schema = z.strictObject({ names: z.array(z.string()).optional(), notNames: z.array(z.string()).optional() });

/** Variables that whoever read the client's settings found to have other code run; see `Field.origin`. */
export const environmentAnalyzer: Analyzer<z.infer<typeof schema>> = {
  name: 'environment',
  roles: ['argument'],
  schema,
  compile:
    ({ names, notNames }) =>
    (_facts, field) => {
      if (!field.origin.startsWith(PREFIX)) return [];
      const name = field.origin.slice(PREFIX.length);
      if (notNames?.includes(name) || (names && !names.includes(name))) return [];
      return [{ field, detail: field.text }];
    },
};
