// @vitest-environment node
import { describe, expect, it } from 'vitest';
import {
  findPeople,
  type Listed,
  listedPerson,
  NO_FILTER,
} from '~/components/options/bans/listing';
import { APP_ID, target } from '~/tests/unit/actions/samples';
import { AT, ended, HOUR, step } from '~/tests/unit/journal/activity-samples';
import { bannedPeople } from '~/utils/bans/banned';
import { bansCsv, bansJson } from '~/utils/bans/export';
import type { Action } from '~/utils/journal/action';
import { mark, OTHER_APP } from './samples';

const REFUSED = { result: 'refused', code: 'token-refused', status: 401 } as const;

/** A ban of Mallory, so many hours later, that came to this. */
function ban(hours: number, state: 'accepted' | 'refused' | 'unknown', more: Partial<Action> = {}) {
  const at = AT + hours * HOUR;
  const made = state === 'refused' ? step('ban-user', state, REFUSED) : step('ban-user', state);
  return ended({ stagedAt: at, steps: [{ ...made, startedAt: at, endedAt: at + 150 }], ...more });
}

describe('everybody who was banned', () => {
  it('is one row, however often, with the ban that counts and how many there were', () => {
    const [accepted, unknown, refused] = [ban(0, 'accepted'), ban(1, 'unknown'), ban(2, 'refused')];
    const [one, ...others] = bannedPeople([refused, unknown, accepted], []);
    expect(others).toEqual([]);
    expect(one).toMatchObject({
      at: AT + 150,
      own: { action: { id: accepted.id }, outcome: 'banned', count: 3 },
    });
    const again = ban(3, 'accepted', { target: target({ userId: ' google-oauth2|1140 ' }) });
    expect(bannedPeople([accepted, again], [])).toMatchObject([
      { own: { action: { id: again.id } } },
    ]);
    expect(bannedPeople([refused, unknown], [])).toMatchObject([{ own: { outcome: 'unclear' } }]);
    expect(bannedPeople([refused], [])).toMatchObject([{ own: { outcome: 'not-banned' } }]);
  });

  it('is nobody of whom no ban was sent: not confirmed, not sent, only removed, a token', () => {
    const unsent = { result: 'failed', code: 'no-key', sent: false, base: null } as const;
    const actions = [
      ended({ state: 'expired', steps: [] }),
      ended({ steps: [step('ban-user', 'failed', unsent)] }),
      ended({ kind: 'remove', steps: [step('kick', 'accepted', {})] }),
      ended({ kind: 'ban-token', steps: [step('ban-token', 'accepted', {})] }),
      ended({ steps: [step('ban-user', 'waiting')] }),
    ];
    expect(bannedPeople(actions, [])).toEqual([]);
  });

  it('is another one in another AppID', () => {
    const there = ban(0, 'accepted', { meeting: { appId: OTHER_APP, room: null } });
    expect(bannedPeople([ban(0, 'accepted'), there], [mark()])).toMatchObject([
      { appId: APP_ID, mark: mark() },
      { appId: OTHER_APP, mark: null },
    ]);
  });

  it('came back where that was seen after the ban, of a later removal too', () => {
    const removal = ended({
      kind: 'remove',
      steps: [step('kick', 'accepted', {})],
      backAt: AT + HOUR,
    });
    expect(bannedPeople([ban(0, 'accepted'), removal], [])).toMatchObject([
      { own: { backAt: AT + HOUR } },
    ]);
    expect(bannedPeople([ban(2, 'accepted'), removal], [])).toMatchObject([
      { own: { backAt: null } },
    ]);
  });

  it('is also whom only a list names, of whom it is said that this browser did nothing', () => {
    expect(bannedPeople([], [mark({ bannedAt: null })])).toMatchObject([
      { own: null, userId: 'google-oauth2|1140', at: null },
    ]);
  });
});

