// @vitest-environment node
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { inputs } from '~/tests/depth';
import { parseSnapshot } from '~/utils/meeting/parse-snapshot';
import { judgeVoice, receiveSnapshots } from '~/utils/meeting/receive';
import type { Snapshot } from '~/utils/meeting/snapshot';
import { MAX_ID, MAX_JSON, MAX_PEOPLE, SNAPSHOT_EVENT } from '~/utils/meeting/snapshot';
import { NAME_LIMIT } from '~/utils/names/limits';
import { FakeClock } from './fake-clock';
import { participant, snapshot } from './snapshots';

function listening(startedAt = 0) {
  const target = new EventTarget();
  const clock = new FakeClock();
  clock.time = startedAt;
  const abort = new AbortController();
  const got: Snapshot[] = [];
  const onError = vi.fn();
  const reception = receiveSnapshots(target, (one) => got.push(one), {
    signal: abort.signal,
    now: clock.now,
    later: clock.later,
    onError,
  });
  const sayRaw = (detail: unknown) =>
    target.dispatchEvent(new CustomEvent(SNAPSHOT_EVENT, { detail }));
  const say = (more: Partial<Snapshot>) => sayRaw(JSON.stringify(snapshot(more)));
  return { target, clock, abort, got, reception, say, sayRaw, onError };
}

const REFUSED: [string, unknown][] = [
  ['not JSON', '{'],
  ['another version', JSON.stringify({ ...snapshot(), v: 4 })],
  ['an object instead of text', snapshot()],
  ['nothing', undefined],
  ['an unknown phase', JSON.stringify({ ...snapshot(), phase: 'x' })],
  ['a missing list', JSON.stringify({ ...snapshot(), participants: undefined })],
  [
    'too many people',
    JSON.stringify(
      snapshot({
        participants: Array.from({ length: MAX_PEOPLE + 1 }, (_, i) => participant(`${i}`)),
      }),
    ),
  ],
  ['an empty id', JSON.stringify(snapshot({ participants: [participant('')] }))],
  ['a long id', JSON.stringify(snapshot({ participants: [participant('x'.repeat(MAX_ID + 1))] }))],
  [
    'a long name',
    JSON.stringify(
      snapshot({ participants: [participant('a', { name: 'x'.repeat(NAME_LIMIT + 1) })] }),
    ),
  ],
  ['a negative count', JSON.stringify(snapshot({ more: -1 }))],
  ['a fraction', JSON.stringify({ ...snapshot(), seq: 1.5 })],
  ['more than 2 MB', JSON.stringify(snapshot()) + ' '.repeat(MAX_JSON)],
  ['nesting without end', '['.repeat(500_000)],
];

