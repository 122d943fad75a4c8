export interface Line {
  readonly name: string;
  /** In cents. */
  readonly price: number;
  readonly count: number;
}

/** What the customer pays, in cents: every third piece of the same thing is free. */
export function total(lines: readonly Line[]): number {
  return lines.reduce((sum, { price, count }) => sum + price * (count - Math.floor(count / 3)), 0);
}
