/** Is each character of the text one of ASCII? Asked natively, which takes a small part of what a pattern would. */
export function isAscii(text: string): boolean {
  return Buffer.byteLength(text) === text.length;
}
