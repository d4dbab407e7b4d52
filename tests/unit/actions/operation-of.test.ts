// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { operationOf } from '~/utils/actions/steps';
import { phoneNumberSchema, rawRoomSchema } from '~/utils/borders/schemas';
import type { Action, Step } from '~/utils/journal/action';
import { APP_ID, ROOM, staged, target } from './samples';

const NOW = 1_790_000_000_000;
const OTHER_APP = `vpaas-magic-cookie-${'0'.repeat(32)}`;
const phone = phoneNumberSchema.parse('+4915112345678');
const conference = `weekly-forum@conference.${APP_ID}.8x8.vc`;

function tokenOf(sub: string): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'RS256' })}.${part({ sub })}.c2ln`;
}

const requestFor = (
  step: Step['operation'],
  change: Partial<Action> = {},
  token: string | null = null,
) => operationOf(staged(change), step, token, NOW);

describe('the request of a step', () => {
  it('to ban a user names the user id as it was recorded', () => {
    expect(requestFor('ban-user')).toEqual({
      kind: 'ban-user',
      appId: APP_ID,
      userId: 'google-oauth2|1140',
    });
  });

  it('to remove somebody names the participant and the meeting', () => {
    expect(requestFor('kick')).toEqual({
      kind: 'kick',
      appId: APP_ID,
      conference,
      participantId: '1bcd2345',
    });
  });

  it('to end a meeting names the meeting, on the host that it is on', () => {
    expect(requestFor('end-meeting')).toEqual({ kind: 'end-meeting', appId: APP_ID, conference });
    const onStage = { appId: APP_ID, room: ROOM, host: 'stage.8x8.vc' } as const;
    for (const step of ['end-meeting', 'kick'] as const) {
      expect(requestFor(step, { meeting: onStage })).toMatchObject({
        conference: `weekly-forum@conference.${APP_ID}.stage.8x8.vc`,
      });
    }
  });

  it.each(['dial-out', 'hang-up'] as const)('to %s names the number and the meeting', (step) => {
    expect(requestFor(step, { phone })).toEqual({
      kind: step,
      appId: APP_ID,
      conference,
      phoneNumber: phone,
    });
  });

  it('to ban a token holds the token, cleaned of what was pasted with it', () => {
    const token = tokenOf(APP_ID);
    const meeting = { appId: APP_ID, room: null };
    expect(requestFor('ban-token', { meeting, target: null }, `Bearer ${token}`)).toEqual({
      kind: 'ban-token',
      appId: APP_ID,
      token,
    });
  });

  it.each<[string, Step['operation'], Partial<Action>, string | null]>([
    ['the ban of nobody', 'ban-user', { target: null }, null],
    [
      'the ban of somebody without a user id',
      'ban-user',
      { target: target({ userId: null }) },
      null,
    ],
    [
      'the ban of an id that no path can carry',
      'ban-user',
      { target: target({ userId: '..' }) },
      null,
    ],
    ['the removal of nobody', 'kick', { target: null }, null],
    ['the removal of who has left', 'kick', { target: target({ participantId: null }) }, null],
    ['the removal from no room', 'kick', { meeting: { appId: APP_ID, room: null } }, null],
    ['the end of no room', 'end-meeting', { meeting: { appId: APP_ID, room: null } }, null],
    ['a call to no number', 'dial-out', {}, null],
    ['a call into no room', 'dial-out', { phone, meeting: { appId: APP_ID, room: null } }, null],
    ['a token that went with a stopped worker', 'ban-token', {}, null],
    ['a token of another AppID', 'ban-token', {}, tokenOf(OTHER_APP)],
  ])('is none for %s', (_, step, change, token) => {
    expect(requestFor(step, change, token)).toBeNull();
  });

  it.each(['kick', 'end-meeting', 'hang-up'] as const)(
    'to %s is none for a room whose name no address can hold',
    (step) => {
      const meeting = { appId: APP_ID, room: rawRoomSchema.parse('x'.repeat(1024)) };
      expect(requestFor(step, { meeting, phone })).toBeNull();
    },
  );
});
