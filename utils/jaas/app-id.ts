import * as z from 'zod/mini';
import { isAppId } from './read-app-id';

/**
 * An AppID: `vpaas-magic-cookie-` and lower-case letters and digits (jitsi-meet
 * `doc/jaas/move-to-jaas.sh`), at most 64 of them.
 */
export const appIdSchema = z.string().check(z.refine(isAppId)).brand<'AppId'>();
export type AppId = z.infer<typeof appIdSchema>;
