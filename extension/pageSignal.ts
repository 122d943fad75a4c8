import * as z from 'zod/mini';
import { PAGE_ERROR_LENGTH, type PageSignal } from '../engine/protocol/pages.ts';

/** What any page may send besides its own requests. */
export const pageSignal: z.ZodMiniType<PageSignal> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('ready') }),
  z.strictObject({ kind: z.literal('error'), message: z.string().check(z.maxLength(PAGE_ERROR_LENGTH)) }),
]);
