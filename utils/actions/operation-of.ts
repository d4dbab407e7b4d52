import { parseParticipantId } from '~/utils/jaas/ids';
import { readTokenToBan } from '~/utils/jaas/meeting-token';
import type { Operation } from '~/utils/jaas/operation';
import { conferenceFullName } from '~/utils/jaas/room-node';
import { parseUserId } from '~/utils/jaas/user-id';
import type { Action, Step } from '~/utils/journal/action';

/**
 * The request of one step, or null where it cannot be built from what is recorded: an id that no
 * path can carry, a room without an address, a token that went with a stopped worker.
 *
 * @param token what a token ban is about; never part of the record
 * @param now in milliseconds since 1970
 */
export function operationOf(
  action: Action,
  step: Step['operation'],
  token: string | null,
  now: number,
): Operation | null {
  const { appId, room, host } = action.meeting;
  switch (step) {
    case 'ban-user': {
      const parsed = parseUserId(action.target?.userId);
      return parsed.ok ? { kind: 'ban-user', appId, userId: parsed.userId } : null;
    }
    case 'ban-token': {
      const read = token === null ? null : readTokenToBan(token, { appId, now });
      return read?.ok ? { kind: 'ban-token', appId, token: read.token } : null;
    }
    case 'kick': {
      const participantId = parseParticipantId(action.target?.participantId);
      const conference = room === null ? null : conferenceFullName(appId, room, host);
      return participantId !== null && conference?.ok
        ? { kind: 'kick', appId, conference: conference.conference, participantId }
        : null;
    }
    case 'dial-out':
    case 'hang-up': {
      const { phone } = action;
      const conference = room === null ? null : conferenceFullName(appId, room, host);
      return phone !== undefined && conference?.ok
        ? { kind: step, appId, conference: conference.conference, phoneNumber: phone }
        : null;
    }
    case 'end-meeting': {
      const conference = room === null ? null : conferenceFullName(appId, room, host);
      return conference?.ok
        ? { kind: 'end-meeting', appId, conference: conference.conference }
        : null;
    }
  }
}
