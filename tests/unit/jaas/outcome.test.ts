// @vitest-environment node
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { outcomeSchema } from '~/utils/borders/schemas';
import { natureOf } from '~/utils/jaas/nature';
import type { OperationKind } from '~/utils/jaas/operation';
import { BASES } from '~/utils/jaas/operation';
import {
  type FailureCode,
  mayBeDone,
  type Outcome,
  outcomeOf,
  type Reply,
} from '~/utils/jaas/outcome';
import { type Answer, answerOf, apiMessage } from '~/utils/jaas/response';
import { KINDS, wildText } from './samples';

type Row = [OperationKind | 'all', number, Outcome['result'], Outcome['code']];

const ROWS: Row[] = [
  ['all', 200, 'accepted', 'accepted'],
  ['all', 204, 'accepted', 'accepted'],
  ['all', 299, 'accepted', 'accepted'],
  ['all', 400, 'refused', 'not-understood'],
  ['all', 422, 'refused', 'not-understood'],
  ['all', 401, 'refused', 'token-refused'],
  ['all', 403, 'refused', 'not-allowed'],
  ['end-meeting', 404, 'unknown', 'no-such-meeting'],
  ['kick', 404, 'unknown', 'no-such-person'],
  ['ban-user', 404, 'refused', 'unknown-address'],
  ['ban-token', 404, 'refused', 'unknown-address'],
  ['dial-out', 404, 'refused', 'unknown-address'],
  ['hang-up', 404, 'refused', 'no-such-call'],
  ['all', 409, 'unknown', 'conflict'],
  ['all', 429, 'failed', 'busy'],
  ...[500, 502, 503, 599].flatMap((status): Row[] => [
    ['ban-user', status, 'failed', 'server-fault'],
    ['ban-token', status, 'failed', 'server-fault'],
    ['kick', status, 'failed', 'server-fault'],
    ['dial-out', status, 'failed', 'server-fault'],
    ['end-meeting', status, 'unknown', 'server-fault'],
    ['hang-up', status, 'unknown', 'server-fault'],
  ]),
  ...[405, 410, 421, 501].map((status): Row => ['all', status, 'refused', 'unknown-address']),
  ['all', 407, 'refused', 'in-front'],
  ['all', 511, 'refused', 'in-front'],
  ...[301, 302, 303, 307, 308].flatMap((status): Row[] => [
    ['ban-user', status, 'refused', 'redirected'],
    ['ban-token', status, 'refused', 'redirected'],
    ['end-meeting', status, 'refused', 'redirected'],
    ['kick', status, 'refused', 'redirected'],
    ['hang-up', status, 'refused', 'redirected'],
    // It costs, and a 303 may answer for what was done.
    ['dial-out', status, 'unknown', 'redirected'],
  ]),
  ['all', 300, 'refused', 'unexpected'],
  ['all', 304, 'refused', 'unexpected'],
  ['all', 399, 'refused', 'unexpected'],
  ['all', 402, 'refused', 'unexpected'],
  ['all', 406, 'refused', 'unexpected'],
  ['all', 499, 'refused', 'unexpected'],
  ['all', 101, 'unknown', 'unexpected'],
  ['all', 199, 'unknown', 'unexpected'],
  ['all', 600, 'unknown', 'unexpected'],
  ['all', 0, 'unknown', 'unexpected'],
  ['all', -1, 'unknown', 'unexpected'],
  ['all', 999, 'unknown', 'unexpected'],
  ['all', 1000, 'unknown', 'unexpected'],
  ['all', 200.5, 'unknown', 'unexpected'],
  ['all', Number.NaN, 'unknown', 'unexpected'],
];

/** An answer as it is read: by its status, its headers and its body. */
function received(status: number, body = '', headers: Record<string, string> = {}): Answer {
  const nature = natureOf({ status, headers: new Headers(headers) }, body);
  return nature === undefined ? { status } : { status, nature };
}

