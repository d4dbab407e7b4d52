import { APP_ID, FRAME, ID, KEY_ID, ROOM, staged } from '~/tests/unit/actions/samples';
import { phoneNumberSchema } from '~/utils/borders/schemas';
import type { Action } from '~/utils/journal/action';
import type { RequestSummary } from '~/utils/journal/request-summary';
import type { RefusalCode } from '~/utils/messages/define';
import type { TokenService } from '~/utils/organisation/token-service';

export const OTHER_ID = '5f1f4f0e-93d9-4b5f-8d4e-2c0a51d7b222';
export const MEETING = { appId: APP_ID, room: ROOM };
export const STAGE = { ...MEETING, host: 'stage.8x8.vc' } as const;
export const PHONE = phoneNumberSchema.parse('+40747777777');
export const SEEN = { participantId: '1bcd2345', userId: 'google-oauth2|1140', name: 'Mallory' };
export const UNSEEN = { participantId: null, userId: null, name: null };
export const FACTS = { userId: 'u1', userName: 'Mallory', room: '*', expiresAt: 1_790_000_000_000 };

const OUTCOME = { result: 'refused', code: 'busy', base: 'current', sent: true } as const;

/** A record with something in every place that a record has. */
export const ACTION: Action = staged({
  meeting: STAGE,
  phone: PHONE,
  schedule: { dueAt: 5, dropped: 'cancelled' },
  token: FACTS,
  keyId: KEY_ID,
  base: 'classic',
  note: 'asked twice',
  state: 'done',
  confirmedAt: 2,
  endedAt: 3,
  leftAt: 4,
  stillAt: 6,
  backAt: 5,
  changes: ['renamed'],
  request: OTHER_ID,
  steps: [
    {
      operation: 'ban-user',
      state: 'refused',
      startedAt: 2,
      endedAt: 3,
      outcome: {
        ...OUTCOME,
        status: 429,
        message: 'slow down',
        retryAfterMs: 7000,
        page: true,
        other: { result: 'refused', code: 'unknown-address', base: 'classic', status: 410 },
      },
    },
    { operation: 'kick', state: 'waiting', startedAt: null, endedAt: null, outcome: null },
  ],
});

/** What a panel shows of a request about many. */
const shown = {
  id: OTHER_ID,
  kind: 'remove' as const,
  total: 9,
  done: 8,
  accepted: 1,
  failed: 2,
  unknown: 3,
  notSent: 2,
  left: 4,
  running: true,
};
export const MANY: RequestSummary = {
  ...shown,
  meeting: MEETING,
  frame: FRAME,
  state: 'confirmed',
  stagedAt: 1,
  expiresAt: 2,
  confirmedAt: 3,
  endedAt: null,
  only: null,
  repeatable: 7,
};

/** A request that is one record alone. */
const ALONE: RequestSummary = {
  ...MANY,
  id: ID,
  kind: 'ban',
  state: 'done',
  total: 1,
  only: { ...ACTION, request: ID },
};

/** Every reason why a request is refused; the type sees to it that none is left out. */
const REFUSALS: Record<RefusalCode, true> = {
  'no-key': true,
  'damaged-key': true,
  locked: true,
  'not-in-meeting': true,
  'other-meeting': true,
  'no-user-id': true,
  'bad-user-id': true,
  'no-participant-id': true,
  yourself: true,
  'bad-token': true,
  'bad-time': true,
  expired: true,
  'already-confirmed': true,
  cancelled: true,
  replaced: true,
  gone: true,
  'no-record': true,
  changed: true,
  'journal-failed': true,
};
const REFUSAL_CODES = Object.keys(REFUSALS) as RefusalCode[];

export const stagedOrNot = [
  { ok: true as const, id: ID },
  ...REFUSAL_CODES.map((code) => ({ ok: false as const, code })),
];
export const doneOrNot = [
  { ok: true as const, request: ALONE },
  { ok: true as const, request: MANY },
  { ok: false as const, code: 'expired' as const, request: ALONE },
  { ok: false as const, code: 'changed' as const, request: MANY },
  { ok: false as const, code: 'no-record' as const, request: null },
];

const left = {
  id: '1bcd2345',
  name: 'Mallory',
  userId: 'google-oauth2|1140',
  role: 'moderator' as const,
  kind: 'person' as const,
  joinedAt: 1,
  leftAt: 2,
  witnessed: true,
};
export const leaves = [
  left,
  { ...left, role: 'participant' as const, kind: 'dial-in' as const, userId: null },
  { ...left, role: 'none' as const, kind: 'bot' as const, name: null },
  { ...left, userId: null, userIdUnreadable: true as const },
];

const key = { state: 'ready' as const, label: 'Forum' };
const view = {
  id: ACTION.id,
  kind: ACTION.kind,
  state: ACTION.state,
  target: ACTION.target,
  stagedAt: ACTION.stagedAt,
  expiresAt: ACTION.expiresAt,
  endedAt: ACTION.endedAt,
  leftAt: ACTION.leftAt,
  ...(ACTION.stillAt === undefined ? {} : { stillAt: ACTION.stillAt }),
  ...(ACTION.schedule && { schedule: ACTION.schedule }),
  request: ACTION.request,
  steps: ACTION.steps.map(({ operation, state, endedAt, outcome }) => ({
    operation,
    state,
    endedAt,
    outcome,
  })),
};
export const panelStates = [
  {
    key: { state: key.state },
    end: { dueAt: 5, soon: true },
    actions: [view],
    quiet: true,
    batch: shown,
  },
  {
    key: { state: 'none' as const },
    closed: { until: 5, paused: true },
    actions: [],
    batch: null,
  },
  { key: { state: 'locked' as const }, actions: [], batch: null },
  { key: { state: 'damaged' as const }, actions: [], batch: null },
];
export const place = { left: -20, top: 480.5, open: true };

const meetingView = {
  meeting: STAGE,
  frame: FRAME,
  title: 'weekly forum',
  phase: 'joined' as const,
  count: 3,
  joinedAt: 1,
  key,
};
export const popupState = {
  meetings: [
    { ...meetingView, visibility: 'shown' as const },
    { ...meetingView, visibility: 'covered' as const },
    { ...meetingView, visibility: 'unclear' as const },
    { ...meetingView, visibility: 'removed' as const },
    meetingView,
  ],
  inThisTab: 1,
  waiting: [ALONE, MANY],
  recent: [ALONE, MANY],
  calls: [OTHER_ID],
  asked: OTHER_ID,
  ends: {
    scheduled: [ACTION],
    news: [ACTION],
    closed: [{ action: ACTION, paused: true }],
  },
  keys: [{ appId: APP_ID, label: 'Forum', state: 'locked' as const }],
};

export const tokenOrNot = [{ ok: true }, { ok: false, why: 'signed-out' }] as const;

/** A token service that was set up by hand. */
export const SERVICE: TokenService = {
  appId: APP_ID,
  url: 'https://app.example.com/gavel/token',
  publicJwk: { kty: 'RSA', n: 'wJ2t', e: 'AQAB' },
  label: 'Town hall',
};
