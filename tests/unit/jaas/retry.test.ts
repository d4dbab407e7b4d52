// @vitest-environment node
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { inputs } from '~/tests/depth';
import type { OperationKind } from '~/utils/jaas/operation';
import type { Answer } from '~/utils/jaas/response';
import { clampOffset, meetsTheSame, NO_TRIES, nextTry, SAME_TARGET_MS } from '~/utils/jaas/retry';
import { KINDS } from './samples';

const STOP = { kind: 'stop' };
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const NOW = 1_790_000_000_000;
const first = (kind: OperationKind, answer: Answer, offsetMs = 0) =>
  nextTry(kind, answer, NO_TRIES, offsetMs, NOW);

describe('a refused token', () => {
  it.each(KINDS)("%s: is signed once more by the server's clock", (kind) => {
    const again = first(kind, { status: 401, clockAheadMs: -31_000 });
    expect(again).toEqual({
      kind: 'again',
      afterMs: 0,
      offsetMs: -31_000,
      attempts: { ...NO_TRIES, skews: 1 },
    });
    if (again.kind === 'stop') return;
    expect(
      nextTry(kind, { status: 401, clockAheadMs: 90_000 }, again.attempts, -31_000, NOW),
    ).toEqual(STOP);
  });

  test.each([
    ['the clocks agree', 0, 0],
    ['they differ by 30 s', 30_000, 0],
    ['they differ by 30 s the other way', -30_000, 0],
    ['the offset was known', HOUR, HOUR - 10_000],
    ['more than an hour is not believed', 5 * HOUR, HOUR],
  ])('is not where %s', (_, clockAheadMs, offsetMs) => {
    expect(first('ban-user', { status: 401, clockAheadMs }, offsetMs)).toEqual(STOP);
  });

  it('is not where the server tells no time', () => {
    expect(first('ban-user', { status: 401 })).toEqual(STOP);
  });

  it('is with a stored offset that is wrong by now', () => {
    expect(first('kick', { status: 401, clockAheadMs: 0 }, 40_000)).toMatchObject({ offsetMs: 0 });
  });

  it('has no token dated ahead or back by more than an hour', () => {
    const far = first('kick', { status: 401, clockAheadMs: 9 * DAY });
    expect(far).toMatchObject({ kind: 'again', offsetMs: HOUR });
    expect(clampOffset(-9 * DAY)).toBe(-HOUR);
    expect(clampOffset(5)).toBe(5);
    expect(clampOffset(Number.NaN)).toBe(0);
  });
});

describe('a busy server', () => {
  it('is waited for no more than three times, however short it asks to wait', () => {
    let attempts = NO_TRIES;
    for (let n = 0; n < 3; n += 1) {
      const again = nextTry('kick', { status: 429, retryAfterMs: 1 }, attempts, 0, NOW);
      if (again.kind === 'stop') throw new Error(`stopped after ${n}`);
      attempts = again.attempts;
    }
    expect(nextTry('kick', { status: 429, retryAfterMs: 1 }, attempts, 0, NOW)).toEqual(STOP);
  });

  const waiting = ['ban-user', 'ban-token', 'kick'] as const;
  it.each(waiting)('%s: is waited for three times', (kind) => {
    let attempts = NO_TRIES;
    for (const [at, status] of [429, 503, 429].entries()) {
      const now = NOW + at * 20_000;
      const again = nextTry(kind, { status, retryAfterMs: 20_000 }, attempts, 0, now);
      expect(again).toMatchObject({ kind: 'again', afterMs: 20_000 });
      if (again.kind === 'again') attempts = again.attempts;
    }
    expect(attempts).toMatchObject({ ...NO_TRIES, waits: 3, waitedMs: 60_000 });
    expect(nextTry(kind, { status: 429, retryAfterMs: 0 }, attempts, 0, NOW)).toEqual(STOP);
  });

  it('is waited for 60 s in all', () => {
    expect(first('kick', { status: 503, retryAfterMs: 60_000 })).toMatchObject({ afterMs: 60_000 });
    expect(first('kick', { status: 503, retryAfterMs: 60_001 })).toEqual(STOP);
    const before = { ...NO_TRIES, waits: 1, waitedMs: 40_000 };
    expect(nextTry('kick', { status: 429, retryAfterMs: 20_001 }, before, 0, NOW)).toEqual(STOP);
  });

  it('is not waited for where it does not say how long', () => {
    expect(first('kick', { status: 429 })).toEqual(STOP);
    expect(first('kick', { status: 503 })).toMatchObject({ afterMs: 1000 });
  });

  it('Retry-After counts with 429 and 503 only', () => {
    expect(first('kick', { status: 500, retryAfterMs: 9000 })).toMatchObject({ afterMs: 1000 });
    expect(first('kick', { status: 409, retryAfterMs: 9000 })).toEqual(STOP);
  });
});

