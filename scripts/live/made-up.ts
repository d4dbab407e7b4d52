import { SignJWT } from 'jose';
import type { AppId, KeyId } from '~/utils/jaas/ids';
import { type ParticipantId, parseParticipantId } from '~/utils/jaas/ids';
import { type MeetingToken, readTokenToBan } from '~/utils/jaas/meeting-token';
import { type PhoneNumber, parsePhoneNumber } from '~/utils/jaas/phone-number';
import type { RawRoom } from '~/utils/jaas/room';
import { rawRoomOfTyped } from '~/utils/jaas/room';
import { parseUserId, type UserId } from '~/utils/jaas/user-id';

/** How long the made-up user's token is valid, in milliseconds: it need only outlive the check. */
const TOKEN_LIFE_MS = 300_000;

/** What the operations are about. Nobody can have these ids, and no meeting this name. */
export interface MadeUp {
  readonly room: RawRoom;
  readonly userId: UserId;
  /** The same with a character that a firewall may refuse, however correctly it is encoded, and that character. */
  readonly oddIds: readonly { readonly character: string; readonly userId: UserId }[];
  readonly participantId: ParticipantId;
  readonly phoneNumber: PhoneNumber;
}

/** What some firewalls take for an attack in a path, encoded or not. */
const ODD = ['/', '%', ';', '\\'];

/**
 * @param unique lower-case hex digits, at least eight, that no other check has
 */
export function madeUp(unique: string): MadeUp {
  // Capitals and a letter that is percent-encoded: what the server makes of both is asked.
  const room = rawRoomOfTyped(`Gavel-Live-Check-É-${unique}`);
  const userId = parseUserId(`gavel-live-check|${unique}`);
  const oddIds = ODD.flatMap((character) => {
    const odd = parseUserId(`gavel-live-check${character}${unique}`);
    return odd.ok ? [{ character, userId: odd.userId }] : [];
  });
  const participantId = parseParticipantId(unique.slice(0, 8));
  // 555-0100 to 555-0199 are kept free for fiction (North American Numbering Plan).
  const phone = parsePhoneNumber('+12025550142');
  const isWhole = oddIds.length === ODD.length;
  if (room === null || !userId.ok || !isWhole || participantId === null || !phone.ok) {
    throw new Error('what was made up is not what it is meant to be');
  }
  return { room, userId: userId.userId, oddIds, participantId, phoneNumber: phone.phoneNumber };
}

/** A meeting token of the made-up user for the made-up room, in the form of JaaS's samples. */
export async function madeUpToken(input: {
  appId: AppId;
  keyId: KeyId;
  key: CryptoKey;
  now: number;
  made: MadeUp;
}): Promise<MeetingToken> {
  const { appId, keyId, key, now, made } = input;
  const user = { id: made.userId, name: 'Gavel live check', moderator: 'false' };
  const jwt = await new SignJWT({ room: made.room, context: { user, features: {} } })
    .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid: `${appId}/${keyId}` })
    .setAudience('jitsi')
    .setIssuer('chat')
    .setSubject(appId)
    .setNotBefore(Math.floor(now / 1000) - 60)
    .setExpirationTime(Math.floor((now + TOKEN_LIFE_MS) / 1000))
    .sign(key);
  const read = readTokenToBan(jwt, { appId, now });
  if (!read.ok) throw new Error(`the made-up token is no token: ${read.code}`);
  return read.token;
}
