/**
 * Is the optimal string alignment distance of two names at most 1: one letter added, dropped, changed, or two neighbours swapped?
 * Linear in the length.
 */
export function oneSlipApart(a: string, b: string): boolean {
  if (a === b || Math.abs(a.length - b.length) > 1) return false;
  let i = 0;
  while (i < a.length && i < b.length && a[i] === b[i]) i++;
  const restA = a.slice(i);
  const restB = b.slice(i);
  if (restA.length > restB.length) return restA.slice(1) === restB;
  if (restA.length < restB.length) return restA === restB.slice(1);
  if (restA.slice(1) === restB.slice(1)) return true;
  const swapped = restB.charAt(1) + restB.charAt(0) + restB.slice(2);
  return restA.length > 1 && restA === swapped;
}
