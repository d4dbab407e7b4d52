import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addHost } from '~/components/panel/host/host';
import { trusted } from '../press';

let end = new AbortController();
let root: HTMLElement;
/** What Jitsi's listeners on `window` hear, oldest first. */
let heard: string[];

beforeEach(() => {
  end = new AbortController();
  heard = [];
  ({ root } = addHost(document, '', end.signal));
  for (const type of ['keydown', 'keypress', 'keyup'] as const) {
    const note = ({ key }: KeyboardEvent) => heard.push(`${type} ${key}`);
    window.addEventListener(type, note, { signal: end.signal });
  }
});
afterEach(() => {
  end.abort();
  document.body.replaceChildren();
});

function add(html: string): HTMLElement {
  root.insertAdjacentHTML('beforeend', html);
  return root.lastElementChild as HTMLElement;
}

type Type = 'keydown' | 'keypress' | 'keyup';

/** @returns whether it does what it does there */
function send(to: Element, type: Type, key: string, repeat = false): boolean {
  const init = {
    key,
    code: `code ${key}`,
    repeat,
    bubbles: true,
    composed: true,
    cancelable: true,
  };
  return to.dispatchEvent(trusted(new KeyboardEvent(type, init)));
}

function press(to: Element, key: string): void {
  for (const type of ['keydown', 'keypress', 'keyup'] as const) send(to, type, key);
}

const FIELDS = [
  '<input type="search">',
  '<input>',
  '<textarea></textarea>',
  '<select></select>',
  '<div contenteditable="true"></div>',
];
const PRESSED = ['<button></button>', '<input type="checkbox">', '<ul tabindex="0"></ul>'];

describe('a key', () => {
  it.each(FIELDS)('in %s is no shortcut of Jitsi, whatever it is', (html) => {
    const field = add(html);
    for (const key of ['m', ' ', 'Escape', 'Enter', 'ArrowUp', '?']) press(field, key);
    expect(heard).toEqual([]);
  });

  it.each(PRESSED)('that %s does not need comes to Jitsi', (html) => {
    for (const key of ['m', '?', 'Escape']) press(add(html), key);
    expect(heard.filter((one) => one.startsWith('keyup'))).toEqual([
      'keyup m',
      'keyup ?',
      'keyup Escape',
    ]);
  });

  it.each(PRESSED)('that presses or leaves %s does not come to Jitsi', (html) => {
    for (const key of [' ', 'Enter', 'Tab', 'ArrowDown', 'End', 'PageUp']) press(add(html), key);
    expect(heard).toEqual([]);
  });

  it('that Gavel has used up does not come to Jitsi, neither pressed nor let go', () => {
    const button = add('<button></button>');
    button.addEventListener('keydown', (event) => event.preventDefault());
    press(button, 'Escape');
    expect(heard).toEqual([]);
  });
});

describe('a key that is held while the focus moves', () => {
  it('from Gavel to the page stays Gavel’s until it is let go', () => {
    const button = add('<button></button>');
    send(button, 'keydown', ' ');
    expect(send(document.body, 'keydown', ' ', true)).toBe(false);
    expect(send(document.body, 'keypress', ' ', true)).toBe(false);
    send(document.body, 'keyup', ' ');
    expect(heard).toEqual([]);
    press(document.body, ' ');
    expect(heard).toEqual(['keydown  ', 'keypress  ', 'keyup  ']);
  });

  it('from the page to a field of Gavel’s is let go in Jitsi, and writes nothing', () => {
    const field = add('<input>');
    send(document.body, 'keydown', ' ');
    expect(send(field, 'keydown', ' ', true)).toBe(false);
    send(field, 'keyup', ' ');
    expect(heard).toEqual(['keydown  ', 'keyup  ']);
    press(field, ' ');
    expect(heard).toEqual(['keydown  ', 'keyup  ']);
  });

  it('goes on by Tab from one to the other', () => {
    const button = add('<button></button>');
    send(button, 'keydown', 'Tab');
    expect(send(document.body, 'keydown', 'Tab', true)).toBe(true);
    expect(send(button, 'keydown', 'Tab', true)).toBe(true);
  });

  it('and whose release nobody saw is pressed anew by whoever has the focus', () => {
    const field = add('<input>');
    send(field, 'keydown', 'm');
    press(document.body, 'm');
    expect(heard).toEqual(['keydown m', 'keypress m', 'keyup m']);
    send(document.body, 'keydown', 'm');
    heard.length = 0;
    press(field, 'm');
    expect(heard).toEqual([]);
  });

  it('is not taken from Gavel by a key that a script of the page makes up', () => {
    const field = add('<input>');
    send(field, 'keydown', 'm');
    const init = { key: 'm', code: 'code m', bubbles: true };
    document.body.dispatchEvent(new KeyboardEvent('keydown', init));
    heard.length = 0;
    send(field, 'keyup', 'm');
    expect(heard).toEqual([]);
  });
});
