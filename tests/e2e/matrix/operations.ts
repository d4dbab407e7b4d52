import { randomBytes, randomUUID } from 'node:crypto';
import type { Fault } from '~/tests/simulator/api/faults';
import type { ApiRequest } from '~/tests/simulator/api/record';
import type { Simulator } from '~/tests/simulator/index';
import { conferenceFullName } from '~/tests/simulator/room-name';
import type { AppId } from '~/utils/jaas/ids';
import type { PhoneNumber } from '~/utils/jaas/phone-number';
import type { Action, Meeting } from '~/utils/journal/action';
import type { RequestOf } from '~/utils/messages/protocol';
import { type HostKey, newMeetingToken } from '../support/host-key';
import type { Bench, Confirming } from './bench';
import type { Kind } from './verdict';

/** Whom and what one cell is about; nothing of it is in any other cell. */
export interface Subject {
  /** In every name and id. */
  readonly tag: string;
  readonly key: HostKey;
  readonly room: string;
  readonly userId: string;
  readonly participantId: string;
  readonly conference: string;
  readonly token: string;
  /** E.164. */
  readonly phone: string;
}

export function newSubject(tag: string, key: HostKey): Subject {
  const userId = `auth0|${tag}`;
  return {
    tag,
    key,
    room: tag,
    userId,
    participantId: randomBytes(4).toString('hex'),
    conference: conferenceFullName(key.appId, tag),
    token: newMeetingToken(key, { id: userId, name: tag }),
    phone: `+1555${tag.replace(/\D/g, '').padStart(7, '0')}`,
  };
}

export interface MatrixOperation {
  readonly kind: Kind;
  /** The host that is asked where all can be reached. */
  readonly host: 'api-vo.jitsi.net' | '8x8.vc';
  /** By what the simulator knows its requests. */
  readonly match: (subject: Subject) => NonNullable<Fault['match']>;
  /** What stands in the address or the body of its requests. */
  readonly mark: (subject: Subject) => string;
  /** Makes true in the simulator what the operation is about. */
  readonly arrange: (subject: Subject, simulator: Simulator) => void;
  /** Asks for it; returns what confirms it, and the record's id. */
  readonly ask: (subject: Subject, bench: Bench, model: Action) => Promise<Asked>;
}

export interface Asked {
  readonly id: string;
  readonly confirming: Confirming;
}

const nothing = () => undefined;

/** What a host sees of a request that is about no person. */
const NOBODY = { participantId: null, userId: null, name: null };

type Seen = Pick<RequestOf<'request.confirm'>['seen'][number], 'participantId' | 'userId' | 'name'>;