describe('the outcome table', () => {
  test.each(ROWS)('%s answered with %d is %s: %s', (which, status, result, code) => {
    for (const kind of which === 'all' ? KINDS : [which]) {
      for (const base of BASES) {
        const outcome = outcomeOf(kind, base, { answer: received(status) });
        const kept = Number.isInteger(status) && status >= 0 && status < 1000 ? { status } : {};
        expect(outcome).toEqual({ result, code, base, sent: true, ...kept });
      }
    }
  });

  test.each([429, 503])('%d with Retry-After is busy, and says how long', (status) => {
    const outcome = outcomeOf('kick', 'current', { answer: { status, retryAfterMs: 5000 } });
    expect(outcome).toMatchObject({ result: 'failed', code: 'busy', retryAfterMs: 5000 });
    expect(outcomeOf('kick', 'current', { answer: { status: 500, retryAfterMs: 5000 } })).toEqual({
      result: 'failed',
      code: 'server-fault',
      base: 'current',
      sent: true,
      status: 500,
    });
  });

  it.each(['end-meeting', 'hang-up'] as const)(
    '%s: a server that is busy and may have acted leaves it open; one that refused to begin does not',
    (kind) => {
      const answered = (status: number) =>
        outcomeOf(kind, 'current', { answer: { status, retryAfterMs: 5000 } });
      expect(answered(503)).toMatchObject({ result: 'unknown', code: 'busy', retryAfterMs: 5000 });
      expect(answered(429)).toMatchObject({ result: 'failed', code: 'busy', retryAfterMs: 5000 });
    },
  );

  test.each<[FailureCode, Outcome['result'], boolean]>([
    ['timeout', 'unknown', true],
    ['connection-lost', 'unknown', true],
    ['abandoned', 'unknown', true],
    ['interrupted', 'unknown', true],
    ['unreachable', 'failed', false],
    ['not-sent', 'failed', false],
    ['missed', 'failed', false],
    ['held-back', 'refused', false],
    ['offline', 'failed', false],
    ['no-permission', 'refused', false],
    ['no-key', 'refused', false],
    ['signing-failed', 'refused', false],
    ['bad-request', 'refused', false],
    ['cancelled', 'refused', false],
  ])('%s is %s, sent: %s', (failure, result, sent) => {
    for (const kind of KINDS) {
      const outcome = outcomeOf(kind, 'classic', { failure });
      expect(outcome).toEqual({ result, code: failure, base: 'classic', sent });
      expect(outcomeSchema.parse(outcome)).toEqual(outcome);
    }
  });

  it('has a row for every status, operation and header, and each can be stored', () => {
    for (let status = -10; status <= 1000; status += 1) {
      for (const kind of KINDS) {
        for (const headers of [{}, { retryAfterMs: 0 }, { retryAfterMs: 86_400_000 }]) {
          const answer = { status, ...headers, message: 'why' };
          const outcome = outcomeOf(kind, 'current', { answer });
          expect(outcomeSchema.parse(outcome)).toEqual(outcome);
          expect(outcome.sent).toBe(true);
          const isSuccess = status >= 200 && status <= 299;
          expect(outcome.result === 'accepted').toBe(isSuccess);
          expect(outcome.message).toBe(outcome.result === 'accepted' ? undefined : 'why');
        }
      }
    }
  });

  it.each([
    ['a status that HTTP has not', { status: 1000 }],
    ['a status below none', { status: -1 }],
    ['half a status', { status: 200.5 }],
    ['a message without end', { message: 'x'.repeat(1001) }],
    ['a pause that is over', { retryAfterMs: -1 }],
    ['a base of nobody', { base: 'other' }],
    ['a code of nobody', { code: '' }],
    ['a result of nobody', { result: '' }],
  ])('is not read back from storage with %s', (_, change) => {
    const outcome = { result: 'failed', code: 'busy', base: null, sent: true };
    const most = { status: 999, message: 'x'.repeat(1000), retryAfterMs: 0 };
    expect(outcomeSchema.parse({ ...outcome, ...most })).toEqual({ ...outcome, ...most });
    expect(outcomeSchema.safeParse({ ...outcome, ...change }).success).toBe(false);
  });

  it('never throws for any status, type and body, can be stored, and calls no success what is a page or says that it failed', () => {
    const numbers = fc.oneof(fc.integer({ min: 90, max: 610 }), fc.integer(), fc.double());
    const types = fc.constantFrom('', 'text/html', 'application/json', 'text/plain', 'x;y');
    const bodies = fc.oneof(
      wildText,
      fc.json(),
      fc.constantFrom('<!doctype html><p>Sign in', '{"success":false}', 'ok', ''),
    );
    const kinds = fc.constantFrom(...KINDS);
    fc.assert(
      fc.property(kinds, numbers, types, bodies, (kind, status, type, body) => {
        const message = apiMessage(body);
        const answer = {
          ...received(status, body, type === '' ? {} : { 'content-type': type }),
          ...(message !== undefined && { message }),
        };
        const outcome = outcomeOf(kind, 'classic', { answer });
        expect(outcomeSchema.parse(outcome)).toEqual(outcome);
        const isPlain = answer.nature === undefined && status >= 200 && status <= 299;
        expect(outcome.result === 'accepted').toBe(isPlain && Number.isInteger(status));
      }),
    );
  });
});

