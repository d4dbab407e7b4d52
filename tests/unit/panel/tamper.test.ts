import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { addHost, keepHost } from '~/components/panel/host/host';
import { refuseUnseenClicks, watchVisibility } from '~/components/panel/host/visibility';
import { CHANGED, onChanged } from '~/utils/messages/client';
import type { Visibility } from '~/utils/messages/protocol-panel';
import { turn } from '../until';

let end = new AbortController();

beforeEach(() => {
  end = new AbortController();
});
afterEach(() => {
  end.abort();
  vi.unstubAllGlobals();
  document.documentElement.removeAttribute('style');
});

/** Observers are told after what has happened, not while it happens: before the event loop turns. */
const told = turn;

describe('the panel’s host', () => {
  function kept() {
    const host = addHost(document, '', end.signal);
    const restyle = vi.fn();
    const onRemoved = vi.fn();
    keepHost(document, { ...host, restyle }, end.signal, onRemoved);
    return { element: host.element, restyle, onRemoved };
  }

  it('is put back, with its styles, and freed of what it was given', async () => {
    const { element, restyle } = kept();
    element.remove();
    await told();
    expect(element.parentElement).toBe(document.documentElement);
    document.body.append(element);
    await told();
    expect(element.parentElement).toBe(document.documentElement);
    expect(restyle).toHaveBeenCalledTimes(2);
    element.hidden = true;
    element.setAttribute('inert', '');
    await told();
    expect(element.attributes).toHaveLength(0);
  });

  it('is put back five times; then that is said, once', async () => {
    const { element, onRemoved } = kept();
    for (let i = 0; i < 5; i++) {
      element.remove();
      await told();
      expect(element.isConnected).toBe(true);
    }
    expect(onRemoved).not.toHaveBeenCalled();
    for (let i = 0; i < 3; i++) {
      element.remove();
      await told();
    }
    expect(element.isConnected).toBe(false);
    expect(onRemoved).toHaveBeenCalledOnce();
  });

  it('stays away once the panel has ended', async () => {
    const { element, onRemoved } = kept();
    end.abort();
    await told();
    expect(element.isConnected).toBe(false);
    expect(onRemoved).not.toHaveBeenCalled();
  });
});

describe('a panel that is covered', () => {
  interface Seen {
    readonly target: Element;
    readonly isVisible: boolean;
  }
  function watched(style: Partial<CSSStyleDeclaration> = {}) {
    let say: (entries: Seen[]) => void = () => undefined;
    const init = vi.fn();
    const observe = vi.fn();
    const root = document.body.appendChild(document.createElement('div'));
    const card = root.appendChild(document.createElement('aside'));
    const sights: Visibility[] = [];
    const page = {
      document,
      MutationObserver,
      getComputedStyle: () => ({ filter: 'none', opacity: '1', clipPath: 'none', ...style }),
      IntersectionObserverEntry: class {
        get isVisible() {
          return true;
        }
      },
      IntersectionObserver: class {
        observe = observe;
        disconnect = vi.fn();
        constructor(callback: (entries: Seen[]) => void, options: unknown) {
          say = callback;
          init(options);
        }
      },
    };
    watchVisibility(page as never, root, end.signal, (visibility) => sights.push(visibility));
    return {
      root,
      card,
      sights,
      init,
      observe,
      see: (isVisible: boolean) => say([{ target: card, isVisible }]),
    };
  }

  it('is told of when it begins and when it ends, each once', () => {
    const { card, see, sights, init, observe } = watched();
    expect(init).toHaveBeenCalledWith({ trackVisibility: true, delay: 100 });
    expect(observe).toHaveBeenCalledWith(card);
    for (const isVisible of [true, false, false, true, true]) see(isVisible);
    expect(sights).toEqual(['covered', 'shown']);
  });

  it('is not one where a browser’s extension has only darkened the page', () => {
    const { see, sights } = watched({ filter: 'invert(1) hue-rotate(180deg)' });
    see(false);
    expect(sights).toEqual([]);
  });

  it('is one where a filter hides it', () => {
    const { see, sights } = watched({ filter: 'opacity(0.1)' });
    see(false);
    expect(sights).toEqual(['covered']);
  });

  it('is looked at anew when card and tab take turns', async () => {
    const { root, observe } = watched();
    const tab = document.createElement('button');
    root.replaceChildren(tab);
    await told();
    expect(observe).toHaveBeenLastCalledWith(tab);
  });

  it('is not told of where the browser cannot know', () => {
    const tell = vi.fn();
    const page = {
      document,
      IntersectionObserverEntry: class {},
      IntersectionObserver: vi.fn(),
      MutationObserver,
    };
    watchVisibility(page as never, document.body, end.signal, tell);
    expect(page.IntersectionObserver).not.toHaveBeenCalled();
    expect(tell).not.toHaveBeenCalled();
  });
});

describe('a click in a page that is faded as a whole', () => {
  function clicked() {
    const root = document.body.appendChild(document.createElement('div'));
    const button = root.appendChild(document.createElement('button'));
    const acted = vi.fn();
    const refused = vi.fn();
    button.addEventListener('click', acted);
    refuseUnseenClicks(window as never, root, refused);
    button.click();
    return { acted, refused };
  }

  it('is refused and told of', () => {
    document.documentElement.style.opacity = '0.01';
    const { acted, refused } = clicked();
    expect(acted).not.toHaveBeenCalled();
    expect(refused).toHaveBeenCalledOnce();
  });

  it('is a click like any other where nothing is faded', () => {
    const { acted, refused } = clicked();
    expect(acted).toHaveBeenCalledOnce();
    expect(refused).not.toHaveBeenCalled();
  });
});

describe('Gavel’s own pages', () => {
  it('believe the background alone that something changed', async () => {
    const changed = vi.fn();
    const stop = onChanged(changed);
    const { onMessage } = fakeBrowser.runtime;
    await onMessage.trigger({ type: CHANGED }, { id: 'gavel', tab: { id: 7 } } as never);
    expect(changed).not.toHaveBeenCalled();
    await onMessage.trigger({ type: CHANGED }, { id: 'gavel' } as never);
    expect(changed).toHaveBeenCalledOnce();
    stop();
  });
});
