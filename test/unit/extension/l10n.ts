import type { Localizer } from '../../../extension/localizer.ts';

/** English as written, as the editor gives it when there is no translation; a place without a value stays. */
export const l10n = {
  t: (message: string, ...values: (string | number | boolean)[]) =>
    message.replace(/\{(\d+)\}/g, (place, index: string) => String(values[Number(index)] ?? place)),
} as Localizer;