describe.each(['end-meeting', 'hang-up'] as const)(
  'what a later %s could meet is another',
  (kind) => {
    const fault = { status: 503, retryAfterMs: 2000 };

    it('so it is repeated within a few seconds after the first fault, and not later', () => {
      expect(first(kind, { ...fault, retryAfterMs: SAME_TARGET_MS })).toMatchObject({
        kind: 'again',
        afterMs: SAME_TARGET_MS,
      });
      expect(first(kind, { ...fault, retryAfterMs: SAME_TARGET_MS + 1 })).toEqual(STOP);
    });

    it('so the seconds are counted from the first fault, whatever is answered since', () => {
      const again = first(kind, fault);
      if (again.kind === 'stop') throw new Error('was not repeated');
      const next = (ms: number, answer: Answer) =>
        nextTry(kind, answer, again.attempts, 0, NOW + ms);
      expect(next(3000, fault)).toMatchObject({ kind: 'again', attempts: { uncertainAt: NOW } });
      expect(next(3001, fault)).toEqual(STOP);
      expect(next(2000, { status: 429, retryAfterMs: 20_000 })).toEqual(STOP);
      expect(next(5001, { status: 401, clockAheadMs: HOUR })).toEqual(STOP);
      // A clock that was set back says nothing of how much later it is.
      expect(next(-9000, fault)).toEqual(STOP);
    });

    it('but it is waited for where it was refused before it began', () => {
      expect(first(kind, { status: 429, retryAfterMs: 20_000 })).toMatchObject({ afterMs: 20_000 });
      expect(meetsTheSame(kind, NO_TRIES, NOW)).toBe(true);
    });
  },
);

it('a ban and a removal mean the same however late they are repeated', () => {
  for (const kind of ['ban-user', 'ban-token', 'kick'] as const) {
    const long = first(kind, { status: 503, retryAfterMs: 60_000 });
    expect(long).toMatchObject({ kind: 'again', afterMs: 60_000 });
    expect(meetsTheSame(kind, { ...NO_TRIES, uncertainAt: NOW }, NOW + DAY)).toBe(true);
  }
});

describe('a server fault', () => {
  it.each(['ban-user', 'ban-token', 'end-meeting', 'kick'] as const)(
    '%s: once after 1 s',
    (kind) => {
      for (const status of [500, 502, 503, 504, 599]) {
        const again = first(kind, { status });
        expect(again).toEqual({
          kind: 'again',
          afterMs: 1000,
          attempts: { ...NO_TRIES, faults: 1, uncertainAt: NOW },
        });
        if (again.kind === 'again')
          expect(nextTry(kind, { status }, again.attempts, 0, NOW)).toEqual(STOP);
      }
    },
  );
  it.each(['dial-out', 'hang-up'] as const)('%s: never', (kind) => {
    for (const status of [500, 502, 503, 504]) expect(first(kind, { status })).toEqual(STOP);
  });
});

it('a call is never repeated by itself, whatever the answer, except a token refused for its time', () => {
  for (let status = 0; status < 1000; status += 1) {
    if (status === 401) continue;
    const answer = { status, retryAfterMs: 1, clockAheadMs: DAY };
    expect(first('dial-out', answer)).toEqual(STOP);
  }
});

it('nothing else is repeated', () => {
  for (let status = -10; status < 1000; status += 1) {
    if (status === 401 || status === 429 || (status >= 500 && status <= 599)) continue;
    for (const kind of KINDS) {
      expect(first(kind, { status, retryAfterMs: 1, clockAheadMs: DAY })).toEqual(STOP);
    }
  }
});

it('ends, whatever is answered: six requests and a minute of waiting at most', () => {
  const answers = fc.record(
    {
      status: fc.oneof(fc.constantFrom(401, 429, 503, 500), fc.integer({ min: 0, max: 999 })),
      retryAfterMs: fc.nat(30_000),
      clockAheadMs: fc.integer({ min: -2 * DAY, max: 2 * DAY }),
    },
    { requiredKeys: ['status'] },
  );
  const series = fc.array(answers, { minLength: 20, maxLength: 20 });
  fc.assert(
    fc.property(fc.constantFrom(...KINDS), series, (kind, list) => {
      let attempts = NO_TRIES;
      let offsetMs = 0;
      let requests = 0;
      let waited = 0;
      for (const answer of list) {
        requests += 1;
        const next = nextTry(kind, answer, attempts, offsetMs, NOW + waited);
        if (next.kind === 'stop') break;
        ({ attempts } = next);
        offsetMs = next.offsetMs ?? offsetMs;
        waited += next.afterMs;
      }
      expect(requests).toBeLessThanOrEqual(kind === 'dial-out' ? 2 : 6);
      expect(waited).toBeLessThanOrEqual(61_000);
    }),
    { numRuns: inputs(2000) },
  );
});
