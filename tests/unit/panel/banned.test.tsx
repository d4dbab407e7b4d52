import { act } from 'preact/test-utils';
import { describe, expect, it } from 'vitest';
import type { Link } from '~/components/panel/model/background-link';
import { askBans } from '~/components/panel/model/bans';
import type { StoredLeave } from '~/utils/messages/protocol-panel';
import { FakeClock } from '../meeting/fake-clock';
import { participant } from '../meeting/snapshots';
import { turn } from '../until';
import {
  ANN,
  accepted,
  action,
  MALLORY,
  named,
  press,
  rowOf,
  START,
  type Stage,
  stage,
} from './fixture';

const DAY = 86_400_000;
const BANNED = { userId: MALLORY.userId ?? '', at: START - 3 * DAY, certain: true };
const BEFORE = /^Banned before, .*20/;

/** All that is drawn by the style sheet, which is what the page must not find. */
const drawn = (within: Element) =>
  [...within.querySelectorAll<HTMLElement>('[data-text]')].map(({ dataset }) => dataset.text ?? '');
const status = ({ root }: Stage) => drawn(root.querySelector('.banned-now') ?? root).join(' ');

/** What was asked or told so far has been answered and drawn. */
const settle = () => act(turn);
const pass = (on: Stage, ms: number) => act(async () => on.clock.pass(ms)).then(settle);

/** They are in the list for so long before it is said that they are here. */
const STAYED = 3000;

async function withBan(change: Partial<typeof BANNED> = {}, people = [MALLORY, ANN]) {
  const on = await stage(people, { bans: [{ ...BANNED, ...change }] });
  await pass(on, STAYED);
  return on;
}

describe('somebody who was banned on another day', () => {
  it('is marked with the day, and the page cannot find that', async () => {
    const { root } = await withBan();
    expect(drawn(rowOf(root, 'Mallory'))).toContainEqual(expect.stringMatching(BEFORE));
    expect(drawn(rowOf(root, 'Ann Kim'))).toEqual([]);
    expect(root.textContent).not.toMatch(/banned before/i);
  });

  it('is marked whatever spaces stand around the id', async () => {
    const on = await withBan({ userId: ' google-oauth2|1140' }, [
      { ...MALLORY, userId: ' google-oauth2|1140' },
    ]);
    expect(status(on)).toContain('Mallory is here, but was banned');
  });

  it('is said to be here, politely, and one click asks for the removal', async () => {
    const on = await withBan();
    expect(on.root.querySelector('.banned-now')?.getAttribute('role')).toBe('status');
    expect(status(on)).toContain('Mallory is here, but was banned');
    expect(on.sent('panel.ask')).toEqual([]);
    await press(named(on.root, 'button', 'Remove again: Mallory'));
    expect(on.sent('panel.ask')).toEqual([
      { kind: 'remove', targets: [expect.objectContaining({ participantId: 'b1' })] },
    ]);
  });

  it('cannot be banned once more, but be removed', async () => {
    const { root } = await withBan();
    expect(() => named(root, 'button', 'Ban Mallory')).toThrow();
    expect(named(rowOf(root, 'Mallory'), 'button', 'Remove Mallory')).toBeTruthy();
  });

  it('is said to be here while the card is closed, too', async () => {
    const { root, model } = await withBan();
    await act(async () => model.card.put({ ...model.card.position.value, open: false }));
    expect(drawn(root).join()).toContain('Mallory is here, but was banned');
    expect(root.querySelector('.tab__waits')).toBeTruthy();
  });

  it('is marked in other words where nobody knows what became of the ban', async () => {
    const on = await withBan({ certain: false });
    const marks = drawn(rowOf(on.root, 'Mallory'));
    expect(marks).toContainEqual(expect.stringMatching(/^Ban requested .*, outcome unknown$/));
    expect(status(on)).toContain('A ban was requested');
    expect(named(on.root, 'button', 'Ban Mallory')).toBeTruthy();
  });

  it('is not announced when it is the host', async () => {
    const on = await stage([ANN], { bans: [{ ...BANNED, userId: 'host' }] });
    await settle();
    expect(on.sent('panel.banned-here')).toEqual([{ people: [] }]);
  });
});

