import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Focus, keepFocus } from '~/components/panel/host/focus';
import { addHost } from '~/components/panel/host/host';

let end = new AbortController();
let root: HTMLElement;
let focus: Focus;
/** What the host writes in Jitsi's chat with. */
let chat: HTMLTextAreaElement;

beforeEach(() => {
  end = new AbortController();
  chat = document.body.appendChild(document.createElement('textarea'));
  const host = addHost(document, '', end.signal);
  root = host.root;
  focus = keepFocus(window, host, end.signal);
  root.innerHTML = `<input type="search"><select><option>Name</option></select>
    <button>Ban <b>Mallory</b></button><label>Ann <input type="checkbox"></label><p>3 here</p>`;
});
afterEach(() => {
  end.abort();
  vi.restoreAllMocks();
  document.body.replaceChildren();
});

function find(selector: string): HTMLElement {
  const found = root.querySelector<HTMLElement>(selector);
  if (!found) throw new Error(`There is no ${selector}`);
  return found;
}
const inGavel = () => (root.getRootNode() as ShadowRoot).activeElement;

const events = { bubbles: true, composed: true, cancelable: true };

/** Presses as the browser does: what lets itself be pressed takes the focus, unless somebody minds. */
function point(element: HTMLElement, pointerType = 'mouse'): void {
  element.dispatchEvent(new PointerEvent('pointerdown', { ...events, pointerType }));
  const takes = element.dispatchEvent(new MouseEvent('mousedown', { ...events, detail: 1 }));
  const focusable = element.closest<HTMLElement>('input, select, button');
  if (takes && focusable) focusable.focus();
  element.dispatchEvent(new MouseEvent('click', { ...events, detail: 1 }));
}

function key(element: HTMLElement, name: string): void {
  element.dispatchEvent(new KeyboardEvent('keydown', { ...events, key: name }));
}

describe('a press', () => {
  it.each(['mouse', 'touch', 'pen'])(
    'with a %s on anything but a field leaves the focus',
    (type) => {
      chat.focus();
      for (const pressed of ['button', 'b', 'label', '[type="checkbox"]']) {
        point(find(pressed), type);
        expect(document.activeElement).toBe(chat);
      }
      expect(focus.follows()).toBe(false);
    },
  );

  it('takes the focus out of a field of Gavel’s, to where it was before', () => {
    chat.focus();
    point(find('[type="search"]'));
    expect(inGavel()).toBe(find('[type="search"]'));
    point(find('button'));
    expect(document.activeElement).toBe(chat);
  });

  it('takes the focus from a button that had it by keyboard, to nothing of the page’s', () => {
    chat.focus();
    point(find('p'));
    key(chat, 'Tab');
    find('button').focus();
    point(find('button'));
    expect(inGavel()).toBeNull();
    expect(document.activeElement).toBe(document.body);
  });

  it('on what says that it is no field leaves the focus too, such as the part that moves the card', () => {
    find('p').addEventListener('mousedown', (event) => event.preventDefault());
    chat.focus();
    point(find('[type="search"]'));
    point(find('p'));
    expect(document.activeElement).toBe(chat);
  });

  it('on a label gives the focus to its box for no moment', () => {
    chat.focus();
    point(find('label'));
    find('[type="checkbox"]').focus();
    expect(document.activeElement).toBe(chat);
  });

  it('on a list of choices gives it the focus until one is chosen', () => {
    chat.focus();
    point(find('select'));
    expect(inGavel()).toBe(find('select'));
    find('select').dispatchEvent(new Event('change', { bubbles: true }));
    expect(document.activeElement).toBe(chat);
  });

  it.each([
    ['a key', () => key(find('button'), 'Enter')],
    ['a screen reader', () => find('button').click()],
    ['a screen reader that says so', () => point(find('button'), '')],
  ])('by %s has the focus go along', (_, press) => {
    point(find('button'));
    press();
    expect(focus.follows()).toBe(true);
    find('button').focus();
    expect(inGavel()).toBe(find('button'));
  });

  it('by keys leaves a list of choices with the focus', () => {
    find('select').focus();
    key(find('select'), 'ArrowDown');
    find('select').dispatchEvent(new Event('change', { bubbles: true }));
    expect(inGavel()).toBe(find('select'));
  });
});

describe('giving the focus back', () => {
  it('is to where a pointer took it from, also after going on by keys in Gavel', () => {
    chat.focus();
    point(find('[type="search"]'));
    key(find('[type="search"]'), 'Tab');
    find('button').focus();
    expect(focus.giveBack()).toBe(true);
    expect(document.activeElement).toBe(chat);
  });

  it('is so after the host was in another window meanwhile', () => {
    chat.focus();
    point(find('[type="search"]'));
    key(find('[type="search"]'), 'Alt');
    vi.spyOn(document, 'hasFocus').mockReturnValue(false);
    find('[type="search"]').blur();
    find('[type="search"]').focus();
    expect(focus.giveBack()).toBe(true);
    expect(document.activeElement).toBe(chat);
  });

  it('is to nothing when nothing had it, or what had it is gone', () => {
    point(find('[type="search"]'));
    expect(focus.giveBack()).toBe(true);
    expect(document.activeElement).toBe(document.body);
    chat.focus();
    point(find('[type="search"]'));
    chat.remove();
    expect(focus.giveBack()).toBe(true);
    expect(document.activeElement).toBe(document.body);
  });

  it('is not done for who came by keys, who finds a place in Gavel', () => {
    chat.focus();
    point(find('[type="search"]'));
    chat.focus();
    key(chat, 'Tab');
    find('[type="search"]').focus();
    expect(focus.giveBack()).toBe(false);
    expect(inGavel()).toBe(find('[type="search"]'));
  });

  it('is not done when Gavel does not have it', () => {
    chat.focus();
    expect(focus.giveBack()).toBe(false);
    expect(document.activeElement).toBe(chat);
  });
});
