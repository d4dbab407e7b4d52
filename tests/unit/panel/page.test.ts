import { act } from 'preact/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { addHost } from '~/components/panel/host/host';
import type { Surroundings } from '~/components/panel/host/position';
import { watchSurroundings } from '~/components/panel/host/surroundings';
import { startPanel } from '~/components/panel/start';
import { meetingFromUrl } from '~/utils/jaas/meeting-url';
import type { Snapshot } from '~/utils/meeting/snapshot';
import { HOST_TAG, SNAPSHOT_EVENT } from '~/utils/meeting/snapshot';
import { CHANGED, LOOK } from '~/utils/messages/client';
import { APP_ID } from '../actions/samples';
import { snapshot } from '../meeting/snapshots';
import { turn } from '../until';
import { MALLORY, READY } from './fixture';

let end = new AbortController();
let shadow: ShadowRoot | null = null;
let modes: string[] = [];

beforeEach(() => {
  end = new AbortController();
  modes = [];
  const attach = Element.prototype.attachShadow;
  vi.spyOn(Element.prototype, 'attachShadow').mockImplementation(function (this: Element, init) {
    modes.push(init.mode);
    shadow = attach.call(this, init);
    return shadow;
  });
});

afterEach(() => {
  end.abort();
  vi.restoreAllMocks();
  vi.useRealTimers();
  document.body.replaceChildren();
});

const hosts = () => document.querySelectorAll(HOST_TAG);

describe("the panel's place in the page", () => {
  it('is a closed shadow root beside the body', () => {
    addHost(document, '', end.signal);
    expect(modes).toEqual(['closed']);
    expect(hosts()[0]?.shadowRoot).toBeNull();
    expect(hosts()[0]?.parentElement).toBe(document.documentElement);
  });

  it.each(['keydown', 'keyup', 'keypress'])('keeps a %s from Jitsi', (type) => {
    const { root } = addHost(document, '', end.signal);
    const input = root.appendChild(document.createElement('input'));
    const own = vi.fn();
    const jitsi = vi.fn();
    root.addEventListener(type, own);
    window.addEventListener(type, jitsi, { signal: end.signal });
    input.dispatchEvent(new KeyboardEvent(type, { key: 'm', bubbles: true, composed: true }));
    expect(own).toHaveBeenCalledOnce();
    expect(jitsi).not.toHaveBeenCalled();
    document.body.dispatchEvent(new KeyboardEvent(type, { key: 'm', bubbles: true }));
    expect(jitsi).toHaveBeenCalledOnce();
  });

  it('has styles without a constructable sheet too', () => {
    vi.spyOn(CSSStyleSheet.prototype, 'replaceSync').mockImplementation(() => {
      throw new Error('Accessing from Xray wrapper is not supported.');
    });
    addHost(document, '.card { color: red }', end.signal);
    expect(shadow?.querySelector('style')?.textContent).toContain('.card');
  });

  it('is one, also where an older Gavel was taken away and left its own', () => {
    const left = document.documentElement.appendChild(document.createElement(HOST_TAG));
    const { element } = addHost(document, '', end.signal);
    expect([...hosts()]).toEqual([element]);
    expect(left.isConnected).toBe(false);
  });

  it('is empty again afterwards', () => {
    addHost(document, '', end.signal);
    end.abort();
    expect(hosts()).toHaveLength(0);
  });
});

