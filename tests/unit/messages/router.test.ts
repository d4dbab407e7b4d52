// @vitest-environment node
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { APP_ID, FRAME, ROOM, staged } from '~/tests/unit/actions/samples';
import { type MessageType, messages } from '~/utils/messages/protocol';
import type { Sender } from '~/utils/messages/router';
import { createRouter, type Handlers } from '~/utils/messages/router';

const panel: Sender = {
  role: 'panel',
  frame: FRAME,
  windowId: 1,
  meeting: { appId: APP_ID, room: ROOM },
};
const page: Sender = { role: 'page' };
const types = Object.keys(messages) as MessageType[];

/** Handlers that note their call and answer with whatever they are given. */
function setUp(answer: unknown = {}) {
  const called: string[] = [];
  const handlers = Object.fromEntries(
    types.map((type) => [
      type,
      async () => {
        called.push(type);
        return answer;
      },
    ]),
  ) as unknown as Handlers;
  const bugs: unknown[] = [];
  return { route: createRouter(handlers, (error) => bugs.push(error)), called, bugs };
}

describe('a meeting page’s content script', () => {
  it.each(types.filter((type) => messages[type].from === 'page'))(
    'may not send %s',
    async (type) => {
      const { route, called } = setUp();
      expect(await route({ type, payload: {} }, panel)).toEqual({
        ok: false,
        code: 'not-permitted',
      });
      expect(called).toEqual([]);
    },
  );

  it('cannot confirm, whatever it sends', async () => {
    const confirming = types.filter((type) => /confirm|token|cancel|stage|repeat/.test(type));
    expect(confirming.length).toBeGreaterThan(3);
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...confirming), fc.anything(), async (type, payload) => {
        const { route, called } = setUp();
        expect(await route({ type, payload }, panel)).toMatchObject({ ok: false });
        expect(called).toEqual([]);
      }),
    );
  });

  it('learns no more of an action than the table says', async () => {
    const secret = staged({ note: 'private note' });
    const answer = {
      key: { state: 'ready', label: 'Forum', sealed: 'x' },
      actions: [secret],
      batch: null,
    };
    const { route } = setUp(answer);
    const reply = await route({ type: 'panel.state', payload: {} }, panel);
    expect(reply.ok).toBe(true);
    expect(JSON.stringify(reply)).not.toMatch(/private note|sealed|Forum/);
  });
});

describe('the message table', () => {
  it.each(types.filter((type) => messages[type].from === 'panel'))(
    'keeps %s for panels, which alone have a frame',
    async (type) => {
      const { route } = setUp();
      expect(await route({ type, payload: {} }, page)).toMatchObject({ code: 'not-permitted' });
    },
  );

  it.each(['__proto__', 'constructor', 'toString', 'panel.Ask', '', 'x'.repeat(100)])(
    'has no row %j',
    async (type) => {
      const { route } = setUp();
      expect(await route({ type, payload: {} }, page)).toMatchObject({ code: 'not-permitted' });
    },
  );

  it('answers anything at all with a reply, and unknown senders with a refusal', async () => {
    await fc.assert(
      fc.asyncProperty(fc.anything(), async (message) => {
        const { route, called } = setUp();
        expect(await route(message, null)).toEqual({ ok: false, code: 'not-permitted' });
        expect(await route(message, page)).toMatchObject({ ok: false });
        expect(called).toEqual([]);
      }),
    );
  });

  it.each(types)('is closed to a sender that nobody knows: %s', async (type) => {
    const { route, called } = setUp();
    expect(await route({ type, payload: {} }, null)).toEqual({ ok: false, code: 'not-permitted' });
    expect(called).toEqual([]);
  });

  it('refuses a payload that does not parse before the handler sees it', async () => {
    const { route, called } = setUp();
    const reply = await route({ type: 'request.cancel', payload: { id: 'not a uuid' } }, page);
    expect(reply).toEqual({ ok: false, code: 'bad-payload' });
    expect(called).toEqual([]);
  });

  it('tells the sender nothing of a bug, and reports it', async () => {
    const { route, bugs } = setUp('not what the table promises');
    const reply = await route({ type: 'panel.state', payload: {} }, panel);
    expect(reply).toEqual({ ok: false, code: 'failed' });
    expect(bugs).toHaveLength(1);
  });
});
