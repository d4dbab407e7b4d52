import type { JoinOptions } from '~/tests/simulator/meeting/participant';

/** The host's own page joins with this; see `Meeting` in the simulator. */
export const HOST = { id: 'host-1', name: 'Hana Sato', moderator: true } as const;

/** Who joins where an organisation runs a token service: a host by its login, too. */
export const ANNA = { id: 'anna', name: 'Anna Lindqvist', moderator: true } as const;

/** Who the host bans and removes. */
export const OFFENDER = { name: 'Guest 4711', userId: 'auth0|guest-4711' } as const;

/** Whose meeting token is banned. */
export const TOKEN_OWNER = { id: 'auth0|link-sharer', name: 'Link Sharer' } as const;

/** With the host they are eight: a moderator, a caller and somebody without a user id among them. */
export const GUESTS: readonly JoinOptions[] = [
  { name: 'Ann Bishop', userId: 'google-oauth2|101', role: 'moderator' },
  { name: 'Bruno Keller', userId: 'auth0|bruno', audioMuted: false },
  { name: 'Cleo Marchetti', userId: 'auth0|cleo' },
  OFFENDER,
  { name: 'Dan Okafor', userId: 'auth0|dan', videoMuted: false },
  { name: 'Farah Nasser' },
  { name: '+40 747 777 777', dialIn: true },
];

/** Who comes all at once to disturb the meeting; some without a user ID, so that they can only be removed. */
export const RAIDERS: readonly JoinOptions[] = Array.from({ length: 40 }, (_, n) => ({
  name: `Mallory ${n + 1}`,
  ...(n % 10 === 9 ? {} : { userId: `auth0|raid-${n + 1}` }),
}));

export const ROOM = 'Weekly-Planning';

/** Who is to be banned in the next meeting, and stays. */
export const NEXT = { name: 'Guest 5150', userId: 'auth0|guest-5150' } as const;

export const NEXT_ROOM = 'Retrospective';
