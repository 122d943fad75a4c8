/**
 * The eight groups of an IPv6 address in any of its spellings, a zone behind `%` left out; undefined when it is none.
 */
export function ipv6Groups(text: string): readonly number[] | undefined {
  const address = text.replace(/%.*$/s, '');
  if (address.length > 45 || /:::|::.*::/.test(address)) return undefined;
  const [head = '', tail] = address.split('::', 2);
  const before = groupsOf(head);
  const after = tail === undefined ? [] : groupsOf(tail);
  if (!before || !after) return undefined;
  const missing = 8 - before.length - after.length;
  if (tail === undefined ? missing !== 0 : missing < 1) return undefined;
  return [...before, ...Array<number>(missing).fill(0), ...after];
}

/** Groups between colons; the last may be a dotted quad. */
function groupsOf(part: string): number[] | undefined {
  if (part === '') return [];
  const groups: number[] = [];
  const pieces = part.split(':');
  for (const [i, piece] of pieces.entries()) {
    const quad = i === pieces.length - 1 ? /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(piece) : null;
    const bytes = quad?.slice(1).map(Number) ?? [];
    const [a = 0, b = 0, c = 0, d = 0] = bytes;
    if (quad && bytes.every((byte) => byte < 256)) groups.push(a * 256 + b, c * 256 + d);
    else if (/^[0-9a-f]{1,4}$/i.test(piece)) groups.push(Number.parseInt(piece, 16));
    else return undefined;
  }
  return groups;
}

/** As RFC 5952 writes it: the longest run of zeros left out. */
export function ipv6Text(groups: readonly number[]): string {
  const written = groups.map((group) => group.toString(16)).join(':');
  const [longest = ''] = [...written.matchAll(/\b0(?::0\b)+/g)].map(([run]) => run).sort((a, b) => b.length - a.length);
  if (longest === '') return written;
  const at = written.search(new RegExp(`\\b${longest}(?::|$)`));
  const [head, tail] = [written.slice(0, at), written.slice(at + longest.length)];
  return `${head.replace(/:$/, '')}::${tail.replace(/^:/, '')}`;
}

/** The IPv4 address in a mapped, compatible, translated, NAT64 or 6to4 address. */
export function embeddedIpv4(groups: readonly number[]): number | undefined {
  const [first = 0, second = 0, third = 0, , fifth, sixth, high = 0, low = 0] = groups;
  const zeros = groups.findIndex((group) => group !== 0);
  const last = high * 65536 + low;
  if (first === 0x2002) return second * 65536 + third;
  if (first === 0x64 && second === 0xff9b && groups.slice(2, 6).every((group) => group === 0)) return last;
  if (zeros === 5 && sixth === 0xffff) return last;
  if (zeros === 4 && fifth === 0xffff && sixth === 0) return last;
  // `::1` and `::` are addresses of their own.
  return zeros >= 6 && last > 1 ? last : undefined;
}
