import { randomUUID } from 'node:crypto';
import type { Outcome } from '~/utils/jaas/outcome';
import { type Action, actionSchema, type Step } from '~/utils/journal/action';

const MINUTE = 60_000;
/** Longer than a day by more than what the others are apart: never on the same day as one of them. */
const DAY = (24 * 60 + 30) * MINUTE;

type Answer = Partial<Outcome>;
const REFUSED: Answer = { result: 'refused', code: 'token-refused', status: 401 };
const TIMEOUT: Answer = { result: 'unknown', code: 'timeout' };
const NOT_ALLOWED: Answer = { result: 'refused', code: 'not-allowed', status: 403 };
const NO_MEETING: Answer = { result: 'unknown', code: 'no-such-meeting', status: 404 };

/**
 * What a host looks back at: bans that were accepted, refused, of which nobody knows, of many people, and what was
 * never sent, on two days. Newest first.
 *
 * @param now in milliseconds since 1970
 */
export function activityDay(appId: string, now: number): Action[] {
  const about = (more: object) => record(appId, { ...more });
  const people = (names: readonly string[], at: number, more: (n: number) => object) => {
    const request = randomUUID();
    return names.map((name, n) =>
      about({
        request,
        at,
        target: person(name, `auth0|${String(n).padStart(4, '0')}`),
        ...more(n),
      }),
    );
  };
  const crowd = Array.from({ length: 40 }, (_, n) => `Guest ${n + 1}`);
  const mallory = person('Mallory', 'google-oauth2|114025754820379595030');
  return [
    ...people(crowd, now - 2 * MINUTE, () => ({ state: 'cancelled', steps: [] })),
    about({
      at: now - 5 * MINUTE,
      target: mallory,
      note: 'shared a shock picture, twice',
      leftAt: now - 5 * MINUTE + 4000,
    }),
    // Not ten minutes ago: what nobody confirmed is not kept for longer.
    about({
      at: now - 6 * MINUTE,
      target: person('Bob', 'auth0|bob'),
      state: 'expired',
      steps: [],
    }),
    ...people(crowd.slice(0, 12), now - 9 * MINUTE, (n) => ({
      ...(n < 10 && { leftAt: now - 9 * MINUTE + 6000 }),
      ...(n === 10 && { steps: [step('ban-user', REFUSED), skipped('kick')] }),
      ...(n === 11 && { steps: [step('ban-user', TIMEOUT), step('kick')] }),
    })),
    about({
      at: now - 14 * MINUTE,
      target: person('Trudy', 'u-2210'),
      steps: [step('ban-user', REFUSED), skipped('kick')],
    }),
    about({
      at: now - 15 * MINUTE,
      target: person('Eve Adams', 'auth0|5f7c1234aa'),
      steps: [step('ban-user', TIMEOUT), step('kick')],
    }),
    about({
      at: now - 20 * MINUTE,
      kind: 'end-meeting',
      target: null,
      steps: [step('end-meeting')],
    }),
    about({
      at: now - DAY,
      kind: 'remove',
      target: mallory,
      steps: [step('kick')],
      leftAt: now - DAY + 5000,
      backAt: now - DAY + 95_000,
    }),
    about({
      at: now - DAY - MINUTE,
      target: person('Dr. Weber', 'auth0|weber'),
      steps: [step('ban-user'), step('kick', NOT_ALLOWED)],
    }),
    about({
      at: now - DAY - 3 * MINUTE,
      kind: 'test-key',
      target: null,
      steps: [step('end-meeting', NO_MEETING)],
    }),
  ];
}

function person(name: string, userId: string) {
  return { participantId: randomUUID().slice(0, 8), userId, name, role: 'participant' };
}

function step(operation: Step['operation'], answer: Answer = {}) {
  const { result = 'accepted' } = answer;
  const outcome = { result, code: 'accepted', base: 'classic', sent: true, status: 200, ...answer };
  return { operation, state: result, outcome };
}

function skipped(operation: Step['operation']) {
  return { operation, state: 'skipped', outcome: null };
}

/** A record as the runner leaves it, with whatever is different; `at` is when it was asked for. */
function record(
  appId: string,
  { at, steps, ...more }: { at?: number; steps?: object[]; state?: string },
): Action {
  const id = randomUUID();
  const asked = at ?? 0;
  const isOver = more.state === undefined;
  const times = { startedAt: isOver ? asked + 4000 : null, endedAt: isOver ? asked + 4150 : null };
  return actionSchema.parse({
    v: 1,
    id,
    request: id,
    kind: 'ban',
    state: 'done',
    meeting: { appId, room: 'Weekly%20Forum' },
    frame: { tabId: 1, frameId: 0 },
    token: null,
    keyId: isOver ? 'ed85b6' : null,
    base: null,
    note: '',
    stagedAt: asked,
    expiresAt: asked + MINUTE,
    confirmedAt: isOver ? asked + 3900 : null,
    endedAt: asked + 4200,
    steps: (steps ?? [step('ban-user'), step('kick')]).map((one) => ({ ...one, ...times })),
    leftAt: null,
    changes: [],
    ...more,
  });
}