describe('somebody whom an imported list marks', () => {
  const MARKED = { userId: BANNED.userId, at: BANNED.at };

  async function withMark(change: { at?: number | null } = {}) {
    const on = await stage([MALLORY, ANN], { marks: [{ ...MARKED, ...change }] });
    await pass(on, STAYED);
    return on;
  }

  it('is said to be banned by a colleague, with the day, and the page cannot find that', async () => {
    const { root } = await withMark();
    const marks = drawn(rowOf(root, 'Mallory'));
    expect(marks).toContainEqual(expect.stringMatching(/^Banned by a colleague, .*20/));
    expect(drawn(rowOf(root, 'Ann Kim'))).toEqual([]);
    expect(root.textContent).not.toMatch(/colleague/);
  });

  it('is said so without a day where the list has none', async () => {
    const { root } = await withMark({ at: null });
    expect(drawn(rowOf(root, 'Mallory'))).toEqual(['Banned by a colleague']);
  });

  it('is not said to be here although banned, nor reported, and can be banned', async () => {
    const on = await withMark();
    await on.see({ participants: [ANN] });
    await on.see({ participants: [ANN, { ...MALLORY, id: 'b2' }] });
    await pass(on, 60_000);
    expect(status(on)).not.toContain('Mallory');
    expect(on.sent('panel.banned-here')).toEqual([{ people: [] }]);
    expect(on.sent('panel.came-back')).toEqual([]);
    await press(named(on.root, 'button', 'Ban Mallory'));
    expect(on.sent('panel.ask')).toHaveLength(1);
  });

  it('and whom this browser banned is said to be banned by it', async () => {
    const on = await stage([MALLORY, ANN], { marks: [MARKED], bans: [BANNED] });
    await pass(on, STAYED);
    expect(drawn(rowOf(on.root, 'Mallory'))).toContainEqual(expect.stringMatching(BEFORE));
    expect(drawn(rowOf(on.root, 'Mallory')).join()).not.toContain('colleague');
  });

  it('is not any more when the mark was removed and the panel hears of that', async () => {
    const on = await withMark();
    on.background.marks = [];
    await act(async () => on.model.bans.recheck());
    await pass(on, 1000);
    expect(drawn(rowOf(on.root, 'Mallory'))).toEqual([]);
  });
});

describe('the background', () => {
  it('is told who is here although they were banned, and when they are gone', async () => {
    const on = await withBan();
    const mallory = { participantId: 'b1', userId: MALLORY.userId, name: 'Mallory' };
    expect(on.sent('panel.banned-here')).toEqual([{ people: [] }, { people: [mallory] }]);
    await on.see({ participants: [ANN] });
    await pass(on, 1000);
    expect(on.sent('panel.banned-here').at(-1)).toEqual({ people: [] });
  });

  it('is told when the page goes away', async () => {
    const on = await withBan();
    on.model.leavePage();
    expect(on.sent('panel.banned-here').at(-1)).toEqual({ people: [] });
  });

  it('is asked about each user id once, and at most once a second', async () => {
    const on = await stage([MALLORY, ANN], { bans: [BANNED] });
    await settle();
    expect(on.sent('panel.bans')).toEqual([{ userIds: [ANN.userId, MALLORY.userId] }]);
    const eve = participant('e1', { userId: 'auth0|eve' });
    const bob = participant('e2', { userId: 'auth0|bob' });
    await on.see({ participants: [MALLORY, ANN, eve] });
    await on.see({ participants: [MALLORY, ANN, eve, bob] });
    expect(on.sent('panel.bans')).toHaveLength(1);
    await pass(on, 1000);
    await on.see({ participants: [ANN, { ...MALLORY, id: 'b2' }] });
    await pass(on, 5000);
    expect(on.sent('panel.bans').slice(1)).toEqual([{ userIds: ['auth0|eve', 'auth0|bob'] }]);
  });

  it('that answers no more leaves the panel as it is, without marks and without asking on', async () => {
    const on = await stage([MALLORY, ANN], { bansRefused: true });
    await pass(on, 60_000);
    await on.see({ participants: [MALLORY, ANN] });
    expect(on.sent('panel.bans')).toHaveLength(1);
    expect(rowOf(on.root, 'Mallory').textContent).not.toContain('Banned');
    await press(named(on.root, 'button', 'Ban Mallory'));
    expect(on.sent('panel.ask')).toHaveLength(1);
  });

  it('is asked about more people than fit into one question in another a second later', async () => {
    const crowd = Array.from({ length: 2100 }, (_, i) => participant(`p${i}`));
    const told: string[][] = [];
    const clock = new FakeClock();
    const send = async (_: string, { userIds }: { userIds: string[] }) => {
      told.push(userIds);
      return { ok: true, bans: [] };
    };
    const { see } = askBans({ send, check: () => true } as unknown as Link, clock);
    see(crowd.map(({ userId }) => userId ?? ''));
    await turn();
    expect(told.map(({ length }) => length)).toEqual([2000]);
    clock.pass(1000);
    await turn();
    expect(told.map(({ length }) => length)).toEqual([2000, 100]);
  });

  it('is asked even where the page clears every timer', async () => {
    const told: string[][] = [];
    let now = 0;
    const send = async (_: string, { userIds }: { userIds: string[] }) => {
      told.push(userIds);
      return { ok: true, bans: [] };
    };
    const timing = { now: () => now, later: () => undefined };
    const { see } = askBans({ send, check: () => true } as unknown as Link, timing);
    see(['a']);
    see(['a', 'b']);
    now = 1000;
    see(['a', 'b']);
    expect(told).toEqual([['a'], ['b']]);
  });

  it('is asked again when somebody was banned elsewhere', async () => {
    const on = await stage([MALLORY, ANN]);
    await settle();
    expect(status(on)).toBe('');
    on.background.bans = [{ ...BANNED, at: START - 60_000 }];
    on.model.bans.recheck();
    await pass(on, STAYED);
    expect(status(on)).toContain('Mallory is here, but was banned (14:00)');
  });

  it('is asked again after it did not answer', async () => {
    const on = await withBan();
    const eve = participant('e1', { name: 'Eve', userId: 'auth0|eve' });
    on.background.bans = [{ ...BANNED, userId: 'auth0|eve' }];
    await pass(on, 1000);
    on.background.dead = true;
    on.model.bans.update();
    on.background.dead = false;
    await on.see({ participants: [MALLORY, ANN, eve] });
    await pass(on, 1000);
    await pass(on, STAYED);
    expect(status(on)).toContain('Eve is back. Banned');
  });
});

