import { describe, expect, it } from 'vitest';
import { verdictWords, verdictWordsOfMany } from '~/components/options/activity/verdict-words';
import { staged } from '~/tests/unit/actions/samples';
import { AT, ended, step } from '~/tests/unit/journal/activity-samples';
import type { Action } from '~/utils/journal/action';
import { wasNeverSent } from '~/utils/journal/listing';

const NOW = AT + 3_600_000;
const refused = { result: 'refused', code: 'token-refused', status: 401 } as const;
const unclear = { result: 'unknown', code: 'timeout' } as const;
const offline = { result: 'failed', code: 'offline', sent: false } as const;
const stopped = { result: 'failed', code: 'cancelled', sent: false } as const;

/** Tone and words, with any time of day as `12:00`. */
function told(change: Partial<Action>): string {
  const { text, tone } = verdictWords(ended(change), NOW);
  return `${tone}: ${text.replace(/\d\d?:\d\d/, '12:00')}`;
}

describe('what became of an action, in a row', () => {
  it.each([
    ['good: Banned and gone · 12:00', { leftAt: AT }],
    ['good: Banned', { steps: [step('ban-user', 'accepted', {})] }],
    ['warn: Banned, came back · 12:00', { leftAt: AT, backAt: AT + 9 }],
    [
      'danger: Banned, not removed',
      { steps: [step('ban-user', 'accepted', {}), step('kick', 'refused', refused)] },
    ],
    [
      'danger: Not banned · 401',
      { steps: [step('ban-user', 'refused', refused), step('kick', 'skipped')] },
    ],
    ['warn: Ban unknown', { steps: [step('ban-user', 'unknown', unclear)] }],
    ['danger: Not banned · nothing sent', { steps: [step('ban-user', 'failed', offline)] }],
    ['danger: Not banned · stopped', { steps: [step('ban-user', 'failed', stopped)] }],
  ])('is “%s”, as far as JaaS said and the meeting showed', (expected, change) => {
    expect(told(change as Partial<Action>)).toBe(expected);
  });

  it('keeps the time of a leave after midnight, with the day that it was on', () => {
    const stagedAt = new Date(2026, 10, 12, 23, 59).getTime();
    const leftAt = new Date(2026, 10, 13, 0, 1).getTime();
    expect(told({ stagedAt, leftAt })).toMatch(/^good: Banned and gone · .*13.*, 12:00$/);
  });

  it.each([
    ['Waiting for your answer', { state: 'pending' }],
    ['Banning…', { state: 'confirmed' }],
    ['Cancelled', { state: 'cancelled' }],
    [
      'Cancelled · had ended before',
      { state: 'cancelled', schedule: { dueAt: AT, dropped: 'ended-before' } },
    ],
  ])('is %s without a colour where nothing has come of it yet, or never will', (text, change) => {
    const action = { ...staged({}, AT), leftAt: AT, ...(change as Partial<Action>) };
    expect(verdictWords(action, NOW)).toEqual({ text, tone: 'plain' });
  });
});

describe('what was never sent', () => {
  it('is what nobody confirmed and what was called off, and not what could not be sent', () => {
    const states = [
      'pending',
      'scheduled',
      'confirmed',
      'done',
      'cancelled',
      'replaced',
      'expired',
    ];
    const never = states.filter((state) => wasNeverSent({ state: state as Action['state'] }));
    expect(never).toEqual(['cancelled', 'replaced', 'expired']);
  });
});

describe('what became of many people, in a row', () => {
  const request = crypto.randomUUID();
  const one = (change: Partial<Action> = {}) => ended({ request, ...change });
  const accepted = () => one({ leftAt: AT });
  const not = () => one({ steps: [step('ban-user', 'refused', refused)] });

  it('is counted, and good only where JaaS accepted everything', () => {
    const words = (...records: Action[]) => verdictWordsOfMany(records, NOW);
    expect(words(accepted(), accepted())).toEqual({ text: '2 banned', tone: 'good' });
    expect(words(accepted(), not())).toEqual({ text: '1 banned, 1 not', tone: 'danger' });
    const unknown = one({ steps: [step('ban-user', 'unknown', unclear)] });
    expect(words(accepted(), unknown)).toEqual({ text: '1 banned, 1 unknown', tone: 'warn' });
  });

  it('is of a removal where everybody to ban was left out', () => {
    const out = one({ state: 'cancelled' });
    const removed = one({ kind: 'remove', steps: [step('kick', 'accepted', {})], leftAt: AT });
    expect(verdictWordsOfMany([out, removed], NOW)).toEqual({ text: '1 gone', tone: 'good' });
  });

  it('counts nobody who was left out, and says how far it is while it runs', () => {
    const out = one({ state: 'cancelled' });
    const next = one({ state: 'confirmed' });
    expect(verdictWordsOfMany([out, accepted(), next], NOW).text).toBe('1 of 2 done');
    expect(verdictWordsOfMany([out, one({ state: 'cancelled' })], NOW).text).toBe('Cancelled');
  });
});
