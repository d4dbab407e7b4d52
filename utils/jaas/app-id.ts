import * as z from 'zod/mini';

/** Every sample has 32 characters after the prefix; twice that leaves room and stays bounded. */
const PATTERN = /^vpaas-magic-cookie-[0-9a-z]{1,64}$/;

/**
 * An AppID: `vpaas-magic-cookie-` and lower-case letters and digits (jitsi-meet
 * `doc/jaas/move-to-jaas.sh`), at most 64 of them. From `zod/mini`, because the panel uses it too.
 */
export const appIdSchema = z.string().check(z.regex(PATTERN)).brand<'AppId'>();
export type AppId = z.infer<typeof appIdSchema>;

/** The AppID that `text` is exactly, or null: nothing is trimmed and no case is changed. */
export function parseAppId(text: unknown): AppId | null {
  const parsed = appIdSchema.safeParse(text);
  return parsed.success ? parsed.data : null;
}
