// @vitest-environment node

import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { inputs } from '~/tests/depth';
import { lookSchema } from '~/utils/actions/request';
import { openBannedHere } from '~/utils/background/banned-present';
import { openLeaves } from '~/utils/background/leaves';
import { openMeetings } from '~/utils/background/meetings';
import { createPromptLimit } from '~/utils/background/prompt-limit';
import { openUnacknowledged } from '~/utils/background/scheduled-ends';
import { rawText } from '~/utils/journal/export';
import { readAction } from '~/utils/journal/records';
import { migrateKeyRecord, readKeyring } from '~/utils/keys/key-record';
import { readAttempts } from '~/utils/keys/unlock-attempts';
import { readUnlocked } from '~/utils/keys/unlocked';
import { parseSnapshot } from '~/utils/meeting/parse-snapshot';
import { SNAPSHOT_VERSION } from '~/utils/meeting/snapshot';
import { type MessageType, messages } from '~/utils/messages/protocol';
import { createRouter, type Handlers, type Sender, senderOf } from '~/utils/messages/router';
import { activityRetention, autoLock, panelPlace } from '~/utils/storage/settings';

import { APP_ID, FRAME, look, ROOM, staged } from '../actions/samples';
import { snapshot } from '../meeting/snapshots';
import { free } from '../storage/area';
import { inputsTried, LONG_TEXTS, report, texts, tryBorder, values } from './inputs';

const here = { appId: APP_ID, room: ROOM };
const panel: Sender = { role: 'panel', frame: FRAME, windowId: 1, meeting: here };
const page: Sender = { role: 'page' };
const types = Object.keys(messages) as MessageType[];

beforeEach(() => fakeBrowser.reset());
afterAll(() => report('values'));

/** A storage area that holds this under every name that is asked for. */
const holding = (value: unknown) => ({
  get: async (keys: unknown) => (typeof keys === 'string' ? { [keys]: value } : { 'key:x': value }),
  set: async () => undefined,
  remove: async () => undefined,
});

describe('messages', () => {
  /** A router whose handlers say which payload reached them. */
  function setUp() {
    const reached: unknown[] = [];
    const handlers = Object.fromEntries(
      types.map((type) => [type, async (payload: unknown) => void reached.push(payload)]),
    ) as unknown as Handlers;
    return { reached, route: createRouter(handlers, () => undefined) };
  }
  const SAMPLES = [
    {},
    { tabId: 7 },
    { kind: 'ban', target: { participantId: 'a', userId: 'u', name: 'n', role: null } },
    { id: staged().id, alsoRemove: false, note: '', seen: null },
    { phase: 'joined', count: 3, joinedAt: 1 },
    { place: { left: 1, top: 2, open: true } },
    { userIds: ['a'] },
    { visibility: 'covered' },
  ];

  it('of any kind are refused or parsed, and what is parsed is plain', async () => {
    const { route, reached } = setUp();
    const replies = ['not-permitted', 'bad-payload', 'failed'];
    for (const type of types) {
      await tryBorder(
        values(...SAMPLES),
        (payload) => route({ type, payload }, messages[type].from === 'panel' ? panel : page),
        (reply: { ok: boolean; code?: string }) => reply.ok || replies.includes(reply.code ?? ''),
        { runs: 700 },
      );
    }
    for (const payload of reached) {
      if (typeof payload === 'object' && payload !== null) {
        expect(Object.getPrototypeOf(payload)).toBe(Object.prototype);
      }
    }
  });

  it('without a known type, or in another envelope, are refused', () => {
    const { route } = setUp();
    return tryBorder(
      values({ type: 'panel.ask', payload: {} }, { type: '__proto__' }),
      (message) => route(message, panel),
      (reply: { ok: boolean; code?: string }) => reply.ok === true || reply.code !== undefined,
    );
  });

  it('come from a panel, a page of Gavel’s, or nobody', () => {
    const own = { id: 'gavel', pages: 'chrome-extension://gavel/' };
    const url = `https://8x8.vc/${APP_ID}/${ROOM}`;
    return tryBorder(
      texts(
        url,
        own.pages,
        `${own.pages}popup.html`,
        `https://8x8.vc@evil.example/${APP_ID}/${ROOM}`,
      ),
      (at) => senderOf({ id: 'gavel', url: at, frameId: 0, tab: { id: 1 } }, own),
      (sender: Sender | null, at) =>
        sender === null ||
        (sender.role === 'page'
          ? at.startsWith(own.pages)
          : new URL(at).origin === 'https://8x8.vc'),
      { long: LONG_TEXTS },
    );
  });
});

