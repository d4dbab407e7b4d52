/** How much of a body is read, in bytes: enough for a message, whatever follows. */
export const READ_LIMIT = 65_536;

/**
 * The beginning of a response body as text, at most 64 KiB of it, read until `over` resolves. The
 * rest is cancelled. What is not UTF-8 becomes U+FFFD. Never rejects: the status is the answer, and
 * a body that breaks off, never ends or is huge does not change it.
 */
export async function readBody(response: Response, over: Promise<null>): Promise<string> {
  const reader = response.body?.getReader();
  if (reader === undefined) return '';
  const decoder = new TextDecoder();
  let text = '';
  let left = READ_LIMIT;
  while (left > 0) {
    const chunk = await Promise.race([reader.read().catch(() => null), over]);
    if (chunk === null || chunk.done) break;
    text += decoder.decode(chunk.value.subarray(0, left), { stream: true });
    left -= chunk.value.length;
  }
  reader.cancel().catch(() => undefined);
  return text + decoder.decode();
}

/** Lets go of a body that nobody reads, so that the connection is free. */
export function dropBody(response: Response): void {
  response.body?.cancel().catch(() => undefined);
}
