import fc from 'fast-check';
import type { AppId, KeyId, ParticipantId } from '~/utils/jaas/ids';
import type { MeetingToken } from '~/utils/jaas/meeting-token';
import type { Operation, OperationKind } from '~/utils/jaas/operation';
import type { PhoneNumber } from '~/utils/jaas/phone-number';
import type { ConferenceName, RawRoom } from '~/utils/jaas/room';
import type { UserId } from '~/utils/jaas/user-id';

/*
 * Samples are not made by what is tested: a rule that is broken fails the tests of that rule, and
 * does not keep every other test from being loaded.
 */

export const APP = 'vpaas-magic-cookie-1d2e6a201d594c8f87a630e3f71826d3' as AppId;
export const OTHER_APP = 'vpaas-magic-cookie-ffffffffffffffffffffffffffffffff' as AppId;
export const KEY = '4f4910' as KeyId;
export const CONFERENCE = `standup@conference.${APP}.8x8.vc` as ConferenceName;

export function room(segment: string): RawRoom {
  return segment as RawRoom;
}

export function userId(id: string): UserId {
  return id as UserId;
}

/** One operation of each kind. */
export const OPERATIONS: { [K in OperationKind]: Operation & { kind: K } } = {
  'ban-user': { kind: 'ban-user', appId: APP, userId: userId('auth0|5f7c') },
  'ban-token': { kind: 'ban-token', appId: APP, token: 'e30.e30.c2ln' as MeetingToken },
  'end-meeting': { kind: 'end-meeting', appId: APP, conference: CONFERENCE },
  kick: {
    kind: 'kick',
    appId: APP,
    conference: CONFERENCE,
    participantId: 'f0aa9e1e' as ParticipantId,
  },
  'dial-out': {
    kind: 'dial-out',
    appId: APP,
    conference: CONFERENCE,
    phoneNumber: '+40747777777' as PhoneNumber,
  },
  'hang-up': {
    kind: 'hang-up',
    appId: APP,
    conference: CONFERENCE,
    phoneNumber: '+40747777777' as PhoneNumber,
  },
};

export const KINDS = Object.keys(OPERATIONS) as OperationKind[];

/** AppIDs as Jitsi's pattern allows them. */
export const appIds = fc
  .stringMatching(/^[0-9a-z]{1,64}$/)
  .map((rest) => `vpaas-magic-cookie-${rest}` as AppId);

/** Any string, lone surrogates included. */
const anyText = fc.string({ unit: 'binary' });
export const wildText = fc.oneof(
  anyText,
  fc.array(fc.integer({ min: 0, max: 0xffff })).map((units) => String.fromCharCode(...units)),
  fc
    .array(fc.constantFrom('.', '/', '%', '2e', '..', '?', '#', '\\', ' ', 'ü', '\ud800'))
    .map((parts) => parts.join('')),
);