describe('what a page says of its meeting', () => {
  it('is a snapshot, or nothing', () =>
    tryBorder(
      values(snapshot(), snapshot({ participants: [] })),
      (value) => parseSnapshot(safeJson(value)),
      (read: { v: number } | null) => read === null || read.v === SNAPSHOT_VERSION,
    ));

  it('as text of any kind is a snapshot, or nothing', () =>
    tryBorder(
      texts(JSON.stringify(snapshot())),
      parseSnapshot,
      (read: { v: number } | null) => read === null || read.v === SNAPSHOT_VERSION,
      { long: LONG_TEXTS },
    ));

  it('at the second look is a look, or nothing', () =>
    tryBorder(
      values(look()),
      (value) => lookSchema.safeParse(value).data ?? null,
      (read: { participants: unknown[] } | null) =>
        read === null || read.participants.length <= 2000,
    ));
});

describe('what lies in storage', () => {
  const isArray = (read: unknown) => Array.isArray(read);

  it('as a record of the journal is one, or is kept as it is and can be shown', () =>
    tryBorder(
      values(staged()),
      (value) => [readAction(value), rawText(value)],
      ([action, raw]: [unknown, unknown]) =>
        (action === null || typeof action === 'object') && typeof raw === 'string',
    ));

  it('as a key is one, or is called damaged', () =>
    tryBorder(
      values({ v: 1, id: staged().id, appId: APP_ID }),
      migrateKeyRecord,
      (read: { ok: boolean; code?: string }) =>
        read.ok || read.code === 'damaged' || read.code === 'newer-version',
    ));

  it('as the ring of keys is listed, damaged ones too', () =>
    tryBorder(
      values({ v: 1, id: 'x', appId: APP_ID }),
      (value) => readKeyring({ store: holding(value) as never }),
      (keyring: { records: unknown[]; damaged: unknown[] }) =>
        keyring.records.length + keyring.damaged.length === 1,
    ));

  it('as what is unlocked is that, or is removed', () =>
    tryBorder(
      values({ v: 1, unlockedAt: 1, until: null, keys: { a: 'b' } }),
      (value) => readUnlocked({ session: holding(value) as never, now: () => 5, rules: free }),
      (read: { v: number } | null) => read === null || read.v === 1,
    ));

  it('as wrong tries is a count', () =>
    tryBorder(
      values({ v: 1, value: { wrong: 2, notBefore: 3 } }),
      (value) => readAttempts({ store: holding(value) as never }),
      (read: { wrong: number }) => Number.isInteger(read.wrong) && read.wrong >= 0,
    ));

  it('as the time until it locks is minutes, or never', () =>
    tryBorder(
      values({ v: 1, value: 15 }),
      (value) => autoLock(holding(value), free).get(),
      (read: number | null) => read === null || (Number.isFinite(read) && read > 0),
    ));

  it('as how long activity is kept is days, or for ever', () =>
    tryBorder(
      values({ v: 1, value: 30 }),
      (value) => activityRetention(holding(value), free).get(),
      (days: number | null) => days === null || days >= 1,
    ));

  it('as the card’s place is a place, or none', () =>
    tryBorder(
      values({ v: 1, value: { left: 1, top: 2, open: true } }),
      (value) => panelPlace(holding(value)).get(),
      (read: { left: number } | null) => read === null || Number.isFinite(read.left),
    ));

  it('as ends that came to nothing is a list', () =>
    tryBorder(
      values({ v: 1, value: [staged().id] }),
      (value) => openUnacknowledged(holding(value), async () => true).ids(),
      isArray as never,
    ));

  it('in the session is read or forgotten', async () => {
    const frame = { tabId: 1, frameId: 0 };
    const names = [
      'meetings',
      'prompt-limit',
      'banned-here',
      'banned-told',
      'confirm-window',
      'leaves:1:0',
    ];
    await tryBorder(
      values(
        { v: 1, value: {} },
        {
          v: 1,
          value: { '1:0': { meeting: here, frame, phase: 'joined', count: 1, joinedAt: 1 } },
        },
        { v: 1, value: { 1: [1, 2, 3] } },
      ),
      async (any) => {
        // What cannot be said in JSON cannot lie there.
        const value = JSON.parse(safeJson(any) ?? 'null');
        await fakeBrowser.storage.session.set(
          Object.fromEntries(names.map((name) => [name, value])),
        );
        return [
          await openMeetings().all(),
          await createPromptLimit(() => 5).begin(1),
          await openBannedHere(() => 5).any(),
          await openLeaves(() => 5).kept(frame, here),
        ];
      },
      ([all, may, some, kept]: [unknown[], boolean, boolean, unknown[]]) =>
        all.length <= 1 &&
        typeof may === 'boolean' &&
        typeof some === 'boolean' &&
        Array.isArray(kept),
      { runs: 600 },
    );
  });
});

it('counts', () => {
  expect(inputsTried()).toBeGreaterThan(inputs(45_000));
});

/** Values that JSON cannot say are said as nothing. */
function safeJson(value: unknown): string | undefined {
  try {
    return JSON.stringify(value);
  } catch {
    return undefined;
  }
}
