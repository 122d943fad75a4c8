/** Fills `{0}`, `{1}` in a localised text. */
export const fill = (text: string, ...values: (string | number)[]): string =>
  text.replace(/\{(\d+)\}/g, (whole, index: string) => String(values[Number(index)] ?? whole));

/** A duration in its largest useful unit: `340 ms`, `2.3 s`, `4 min`, `3 h`. */
export function duration(milliseconds: number, locale: string): string {
  const [value, unit] =
    milliseconds < 1000
      ? ([milliseconds, 'millisecond'] as const)
      : milliseconds < 60_000
        ? ([milliseconds / 1000, 'second'] as const)
        : milliseconds < 3_600_000
          ? ([milliseconds / 60_000, 'minute'] as const)
          : ([milliseconds / 3_600_000, 'hour'] as const);
  const digits = unit === 'second' && value < 10 ? 1 : 0;
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit,
    unitDisplay: 'short',
    maximumFractionDigits: digits,
  }).format(value);
}

/** The time of day, to the second. */
export const clock = (time: number, locale: string): string =>
  new Date(time).toLocaleTimeString(locale, { hour: '2-digit', minute: '2-digit', second: '2-digit' });
