/*
 * What a snapshot may hold. The reader cuts to these, the panel refuses what exceeds them. A JaaS
 * meeting has at most 500 participants (8x8 FAQ), so twice that is never a real meeting.
 */

/** People listed in one snapshot; further ones are only counted. The lobby has its own as many. */
export const MAX_PEOPLE = 1000;

/** UTF-16 code units of a name. A longer one is cut: it is for reading only. */
export const MAX_NAME = 300;

/** UTF-16 code units of an id, room name or address. A longer one is never cut, only left out. */
export const MAX_ID = 512;

/** UTF-16 code units of a whole snapshot as JSON. */
export const MAX_JSON = 2_000_000;
