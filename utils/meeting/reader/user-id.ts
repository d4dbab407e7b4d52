import type { Named } from '~/utils/meeting/snapshot';
import { attempt, call, get, idOf } from './jitsi';

/**
 * The JWT's `context.user.id` of a participant, by the routes that Jitsi has had since 2019, in
 * order: `JitsiParticipant.getIdentity()` (2023), `_identity` (2019), the store's `userContext`
 * (2026), and the identity of the room member, which Jibri reads. The server strips what clients
 * put there (jitsi-meet mod_presence_identity), so it is vouched for, unlike name and e-mail.
 *
 * Only text counts, since it comes from XML, and it is handed on untrimmed: what is banned must be
 * what the server knows.
 */
export function readUserId(
  participant: unknown,
  stored: unknown,
  member: unknown,
): Pick<Named, 'userId' | 'userIdUnreadable'> {
  const ids = [
    get(call(participant, 'getIdentity'), 'user', 'id'),
    get(participant, '_identity', 'user', 'id'),
    get(stored, 'userContext', 'id'),
    get(member, 'identity', 'user', 'id'),
  ];
  const userId = ids.map(idOf).find((id) => id) ?? null;
  // Blank text means "no id"; anything else that is there could not be read.
  const isBlank = (id: unknown): unknown => attempt(() => !`${id ?? ''}`.trim());
  return userId === null && !ids.every(isBlank) ? { userId, userIdUnreadable: true } : { userId };
}

/** Whether this page has any of these routes, even if it leads to no id. */
export const hasRoute = (participant: unknown, stored: unknown, member: unknown): boolean =>
  (get(participant, 'getIdentity') ??
    get(participant, '_identity') ??
    get(stored, 'userContext') ??
    member) !== undefined;