describe('what was asked for may have been done although it was not accepted', () => {
  test.each<[string, Reply, boolean]>([
    ['where a server failed, which it may have after it acted', { answer: { status: 500 } }, true],
    ['where no answer came', { failure: 'timeout' }, true],
    ['where something else was being done', { answer: { status: 409 } }, true],
    ['where the answer was not JaaS’s', { answer: { status: 200, nature: 'page' } }, true],
    ['where it says that it failed', { answer: { status: 200, nature: 'failure' } }, true],
    ['but not where JaaS was busy', { answer: { status: 429 } }, false],
    ['nor where it refused', { answer: { status: 403 } }, false],
    ['nor where nothing was sent', { failure: 'unreachable' }, false],
  ])('%s', (_, reply, may) => {
    expect(mayBeDone(outcomeOf('ban-user', 'classic', reply))).toBe(may);
  });
});

describe('the headers of an answer', () => {
  const NOW = Date.UTC(2026, 8, 1, 12, 0, 0);
  const read = (headers: Record<string, string>) => answerOf(429, new Headers(headers), NOW);
  test.each([
    ['seconds', { 'retry-after': '5' }, { retryAfterMs: 5000 }],
    ['none', { 'retry-after': '0' }, { retryAfterMs: 0 }],
    ['a date', { 'retry-after': 'Tue, 01 Sep 2026 12:00:30 GMT' }, { retryAfterMs: 30_000 }],
    [
      'a date that is over',
      { 'retry-after': 'Tue, 01 Sep 2026 11:00:00 GMT' },
      { retryAfterMs: 0 },
    ],
    [
      "a date by the server's own clock",
      { 'retry-after': 'Tue, 01 Sep 2026 13:00:30 GMT', date: 'Tue, 01 Sep 2026 13:00:00 GMT' },
      { retryAfterMs: 30_000, clockAheadMs: 3_600_000 },
    ],
    ['more than a day', { 'retry-after': '999999999999' }, { retryAfterMs: 86_400_000 }],
    ['a negative number', { 'retry-after': '-5' }, {}],
    ['words', { 'retry-after': 'soon' }, {}],
    ['a fraction', { 'retry-after': '1.5' }, {}],
    ['nothing', { 'retry-after': '' }, {}],
    [
      'a clock that is behind',
      { date: 'Tue, 01 Sep 2026 11:59:00 GMT' },
      { clockAheadMs: -60_000 },
    ],
    ['a date that is none', { date: 'Tue, 99 Sep 2026 11:59:00 GMT' }, {}],
    ['a year alone', { date: '2026' }, {}],
    ['a date in a sentence', { 'retry-after': 'after Tue, 01 Sep 2026 12:00:30 GMT' }, {}],
    ['a date of another zone', { 'retry-after': 'Tue, 01 Sep 2026 12:00:30 GMT+0100' }, {}],
    ['no headers', {}, {}],
  ])('%s', (_, headers, facts) => {
    expect(read(headers as Record<string, string>)).toStrictEqual({ status: 429, ...facts });
  });
});
