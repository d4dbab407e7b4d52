// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { bannedIn, isCovered, planPeople, recheckAll } from '~/utils/actions/recheck';
import type { Action } from '~/utils/journal/action';
import { person } from './batch-samples';
import { look, staged, target } from './samples';

const NOW = 1_000_500;
const nobody = target({ participantId: null, userId: null });

describe('who of many is asked for', () => {
  it('is nobody who can neither be banned nor removed', () => {
    for (const kind of ['ban', 'remove'] as const) {
      expect(planPeople([{ kind, target: nobody }], look())).toEqual({
        people: [],
        leftOut: [{ kind, target: nobody, why: 'gone' }],
      });
    }
    const noPath = person(1, { participantId: null, userId: '..' });
    expect(planPeople([{ kind: 'ban', target: noPath }], null).leftOut).toMatchObject([
      { why: 'gone' },
    ]);
  });

  it('is not said to be gone who is away and whose user id is banned by another’s ban', () => {
    const away = person(2, { participantId: null, userId: 'auth0|1' });
    const items = [person(1), away].map((it) => ({ kind: 'ban', target: it }) as const);
    expect(planPeople(items, null)).toEqual({ people: items.slice(0, 1), leftOut: [] });
  });

  it('is nobody who was to be removed and is away, although they could be banned', () => {
    const away = person(1, { participantId: null });
    const plan = planPeople([{ kind: 'remove', target: away }], null);
    expect(plan).toMatchObject({ people: [], leftOut: [{ kind: 'remove', why: 'gone' }] });
  });

  it('is each of those who are away and known by user id alone', () => {
    const away = [1, 2].map((n) => person(n, { participantId: null }));
    const items = away.map((it) => ({ kind: 'ban', target: it }) as const);
    expect(planPeople(items, null).people).toEqual(items);
  });
});

describe('everybody of a batch is read again', () => {
  const waiting = (target: Action['target'], change: Partial<Action> = {}) =>
    staged({ target, request: '5a0c7e52-1111-4c39-8f63-8d1f0c2d0a01', ...change });

  it('and nothing is different where all are as they were', () => {
    const all = [waiting(person(1)), waiting(person(2))];
    const seen = look({ participants: [person(1), person(2)] });
    expect(recheckAll(all, seen, NOW)).toEqual({ actions: all, different: false });
  });

  it('who came back under a new participant id is followed', () => {
    const back = person(1, { participantId: 'ffff0002' });
    const seen = look({ participants: [back] });
    const { actions, different } = recheckAll([waiting(person(1))], seen, NOW);
    expect(different).toBe(true);
    expect(actions).toMatchObject([{ state: 'pending', target: back, changes: ['rejoined'] }]);
  });

  it('who came to carry another’s user id is removed, and the id is banned once', () => {
    const all = [waiting(person(1)), waiting(person(2))];
    const seen = look({ participants: [person(1), person(2, { userId: 'auth0|1' })] });
    expect(recheckAll(all, seen, NOW).actions).toMatchObject([{ kind: 'ban' }, { kind: 'remove' }]);
  });

  it('who has left and cannot be banned is dropped, as is who turns out to be the host', () => {
    const all = [
      waiting(person(1, { userId: null })),
      waiting(person(2), { kind: 'remove' }),
      waiting(target({ participantId: 'aaaa0001' })),
    ];
    const { actions } = recheckAll(all, look({ participants: [] }), NOW);
    const dropped = { state: 'cancelled', endedAt: NOW };
    expect(actions).toMatchObject([
      { ...dropped, changes: ['gone'] },
      { ...dropped, changes: ['gone'] },
      { ...dropped, changes: ['yourself'] },
    ]);
  });

  it('who turns out to be the host is found whatever spaces stand around their user id', () => {
    const me = { participantId: 'host0001', userId: ' auth0|host ' };
    const all = [waiting(person(1, { userId: 'auth0|host' }))];
    const { actions } = recheckAll(all, look({ me }), NOW);
    expect(actions).toMatchObject([{ state: 'cancelled', changes: ['yourself'] }]);
  });

  it('a record that is about nobody is dropped', () => {
    const { actions } = recheckAll([waiting(null)], look(), NOW);
    expect(actions).toMatchObject([{ state: 'cancelled', endedAt: NOW }]);
  });

  it('who left and shares a user id with another of them is gone, and not that other', () => {
    const all = [waiting(person(1, { userId: 's' })), waiting(person(2, { userId: 's' }))];
    const seen = look({ participants: [person(2, { userId: 's' })] });
    const [left] = recheckAll(all, seen, NOW).actions;
    expect(left).toMatchObject({ changes: ['gone'], target: { participantId: null } });
  });

  it('that the meeting is not seen is said once', () => {
    const [first] = recheckAll([waiting(person(1))], null, NOW).actions;
    expect(first?.changes).toEqual(['unseen']);
    expect(first && recheckAll([first], null, NOW).different).toBe(false);
  });

  it('the removal of somebody whose user id is banned beside it needs no request of its own', () => {
    const all = [
      waiting(person(1)),
      waiting(person(2, { userId: 'auth0|1' }), { kind: 'remove' }),
      waiting(person(3), { kind: 'remove' }),
      waiting(person(4, { userId: null }), { kind: 'remove' }),
      waiting(null, { kind: 'remove' }),
      waiting(null),
    ];
    const banned = bannedIn(all);
    expect([...banned]).toEqual(['auth0|1']);
    expect(all.filter((action) => isCovered(action, banned))).toEqual([all[1]]);
  });
});
