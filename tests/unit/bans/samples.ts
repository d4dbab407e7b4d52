import { APP_ID } from '~/tests/unit/actions/samples';
import { AT } from '~/tests/unit/journal/activity-samples';
import { type Mark, markSchema } from '~/utils/bans/mark';
import { appIdSchema } from '~/utils/borders/schemas';

export const OTHER_APP = appIdSchema.parse(`vpaas-magic-cookie-${'0'.repeat(32)}`);

/** A mark of Mallory, imported at the samples' time. */
export function mark(change: Partial<Mark> = {}): Mark {
  return markSchema.parse({
    appId: APP_ID,
    userId: 'google-oauth2|1140',
    name: 'Mallory',
    bannedAt: Date.UTC(2026, 2, 3, 10),
    room: 'weekly-forum',
    keyId: null,
    note: '',
    importedAt: AT,
    ...change,
  });
}

/** The bytes of a file with this text. */
export function bytes(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}
