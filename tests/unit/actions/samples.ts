import type { Look } from '~/utils/actions/request';
import { pendingAction } from '~/utils/actions/request';
import { appIdSchema, keyIdSchema, rawRoomSchema } from '~/utils/borders/schemas';
import type { Action, Target } from '~/utils/journal/action';

export const APP_ID = appIdSchema.parse(`vpaas-magic-cookie-${'1d2e6a20'.repeat(4)}`);
export const KEY_ID = keyIdSchema.parse('ed85b6');
export const ROOM = rawRoomSchema.parse('weekly-forum');
export const FRAME = { tabId: 7, frameId: 0 };
export const ID = '0b8f5c1e-7a52-4f37-9d0e-3b7ad4c0e111';

/** The page that asked is still there. */
export const sameFrameNow = async ({ frame }: Action) => frame;

export function target(change: Partial<Target> = {}): Target {
  return {
    participantId: '1bcd2345',
    userId: 'google-oauth2|1140',
    name: 'Mallory',
    role: 'participant',
    sharedBy: 1,
    namesakes: 1,
    joinedAt: 900_000,
    ...change,
  };
}

/** The same person, back under another participant id. */
export function returned(change: Partial<Target> = {}): Target {
  return target({ participantId: 'ffff0002', joinedAt: 1_000_200, seenComing: true, ...change });
}

export function look(change: Partial<Look> = {}): Look {
  return {
    phase: 'joined',
    roomJid: null,
    breakout: false,
    visitor: false,
    me: { participantId: 'aaaa0001', userId: 'auth0|host' },
    participants: [target()],
    elsewhere: [],
    ...change,
  };
}

export function staged(change: Partial<Action> = {}, now = 1_000_000): Action {
  const meeting = { appId: APP_ID, room: ROOM };
  const item = { kind: 'ban', target: target() } as const;
  const ids = { id: change.id ?? ID, ...(change.request && { request: change.request }) };
  return { ...pendingAction({ meeting, frame: FRAME }, item, ids, now), ...change };
}
