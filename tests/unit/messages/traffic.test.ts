// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { APP_ID, FRAME, ID, ROOM, target } from '~/tests/unit/actions/samples';
import { USER_ID_LIMIT } from '~/utils/jaas/user-id';
import { type MessageType, messages } from '~/utils/messages/protocol';
import type { Sender } from '~/utils/messages/router';
import { createRouter, type Handlers } from '~/utils/messages/router';
import { TRAFFIC } from './traffic';

const here = { appId: APP_ID, room: ROOM };
const panel: Sender = { role: 'panel', frame: FRAME, windowId: 1, meeting: here };
const page: Sender = { role: 'page' };
const types = Object.keys(TRAFFIC) as MessageType[];

/** Sends one message as the one who may send it; says what reached the handler, and the reply. */
async function send(type: MessageType, payload: unknown, answer: unknown = {}) {
  const reached: unknown[] = [];
  const handle = async (request: unknown) => {
    reached.push(request);
    return answer;
  };
  const route = createRouter({ [type]: handle } as unknown as Handlers, () => undefined);
  const reply = await route({ type, payload }, messages[type].from === 'panel' ? panel : page);
  return { reached, reply };
}

describe('nothing is lost between a page and the background', () => {
  it.each(types)('of what %s carries', async (type) => {
    for (const payload of TRAFFIC[type].asked) {
      const { reached } = await send(type, payload);
      expect(reached).toEqual([payload]);
    }
  });

  it.each(types)('of what is answered to %s', async (type) => {
    for (const answer of TRAFFIC[type].answered) {
      const { reply } = await send(type, TRAFFIC[type].asked[0], answer);
      expect(reply).toEqual({ ok: true, value: answer });
    }
  });
});

describe('a page does not get to the background with', () => {
  const place = { left: 0, top: 0, open: true };
  const known = { participantId: 'p', userId: 'u', name: null };
  const left = {
    id: 'p',
    name: null,
    userId: null,
    role: 'none',
    kind: 'person',
    joinedAt: 1,
    leftAt: 2,
    witnessed: true,
  };
  it.each<[string, MessageType, unknown]>([
    ['a place far left', 'panel.place', { place: { ...place, left: -10_001 } }],
    ['a place far right', 'panel.place', { place: { ...place, left: 100_001 } }],
    ['a place far up', 'panel.place', { place: { ...place, top: -10_001 } }],
    ['a place far down', 'panel.place', { place: { ...place, top: 100_001 } }],
    ['an empty user id', 'panel.bans', { userIds: [''] }],
    ['an endless user id', 'panel.bans', { userIds: ['u'.repeat(USER_ID_LIMIT + 1)] }],
    ['user ids without end', 'panel.bans', { userIds: Array(2001).fill('u') }],
    ['an empty participant id', 'panel.came-back', { participantId: '', userId: 'u' }],
    [
      'an endless participant id',
      'panel.came-back',
      { participantId: 'p'.repeat(2049), userId: 'u' },
    ],
    [
      'a name longer than a page is read',
      'panel.ask',
      { kind: 'ban', targets: [target({ name: 'n'.repeat(301) })] },
    ],
    ['an endless name', 'panel.banned-here', { people: [{ ...known, name: 'n'.repeat(301) }] }],
    ['people without end', 'panel.banned-here', { people: Array(51).fill(known) }],
    ['departures without end', 'panel.leaves', { leaves: Array(501).fill(left) }],
    [
      'a user id that is unreadable or not',
      'panel.leaves',
      { leaves: [{ ...left, userIdUnreadable: false }] },
    ],
    ['nobody to ban', 'panel.ask', { kind: 'ban', targets: [] }],
    [
      'a reason in words of its own',
      'panel.ask',
      { kind: 'ban', targets: [{ ...target(), chosenBy: 'They are dangerous' }] },
    ],
    ['everybody to ban', 'panel.ask', { kind: 'ban', targets: Array(2001).fill(target()) }],
    ['less than nobody', 'panel.report', { phase: 'joined', count: -1, joinedAt: null }],
    ['half a participant', 'panel.report', { phase: 'joined', count: 0.5, joinedAt: null }],
    ['a leaver without end', 'panel.saw-leave', { participantId: 'p'.repeat(2049) }],
    [
      'an endless note',
      'request.confirm',
      { id: ID, alsoRemove: true, note: 'n'.repeat(1001), seen: [] },
    ],
    ['a request of no id', 'request.stop', { id: 'all' }],
    ['a request of none', 'panel.stop', {}],
  ])('%s (%s)', async (_, type, payload) => {
    const { reached, reply } = await send(type, payload);
    expect(reply).toEqual({ ok: false, code: 'bad-payload' });
    expect(reached).toEqual([]);
  });

  it('the longest that is allowed, it does', async () => {
    const places = [
      { ...place, left: -10_000, top: -10_000 },
      { ...place, left: 100_000, top: 100_000 },
    ];
    for (const at of places) {
      expect((await send('panel.place', { place: at })).reached).toEqual([{ place: at }]);
    }
    const longest = { participantId: 'p'.repeat(64), userId: 'u'.repeat(USER_ID_LIMIT) };
    const people = Array(50).fill({ ...longest, name: 'n'.repeat(300) });
    expect((await send('panel.banned-here', { people })).reached).toEqual([{ people }]);
  });
});

it('a panel learns of an action, a request about many and a key what it shows, and nothing else', async () => {
  const [answer] = TRAFFIC['popup.state'].answered;
  const [records] = TRAFFIC['request.records'].answered;
  const more = {
    key: { state: 'ready', label: 'Forum', sealed: 'x' },
    actions: records?.records,
    batch: answer?.recent[1],
  };
  const { reply } = await send('panel.state', {}, more);
  const [full] = TRAFFIC['panel.state'].answered;
  expect(reply).toEqual({
    ok: true,
    value: { key: full?.key, actions: full?.actions, batch: full?.batch },
  });
});