describe('somebody who has just been banned here', () => {
  const ban = (steps: Parameters<typeof action>[1] = {}) =>
    action(MALLORY, { state: 'done', endedAt: START, steps: [accepted('ban-user')], ...steps });

  it('has ten seconds to be gone before it is said that they are here', async () => {
    const on = await stage([MALLORY, ANN]);
    await on.changed([ban()]);
    await pass(on, 9000);
    expect(status(on)).toBe('');
    await pass(on, 2000);
    expect(status(on)).toContain('Mallory is here, but was banned (14:01)');
    expect(drawn(rowOf(on.root, 'Mallory'))).toContain('Banned 14:01');
  });

  it('is the same news until somebody else is here or another ban is known', async () => {
    const on = await stage([MALLORY, ANN]);
    await on.changed([ban()]);
    await pass(on, 11_000);
    const before = on.model.bans.here.value;
    expect(before).toHaveLength(1);
    await on.see({ participants: [MALLORY, { ...ANN, hand: true }] });
    expect(on.model.bans.here.value).toBe(before);
    await on.see({ participants: [{ ...MALLORY, hand: true }, ANN] });
    expect(on.model.bans.here.value).not.toBe(before);
    expect(on.model.bans.here.value).toHaveLength(1);
  });

  it('is not said to be here while their removal is under way', async () => {
    const on = await stage([MALLORY, ANN]);
    await on.changed([ban({ state: 'confirmed', endedAt: null })]);
    await pass(on, 60_000);
    expect(status(on)).toBe('');
  });

  it('F7: and comes back is told of, and reported, once they have stayed', async () => {
    const on = await stage([MALLORY, ANN]);
    await on.changed([ban({ steps: [accepted('ban-user'), accepted('kick')] })]);
    await on.see({ participants: [ANN] });
    await pass(on, 2000);
    expect(on.sent('panel.came-back')).toEqual([]);
    await on.see({ participants: [ANN, { ...MALLORY, id: 'b9' }] });
    await pass(on, STAYED - 1);
    expect(status(on)).toBe('');
    expect(on.sent('panel.came-back')).toEqual([]);
    await pass(on, 1);
    expect(status(on)).toContain('Mallory is back. Banned 14:01.');
    expect(on.sent('panel.came-back')).toEqual([{ participantId: 'b9', userId: MALLORY.userId }]);
    await on.see({ participants: [ANN, { ...MALLORY, id: 'b9', hand: true }] });
    expect(on.sent('panel.came-back')).toHaveLength(1);
  });

  it('F7: and whom JaaS refuses three times raises no alarm, and has left once', async () => {
    const on = await stage([MALLORY, ANN]);
    await on.changed([ban({ steps: [accepted('ban-user'), accepted('kick')] })]);
    await on.see({ participants: [ANN] });
    for (const id of ['b7', 'b8', 'b9']) {
      await pass(on, 10_000);
      await on.see({ participants: [ANN, { ...MALLORY, id }] });
      await pass(on, 900);
      await on.see({ participants: [ANN] });
    }
    await pass(on, 60_000);
    expect(status(on)).toBe('');
    expect(on.sent('panel.came-back')).toEqual([]);
    expect(on.sent('panel.banned-here')).toEqual([{ people: [] }]);
    const left = on.model.meeting.departed.value;
    expect(left.map(({ id }) => id)).toEqual(['b9']);
  });

  it('F1: is not taken for others who have the same user id', async () => {
    const twin = (id: string, name: string) => ({ ...MALLORY, id, name });
    const on = await stage([MALLORY, twin('b2', 'Alice'), ANN]);
    await on.changed([
      action(MALLORY, { kind: 'remove', state: 'done', steps: [accepted('kick')] }),
    ]);
    await on.see({ participants: [twin('b2', 'Alice'), ANN] });
    await pass(on, 2000);
    await on.see({ participants: [twin('b2', 'Alice'), twin('b3', 'Bob'), ANN] });
    await pass(on, 60_000);
    expect(on.sent('panel.came-back')).toEqual([]);
    expect(on.root.textContent).not.toContain('Came back');
    expect(rowOf(named(on.root, 'ul', 'Recently left'), 'Mallory')).toBeTruthy();
  });

  it('was not seen coming back where the host came later', async () => {
    const on = await withBan();
    await pass(on, 2000);
    expect(on.sent('panel.came-back')).toEqual([]);
  });
});

