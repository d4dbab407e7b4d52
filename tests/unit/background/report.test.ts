// @vitest-environment node
import { afterEach, describe, expect, it, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { placeOf, reportBug } from '~/utils/background/report';

const ORIGIN = 'chrome-extension://gavelgavelgavelgavelgavelgavelga/';
const FRAME = `    at send (${ORIGIN}background.js:1:2048)`;

function thrown(message: string, stack: string, name = 'Error'): Error {
  return Object.assign(new Error(message), { name, stack });
}

describe('a bug is reported by its place in Gavel', () => {
  test.each([
    ['in Chromium', `TypeError: no\n${FRAME}\n    at x (${ORIGIN}background.js:9:9)`],
    ['without a function', `TypeError: no\n    at ${ORIGIN}background.js:1:2048`],
    ['in Firefox', `send@${ORIGIN}background.js:1:2048\nx@${ORIGIN}background.js:9:9\n`],
    ['behind frames that are not Gavel’s', `TypeError: no\n    at fetch (<anonymous>)\n${FRAME}`],
    ['behind a message of many lines', `TypeError: no\nauth0|mallory\n\nmore\n${FRAME}`],
  ])('%s', (_, stack) => {
    expect(placeOf(thrown('no', stack, 'TypeError'), ORIGIN)).toBe('background.js:1:2048');
  });

  test.each([
    ['it has no stack', Object.assign(new Error('no'), { stack: undefined })],
    ['its stack is somebody else’s', thrown('no', 'Error: no\n    at https://8x8.vc/lib.js:1:1')],
    ['it is no error', { stack: FRAME }],
  ])('and by none where %s', (_, error) => {
    expect(placeOf(error, ORIGIN)).toBe('');
  });

  test.each([
    'first line\nsecond line: auth0|mallory',
    'no\nat auth0|mallory',
    'no\nauth0|mallory@example.com',
    `no\n    at mallory (${ORIGIN}mallory:1:1)`,
    `no\n@${ORIGIN}mallory.js:1:1`,
  ])('and by nothing of what was handled, whatever lines its message has: %j', (message) => {
    const error = thrown(message, `Error: ${message}\n${FRAME}`);
    expect(placeOf(error, ORIGIN)).toBe('background.js:1:2048');
    // In Firefox the message is not in the stack.
    expect(placeOf(thrown(message, `send@${ORIGIN}background.js:1:2\n`), ORIGIN)).toBe(
      'background.js:1:2',
    );
  });

  it('and by nothing that a frame is called', () => {
    const stack = `Error: no\n    at auth0|mallory (${ORIGIN}background.js:1:2?auth0|mallory)`;
    expect(placeOf(thrown('no', stack), ORIGIN)).toBe('background.js:1:2');
  });
});

describe('what the console is told of a bug', () => {
  afterEach(() => vi.restoreAllMocks());

  it('names neither the message nor a kind that somebody made up', () => {
    fakeBrowser.reset();
    vi.spyOn(fakeBrowser.runtime, 'getURL').mockReturnValue(ORIGIN);
    const console_ = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    reportBug(thrown('one\ntwo: auth0|mallory', `Error: one\ntwo: auth0|mallory\n${FRAME}`));
    reportBug(thrown('no', 'no', 'auth0|mallory'));
    reportBug('auth0|mallory');
    expect(console_.mock.calls).toEqual([
      ['Gavel: unexpected', 'Error', 'background.js:1:2048'],
      ['Gavel: unexpected', 'Error', ''],
      ['Gavel: unexpected', 'string', ''],
    ]);
  });
});
