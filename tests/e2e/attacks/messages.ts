/* What somebody says and does who has taken over a panel: run where its content script runs. */

import * as fc from 'fast-check';
import { newAppId } from '~/tests/e2e/support/host-key';
import { type MessageType, messages } from '~/utils/messages/protocol';

const types = Object.keys(messages) as MessageType[];

/** The messages of Gavel's own pages. */
export const forPages = types.filter((type) => messages[type].from === 'page');

/** The messages of a panel. */
export const forPanels = types.filter((type) => messages[type].from === 'panel');

/** Those that no panel may send, and some that do not exist. */
const NOT_OURS: readonly string[] = [
  ...forPages,
  '',
  '__proto__',
  'constructor',
  'toString',
  'PANEL.ASK',
  'x'.repeat(1e6),
];

/** What is no message at all. */
const BARE: readonly unknown[] = [
  null,
  0,
  '',
  [],
  {},
  { payload: {} },
  { type: {} },
  { type: ['panel.ask'] },
];

/** Random payloads a message. */
const SAMPLES = 60;

/** What somebody might put into a message: well-formed for some message, or anything at all. */
const anything = fc.oneof(
  fc.constant({}),
  fc.anything({ withBigInt: false, maxDepth: 3 }),
  fc.jsonValue(),
  fc.record(
    {
      id: fc.uuid(),
      kind: fc.constantFrom('ban', 'remove', 'end-meeting', 'call'),
      appId: fc.constantFrom(newAppId(), 'x'),
      keyId: fc.string(),
      tabId: fc.integer(),
      frame: fc.record({ tabId: fc.integer(), frameId: fc.integer() }),
      userId: fc.string(),
      userIds: fc.array(fc.string()),
      token: fc.string(),
      note: fc.string(),
      seen: fc.constant([]),
      dueAt: fc.integer(),
      place: fc.constant(null),
      participantId: fc.string(),
      phase: fc.constantFrom('joined', 'left', 'x'),
      count: fc.option(fc.integer()),
      joinedAt: fc.option(fc.double()),
      visibility: fc.constantFrom('shown', 'unclear', 'covered', 'removed', 'x'),
      targets: fc.array(
        fc.record({
          participantId: fc.option(fc.string()),
          userId: fc.option(fc.string()),
          name: fc.option(fc.string()),
          role: fc.option(fc.string()),
        }),
      ),
      meeting: fc.record({ appId: fc.string(), room: fc.string() }),
    },
    { requiredKeys: [] },
  ),
);

/** As it is after JSON, in which extension messages travel in Chromium. */
export const payloads = (seed: number): unknown[] =>
  fc
    .sample(anything, { numRuns: SAMPLES, seed })
    .map((value) => JSON.parse(JSON.stringify({ value }) ?? '{}').value);

/**
 * All that no panel may send, with many payloads, and what is no message. `what` is for the words of a
 * failure.
 */
export function foreign(): readonly { readonly what: string; readonly all: readonly unknown[] }[] {
  const named = NOT_OURS.map((type, at) => {
    const some = payloads(at + 1).slice(0, type.length > 1000 ? 3 : 12);
    return { what: type, all: some.map((payload) => ({ type, payload })) };
  });
  return [...named, { what: 'no message', all: BARE }];
}

/** Changes what the panel answers when Gavel looks a second time at whom the host has clicked. */
export const SWAP = `
  const { map } = Array.prototype;
  const isOne = (one) => one?.participantId !== undefined && 'namesakes' in one;
  Array.prototype.map = function (...how) {
    const made = map.apply(this, how);
    const isLook = made.length > 0 && made.every(isOne);
    return isLook ? map.call(made, (one) => ({ ...one, userId: 'auth0|victim' })) : made;
  }`;
