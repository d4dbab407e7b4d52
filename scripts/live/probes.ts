import type { AppId } from '~/utils/jaas/ids';
import type { MeetingToken } from '~/utils/jaas/meeting-token';
import type { Operation } from '~/utils/jaas/operation';
import { BASES, type Base } from '~/utils/jaas/operation';
import type { OutcomeCode } from '~/utils/jaas/outcome';
import type { PhoneNumber } from '~/utils/jaas/phone-number';
import type { MadeUp } from './made-up';
import { roomNames } from './room-names';

/** One request that the check sends, and what Gavel believes the answer to be. */
export interface Probe {
  readonly operation: Operation;
  readonly base: Base;
  /** What is special about this one, in a few words. */
  readonly variant: string;
  /** `old`: signed as if it were an hour ago, to see how a token that is over is refused. */
  readonly adminToken: 'fresh' | 'old';
  /** Not where once is enough, and never for a call: it is billed and rings again. */
  readonly twice: boolean;
  /** Empty where nothing is documented that Gavel could build on. */
  readonly believed: readonly OutcomeCode[];
}

export interface ProbeInput {
  readonly appId: AppId;
  readonly made: MadeUp;
  readonly token: MeetingToken;
  readonly phone: PhoneNumber | null;
}

/** Everything that is sent, in this order: each operation at each base address. */
export function probes({ appId, made, token, phone }: ProbeInput): Probe[] {
  const { userId, participantId } = made;
  const rooms = roomNames(appId, made.room);
  const ban = { kind: 'ban-user', appId, userId } as const;
  const ends = rooms.map(({ title, conference }) => ({
    variant: title,
    operation: { kind: 'end-meeting', appId, conference } as const,
  }));
  const kicks = rooms.map(({ title, conference }) => ({
    variant: title,
    operation: { kind: 'kick', appId, conference, participantId } as const,
  }));
  const call = { appId, conference: kicks[0]?.operation.conference ?? never() };
  const hangUp = { kind: 'hang-up', ...call, phoneNumber: phone ?? made.phoneNumber } as const;

  const each = (base: Base): Probe[] => [
    probe(base, ban, { variant: 'admin token an hour old', adminToken: 'old', believed: REFUSED }),
    probe(base, ban, { believed: ['accepted'] }),
    ...made.oddIds.map((odd) =>
      probe(
        base,
        { ...ban, userId: odd.userId },
        { variant: `ID with ${odd.character}`, twice: false, believed: ['accepted'] },
      ),
    ),
    probe(base, { kind: 'ban-token', appId, token }, { believed: ['accepted'] }),
    ...ends.map(({ operation, variant }) =>
      probe(base, operation, { variant, believed: variant === '' ? ['no-such-meeting'] : [] }),
    ),
    ...kicks.map(({ operation, variant }) =>
      probe(base, operation, {
        variant,
        believed: base === 'current' && variant === '' ? ['no-such-person'] : [],
      }),
    ),
    ...(phone !== null && base === 'current'
      ? [
          probe(
            base,
            { kind: 'dial-out', ...call, phoneNumber: phone },
            { variant: 'BILLED', twice: false, believed: ['accepted'] },
          ),
        ]
      : []),
    probe(base, hangUp, {
      believed: base === 'classic' ? [] : phone === null ? ['no-such-call'] : ['accepted'],
    }),
  ];
  return BASES.flatMap(each);
}

const REFUSED: readonly OutcomeCode[] = ['token-refused'];

function probe(base: Base, operation: Operation, change: Partial<Probe>): Probe {
  return {
    variant: '',
    adminToken: 'fresh',
    twice: true,
    believed: [],
    ...change,
    base,
    operation,
  };
}

function never(): never {
  throw new Error('there is always a way to write the room');
}
