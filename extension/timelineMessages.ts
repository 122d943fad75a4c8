// The small build of zod: the full one, with its locales, would be most of what the extension loads at start-up.
import * as z from 'zod/mini';
import type { TimelineRequest, TimelineState } from '../engine/protocol/pages.ts';

const seq = z.int().check(z.nonnegative());

/** What the timeline page may ask for. Pages show foreign text, so what they say is checked like any outside data. */
export const timelineRequest: z.ZodMiniType<TimelineRequest> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('openFile'), seq }),
  z.strictObject({ kind: z.literal('copy'), seq }),
  z.strictObject({ kind: z.literal('review'), seq }),
  z.strictObject({ kind: z.literal('export') }),
]);

/** What the editor kept for the page over a reload; older shapes are not worth more than their session. */
export const timelineState: z.ZodMiniType<Pick<TimelineState, 'session'>> = z.object({
  session: z.string().check(z.minLength(1), z.maxLength(500)),
});
