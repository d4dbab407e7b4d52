// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { browser } from 'wxt/browser';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { CHANGED, LOOK, onChanged } from '~/utils/messages/client';

type Sender = Parameters<typeof fakeBrowser.runtime.onMessage.trigger>[1];
const background: Sender = { id: 'gavel' };
const panel = { id: 'gavel', tab: { id: 7 } } as Sender;

/** A page that counts how often it heard that something changed, and a way to tell it. */
function setUp() {
  const heard = { times: 0 };
  const stop = onChanged(() => {
    heard.times += 1;
  });
  const tell = (message: unknown, sender = background) =>
    fakeBrowser.runtime.onMessage.trigger(message, sender);
  return { heard, stop, tell };
}

describe('a page of Gavel’s', () => {
  it('hears from the background that something changed, each time', async () => {
    const { heard, tell } = setUp();
    await tell({ type: CHANGED });
    await tell({ type: CHANGED });
    expect(heard.times).toBe(2);
  });

  it('does not let a meeting page say so', async () => {
    const { heard, tell } = setUp();
    await tell({ type: CHANGED }, panel);
    expect(heard.times).toBe(0);
  });

  it.each([
    ['another message', { type: LOOK }],
    ['a message of no type', { changed: true }],
    ['text', CHANGED],
    ['null', null],
    ['nothing', undefined],
  ])('is not woken by %s', async (_, message) => {
    const { heard, tell } = setUp();
    await tell(message);
    expect(heard.times).toBe(0);
  });

  it('hears no more once it has stopped listening', async () => {
    const { heard, stop, tell } = setUp();
    expect(browser.runtime.onMessage.hasListeners()).toBe(true);
    stop();
    await tell({ type: CHANGED }).catch(() => undefined);
    expect(heard.times).toBe(0);
    expect(browser.runtime.onMessage.hasListeners()).toBe(false);
  });
});
