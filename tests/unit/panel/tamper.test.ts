import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { isCoveredAt } from '~/components/panel/host/covers';
import { addHost, keepHost } from '~/components/panel/host/host';
import { watchVisibility } from '~/components/panel/host/visibility';
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

/** What the host has itself. */
const OWN = ['data-no-focus-lock'];

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
    expect(element.getAttributeNames()).toEqual(OWN);
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

  it.each<[string, (element: HTMLElement, time: number) => void]>([
    [
      'dark themes',
      (element, time) => {
        element.setAttribute('data-darkreader-inline-bgcolor', String(time));
        element.style.setProperty('--darkreader-inline-bgcolor', `#${time}${time}${time}`);
      },
    ],
    ['blockers', (element, time) => element.setAttribute(`data-abp-${time}`, '')],
    ['translators', (element, time) => element.classList.add('notranslate', `t${time}`)],
  ])(
    'F24: is never called taken away for attributes of %s, which do nothing to it',
    async (_, set) => {
      const { element, onRemoved } = kept();
      for (let time = 0; time < 20; time++) {
        set(element, time % 10);
        await told();
      }
      expect(onRemoved).not.toHaveBeenCalled();
      expect(element.parentElement).toBe(document.documentElement);
      // They are left alone in the end: whoever puts them back for ever keeps nobody busy.
      expect(element.attributes.length).toBeGreaterThan(OWN.length);
    },
  );

  it.each<[string, (element: HTMLElement) => void]>([
    ['hides', (element) => element.style.setProperty('display', 'none')],
    ['makes unseen', (element) => element.style.setProperty('visibility', 'hidden')],
    ['makes transparent', (element) => element.style.setProperty('opacity', '0')],
    ['moves', (element) => element.style.setProperty('left', '-9999px')],
    ['takes from the mouse', (element) => element.style.setProperty('pointer-events', 'none')],
    ['takes from the keyboard', (element) => element.setAttribute('inert', '')],
    ['takes from screen readers', (element) => element.setAttribute('aria-hidden', 'true')],
  ])('F24: is put right also after many harmless ones when one %s it', async (_, attack) => {
    const { element, onRemoved } = kept();
    for (let time = 0; time < 20; time++) {
      element.setAttribute('data-theme', String(time));
      await told();
    }
    for (let time = 0; time < 5; time++) {
      attack(element);
      await told();
      expect(element.getAttributeNames()).toEqual(OWN);
    }
    expect(onRemoved).not.toHaveBeenCalled();
    attack(element);
    await told();
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

/** A page whose browser says what it finds of the panel, or has no such observer. */
function watched(withObserver = true) {
  let say: (entries: { target: Element; isVisible: boolean }[]) => void = () => undefined;
  const init = vi.fn();
  const observe = vi.fn();
  const element = document.documentElement.appendChild(document.createElement('div'));
  const root = element.appendChild(document.createElement('div'));
  const card = root.appendChild(document.createElement('aside'));
  const styles: Record<string, string> = {};
  const told: Visibility[] = [];
  const clock = { now: 10_000 };
  const over = { top: element as Element };
  let tick = () => {};
  const page = {
    document: { hidden: false, elementFromPoint: () => over.top, querySelectorAll: () => [] },
    MutationObserver,
    // Its timer, which a test lets ring, and a page that is drawn at once.
    ...Object.fromEntries([
      [
        'setInterval',
        (run: () => void) => {
          tick = run;
        },
      ],
      ['setTimeout', (run: () => void) => run()],
    ]),
    cancelAnimationFrame: vi.fn(),
    requestAnimationFrame: (run: () => void) => run(),
    clearInterval: vi.fn(),
    getComputedStyle: (of: Element) => ({
      getPropertyValue: (name: string) => (of === document.documentElement && styles[name]) || '',
    }),
    IntersectionObserverEntry: class {},
    IntersectionObserver: class {
      observe = observe;
      disconnect = vi.fn();
      constructor(callback: typeof say, options: unknown) {
        say = callback;
        init(options);
      }
    },
  };
  if (withObserver) Object.assign(page.IntersectionObserverEntry.prototype, { isVisible: true });
  const host = { element, root };
  const sees = watchVisibility(
    page as never,
    host,
    end.signal,
    () => clock.now,
    (visibility) => told.push(visibility),
  );
  return {
    element,
    root,
    card,
    told,
    init,
    observe,
    clock,
    over,
    styles,
    tick: () => tick(),
    /** The browser says so. */
    see: (isVisible: boolean) => say([{ target: card, isVisible }]),
    /** The browser says at once that it was covered and is not any more. */
    blink: () => say([false, true].map((isVisible) => ({ target: card, isVisible }))),
    /** Whether a click is taken for one that the host saw. */
    click: (detail = 1) => sees({ detail, clientX: 5, clientY: 5 } as MouseEvent),
  };
}

describe('a panel that is covered', () => {
  it('is told of when it begins and when it ends, each once', () => {
    const { card, see, told: said, init, observe } = watched();
    expect(init).toHaveBeenCalledWith({ trackVisibility: true, delay: 100 });
    expect(observe).toHaveBeenCalledWith(card);
    for (const isVisible of [true, false, false, true, true]) see(isVisible);
    expect(said).toEqual(['covered', 'shown']);
  });

  it('takes no click, nor one of the half second after it was uncovered', () => {
    const { see, click, clock } = watched();
    see(true);
    expect(click()).toBe(true);
    see(false);
    clock.now += 60_000;
    expect(click()).toBe(false);
    see(true);
    clock.now += 499;
    expect(click()).toBe(false);
    clock.now += 1;
    expect(click()).toBe(true);
  });

  it('for a blink of which the browser tells afterwards takes no click', () => {
    const { blink, click } = watched();
    blink();
    expect(click()).toBe(false);
  });

  it('is looked at anew when card and tab take turns', async () => {
    const { root, observe } = watched();
    const tab = document.createElement('button');
    root.replaceChildren(tab);
    await told();
    expect(observe).toHaveBeenLastCalledWith(tab);
  });

  it('is not told of where the browser cannot know, and what takes the mouse there is found', () => {
    const { element, init, told: said, click, over, tick } = watched(false);
    expect(init).not.toHaveBeenCalled();
    expect(click()).toBe(true);
    over.top = document.body;
    // A key's click has no point to look at.
    expect(click(0)).toBe(true);
    expect(click()).toBe(false);
    tick();
    expect(said).toEqual(['covered']);
    // The next click finds otherwise, and is taken.
    over.top = element;
    expect(click()).toBe(true);
    expect(said).toEqual(['covered', 'shown']);
  });
});

describe('a page that is tinted as a whole', () => {
  it('by a dark mode takes clicks, and says that it is unclear what covers the panel', () => {
    const { see, styles, told: said, click } = watched();
    styles.filter = 'invert(1) hue-rotate(180deg)';
    see(false);
    expect(said).toEqual(['unclear']);
    expect(click()).toBe(true);
  });

  it.each([
    ['filter', 'opacity(0)'],
    ['filter', 'brightness(0)'],
    ['opacity', '0.01'],
    ['mask-image', 'linear-gradient(transparent, transparent)'],
    ['clip-path', 'inset(99%)'],
    ['transform', 'matrix(0.1, 0, 0, 0.1, 0, 0)'],
    ['zoom', '0.1'],
  ])('so that nothing is seen, by %s: %s, takes no click in any browser', (property, value) => {
    for (const withObserver of [true, false]) {
      const { styles, told: said, click } = watched(withObserver);
      styles[property] = value;
      expect(click()).toBe(false);
      // By the keyboard neither.
      expect(click(0)).toBe(false);
      expect(said).toEqual(['covered']);
    }
  });

  it('turns from harmless to black without the browser’s word, and that is noticed', () => {
    const { see, styles, told: said, tick } = watched();
    styles.filter = 'brightness(1)';
    see(false);
    styles.filter = 'brightness(0)';
    tick();
    expect(said).toEqual(['unclear', 'covered']);
  });
});

describe('what lies over the panel and lets clicks through', () => {
  interface Look {
    readonly style?: Partial<CSSStyleDeclaration>;
    readonly inTopLayer?: boolean;
    readonly at?: number;
  }
  const COVER = { pointerEvents: 'none', position: 'fixed', zIndex: '2147483647' };
  const PAINTED = { ...COVER, backgroundColor: 'rgb(255, 255, 255)' };

  /** Whether a click is taken for covered, with such an element in the page. */
  function covered({ style = PAINTED, inTopLayer = false, at = 0 }: Look, tag = 'div'): boolean {
    const host = document.createElement('div');
    const element = document.createElement(tag);
    element.getBoundingClientRect = () => new DOMRect(at, at, 100, 100);
    Object.assign(element, { matches: () => inTopLayer });
    const plain = { position: 'static', zIndex: 'auto', visibility: 'visible' };
    const clear = { backgroundColor: 'rgba(0, 0, 0, 0)', backgroundImage: 'none' };
    const page = {
      document: { elementFromPoint: () => host, querySelectorAll: () => [element] },
      getComputedStyle: () => ({ ...plain, ...clear, pointerEvents: 'auto', ...style }),
    };
    return isCoveredAt(page as never, host, 50, 50);
  }

  it.each<[string, Look, string?]>([
    ['a painted sheet', {}],
    ['a picture', { style: COVER }, 'img'],
    ['a gradient', { style: { ...COVER, backgroundImage: 'linear-gradient(red, red)' } }],
    ['blurred glass', { style: { ...COVER, backdropFilter: 'blur(9px)' } }],
    [
      'a dialog in the top layer',
      { style: { ...PAINTED, position: 'static', zIndex: 'auto' }, inTopLayer: true },
    ],
  ])('is found: %s', (_, look, tag) => {
    expect(covered(look, tag)).toBe(true);
  });

  it.each<[string, Look]>([
    ['lies elsewhere', { at: 60 }],
    ['draws nothing, as the containers of messages do', { style: COVER }],
    ['is unseen', { style: { ...PAINTED, visibility: 'hidden' } }],
    ['lies lower', { style: { ...PAINTED, zIndex: '900' } }],
    ['takes the mouse, which has been looked at', { style: { ...PAINTED, pointerEvents: 'auto' } }],
  ])('is none where it %s', (_, look) => {
    expect(covered(look)).toBe(false);
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
