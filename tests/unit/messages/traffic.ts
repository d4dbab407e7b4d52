import { APP_ID, FRAME, ID, KEY_ID, target } from '~/tests/unit/actions/samples';
import type { MessageType, RequestOf, ResponseOf } from '~/utils/messages/protocol';
import {
  ACTION,
  doneOrNot,
  FACTS,
  leaves,
  MANY,
  MEETING,
  OTHER_ID,
  PHONE,
  panelStates,
  place,
  popupState,
  SEEN,
  SERVICE,
  STAGE,
  stagedOrNot,
  tokenOrNot,
  UNSEEN,
} from './samples';

interface Traffic<T extends MessageType> {
  readonly asked: readonly RequestOf<T>[];
  readonly answered: readonly ResponseOf<T>[];
}

/** What is really said in each message: everything that may be in it, and each of its forms. */
export const TRAFFIC: { readonly [T in MessageType]: Traffic<T> } = {
  'panel.report': {
    asked: [
      { phase: 'joined', count: 3, joinedAt: 1 },
      { phase: 'no-jitsi', count: null, joinedAt: null },
    ],
    answered: panelStates,
  },
  'panel.state': { asked: [{}], answered: panelStates },
  'panel.ask': {
    asked: [
      { kind: 'ban', targets: [target()] },
      { kind: 'remove', targets: [target({ userId: null })] },
      { kind: 'end-meeting' },
      { kind: 'ban', targets: [target(), target({ name: null })] },
      { kind: 'remove', targets: [target(), target()] },
    ],
    answered: stagedOrNot,
  },
  'panel.saw-leave': { asked: [{ participantId: '1bcd2345' }], answered: [{}] },
  'panel.saw-still': {
    asked: [{ id: '6f1c0f5e-8a1d-4d0e-9f5c-2b7a3c4d5e6f' }],
    answered: [{}],
  },
  'panel.show-request': { asked: [{}], answered: [{}] },
  'panel.place': { asked: [{ place }, { place: null }], answered: [{ place }, { place: null }] },
  'panel.order': {
    asked: [{ order: 'active' }, { order: null }],
    answered: [{ order: 'joined' }, { order: null }],
  },
  'panel.open-options': { asked: [{}], answered: [{}] },
  'panel.bans': {
    asked: [{ userIds: [] }, { userIds: ['google-oauth2|1140', 'x'] }],
    answered: [
      { ok: true, bans: [{ userId: 'google-oauth2|1140', at: 1, certain: false }] },
      {
        ok: true,
        bans: [],
        marks: [
          { userId: 'google-oauth2|1140', at: 1 },
          { userId: 'x', at: null },
        ],
      },
      { ok: false, code: 'too-many' },
    ],
  },
  'panel.banned-here': {
    asked: [
      { people: [] },
      { people: [{ participantId: '1bcd2345', userId: 'google-oauth2|1140', name: null }] },
      { people: [{ participantId: 'x', userId: 'u', name: 'Mallory' }] },
    ],
    answered: [{}],
  },
  'panel.came-back': {
    asked: [{ participantId: '1bcd2345', userId: 'google-oauth2|1140' }],
    answered: [{}],
  },
  'panel.leaves': {
    asked: [{ leaves }, { leaves: null }],
    answered: [{ leaves }, { leaves: [] }],
  },
  'panel.visibility': {
    asked: [
      { visibility: 'shown' },
      { visibility: 'unclear' },
      { visibility: 'covered' },
      { visibility: 'removed' },
    ],
    answered: [{}],
  },
  'panel.stop': { asked: [{ id: OTHER_ID }], answered: [{}] },
  'popup.state': { asked: [{ tabId: 7 }, { tabId: null }], answered: [popupState] },
  'request.stage': {
    asked: [
      { kind: 'end-meeting', frame: FRAME, meeting: STAGE },
      { kind: 'ban', appId: APP_ID, userId: 'google-oauth2|1140' },
      { kind: 'end-by-name', meeting: STAGE },
      { kind: 'call', frame: FRAME, meeting: MEETING, phone: PHONE },
      { kind: 'hang-up', id: ID },
      { kind: 'people', frame: FRAME, meeting: STAGE, asked: { kind: 'ban', targets: [target()] } },
    ],
    answered: stagedOrNot,
  },
  'request.confirm': {
    asked: [
      { id: ID, alsoRemove: true, note: 'asked twice', seen: [{ id: ID, kind: 'ban', ...SEEN }] },
      { id: ID, alsoRemove: false, note: '', seen: [{ id: ID, kind: 'call', ...UNSEEN }] },
      { id: ID, alsoRemove: false, note: '', seen: [] },
      { id: ID, alsoRemove: false, note: '', keepClosed: 30, seen: [] },
      {
        id: OTHER_ID,
        alsoRemove: true,
        note: 'all of them',
        seen: [
          { id: ID, kind: 'ban', ...SEEN },
          { id: OTHER_ID, kind: 'remove', ...UNSEEN },
        ],
      },
    ],
    answered: doneOrNot,
  },
  'request.cancel': { asked: [{ id: ID }], answered: doneOrNot },
  'request.repeat': {
    asked: [
      { id: ID, base: 'classic' },
      { id: ID, base: 'current' },
      { id: ID, base: null },
    ],
    answered: stagedOrNot,
  },
  'token.ban': {
    asked: [
      { appId: APP_ID, token: 'e30.e30.c2ln', facts: FACTS, note: 'leaked', base: null, id: ID },
    ],
    answered: doneOrNot,
  },
  'key.test': {
    asked: [
      { id: ID, appId: APP_ID, keyId: KEY_ID },
      { id: ID, appId: APP_ID, keyId: null },
    ],
    answered: doneOrNot,
  },
  'token.prepare': { asked: [{ id: ID }], answered: tokenOrNot },
  'token.sign-in': { asked: [{ id: ID }], answered: tokenOrNot },
  'token.try-out': { asked: [{ service: SERVICE }], answered: tokenOrNot },
  'request.records': {
    asked: [{ id: OTHER_ID }],
    answered: [
      { request: MANY, records: [ACTION] },
      { request: null, records: [] },
    ],
  },
  'request.dismiss': { asked: [{ id: ID }], answered: [{}] },
  'meeting.people': {
    asked: [{ frame: FRAME, meeting: STAGE }],
    answered: [
      {
        ok: true,
        me: { participantId: 'aaaa0001', userId: null, name: 'Host' },
        people: [target()],
      },
      { ok: true, me: null, people: [] },
      { ok: false, why: 'gone' },
      { ok: false, why: 'no-answer' },
      { ok: false, why: 'not-in' },
    ],
  },
  'meeting.open-panel': {
    asked: [{ frame: FRAME, meeting: STAGE }],
    answered: [{ opened: true }, { opened: false }],
  },
  'request.stop': { asked: [{ id: OTHER_ID }], answered: [{}] },
  'user-id.is-own': { asked: [{ appId: APP_ID, userId: 'u' }], answered: [{ own: true }] },
  'marks.of': {
    asked: [
      { appId: APP_ID, userIds: [] },
      { appId: APP_ID, userIds: ['u', 'x'] },
    ],
    answered: [
      { marks: [] },
      {
        marks: [
          { userId: 'u', at: 1 },
          { userId: 'x', at: null },
        ],
      },
    ],
  },
  'marks.changed': { asked: [{ appIds: [] }, { appIds: [APP_ID] }], answered: [{}] },
  'scheduled-end.locks': { asked: [{ appId: APP_ID }], answered: [{ at: 5 }, { at: null }] },
  'scheduled-end.set': {
    asked: [{ id: ID, frame: FRAME, meeting: STAGE, dueAt: 5, note: 'lunch' }],
    answered: doneOrNot,
  },
  'scheduled-end.acknowledge': { asked: [{ id: ID }], answered: [{}] },
  'closure.stop': { asked: [{ id: ID }], answered: [{}] },
  'closure.go-on': { asked: [{ id: ID }], answered: [{}] },
  'panel.stop-closure': { asked: [{}], answered: [{}] },
};
