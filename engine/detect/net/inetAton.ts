/**
 * The IPv4 address that `inet_aton(3)` reads from a host: one to four parts, each decimal, octal (`0177`) or hex (`0x7f`).
 * Programs accept these spellings where a URL parser never sees them (`ping 0x7f.1`, `curl 2852039166`).
 * @returns the address as an unsigned 32-bit number, undefined when the text is no such address.
 */
export function inetAton(host: string): number | undefined {
  if (!/^[0-9][0-9a-fx.]*$/i.test(host)) return undefined;
  const parts = host.replace(/\.$/, '').split('.');
  if (parts.length > 4) return undefined;
  const numbers: number[] = [];
  for (const part of parts) {
    const value = numberOf(part);
    if (value === undefined) return undefined;
    numbers.push(value);
  }
  const last = numbers.pop() ?? 0;
  if (numbers.some((part) => part > 255) || last >= 256 ** (4 - numbers.length)) return undefined;
  return numbers.reduce((sum, part, i) => sum + part * 256 ** (3 - i), last);
}

function numberOf(part: string): number | undefined {
  if (/^0x[0-9a-f]+$/i.test(part)) return Number.parseInt(part.slice(2), 16);
  if (/^0[0-7]+$/.test(part)) return Number.parseInt(part, 8);
  return /^(?:0|[1-9]\d*)$/.test(part) ? Number(part) : undefined;
}

/** Dotted quad of an unsigned 32-bit address. */
export function dottedQuad(address: number): string {
  return [24, 16, 8, 0].map((shift) => (address >>> shift) & 255).join('.');
}
