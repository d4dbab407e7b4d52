import type { UserId } from './user-id';

/** The user id as one path segment, percent-encoded. */
export function userIdSegment(userId: UserId): string {
  return encodeURIComponent(userId);
}
