/** Lines around a change that are shown with it. */
const CONTEXT = 3;
/** Above this many compared pairs of lines the middle is shown as replaced as a whole. */
const MAX_PAIRS = 4_000_000;

interface Line {
  readonly sign: ' ' | '-' | '+';
  readonly text: string;
}

/** Unified diff of two texts, empty if they are equal. Line ends other than LF are not shown. */
export function unifiedDiff(name: string, before: string, after: string): string {
  if (before === after) return '';
  const lines = compare(splitLines(before), splitLines(after));
  const shown = lines.map((_, i) =>
    lines.slice(Math.max(0, i - CONTEXT), i + CONTEXT + 1).some(({ sign }) => sign !== ' '),
  );
  const out = [`--- ${before === '' ? '/dev/null' : name}`, `+++ ${after === '' ? '/dev/null' : name}`];
  let oldLine = 1;
  let newLine = 1;
  for (let i = 0; i < lines.length;) {
    let end = i;
    while (end < lines.length && shown[end] === shown[i]) end++;
    const hunk = lines.slice(i, end);
    const oldCount = hunk.filter(({ sign }) => sign !== '+').length;
    const newCount = hunk.filter(({ sign }) => sign !== '-').length;
    if (shown[i]) {
      const start = (line: number, count: number) => (count === 0 ? line - 1 : line);
      out.push(`@@ -${start(oldLine, oldCount)},${oldCount} +${start(newLine, newCount)},${newCount} @@`);
      out.push(...hunk.map(({ sign, text }) => `${sign}${text}`));
    }
    oldLine += oldCount;
    newLine += newCount;
    i = end;
  }
  return `${out.join('\n')}\n`;
}

function splitLines(text: string): string[] {
  const lines = text.split(/\r?\n/);
  if (lines.at(-1) === '') lines.pop();
  return lines;
}

/** Longest common subsequence after cutting what is equal at both ends. */
function compare(before: string[], after: string[]): Line[] {
  let head = 0;
  while (head < before.length && head < after.length && before[head] === after[head]) head++;
  let tail = 0;
  while (
    tail < before.length - head &&
    tail < after.length - head &&
    before[before.length - 1 - tail] === after[after.length - 1 - tail]
  ) {
    tail++;
  }
  const same = (texts: string[]): Line[] => texts.map((text) => ({ sign: ' ', text }));
  return [
    ...same(before.slice(0, head)),
    ...middle(before.slice(head, before.length - tail), after.slice(head, after.length - tail)),
    ...same(before.slice(before.length - tail)),
  ];
}

function middle(before: string[], after: string[]): Line[] {
  const lines: Line[] = [];
  const removed = (text: string) => lines.push({ sign: '-', text });
  const added = (text: string) => lines.push({ sign: '+', text });
  if (before.length * after.length > MAX_PAIRS) {
    before.forEach(removed);
    after.forEach(added);
    return lines;
  }
  // common[i][j]: length of the longest common subsequence of before[i..] and after[j..].
  const width = after.length + 1;
  const common = new Uint32Array((before.length + 1) * width);
  const at = (i: number, j: number) => common[i * width + j] ?? 0;
  for (let i = before.length - 1; i >= 0; i--) {
    for (let j = after.length - 1; j >= 0; j--) {
      common[i * width + j] = before[i] === after[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  let i = 0;
  let j = 0;
  while (i < before.length || j < after.length) {
    const old = before[i];
    const fresh = after[j];
    if (old !== undefined && old === fresh) {
      lines.push({ sign: ' ', text: old });
      i++;
      j++;
    } else if (old !== undefined && (fresh === undefined || at(i + 1, j) >= at(i, j + 1))) {
      removed(old);
      i++;
    } else if (fresh !== undefined) {
      added(fresh);
      j++;
    }
  }
  return lines;
}