describe('the panel in a meeting page', () => {
  const meeting = meetingFromUrl(`https://8x8.vc/${APP_ID}/weekly-forum`);
  const say = (change: Partial<Snapshot> = {}) => {
    const detail = JSON.stringify(snapshot({ participants: [MALLORY], ...change }));
    document.dispatchEvent(new CustomEvent(SNAPSHOT_EVENT, { detail }));
  };
  const send = vi.fn();
  /** What the panel listens to outside its own shadow root, and what ends that. */
  const listeners: { type: string; signal: AbortSignal | undefined }[] = [];

  beforeEach(() => {
    listeners.length = 0;
    for (const target of [window, document]) {
      const add = target.addEventListener.bind(target);
      vi.spyOn(target, 'addEventListener').mockImplementation(
        (type: string, listener: unknown, options?: unknown) => {
          const { signal } = (options ?? {}) as AddEventListenerOptions;
          listeners.push({ type, signal });
          add(type, listener as EventListener, options as AddEventListenerOptions);
        },
      );
    }
    send.mockReset().mockImplementation(async (message: unknown) => {
      const { type } = message as { type: string };
      if (type === 'panel.leaves') return { ok: true, value: { leaves: [] } };
      if (type === 'panel.bans') return { ok: true, value: { ok: true, bans: [] } };
      return { ok: true, value: READY };
    });
    vi.spyOn(fakeBrowser.runtime, 'sendMessage').mockImplementation(send);
    if (meeting) startPanel(meeting, end.signal);
  });

  it('appears when there is a meeting to show', async () => {
    await act(async () => say({ phase: 'welcome' }));
    expect(hosts()).toHaveLength(0);
    await act(async () => {
      vi.advanceTimersByTime(60);
      say({ seq: 2 });
      await turn();
    });
    expect(hosts()).toHaveLength(1);
    expect(shadow?.querySelector('[aria-label="Open Gavel"]')).not.toBeNull();
  });

  it('answers what it sees, and asks again when something changed', async () => {
    await act(async () => say());
    const answer = vi.fn();
    // The fake's type does not know of answers that are given by a call.
    const trigger = fakeBrowser.runtime.onMessage.trigger as (
      ...all: unknown[]
    ) => Promise<unknown>;
    await trigger({ type: LOOK }, {}, answer);
    expect(answer).toHaveBeenCalledWith(
      expect.objectContaining({
        phase: 'joined',
        participants: [expect.objectContaining({ participantId: 'b1' })],
      }),
    );
    send.mockClear();
    await fakeBrowser.runtime.onMessage.trigger({ type: CHANGED }, {});
    expect(send).toHaveBeenCalledWith({ type: 'panel.state', payload: {} });
  });

  it('leaves nothing behind', async () => {
    await act(async () => {
      say();
      await turn();
    });
    expect(hosts()).toHaveLength(1);
    expect(listeners.length).toBeGreaterThan(3);
    await act(async () => end.abort());
    expect(hosts()).toHaveLength(0);
    expect(await fakeBrowser.runtime.onMessage.trigger({ type: LOOK }, {})).toEqual([]);
    expect(listeners.filter(({ signal }) => signal?.aborted !== true)).toEqual([]);
    send.mockClear();
    await act(async () => {
      vi.advanceTimersByTime(60);
      say({ seq: 2, participants: [] });
      await turn();
      vi.advanceTimersByTime(60_000);
      await turn();
    });
    expect(send).not.toHaveBeenCalled();
    expect(hosts()).toHaveLength(0);
  });
});