/** The operations of the matrix. To add one, add an entry. */
export const OPERATIONS: readonly MatrixOperation[] = [
  {
    kind: 'ban-user',
    host: 'api-vo.jitsi.net',
    match: ({ userId }) => ({ operation: 'BAN_USER', userId }),
    mark: ({ userId }) => encodeURIComponent(userId),
    arrange: nothing,
    ask: async ({ key, userId }, bench) => {
      const staged = await bench.ask('request.stage', {
        kind: 'ban',
        appId: key.appId as AppId,
        userId,
      });
      return confirming(staged, 'ban', { ...NOBODY, userId });
    },
  },
  {
    kind: 'kick',
    host: '8x8.vc',
    match: ({ participantId }) => ({ operation: 'KICK_PARTICIPANT', participantId }),
    mark: ({ participantId }) => participantId,
    arrange: ({ key, room, participantId, userId, tag }, simulator) => {
      simulator.meeting(key.appId, room).join({ participantId, userId, name: tag });
    },
    ask: async (subject, bench, model) => {
      const { participantId, userId, tag } = subject;
      const seen = { participantId, userId, name: tag };
      const target = { ...seen, role: null, sharedBy: 1, namesakes: 1, joinedAt: null };
      return confirming(
        await askAgain(bench, { ...before(model, subject), kind: 'remove', target }),
        'remove',
        seen,
      );
    },
  },
  {
    kind: 'ban-token',
    host: 'api-vo.jitsi.net',
    match: ({ token }) => ({ operation: 'BAN_JWT', jwt: token }),
    mark: ({ token }) => token,
    arrange: nothing,
    ask: async ({ key, userId, tag, token }) => {
      const id = randomUUID();
      const facts = { userId, userName: tag, room: '*', expiresAt: null };
      const payload = { appId: key.appId as never, token, facts, note: '', base: null, id };
      return { id, confirming: { type: 'token.ban', payload } as Confirming };
    },
  },
  {
    kind: 'end-meeting',
    host: 'api-vo.jitsi.net',
    match: ({ conference }) => ({ operation: 'DESTROY', conferenceFullName: conference }),
    mark: ({ conference }) => conference,
    arrange: ({ key, room, tag }, simulator) => {
      simulator.meeting(key.appId, room).join({ name: tag });
    },
    ask: async ({ key, room }, bench) => {
      const meeting = meetingOf(key, room);
      const staged = await bench.ask('request.stage', { kind: 'end-by-name', meeting });
      return confirming(staged, 'end-meeting');
    },
  },
  {
    kind: 'dial-out',
    host: '8x8.vc',
    match: ({ phone }) => ({ operation: 'DIAL_OUT_PARTICIPANT', phoneNo: phone }),
    mark: ({ phone }) => phone,
    arrange: ({ key, room, tag }, simulator) => {
      simulator.meeting(key.appId, room).join({ name: tag });
    },
    ask: async (subject, bench, model) => {
      return confirming(await askAgain(bench, callBefore(model, subject)), 'call');
    },
  },
  {
    kind: 'hang-up',
    host: '8x8.vc',
    match: ({ phone }) => ({ operation: 'HANG_UP_CALL', phoneNo: phone }),
    mark: ({ phone }) => phone,
    arrange: ({ key, room, phone }, simulator) => {
      simulator.meeting(key.appId, room).joinCaller(phone);
    },
    ask: async (subject, bench, model) => {
      const call = callBefore(model, subject);
      await bench.rewrite([call]);
      const staged = await bench.ask('request.stage', { kind: 'hang-up', id: call.id });
      await bench.rewrite([], [call.id]);
      return confirming(staged, 'hang-up');
    },
  },
];

/** A try of yesterday, to be asked for once more: that needs no meeting page. */
function before(model: Action, { key, room }: Subject): Action {
  const id = randomUUID();
  return { ...model, id, request: id, meeting: meetingOf(key, room), state: 'done' };
}

function callBefore(model: Action, subject: Subject): Action {
  const phone = subject.phone as PhoneNumber;
  return { ...before(model, subject), kind: 'call', target: null, phone };
}

function meetingOf(key: HostKey, room: string): Meeting {
  return { appId: key.appId, room } as Meeting;
}

async function askAgain(bench: Bench, earlier: Action) {
  await bench.rewrite([earlier]);
  const staged = await bench.ask('request.repeat', { id: earlier.id, base: null });
  await bench.rewrite([], [earlier.id]);
  return staged;
}

function confirming(
  staged:
    | { readonly ok: true; readonly id: string }
    | { readonly ok: false; readonly code: string },
  kind: Action['kind'],
  seen: Seen = NOBODY,
): Asked {
  if (!staged.ok) throw new Error(`Not staged: ${staged.code}`);
  const { id } = staged;
  return {
    id,
    confirming: {
      type: 'request.confirm',
      payload: { id, alsoRemove: false, note: '', seen: [{ id, kind, ...seen }] },
    },
  };
}

/** The requests of one cell, oldest first. */
export function requestsOf(
  operation: MatrixOperation,
  subject: Subject,
  simulator: Simulator,
): ApiRequest[] {
  const wanted = Object.entries(operation.match(subject));
  return simulator.requests.filter((request) =>
    wanted.every(([field, value]) => request[field as keyof ApiRequest] === value),
  );
}