describe('looking for somebody who was banned', () => {
  const trudy = target({ name: 'Trudy', userId: 'u-2210' });
  const all: Listed[] = bannedPeople(
    [
      ban(0, 'accepted', { backAt: AT + HOUR, note: 'twice' }),
      ban(5, 'refused', { target: trudy, meeting: { appId: OTHER_APP, room: null } }),
    ],
    [mark(), mark({ userId: 'z', name: 'Ann', bannedAt: null, note: 'fróm a list' })],
  ).map(listedPerson);
  const names = (
    filter: Partial<typeof NO_FILTER>,
    order: Parameters<typeof findPeople>[2] = null,
  ) => findPeople(all, { ...NO_FILTER, ...filter }, order).map(({ name }) => name);

  it('finds by every word, in the record and in the mark', () => {
    expect(names({ text: 'TWICE mallory' })).toEqual(['Mallory']);
    expect(names({ text: 'from' })).toEqual(['Ann']);
    expect(names({ text: 'u-2210' })).toEqual(['Trudy']);
    expect(names({ text: 'trudy twice' })).toEqual([]);
  });

  it('filters by AppID, outcome, return and whose ban it is', () => {
    expect(names({ appId: OTHER_APP })).toEqual(['Trudy']);
    expect(names({ outcome: 'not-banned' })).toEqual(['Trudy']);
    expect(names({ outcome: 'banned' })).toEqual(['Mallory', 'Ann']);
    expect(names({ back: 'back' })).toEqual(['Mallory']);
    expect(names({ back: 'not-back' })).toEqual(['Trudy', 'Ann']);
    expect(names({ source: 'own' })).toEqual(['Trudy', 'Mallory']);
    expect(names({ source: 'imported' })).toEqual(['Mallory', 'Ann']);
  });

  it('sorts, and has whom no time is known of at the end', () => {
    expect(names({})).toEqual(['Trudy', 'Mallory', 'Ann']);
    expect(names({}, 'oldest')).toEqual(['Mallory', 'Trudy', 'Ann']);
    expect(names({}, 'name')).toEqual(['Ann', 'Mallory', 'Trudy']);
    expect(names({}, 'meeting')).toEqual(['Trudy', 'Mallory', 'Ann']);
    expect(names({}, 'outcome')).toEqual(['Trudy', 'Mallory', 'Ann']);
  });
});

describe('the export of bans', () => {
  const people = bannedPeople(
    [ban(0, 'accepted', { target: target({ name: '=Mallory' }), note: '=1+1', backAt: AT + HOUR })],
    [mark()],
  );

  it('keeps its columns and their order, and begins no formula', () => {
    const [head, own, marked] = bansCsv(people).join('').slice(1).split('\r\n');
    expect(head).toBe(
      'appId,userId,name,bannedAt,room,roomInAddress,keyId,tokenService,outcome,answer,httpStatus,note,cameBackAt,bans,record,from',
    );
    expect(own).toMatch(
      /,google-oauth2\|1140,'=Mallory,2026-11-12T14:06:02\.150Z,weekly-forum,weekly-forum,ed85b6,,banned,,,'=1\+1,2026-11-12T15:06:02\.000Z,1,[0-9a-f-]{36},this browser$/,
    );
    expect(marked).toMatch(
      /,Mallory,2026-03-03T10:00:00\.000Z,weekly-forum,,,,banned,,,,,,,import$/,
    );
  });

  it('is JSON with its form and version, a line a ban', () => {
    const json = bansJson(people, AT).join('');
    expect(JSON.parse(json)).toMatchObject({
      format: 'gavel-bans',
      version: 1,
      exportedAt: '2026-11-12T14:06:02.000Z',
      bans: [
        { name: '=Mallory', outcome: 'banned', bans: 1, tokenService: null, from: 'this browser' },
        { name: 'Mallory', from: 'import' },
      ],
    });
    expect(json.trimEnd().split('\n')).toHaveLength(4);
  });
});
