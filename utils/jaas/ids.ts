import { stripped } from '~/utils/strip';

declare const brand: unique symbol;

/** Text of which a parser has found that it is a `Name`; there is no other way to one. */
export type Brand<Name extends string> = string & { readonly [brand]: Name };

/**
 * An AppID: `vpaas-magic-cookie-` and lower-case letters and digits (jitsi-meet
 * `doc/jaas/move-to-jaas.sh`), at most 64 of them.
 */
export type AppId = Brand<'AppId'>;

/** Every sample has 32 characters after the prefix; twice that leaves room and stays bounded. */
const APP_ID = /^vpaas-magic-cookie-[0-9a-z]{1,64}$/;

/** Whether `text` is an AppID: nothing is trimmed and no case is changed. */
export function isAppId(text: unknown): text is AppId {
  return typeof text === 'string' && APP_ID.test(text);
}

/** The AppID that `text` is exactly, or null. */
export function parseAppId(text: unknown): AppId | null {
  return isAppId(text) ? text : null;
}

/**
 * The id of an API key, the part of the console's `appId/keyId` after the slash. Usually six hex
 * digits, but JaaS docs show `fee1bc-SAMPLE_APP` too.
 */
export type KeyId = Brand<'KeyId'>;

const KEY_ID = /^[A-Za-z0-9_-]{1,64}$/;

/** Whether `text` is a key id, exactly. */
export function isKeyId(text: unknown): text is KeyId {
  return typeof text === 'string' && KEY_ID.test(text);
}

/** The key id that `text` is exactly, or null. */
export function parseKeyId(text: unknown): KeyId | null {
  return isKeyId(text) ? text : null;
}

/** What people copy along with an id: white space, quotes, a comma. */
const BEFORE_ID = /[\s"'`“”‘’]/;
const BEHIND_ID = /[\s"'`“”‘’,;]/;

/**
 * Splits the `appId/keyId` that the JaaS console shows and that a token's `kid` holds (JaaS docs).
 * White space, quotes and a final comma around it are left out. Null if it is anything else.
 */
export function splitKid(text: string): { appId: AppId; keyId: KeyId } | null {
  if (text.length > 512) return null;
  const [first, second, ...more] = stripped(text, BEFORE_ID, BEHIND_ID).split('/');
  const appId = parseAppId(first);
  const keyId = parseKeyId(second);
  return appId !== null && keyId !== null && more.length === 0 ? { appId, keyId } : null;
}

/**
 * A participant id: the resource of the participant's address in the room, `getId()` in the page,
 * new at each join. lib-jitsi-meet makes eight lower-case hex digits (`resourceCreator`); bridges
 * such as Jigasi name their own resource, and clients may choose theirs (jitsi-meet PR 17316, older
 * servers take anything). Whoever is here can be removed, so any text is taken that a JSON string can
 * carry; it travels in nothing else, never in a path.
 */
export type ParticipantId = Brand<'ParticipantId'>;

/**
 * The longest participant id, in UTF-16 code units: whatever a snapshot of the page lists. A resource
 * has at most 1023 bytes (RFC 7622), but nothing is to depend on a server that keeps to that.
 */
export const PARTICIPANT_ID_LIMIT = 2048;

/** Jicofo, which holds the meeting together: it may not be kicked. */
const FOCUS = 'focus';

/** The participant id that `text` is exactly, or null. */
export function parseParticipantId(text: unknown): ParticipantId | null {
  const isOne =
    typeof text === 'string' &&
    text !== '' &&
    text.length <= PARTICIPANT_ID_LIMIT &&
    // A lone surrogate has no UTF-8, so no server can have it in a name.
    text.isWellFormed() &&
    text !== FOCUS;
  return isOne ? (text as ParticipantId) : null;
}
