// @vitest-environment node
import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Outcome } from '~/utils/jaas/outcome';
import type { Action } from '~/utils/journal/action';
import {
  asksFrom,
  evidenceOf,
  isUnclear,
  STILL_AFTER_MS,
  standingOf,
} from '~/utils/journal/evidence';
import { openJournal } from '~/utils/journal/journal';
import { isRepeatable, personOutcome, summaryOf } from '~/utils/journal/request-summary';
import { outcomeKindsOf } from '~/utils/journal/search';
import { AT, ended, putRaw, step } from './activity-samples';

const noPerson = { result: 'unknown', code: 'no-such-person', status: 404 } as const;
const noMeeting = { result: 'unknown', code: 'no-such-meeting', status: 404 } as const;
const ban = step('ban-user', 'accepted', {});
const kick = step('kick', 'unknown', noPerson);

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});

describe('F9: a removal of somebody whom JaaS does not know', () => {
  it.each<[string, Partial<Action>, string, string]>([
    ['is open where nobody has looked', {}, 'unknown', 'unknown'],
    ['was refused where they are still there', { stillAt: AT }, 'refused', 'not-done'],
    ['is what was asked for where they were seen leaving', { leftAt: AT }, 'accepted', 'accepted'],
    ['is that also where they left later', { stillAt: AT, leftAt: AT + 1 }, 'accepted', 'accepted'],
  ])('%s, in every count and filter', (_, seen, told, kind) => {
    const record = ended({ kind: 'ban', steps: [ban, kick], ...seen });
    expect(standingOf(kick, record)).toBe(told);
    expect(isUnclear(kick, record)).toBe(told === 'unknown');
    expect(personOutcome(record)).toBe(told);
    expect(isRepeatable(record)).toBe(told !== 'accepted');
    expect(outcomeKindsOf(record)).toEqual(new Set(['accepted', kind]));
    const counted = { accepted: 0, failed: 0, unknown: 0 };
    if (told === 'accepted') counted.accepted = 1;
    else if (told === 'refused') counted.failed = 1;
    else counted.unknown = 1;
    expect(summaryOf([record], false)).toMatchObject(counted);
  });
});

describe('F8: an end of a meeting that JaaS does not know', () => {
  const end = step('end-meeting', 'unknown', noMeeting);
  it.each<[string, Partial<Action>, string]>([
    ['is open where its name was typed', { frame: null }, 'unknown'],
    ['was refused where its page is still in it', { stillAt: AT }, 'refused'],
    [
      'is what was wanted at a time that was set in the meeting',
      { schedule: { dueAt: AT, dropped: null } },
      'accepted',
    ],
    [
      'was refused where the page is still in it then',
      { schedule: { dueAt: AT, dropped: null }, stillAt: AT },
      'refused',
    ],
    ['is what was hoped for in the test of a key', { kind: 'test-key' }, 'accepted'],
  ])('%s', (_, change, told) => {
    const record = ended({ kind: 'end-meeting', target: null, steps: [end], ...change });
    expect(standingOf(end, record)).toBe(told);
    expect(personOutcome(record)).toBe(told);
  });

  it('is no test of a key where the answer was a web page', () => {
    const page: Outcome = { ...noMeeting, base: 'classic', sent: true, page: true };
    expect(evidenceOf(page, { kind: 'test-key', leftAt: null })).toBe('unseen');
  });
});

describe('what the meeting shows', () => {
  it('bears on nothing else that JaaS says', () => {
    const seen = { kind: 'ban', leftAt: AT, stillAt: AT } as const;
    for (const state of ['accepted', 'refused', 'failed', 'unknown'] as const) {
      const one = step('kick', state, { result: state, code: 'unexpected' });
      expect(evidenceOf(one.outcome, seen)).toBeNull();
      expect(standingOf(one, seen)).toBe(state);
    }
    expect(standingOf(step('kick', 'sending'), seen)).toBe('sending');
  });

  it('is asked for three seconds after such an answer, until it is known', () => {
    const record = ended({ kind: 'remove', steps: [kick] });
    expect(asksFrom(record)).toBe((kick.endedAt ?? 0) + STILL_AFTER_MS);
    expect(asksFrom({ ...record, leftAt: AT })).toBeNull();
    expect(asksFrom({ ...record, stillAt: AT })).toBeNull();
    expect(asksFrom(ended())).toBeNull();
    const test = step('end-meeting', 'unknown', noMeeting);
    expect(asksFrom(ended({ kind: 'test-key', steps: [test] }))).toBeNull();
  });

  it('34: is asked for after a refusal too, of somebody who was asked about alone and once all is over', () => {
    const refused = step('kick', 'refused', { result: 'refused', code: 'token-refused' });
    const from = AT + 150 + STILL_AFTER_MS;
    expect(asksFrom(ended({ steps: [ban, refused] }))).toBe(from);
    const skipped = { ...step('kick', 'skipped'), endedAt: null };
    const noKey = step('ban-user', 'refused', { result: 'refused', code: 'no-key', sent: false });
    expect(asksFrom(ended({ steps: [noKey, skipped] }))).toBe(from);
    expect(asksFrom(ended({ steps: [noKey, step('kick', 'sending')] }))).toBeNull();
    expect(asksFrom(ended({ steps: [noKey, step('kick', 'accepted', {})] }))).toBeNull();
    expect(asksFrom(ended({ steps: [ban, refused], request: crypto.randomUUID() }))).toBeNull();
  });
});

describe('a record of a version that took a 404 for a success', () => {
  const earlier = (operation: 'kick' | 'end-meeting', code: string) => {
    const record = ended({ kind: operation === 'kick' ? 'remove' : 'end-meeting' });
    const base = operation === 'kick' ? 'current' : 'classic';
    const outcome = { result: 'accepted', code, base, sent: true, status: 404 };
    return { ...record, steps: [{ ...step(operation, 'accepted'), outcome }] };
  };

  /** A record as it is read where it lay in the journal before. */
  async function stored(record: { id: string }) {
    const journal = openJournal();
    await journal.add(ended());
    await putRaw(record);
    return journal.get(record.id);
  }

  it.each([
    ['kick', 'already-left', 'no-such-person'],
    ['end-meeting', 'already-over', 'no-such-meeting'],
  ] as const)('%s: is read, and told by what is known', async (operation, code, now) => {
    const record = earlier(operation, code);
    const read = await stored(record);
    expect(read?.steps).toMatchObject([{ state: 'unknown', outcome: { code: now, status: 404 } }]);
    expect(read && personOutcome(read)).toBe('unknown');
  });

  it('is a removal that came about where the page saw them leave', async () => {
    const record = { ...earlier('kick', 'already-left'), leftAt: AT };
    const read = await stored(record);
    expect(read && personOutcome(read)).toBe('accepted');
  });

  it('is damaged where more than that is not as it should be', async () => {
    const record = { ...earlier('kick', 'already-left'), stagedAt: 'long ago' };
    expect(await stored(record)).toBeNull();
  });
});
