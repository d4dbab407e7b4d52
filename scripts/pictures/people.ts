import type { JoinOptions } from '~/tests/simulator/meeting/participant';

/** As the host's page joins. */
export const HOST_QUERY = { name: 'Hana Sato', userId: 'auth0|hana' } as const;

export const MALLORY: JoinOptions = {
  name: 'Mallory',
  userId: 'google-oauth2|114025754820379595030',
};

const ANN: JoinOptions = { name: 'Ann Bishop', userId: 'auth0|ann', role: 'moderator' };

/** With the host they are three. */
export const TWO: readonly JoinOptions[] = [MALLORY, ANN];

/** Every kind of person that has a look of its own. */
export const KINDS: readonly JoinOptions[] = [
  MALLORY,
  { name: 'Mallory', userId: 'auth0|77aa51d2e0b10' },
  { name: 'Mal\u200Blory', userId: 'auth0|invisible' },
  ANN,
  { name: 'Ann Kim', userId: 'guest' },
  { name: 'Ann Lee', userId: 'guest' },
  { name: '+49 30 1234512', dialIn: true },
  { name: 'Farah Nasser', identity: false },
  { name: 'Transcriber', userId: 'bot-1', botType: 'poltergeist' },
  {
    name: 'Doctor Maximiliana Featherstonehaugh-Wolfeschlegelsteinhausenbergerdorff of the East Wing',
    userId: 'a-very-long-user-id-of-an-application-that-takes-e-mail-addresses@example.com',
    role: 'moderator',
  },
  { name: '', userId: 'auth0|nameless' },
];

/** Names of other scripts, and one that turns the reading direction around. */
export const SCRIPTS: readonly JoinOptions[] = [
  { name: 'محمد عبد الله', userId: 'auth0|muhammad' },
  { name: 'שרה כהן', userId: 'auth0|sara', role: 'moderator' },
  { name: 'Ann (أحمد) Bishop', userId: 'auth0|mixed' },
  { name: '\u202Enimda', userId: 'auth0|override' },
  { name: 'สมชาย ใจดี', userId: 'auth0|somchai' },
  { name: '👩‍👩‍👧 Family', userId: 'auth0|family' },
  MALLORY,
];

/** As in a room that hides its names: ids of every kind, some of them of several people. */
export const NAMELESS: readonly JoinOptions[] = [
  ...[
    'auth0|5f7c1234',
    'guest',
    'guest',
    'google-oauth2|114025754820379595030',
    'מיכל-4711',
    'a-very-long-user-id@example.com',
    '8f3a01bc-0000-4000-8000-000000000000',
  ].map((userId) => ({ name: '', userId })),
  { name: '', participantId: 'sip:alice@example.com/1' },
  { name: '', participantId: 'ünï\u202Ecode' },
  { name: '', dialIn: true },
];

/** Who go by other names than their tokens', in every length and direction. */
export const RENAMED: readonly JoinOptions[] = [
  { ...MALLORY, name: 'Dr. Weber (Host)', tokenName: 'Mallory' },
  { name: 'x', tokenName: 'محمد عبد الله', userId: 'auth0|muhammad' },
  { name: 'שרה כהן', tokenName: 'Sara Cohen', userId: 'auth0|sara', role: 'moderator' },
  { name: '', tokenName: 'Ann Bishop', userId: 'auth0|ann' },
  { name: 'Bob', tokenName: 'Mal\u202Elory', userId: 'auth0|override' },
  {
    name: 'Doctor Maximiliana Featherstonehaugh',
    tokenName:
      'Doctor Maximiliana Featherstonehaugh-Wolfeschlegelsteinhausenbergerdorff of the East Wing',
    userId: 'a-very-long-user-id@example.com',
  },
];

const FIRST = [
  'Bruno',
  'Cleo',
  'Dan',
  'Eszter',
  'Farah',
  'Guido',
  'Ivo',
  'Jamila',
  'Kofi',
  'Lucia',
];
const LAST = ['Keller', 'Marchetti', 'Okafor', 'Varga', 'Nasser', 'Lindqvist', 'Petrov', 'Reyes'];

/**
 * So many different people, the same ones each time.
 *
 * @param prefix of their user ids; a scene that bans some has one of its own, since bans last
 */
export function crowd(count: number, prefix = 'auth0'): JoinOptions[] {
  return Array.from({ length: count }, (_, n) => {
    const first = FIRST[n % FIRST.length];
    const last = LAST[Math.floor(n / FIRST.length) % LAST.length];
    const lap = Math.floor(n / (FIRST.length * LAST.length));
    const name = lap === 0 ? `${first} ${last}` : `${first} ${last} ${lap + 1}`;
    return {
      name,
      userId: `${prefix}|${String(n).padStart(4, '0')}`,
      ...(n % 40 === 7 && MODERATOR),
    };
  });
}

const MODERATOR = { role: 'moderator' } as const;
