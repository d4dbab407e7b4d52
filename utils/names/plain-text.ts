/** Whether the text is printable ASCII only: nothing in it is hidden, joined, turned or composed. */
export function isPlain(text: string): boolean {
  return /^[ -~]*$/.test(text);
}
