// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { APP_ID, ID, ROOM, target } from '~/tests/unit/actions/samples';
import { phoneNumberSchema, rawRoomSchema } from '~/utils/borders/schemas';
import type { Action } from '~/utils/journal/action';
import { matcherOf, meetingKey, NO_FILTER, searchable } from '~/utils/journal/search';
import { ended, step } from './activity-samples';

const BATCH = '5a0c7e52-1111-4c39-8f63-8d1f0c2d0a01';
const room = rawRoomSchema.parse('Caf%C3%A9');

const full: Action = ended({
  id: ID,
  kind: 'ban-token',
  target: target({ name: 'Mallory', userId: 'auth0|u1', participantId: '1bcd2345' }),
  token: { userName: 'Tess', userId: 'tok-7', room: 'tokenroom', expiresAt: null },
  meeting: { appId: APP_ID, room },
  phone: phoneNumberSchema.parse('+4915112345678'),
  note: 'spam',
  request: BATCH,
  service: 'app.example.com:8443',
});

const finds = (action: Action, text: string) =>
  matcherOf({ ...NO_FILTER, text })(searchable(action));

describe('the activity is searched by', () => {
  it.each([
    ['name', 'mallory'],
    ['user id', 'auth0|u1'],
    ['participant id', '1bcd2345'],
    ['name in a token', 'tess'],
    ['user id in a token', 'tok-7'],
    ['room in a token', 'tokenroom'],
    ['phone number', '+49151'],
    ['room as it is in the address', 'caf%c3%a9'],
    ['room as it is read', 'café'],
    ['AppID', APP_ID],
    ['key id', 'ed85b6'],
    ['token service', 'app.example.com:8443'],
    ['note', 'spam'],
    ['id', ID],
    ['id of the request', BATCH],
  ])('%s', (_, text) => {
    expect(finds(full, text)).toBe(true);
    expect(finds(full, text.toUpperCase())).toBe(true);
  });

  it('what there is, where there is no target, no token and no room', () => {
    const meeting = { appId: APP_ID, room: null };
    const bare = ended({ id: ID, target: null, meeting, keyId: null, steps: [] });
    expect(finds(bare, APP_ID)).toBe(true);
    for (const text of ['mallory', 'null', 'undefined', 'weekly'])
      expect(finds(bare, text)).toBe(false);
  });

  it('what there is, where a step has no answer yet', () => {
    const sending = ended({ id: ID, steps: [step('kick', 'sending')] });
    expect(finds(sending, 'mallory')).toBe(true);
    expect(finds(sending, 'undefined')).toBe(false);
  });

  it('several words, whatever stands between them', () => {
    expect(finds(full, '  spam\t\n mallory ')).toBe(true);
    expect(finds(full, 'spam nobody')).toBe(false);
  });
});

describe('the key of a meeting', () => {
  it('is the address that its server knows it by', () => {
    expect(meetingKey({ appId: APP_ID, room })).toBe(`caf%c3%a9@conference.${APP_ID}.8x8.vc`);
    expect(meetingKey({ appId: APP_ID, room: ROOM, host: 'stage.8x8.vc' })).toBe(
      `weekly-forum@conference.${APP_ID}.stage.8x8.vc`,
    );
  });

  it('is as it was written where there is no such address', () => {
    const long = rawRoomSchema.parse('x'.repeat(1024));
    expect(meetingKey({ appId: APP_ID, room: long })).toBe(`${APP_ID}/${long}`);
    expect(meetingKey({ appId: APP_ID, room: null })).toBe(`${APP_ID}/`);
  });
});
