/*
 * How long a name may be, in UTF-16 code units. Jitsi's own field takes 50 (jitsi-meet
 * `MAX_DISPLAY_NAME_LENGTH`), but what other clients and tokens set has no bound.
 */

/** What is read of a name; the rest is cut off, since a name is for reading only. */
export const NAME_LIMIT = 300;

/** The longest name in a record. More than is read of one, so that no record is refused for it. */
export const RECORDED_NAME_LIMIT = 1024;
