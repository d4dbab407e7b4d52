// @vitest-environment node
import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { APP_ID, FRAME, ROOM } from '~/tests/unit/actions/samples';
import { asksForTheSame, pendingAction } from '~/utils/actions/request';
import { openLeaves } from '~/utils/background/leaves';
import { appIdSchema } from '~/utils/borders/schemas';
import { isOtherDocument, sameDocument, sameFrame, sameMeeting } from '~/utils/journal/action';

const here = { appId: APP_ID, room: ROOM };
const onStage = { ...here, host: 'stage.8x8.vc' } as const;

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
  fakeBrowser.reset();
});

describe('a room of the same name on another host', () => {
  it('is another meeting', () => {
    expect(sameMeeting(here, { ...here, host: '8x8.vc' })).toBe(true);
    expect(sameMeeting(here, onStage)).toBe(false);
    expect(sameMeeting(here, { ...here, room: null })).toBe(false);
    expect(sameMeeting(here, undefined)).toBe(false);
  });

  it('is told from it also where there is none, or another AppID', () => {
    const otherApp = appIdSchema.parse(`vpaas-magic-cookie-${'0'.repeat(32)}`);
    expect(sameMeeting(here, { ...here, appId: otherApp })).toBe(false);
    expect(sameMeeting(undefined, here)).toBe(false);
    expect(sameMeeting(undefined, undefined)).toBe(true);
    expect(sameFrame(null, null)).toBe(true);
    expect(sameFrame(null, FRAME)).toBe(false);
    expect(sameFrame(FRAME, null)).toBe(false);
    expect(sameFrame(FRAME, { ...FRAME, frameId: 5 })).toBe(false);
  });

  it('tells one document of a frame from another where the browser names them', () => {
    const [first, second] = ['D1', 'D2'].map((documentId) => ({ ...FRAME, documentId }));
    if (!first || !second) throw new Error('none');
    expect(sameDocument(first, { ...first })).toBe(true);
    expect(sameDocument(first, FRAME)).toBe(true);
    expect(sameDocument(first, second)).toBe(false);
    expect(sameDocument(first, { ...first, frameId: 5 })).toBe(false);
    expect(isOtherDocument(first, second)).toBe(true);
    expect(isOtherDocument(first, FRAME)).toBe(false);
    expect(isOtherDocument(first, { ...second, frameId: 5 })).toBe(false);
  });

  it('is asked to end by a request of its own', () => {
    const item = { kind: 'end-meeting', target: null } as const;
    const request = { meeting: onStage, frame: FRAME, items: [item] };
    const waiting = [pendingAction(request, item, { id: crypto.randomUUID() }, 1000)];
    expect(asksForTheSame(waiting, request)).toBe(true);
    expect(asksForTheSame(waiting, { ...request, meeting: here })).toBe(false);
  });

  it('has its own people who left', async () => {
    const leaves = openLeaves(() => 2000);
    const left = {
      id: 'b1',
      name: 'Mallory',
      userId: null,
      role: 'participant',
      kind: 'person',
      joinedAt: 0,
      leftAt: 1000,
      witnessed: true,
    } as const;
    await leaves.keep(FRAME, onStage, [left]);
    expect(await leaves.kept(FRAME, onStage)).toHaveLength(1);
    expect(await leaves.kept(FRAME, here)).toEqual([]);
  });
});
