/** Is there a run of at least `length` such characters? Only every `length`th is looked at, and what stands around one. */
export function hasLongRun(text: string, length: number, belongs: (code: number) => boolean): boolean {
  const isIn = (at: number) => belongs(text.charCodeAt(at));
  for (let at = length - 1; at < text.length; at += length) {
    if (!isIn(at)) continue;
    let start = at;
    while (start > 0 && isIn(start - 1)) start--;
    let end = at + 1;
    while (end < text.length && isIn(end)) end++;
    if (end - start >= length) return true;
    at = end;
  }
  return false;
}
