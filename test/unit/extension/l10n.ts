import type { Localizer } from '../../../extension/localizer.ts';

/** English as written, as the editor gives it when there is no translation. */
export const l10n = {
  t: (message: string, ...values: (string | number | boolean)[]) =>
    message.replace(/\{(\d+)\}/g, (_, index: string) => String(values[Number(index)])),
} as Localizer;
