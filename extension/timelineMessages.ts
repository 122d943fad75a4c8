import { z } from 'zod';
import type { TimelineState, TimelineToEditor } from '../engine/protocol/pages.ts';

const seq = z.number().int().nonnegative();

/** What the timeline page may send. Pages show foreign text, so what they say is checked like any outside data. */
export const timelineMessage: z.ZodType<TimelineToEditor> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('ready') }),
  z.strictObject({ kind: z.literal('openFile'), seq }),
  z.strictObject({ kind: z.literal('copy'), seq }),
  z.strictObject({ kind: z.literal('review'), seq }),
  z.strictObject({ kind: z.literal('export') }),
]);

/** What the editor kept for the page over a reload; older shapes are not worth more than their session. */
export const timelineState: z.ZodType<Pick<TimelineState, 'session'>> = z.object({
  session: z.string().min(1).max(500),
});
