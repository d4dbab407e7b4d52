// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { bannedIn, isCovered, planPeople } from '~/utils/actions/plan';
import { recheckAll } from '~/utils/actions/recheck';
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
    expect(recheckAll(all, seen, NOW)).toEqual({ actions: all, ask: false });
  });

  it('who came back under a new participant id is followed', () => {
    const back = person(1, { participantId: 'ffff0002', joinedAt: NOW, seenComing: true });
    const seen = look({ participants: [back] });
    const { actions, ask } = recheckAll([waiting(person(1))], seen, NOW);
    expect(ask).toBe(true);
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

  it('F1: who has the host’s user id, whatever spaces stand around it, is removed and not banned', () => {
    const me = { participantId: 'host0001', userId: ' auth0|host ' };
    const all = [waiting(person(1, { userId: 'auth0|host' }))];
    const seen = look({ me, participants: all.flatMap(({ target: it }) => it ?? []) });
    const { actions, ask } = recheckAll(all, seen, NOW);
    expect(ask).toBe(true);
    expect(actions).toMatchObject([{ state: 'pending', kind: 'remove', changes: ['meets-you'] }]);
    expect(recheckAll(actions, seen, NOW)).toEqual({ actions, ask: false });
  });

  it('F1: who is away and has the host’s user id is left out', () => {
    const me = { participantId: 'host0001', userId: 'auth0|1' };
    const all = [waiting(person(1, { participantId: null }))];
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
    expect(first && recheckAll([first], null, NOW).ask).toBe(false);
  });

  it('F2: that names change is told once, and then the same ids go through', () => {
    const all = [waiting(person(1)), waiting(person(2))];
    const named = (n: number, name: string) => person(n, { name });
    const first = recheckAll(all, look({ participants: [named(1, 'A'), person(2)] }), NOW);
    expect(first).toMatchObject({
      ask: true,
      actions: [{ changes: ['renamed'] }, { changes: [] }],
    });
    const again = look({ participants: [named(1, 'B'), named(2, 'C')] });
    expect(recheckAll(first.actions, again, NOW)).toEqual({ actions: first.actions, ask: false });
  });

  it('F2: another kind of change is told, too', () => {
    const renamed = [waiting(person(1), { told: ['renamed'] })];
    const now = look({ participants: [person(1, { name: 'B', role: 'moderator' })] });
    expect(recheckAll(renamed, now, NOW)).toMatchObject({
      ask: true,
      actions: [{ changes: ['renamed', 'role'], told: ['renamed', 'role'] }],
    });
  });

  it.each([
    ['has left', [], 'gone'],
    [
      'is back under an id that nobody was shown',
      [person(1, { participantId: 'x', joinedAt: NOW, seenComing: true })],
      'rejoined',
    ],
  ] as const)(
    'who %s after that was told of another is banned, and not removed',
    (_, here, change) => {
      const told = [waiting(person(1), { told: [change] }), waiting(person(2))];
      const seen = look({ participants: [...here, person(2)] });
      const { actions, ask } = recheckAll(told, seen, NOW);
      expect(ask).toBe(false);
      expect(actions[0]).toMatchObject({
        kind: 'ban',
        target: { ...person(1), participantId: null },
      });
      expect(actions[1]).toBe(told[1]);
    },
  );

  it.each(['reused', 'user-id'] as const)(
    'F3: somebody else under an id that was shown is not removed, though that was told of another: %s',
    (change) => {
      const shown = [1, 2].map((n) =>
        waiting(person(n, { userId: change === 'reused' ? null : 'u' }), { kind: 'remove' }),
      );
      const told = shown.map((action, at) => (at === 0 ? { ...action, told: [change] } : action));
      const other = {
        ...person(2),
        userId: change === 'reused' ? null : 'v',
        joinedAt: NOW,
        seenComing: true,
      } as const;
      const seen = look({ participants: [shown[0]?.target ?? other, other] });
      const { actions, ask } = recheckAll(told, seen, NOW);
      expect(ask).toBe(false);
      expect(actions).toMatchObject([
        { state: 'pending' },
        { state: 'cancelled', changes: [change] },
      ]);
    },
  );

  it('F3: a removal alone of an id that is taken again and again is asked about each time', () => {
    const told = waiting(person(1, { userId: null }), { kind: 'remove', told: ['reused'] });
    const again = { ...person(1, { userId: null }), joinedAt: NOW, seenComing: true } as const;
    expect(recheckAll([told], look({ participants: [again] }), NOW)).toMatchObject({
      ask: true,
      actions: [{ state: 'pending', target: again }],
    });
  });

  it('F2: is told once that people leave, also where those who left are closed by then', () => {
    const all = [1, 2, 3].map((n) => waiting(person(n), { kind: 'remove' }));
    const first = recheckAll(all, look({ participants: [person(2), person(3)] }), NOW);
    expect(first.ask).toBe(true);
    const open = first.actions.filter(({ state }) => state === 'pending');
    const then = recheckAll(open, look({ participants: [person(3)] }), NOW, first.actions);
    expect(then).toMatchObject({
      ask: false,
      actions: [{ state: 'cancelled' }, { state: 'pending' }],
    });
  });

  it('F1: a ban of somebody who is away is asked about where the page does not say who the host is', () => {
    const away = waiting(person(1, { participantId: null }));
    const seen = look({ phase: 'lost', me: null, participants: [] });
    expect(recheckAll([away], seen, NOW)).toMatchObject({
      ask: true,
      actions: [{ changes: ['unseen'] }],
    });
    expect(recheckAll([{ ...away, frame: null }], null, NOW).ask).toBe(false);
  });

  it('who has left after that was told of another is no more removed', () => {
    const told = [waiting(person(1), { kind: 'remove', told: ['gone'] }), waiting(person(2))];
    const { actions, ask } = recheckAll(told, look({ participants: [person(2)] }), NOW);
    expect(ask).toBe(false);
    expect(actions[0]).toMatchObject({ state: 'cancelled', changes: ['gone'] });
  });

  it('a removal alone of somebody who comes back again and again is for the id that was shown', () => {
    const told = waiting(person(1), { kind: 'remove', told: ['rejoined'] });
    const back = person(1, { participantId: 'ffff0003', joinedAt: NOW, seenComing: true });
    const { actions, ask } = recheckAll([told], look({ participants: [back] }), NOW);
    expect(ask).toBe(true);
    expect(actions).toMatchObject([{ state: 'pending', target: back }]);
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
