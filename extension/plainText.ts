// Controls, and what reorders or hides text: bidirectional controls, zero-width characters, tags.
const INVISIBLE =
  /[\p{Cc}\u061C\u200B-\u200F\u2028-\u202E\u2060-\u2064\u2066-\u206F\uFEFF]|\u{E0001}|[\u{E0020}-\u{E007F}]/gu;

/**
 * Foreign text as one visible line: white space folded, invisible characters spelled out, so that what a person
 * approves is what they read.
 * @param max longest result, in UTF-16 units; what is cut is marked with an ellipsis
 */
export function oneLine(text: string, max = 120): string {
  const line = text
    .replace(/[ \t\r\n]+/g, ' ')
    .replace(INVISIBLE, (char) => `<U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}>`)
    .trim();
  if (line.length <= max) return line;
  const cut = line.slice(0, max - 1);
  return `${/[\uD800-\uDBFF]$/.test(cut) ? cut.slice(0, -1) : cut}…`;
}

/** One line for a notification, which would turn `[text](target)` into a link. */
export const forNotification = (text: string, max?: number): string => oneLine(text, max).replaceAll('](', '] (');

/** One line for a label of a quick pick, which would turn `$(name)` into an icon. */
export const forLabel = (text: string, max?: number): string => oneLine(text, max).replaceAll('$(', '$ (');