describe('the panel receives snapshots', () => {
  it('as the reader sends them, dropping what does not belong', () => {
    const { got, sayRaw } = listening();
    const sent = snapshot({ participants: [participant('a', { hand: true })] });
    sayRaw(JSON.stringify({ ...sent, jwt: 'eyJ', extra: { deep: 1 } }));
    expect(got).toEqual([sent]);
  });

  it.each(REFUSED)('and refuses %s', (_name, detail) => {
    const { got, sayRaw, reception, onError } = listening();
    sayRaw(detail);
    expect(got).toEqual([]);
    expect(reception()).toMatchObject({ invalid: 1, invalidInRow: 1, lastValidAt: null });
    expect(onError).toHaveBeenCalledTimes(1);
  });

  it('and refuses an event that carries nothing or throws', () => {
    const { target, reception, clock } = listening();
    target.dispatchEvent(new Event(SNAPSHOT_EVENT));
    clock.pass(100);
    const trap = new Event(SNAPSHOT_EVENT);
    Object.defineProperty(trap, 'detail', {
      get: () => {
        throw new Error('Permission denied');
      },
    });
    target.dispatchEvent(trap);
    expect(reception().invalid).toBe(2);
  });

  it('keeps only the newest of a flood, at most about 20 a second', () => {
    const { got, say, clock } = listening();
    for (let i = 1; i <= 1000; i++) {
      say({ seq: i });
      clock.pass(1);
    }
    clock.pass(100);
    expect(got.length).toBeGreaterThan(10);
    expect(got.length).toBeLessThanOrEqual(22);
    expect(got[got.length - 1]?.seq).toBe(1000);
  });

  it('parses nothing of a flood of 2 MB texts but what it hands on', () => {
    const { sayRaw, clock, reception } = listening();
    const parse = vi.spyOn(JSON, 'parse');
    for (let i = 0; i < 500; i++) sayRaw(`${i}${'x'.repeat(1000)}`);
    clock.pass(100);
    expect(parse.mock.calls.length).toBeLessThanOrEqual(2);
    parse.mockRestore();
    expect(reception().invalid).toBe(2);
  });

  it('notes repetitions as a sign of life and does not hand them on', () => {
    const { got, say, clock, reception } = listening();
    say({});
    clock.pass(10_000);
    say({});
    expect(got.length).toBe(1);
    expect(reception()).toMatchObject({ lastValidAt: 10_000, invalidInRow: 0 });
  });

  it('notices that somebody else counts too', () => {
    const { say, clock, reception, got } = listening();
    for (const seq of [7, 3, 8]) {
      say({ seq });
      clock.pass(100);
    }
    expect(got.length).toBe(3);
    expect(reception().outOfOrder).toBe(1);
  });

  it('and after an update listens to the new reader alone, without any warning', () => {
    const { say, clock, reception, got, onError } = listening(60_000);
    const old = { reader: 'old', since: 200 };
    const own = { reader: 'own', since: 60_003 };
    for (const one of [
      { ...old, seq: 50 },
      { ...own, seq: 1 },
      { ...old, seq: 51 },
      { ...own, seq: 2 },
    ]) {
      say(one);
      clock.pass(100);
    }
    expect(got.map(({ reader, seq }) => `${reader} ${seq}`)).toEqual(['old 50', 'own 1', 'own 2']);
    expect(reception().outOfOrder).toBe(0);
    expect(onError).not.toHaveBeenCalled();
  });

  it('and notices whoever says to be a newer reader, or the same one, and does not listen', () => {
    const { say, clock, reception, got } = listening(60_000);
    const own = { reader: 'own', since: 60_003 };
    for (const one of [
      { ...own, seq: 5 },
      { reader: 'forged', since: 61_000, seq: 1 },
      { ...own, since: 99_000, seq: 6 },
    ]) {
      say(one);
      clock.pass(100);
    }
    expect(got.map(({ seq }) => seq)).toEqual([5]);
    expect(reception().outOfOrder).toBe(2);
  });

  it.each([
    [null, ['a', 0], 'own'],
    [['a', 59_500], ['a', 59_500], 'own'],
    // The old one first, then the panel's own, which began a little before it or after.
    [['a', 10], ['b', 59_100], 'own'],
    [['a', 10], ['b', 60_400], 'own'],
    [['b', 60_400], ['a', 10], 'past'],
    [['b', 60_400], ['a', 58_999], 'past'],
    [['b', 60_400], ['a', 59_100], 'strange'],
    [['b', 59_100], ['c', 60_400], 'strange'],
    [['b', 60_400], ['c', 60_400], 'strange'],
    [['b', 60_400], ['b', 10], 'strange'],
  ] as const)('with %j believed, of a panel of 60000: %j is %s', (before, said, verdict) => {
    const voice = ([reader, since]: readonly [string, number]) => ({ reader, since });
    expect(judgeVoice(before && voice(before), voice(said), 60_000)).toBe(verdict);
  });

  it('nothing more after the signal, not even what waited', () => {
    const { got, say, clock, abort } = listening();
    say({ seq: 1 });
    say({ seq: 2 });
    abort.abort();
    say({ seq: 3 });
    clock.pass(1000);
    expect(got.map(({ seq }) => seq)).toEqual([1]);
  });

  it('and no prototype is polluted', () => {
    const text = JSON.stringify(snapshot()).replace(
      '{',
      '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},',
    );
    const parsed = parseSnapshot(text);
    expect(parsed).toEqual(snapshot());
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    expect((parsed as unknown as Record<string, unknown>).polluted).toBeUndefined();
  });

  it('and never throws, whatever comes', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.anything(),
          fc.json(),
          fc.string({ unit: 'binary' }),
          fc
            .record({ key: fc.constantFrom(...Object.keys(snapshot())), value: fc.jsonValue() })
            .map(({ key, value }) => JSON.stringify({ ...snapshot(), [key]: value })),
        ),
        (detail) => {
          const { sayRaw, got, reception } = listening();
          sayRaw(detail);
          expect(got.length + reception().invalid).toBe(1);
          for (const one of got) expect(parseSnapshot(JSON.stringify(one))).toEqual(one);
        },
      ),
      { numRuns: inputs(3000) },
    );
  });
});