describe('people who left before the page was loaded again', () => {
  const left = (change: Partial<StoredLeave> = {}): StoredLeave => ({
    id: 'b1',
    name: 'Mallory',
    userId: MALLORY.userId,
    role: 'participant',
    kind: 'person',
    joinedAt: START - 600_000,
    leftAt: START - 60_000,
    witnessed: true,
    ...change,
  });

  it('are listed, and can be banned', async () => {
    const on = await stage([ANN], { leaves: [left()] });
    await settle();
    expect(rowOf(named(on.root, 'ul', 'Recently left'), 'Mallory').textContent).toContain('14:00');
    await press(named(on.root, 'button', 'Ban Mallory'));
    expect(on.sent('panel.ask')).toMatchObject([
      { kind: 'ban', targets: [{ participantId: null, userId: MALLORY.userId }] },
    ]);
  });

  it('are not listed when they are back', async () => {
    const on = await stage([{ ...MALLORY, id: 'b2' }, ANN], { leaves: [left()] });
    await settle();
    expect(on.root.textContent).not.toContain('Recently left');
  });

  it('are listed for a quarter of an hour', async () => {
    const on = await stage([ANN], { leaves: [left({ leftAt: START - 899_000 })] });
    await settle();
    expect(on.root.textContent).toContain('Recently left');
    on.clock.pass(2000);
    await on.see();
    expect(on.root.textContent).not.toContain('Recently left');
    const late = await stage([ANN], { leaves: [left({ leftAt: START - 901_000 })] });
    await settle();
    expect(late.root.textContent).not.toContain('Recently left');
  });

  it('are kept together with those who leave now', async () => {
    const on = await stage([MALLORY, ANN], {
      leaves: [left({ id: 'b0', userId: 'auth0|old' })],
    });
    await settle();
    await pass(on, 1000);
    await on.see({ participants: [MALLORY] });
    await pass(on, 1000);
    const kept = on.sent('panel.leaves').at(-1) as { leaves: StoredLeave[] };
    expect(kept.leaves.map(({ id }) => id)).toEqual(['c1', 'b0']);
    expect(kept.leaves[0]).not.toHaveProperty('backAs');
  });

  it('F1: are kept as of a shared user id where that was found out since', async () => {
    const on = await stage([MALLORY, ANN]);
    await settle();
    await on.see({ participants: [ANN] });
    await on.see({ participants: [ANN, { ...MALLORY, id: 'b2' }, { ...MALLORY, id: 'b3' }] });
    await pass(on, 1000);
    const kept = on.sent('panel.leaves').at(-1) as { leaves: StoredLeave[] };
    expect(kept.leaves).toMatchObject([{ id: 'b1', shared: true }]);
  });

  it('are kept in the last moment where the page goes away at once', async () => {
    const on = await stage([MALLORY, ANN]);
    await settle();
    await on.see({ participants: [MALLORY] });
    await on.see({ participants: [] });
    on.model.leavePage();
    const ids = (on.sent('panel.leaves') as { leaves: StoredLeave[] | null }[])
      .at(-1)
      ?.leaves?.map(({ id }) => id);
    expect(ids).toEqual(['b1', 'c1']);
    const quiet = await stage([MALLORY, ANN]);
    await settle();
    quiet.model.leavePage();
    expect(quiet.sent('panel.leaves')).toEqual([{ leaves: null }]);
  });
});
