import * as z from 'zod';

const PATTERN = /^[A-Za-z0-9_-]{1,64}$/;

/**
 * The id of an API key, the part of the console's `appId/keyId` after the slash. Usually six hex
 * digits, but JaaS docs show `fee1bc-SAMPLE_APP` too.
 */
export const keyIdSchema = z.string().regex(PATTERN).brand<'KeyId'>();
export type KeyId = z.infer<typeof keyIdSchema>;

/** The key id that `text` is exactly, or null. */
export function parseKeyId(text: unknown): KeyId | null {
  const parsed = keyIdSchema.safeParse(text);
  return parsed.success ? parsed.data : null;
}
