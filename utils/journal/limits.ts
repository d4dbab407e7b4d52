/** How long a request waits for its confirmation, in milliseconds. */
export const CONFIRM_WITHIN_MS = 60_000;

/** The longest private note, in UTF-16 code units. */
export const NOTE_LIMIT = 1000;
