// @vitest-environment node
import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openJournal } from '~/utils/journal/journal';
import { inputs } from '../../depth';
import { type Human, IdentityWorld, pair } from './model/identity-world';

const HUMANS = 5;

/** Something that happens in the meeting. */
type Event =
  | { readonly what: 'join'; readonly who: number; readonly chosen: string | null }
  | { readonly what: 'leave' | 'rename' | 'role'; readonly who: number }
  | { readonly what: 'take'; readonly who: number; readonly from: number }
  | { readonly what: 'move'; readonly who: number; readonly keeps: boolean }
  | { readonly what: 'host'; readonly to: 'main' | 'breakout' | null }
  | { readonly what: 'wait'; readonly ms: number };

const who = fc.nat(HUMANS - 1);
const event: fc.Arbitrary<Event> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      what: fc.constant('join' as const),
      who,
      // Few, so that the id of somebody who left is taken again.
      chosen: fc.constantFrom(null, null, 'mine', 'his'),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({ what: fc.constantFrom('leave', 'rename', 'role'), who }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ what: fc.constant('move' as const), who, keeps: fc.boolean() }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ what: fc.constant('take' as const), who, from: who }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      what: fc.constant('host' as const),
      to: fc.constantFrom('main', 'breakout', null),
    }),
  },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('wait' as const), ms: fc.nat(9000) }) },
);

/** Two tokens for five people, so that most share theirs; and people without one. */
const people = fc.array(fc.constantFrom('guest', 'guest', 'u1', 'u2', null), {
  minLength: HUMANS,
  maxLength: HUMANS,
});

function worldOf(userIds: readonly (string | null)[], hostUserId: string | null): IdentityWorld {
  globalThis.indexedDB = new IDBFactory();
  const humans = userIds.map((userId, key): Human => {
    return { key, userId, name: `P${key}`, role: 'participant', id: null, room: 'main' };
  });
  return new IdentityWorld(humans, openJournal(), hostUserId);
}

let names = 0;

function play(world: IdentityWorld, one: Event): void {
  if (one.what === 'host') world.host = one.to;
  else if (one.what !== 'wait') {
    const human = world.humans[one.who];
    if (human === undefined) return;
    if (one.what === 'join') {
      if (human.id === null) world.join(human, one.chosen);
    } else if (one.what === 'take') {
      const from = world.humans[one.from];
      if (from) world.take(human, from);
    } else if (one.what === 'leave') world.leave(human);
    else if (one.what === 'move') world.move(human, one.keeps);
    else if (one.what === 'role') human.role = human.role === 'none' ? 'moderator' : 'none';
    else {
      names += 1;
      human.name = `N${names}`;
    }
  }
  world.see(one.what === 'wait' ? one.ms : 200);
}

const hostUserIds = fc.constantFrom('host', 'guest', null);

describe('in a meeting of people who share ids, rename themselves, move, come again and choose their ids', () => {
  it('the wrong one is never sent for', async () => {
    const plan = fc.record({
      userIds: people,
      hostUserId: hostUserIds,
      before: fc.array(event, { minLength: 4, maxLength: 12 }),
      kind: fc.constantFrom('ban' as const, 'remove' as const),
      many: fc.boolean(),
      between: fc.array(fc.array(event, { maxLength: 4 }), { minLength: 1, maxLength: 4 }),
    });
    let reached = 0;
    await fc.assert(
      fc.asyncProperty(plan, async ({ userIds, hostUserId, before, kind, many, between }) => {
        const world = worldOf(userIds, hostUserId);
        for (const one of before) play(world, one);
        const here = world.here();
        const request = await world.ask(kind, many ? here : here.slice(0, 1));
        if (request === null) return;
        for (const events of between) {
          for (const one of events) play(world, one);
          // `confirm` judges what is sent.
          if ((await world.confirm(request)).ok) break;
        }
        reached += world.sent.length;
      }),
      { numRuns: inputs(2000) },
    );
    expect(reached).toBeGreaterThan(50);
  });

  it('whoever is here can be removed, however often people rename themselves and come and go', async () => {
    const plan = fc.record({
      userIds: people,
      hostUserId: hostUserIds,
      before: fc.array(event, { minLength: 4, maxLength: 12 }),
      victim: who,
      many: fc.boolean(),
      between: fc.array(fc.array(event, { minLength: 1, maxLength: 4 }), {
        minLength: 12,
        maxLength: 12,
      }),
    });
    let removals = 0;
    await fc.assert(
      fc.asyncProperty(plan, async ({ userIds, hostUserId, before, victim, many, between }) => {
        const world = worldOf(userIds, hostUserId);
        for (const one of before) play(world, one);
        const here = world.here();
        const target = here[victim % Math.max(1, here.length)];
        if (target === undefined) return;
        const request = await world.ask('remove', many ? here : [target]);
        expect(request).not.toBeNull();
        if (request === null) return;
        // They stay, and so does the host; all others do what they like.
        const isAllowed = (one: Event) =>
          one.what === 'wait' ||
          (one.what === 'take'
            ? one.from !== target.key
            : 'who' in one &&
              (one.who !== target.key || one.what === 'rename' || one.what === 'role'));
        let answer: Awaited<ReturnType<typeof world.confirm>> = { ok: false };
        for (const events of between) {
          // They rename themselves before each of the host's clicks.
          play(world, { what: 'rename', who: target.key });
          for (const one of events.filter(isAllowed)) play(world, one);
          answer = await world.confirm(request);
          if (answer.ok) break;
        }
        expect(answer).toEqual({ ok: true });
        const kick = world.sent.find(({ step, to }) => step === 'kick' && to === target);
        expect(kick?.reached).toEqual([target]);
        removals += 1;
      }),
      { numRuns: inputs(1000) },
    );
    expect(removals).toBeGreaterThan(50);
  });

  it('nobody is said to be back, or in another room, whose user id was seen on two at one time', () => {
    const userId = fc.constantFrom('guest', 'u1', 'u2', 'u3', 'u4');
    const plan = fc.record({
      userIds: fc.array(userId, { minLength: HUMANS, maxLength: HUMANS }),
      events: fc.array(event, { minLength: 10, maxLength: 40 }),
    });
    let claims = 0;
    fc.assert(
      fc.property(plan, ({ userIds, events }) => {
        const world = worldOf(userIds, 'host');
        const was = new Map<string, Human>();
        // Where an id is of one human, it says who was meant.
        for (const one of events.filter(({ what }) => what !== 'take')) {
          play(world, one.what === 'join' ? { ...one, chosen: null } : one);
          for (const human of world.humans) if (human.id !== null) was.set(human.id, human);
          if (world.host === null) continue;
          const { leaves } = world.roster;
          for (const { id, userId, backAs, movedAs } of leaves) {
            const now = world.humans.find((human) => human.id === (backAs ?? movedAs));
            const before = was.get(id);
            if ((backAs ?? movedAs) === null || id === (backAs ?? movedAs)) continue;
            claims += 1;
            expect(userId).not.toBeNull();
            expect(now?.userId).toBe(userId);
            if (now && before && now !== before)
              expect(world.met.has(pair(now, before))).toBe(false);
          }
        }
      }),
      { numRuns: inputs(2000) },
    );
    expect(claims).toBeGreaterThan(50);
  });
});
