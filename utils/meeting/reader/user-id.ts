import type { Named } from '../snapshot-type';
import { call, get, idOf } from './plain';

/** What the routes to a user id gave: an id, none, or no route at all. */
export interface UserId {
  readonly fields: Pick<Named, 'userId' | 'userIdUnreadable'>;
  /** Some route was there, even if it led to no id. */
  readonly routed: boolean;
}

/**
 * The JWT's `context.user.id` of a participant, by the routes that Jitsi has had since 2019, in
 * order: `JitsiParticipant.getIdentity()` (2023), `_identity` (2019), the store's `userContext`
 * (2026), and the identity of the room member, which Jibri reads. The server strips what clients
 * put there (jitsi-meet mod_presence_identity), so it is vouched for, unlike name and e-mail.
 *
 * Only text counts, since it comes from XML, and it is handed on untrimmed: what is banned must be
 * what the server knows.
 */
export function readUserId(participant: unknown, stored: unknown, member: unknown): UserId {
  const routes = [
    get(call(participant, 'getIdentity'), 'user', 'id'),
    get(participant, '_identity', 'user', 'id'),
    get(stored, 'userContext', 'id'),
    get(member, 'identity', 'user', 'id'),
  ];
  let unreadable = false;
  for (let i = 0; i < routes.length; i++) {
    const value = routes[i];
    const userId = idOf(value);
    if (userId !== null) return { fields: { userId }, routed: true };
    // Blank text means "no id"; anything else that is there could not be read.
    if (value !== undefined && value !== null && !(typeof value === 'string' && !value.trim())) {
      unreadable = true;
    }
  }
  const routed =
    get(participant, 'getIdentity') ??
    get(participant, '_identity') ??
    get(stored, 'userContext') ??
    member;
  return {
    fields: unreadable ? { userId: null, userIdUnreadable: true } : { userId: null },
    routed: routed !== undefined,
  };
}