describe("watching Jitsi's interface", () => {
  const boxes = new Map<string, DOMRect>();
  const seen: Surroundings[] = [];

  beforeEach(() => {
    vi.useFakeTimers();
    boxes.clear();
    seen.length = 0;
    vi.spyOn(Element.prototype, 'getBoundingClientRect').mockImplementation(function (
      this: Element,
    ) {
      return boxes.get(this.id) ?? new DOMRect();
    });
  });

  const add = (id: string, box: DOMRect, parent: Element = document.body): Element => {
    const element = parent.appendChild(document.createElement('div'));
    element.id = id;
    boxes.set(id, box);
    return element;
  };
  const watch = () => watchSurroundings(window as never, (around) => seen.push(around), end.signal);

  it('sees the chat open soon after a click, and close', () => {
    watch();
    const chat = add('sideToolbarContainer', new DOMRect(0, 0, 315, 720));
    document.body.click();
    vi.advanceTimersByTime(200);
    expect(seen.at(-1)?.columns).toEqual([{ left: 0, top: 0, right: 315, bottom: 720 }]);
    chat.remove();
    vi.advanceTimersByTime(1000);
    expect(seen.at(-1)?.columns).toEqual([]);
  });

  it.each(['participants-pane', 'custom-panel'])('sees a column at the right: %s', (id) => {
    add(id, new DOMRect(965, 0, 315, 720));
    watch();
    expect(seen.at(-1)?.columns).toEqual([{ left: 965, top: 0, right: 1280, bottom: 720 }]);
  });

  it('keeps the place of a toolbar that slid away', () => {
    const { innerHeight } = window;
    const toolbox = add('new-toolbox', new DOMRect());
    const items = add('items', new DOMRect(358, innerHeight - 106, 564, 60), toolbox);
    items.className = 'toolbox-content-items';
    watch();
    boxes.set('items', new DOMRect(358, innerHeight + 40, 564, 60));
    vi.advanceTimersByTime(3000);
    expect(seen).toHaveLength(1);
    expect(seen[0]?.controls[0]?.top).toBe(innerHeight - 106);
  });

  it('counts notifications only where there are any', () => {
    const container = add('notifications-container', new DOMRect(16, 560, 320, 76));
    watch();
    expect(seen.at(-1)?.notices).toEqual([]);
    container.textContent = 'Ann Kim joined';
    vi.advanceTimersByTime(1000);
    expect(seen.at(-1)?.notices).toHaveLength(1);
  });

  it('keeps the place that a toolbar will come back to, if it was away from the start', () => {
    const { innerHeight } = window;
    const toolbox = add('new-toolbox', new DOMRect());
    const items = add('items', new DOMRect(0, innerHeight + 32, 390, 64), toolbox);
    items.className = 'toolbox-content-items';
    watch();
    expect(seen[0]?.controls[0]?.top).toBe(innerHeight - 64);
  });

  it('takes the form before the meeting for a column, and on a phone for what it ends above', () => {
    const { innerHeight } = window;
    const screen = add('screen', new DOMRect(0, 0, 1280, innerHeight));
    screen.className = 'premeeting-screen';
    add('form', new DOMRect(0, 0, 400, innerHeight), screen);
    watch();
    expect(seen[0]).toMatchObject({ columns: [{ right: 400 }], controls: [] });
    boxes.set('form', new DOMRect(0, innerHeight - 282, 390, 282));
    vi.advanceTimersByTime(1000);
    expect(seen.at(-1)).toMatchObject({ columns: [], controls: [{ top: innerHeight - 282 }] });
  });

  it('sees a dialog that Jitsi opens by itself, once it is to be seen, and until it closes', () => {
    watch();
    const dialog = add('dialog', new DOMRect(307, 64, 666, 562)) as HTMLElement;
    dialog.setAttribute('role', 'dialog');
    dialog.style.visibility = 'hidden';
    vi.advanceTimersByTime(1000);
    expect(seen.at(-1)?.popups).toEqual([]);
    dialog.style.visibility = '';
    vi.advanceTimersByTime(1000);
    expect(seen.at(-1)?.popups).toEqual([{ left: 307, top: 64, right: 973, bottom: 626 }]);
    dialog.remove();
    vi.advanceTimersByTime(1000);
    expect(seen.at(-1)?.popups).toEqual([]);
  });

  it('does not look at a page that is not in sight', () => {
    watch();
    const look = vi.spyOn(document, 'querySelectorAll');
    vi.spyOn(document, 'hidden', 'get').mockReturnValue(true);
    vi.advanceTimersByTime(10_000);
    expect(look).not.toHaveBeenCalled();
  });

  it('stops with the panel', () => {
    watch();
    end.abort();
    expect(vi.getTimerCount()).toBe(0);
  });
});
