import type { Fault } from '~/tests/simulator/api/faults';
import {
  accepted,
  busy,
  busyForEver,
  busyOnce,
  faulty,
  faultyOnce,
  faultyOnceAndDone,
  faultyPage,
  inFront,
  type Kind,
  movedOn,
  notFound,
  notJaas,
  redirected,
  refused,
  saidFailed,
  unknown,
  type Verdict,
} from './verdict';

export interface FaultRow {
  readonly name: string;
  /** What the simulator does, in this order; none for an honest answer. `skew` is this cell's. */
  readonly faults: (skew: number) => readonly Omit<Fault, 'match'>[];
  /** What the contract makes of it when Gavel lives to read the answer. */
  readonly verdict: (kind: Kind) => Verdict;
  /** The answer is awaited until Gavel's own time limit ends that. */
  readonly hangs?: true;
  /** The host that is asked, where that is another than usual. */
  readonly host?: '8x8.vc';
  /** The base address that it is of; both where left out. */
  readonly at?: 'classic';
  /** Played at every stop, and not only at those that each fault has. */
  readonly everyStop?: true;
  /** The browser itself may ask again, on another connection, where one broke unanswered. */
  readonly mayComeAgain?: true;
  /** What Gavel learns of it is kept with the key: one for all operations, or for each its own. */
  readonly ownKey?: 'one' | 'each';
}

const row = (
  name: string,
  fault: Omit<Fault, 'match'>,
  verdict: FaultRow['verdict'],
  more: Partial<FaultRow> = {},
): FaultRow => ({ name, faults: () => [fault], verdict, ...more });

const EVER = 3_600_000;
const MOVED = 'https://8x8.vc/moved';
const FAILED = '{"success":false,"message":"it is off"}';
const MESSAGE = '{"message":"it is off"}';

/** Looks like a token, so it must not be kept. */
const TOKEN = `eyJhbGciOiJSUzI1NiJ9.${Buffer.from('{"sub":"someone"}').toString('base64url')}.c2lnbmF0dXJl`;

/** The rows of the matrix. To add a fault, add a line. */
export const FAULTS: readonly FaultRow[] = [
  { name: 'none', faults: () => [], verdict: accepted(), everyStop: true },
  row('202, HTML', { status: 202, body: 'html' }, notJaas(202)),
  row('200, says that it failed', { status: 200, body: FAILED, perform: false }, saidFailed),
  row('204', { status: 204, body: '' }, accepted(204)),
  row('200, a megabyte', { status: 200, body: '1MB' }, accepted()),
  row('200, not UTF-8', { status: 200, body: 'not-utf8' }, accepted()),
  row('200, cut off', { status: 200, drop: 'mid-response' }, accepted()),
  row('200, a body that never ends', { status: 200, drop: 'never-ends' }, accepted(), {
    hangs: true,
  }),
  row('302', { status: 302, headers: { Location: MOVED } }, redirected),
  row('400, a message', { status: 400, body: MESSAGE }, refused(400, 'not-understood')),
  row('400, a token', { status: 400, body: `no: ${TOKEN}` }, refused(400, 'not-understood')),
  row('400, a megabyte', { status: 400, body: '1MB' }, refused(400, 'not-understood')),
  row('400, not UTF-8', { status: 400, body: 'not-utf8' }, refused(400, 'not-understood')),
  row('401, clocks agree', { status: 401 }, refused(401, 'token-refused')),
  {
    name: '401, clocks differ',
    faults: (skew) => [{ dateSkewSeconds: skew }],
    verdict: accepted(200, 2),
    ownKey: 'each',
    everyStop: true,
  },
  {
    name: '401 for ever, clocks differ',
    faults: (skew) => [{ status: 401, dateSkewSeconds: skew }],
    verdict: refused(401, 'token-refused', 2),
    ownKey: 'each',
  },
  row('403', { status: 403, body: MESSAGE }, refused(403, 'not-allowed')),
  row('403, a challenge', { status: 403, body: 'challenge' }, inFront(403)),
  row('404', { status: 404 }, notFound(), { everyStop: true }),
  row('408', { status: 408 }, refused(408, 'unexpected'), { mayComeAgain: true }),
  row('409', { status: 409 }, unknown('conflict', 409)),
  row('410 at the first address', { status: 410 }, movedOn, { at: 'classic', ownKey: 'each' }),
  row('422', { status: 422, body: '' }, refused(422, 'not-understood')),
  row('429', { status: 429 }, busy(429)),
  row('429, Retry-After too long', { status: 429, retryAfter: 61 }, busy(429)),
  row('429 once, Retry-After', { status: 429, retryAfter: 1, times: 1 }, busyOnce(429)),
  row('429 for ever, Retry-After', { status: 429, retryAfter: 1 }, busyForEver(429)),
  row('503 once, Retry-After', { status: 503, retryAfter: 1, times: 1 }, busyOnce(503)),
  row('500 once', { status: 500, times: 1 }, faultyOnce(500), { everyStop: true }),
  row('500 once, but done', { status: 500, perform: true, times: 1 }, faultyOnceAndDone(500)),
  row('500 for ever, but done', { status: 500, perform: true }, faulty(500)),
  row('500, cut off', { status: 500, drop: 'mid-response' }, faulty(500)),
  row('502 for ever, HTML', { status: 502, body: 'html' }, faultyPage(502)),
  row('503 for ever', { status: 503 }, faulty(503)),
  row('511', { status: 511, body: 'html' }, inFront(511)),
  row('504 for ever', { status: 504 }, faulty(504)),
  row('broken unread', { drop: 'before-read' }, unknown('connection-lost'), {
    mayComeAgain: true,
  }),
  row('broken unanswered', { drop: 'after-read', perform: true }, unknown('connection-lost'), {
    mayComeAgain: true,
    everyStop: true,
  }),
  row('not read in time', { delayMs: EVER }, unknown('timeout'), { hangs: true }),
  row('not answered in time', { holdMs: EVER }, unknown('timeout'), { hangs: true }),
];
