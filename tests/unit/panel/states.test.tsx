import { act } from 'preact/test-utils';
import { describe, expect, it } from 'vitest';
import { NOTHING_AROUND } from '~/components/panel/host/position';
import { named, press, READY, stage } from './fixture';

const key = (element: Element, name: string, type = 'keydown') =>
  act(async () => {
    element.dispatchEvent(new KeyboardEvent(type, { key: name, bubbles: true, cancelable: true }));
  });

describe('a browser that keeps 8x8 from Gavel', () => {
  it('is told of in the panel, with the way to allow it, and no longer once it is allowed', async () => {
    const { root, background, changed } = await stage(undefined, {
      state: { ...READY, withheld: true },
    });
    expect(root.textContent).toContain('The browser keeps 8x8 from Gavel, so nothing can be sent.');
    background.state = READY;
    await changed([]);
    expect(root.textContent).not.toContain('keeps 8x8 from Gavel');
  });
});

describe('a page that is not in a meeting yet, or any more', () => {
  it.each([
    ['prejoin', 'Join the meeting to see who is here.'],
    ['joining', 'Joining the meeting…'],
    ['lobby', 'You are waiting in the lobby.'],
    ['password', 'requires a password'],
    ['leaving', 'Leaving the meeting…'],
    ['left', 'You are no longer in the meeting.'],
    ['kicked', 'You were removed from the meeting.'],
    ['lost', 'The connection was lost.'],
  ] as const)('says what it sees: %s', async (phase, words) => {
    const { root, see } = await stage(null);
    await see({ phase, me: null, participants: [] });
    expect(root.textContent).toContain(words);
    expect(named(root, 'button', 'End meeting').hasAttribute('aria-disabled')).toBe(false);
  });

  it('has nothing to end once the meeting was ended', async () => {
    const { root, see } = await stage(null);
    await see({ phase: 'ended', me: null, participants: [] });
    expect(root.textContent).toContain('The meeting was ended.');
    expect(() => named(root, 'button', 'End meeting')).toThrow();
  });

  it('has no panel on the welcome page, nor before Jitsi has had time to start', async () => {
    const { root, see, model } = await stage(null);
    expect(root.textContent).toBe('');
    await see({ phase: 'loading', me: null });
    expect(root.textContent).toBe('');
    await act(async () => model.giveUpWaiting());
    expect(root.textContent).toContain('Jitsi is still starting');
    await see({ phase: 'welcome', me: null });
    expect(root.textContent).toBe('');
  });
});

describe('a page that can be read only in part', () => {
  it.each([
    ['participants', 'cannot read who is here'],
    ['identity', 'no user IDs'],
    ['events', 'up to ten seconds late'],
    ['lobby', 'cannot read who is waiting'],
  ] as const)('says what is missing: %s', async (blind, words) => {
    const { root, see } = await stage([]);
    await see({ blind: [blind] });
    expect(root.textContent).toContain(words);
  });

  it('says that the page garbles, until it is clear again', async () => {
    const { root, model, see } = await stage();
    const reception = { lastValidAt: 0, invalid: 1, invalidInRow: 1, outOfOrder: 0 };
    await act(async () => model.meeting.distrust(reception));
    expect(root.textContent).toContain('something that Gavel cannot read');
    await see();
    expect(root.textContent).not.toContain('something that Gavel cannot read');
  });

  it('keeps warning when something else speaks for Jitsi', async () => {
    const { root, model, see } = await stage();
    const reception = { lastValidAt: 0, invalid: 0, invalidInRow: 0, outOfOrder: 1 };
    await act(async () => model.meeting.distrust(reception));
    await see();
    expect(root.textContent).toContain('Compare the user ID before you confirm');
  });

  it('has the room as Jitsi writes it at its head, and the exact one beside it', async () => {
    const { root } = await stage();
    expect(root.querySelector('h2')?.textContent).toBe('Weekly Forum');
    expect(root.querySelector('.head__words')?.textContent).toContain('weekly-forum');
  });

  it('counts whom it cannot list, and says what a breakout room means', async () => {
    const { root, see } = await stage();
    await see({ more: 12, breakout: true, elsewhere: 5, visitors: 40 });
    expect(root.textContent).toContain('16 here · 40 visitors · 5 in other rooms');
    expect(root.textContent).toContain('ending the meeting ends the main room');
    expect(root.textContent).toContain('12 more people');
  });
});

describe('opening and closing', () => {
  it('is by a tab and a button, remembered, with the focus following', async () => {
    const { root, background } = await stage();
    await press(named(root, 'button', 'Close Gavel'));
    expect(background.saved.at(-1)?.open).toBe(false);
    const tab = named(root, 'button', 'Open Gavel');
    expect(document.activeElement).toBe(tab);
    await press(tab);
    expect(background.saved.at(-1)?.open).toBe(true);
    expect(document.activeElement).toBe(named(root, 'input', 'Search participants'));
    expect(named(root, 'aside', 'Gavel')).toBeTruthy();
  });

  it('is by Escape too, which first clears the search', async () => {
    const { root, model } = await stage();
    const pressEscape = () =>
      act(async () => {
        const event = new KeyboardEvent('keydown', { key: 'Escape', bubbles: true });
        named(root, 'input', 'Search participants').dispatchEvent(event);
      });
    model.lists.query.value = 'mal';
    await pressEscape();
    expect(model.lists.query.value).toBe('');
    expect(model.card.position.value.open).toBe(true);
    await pressEscape();
    expect(model.card.position.value.open).toBe(false);
  });

  it('moves by the arrow keys on its handle', async () => {
    const { root, background } = await stage();
    const before = named(root, 'aside', 'Gavel').style.left;
    await act(async () => {
      const event = new KeyboardEvent('keydown', { key: 'ArrowRight', bubbles: true });
      named(root, 'button', 'Move Gavel').dispatchEvent(event);
    });
    expect(named(root, 'aside', 'Gavel').style.left).not.toBe(before);
    await key(named(root, 'button', 'Move Gavel'), 'ArrowRight', 'keyup');
    expect(background.saved).toHaveLength(1);
  });

  it.each(['Move Gavel', 'Resize Gavel'])(
    'is remembered once after a key was held: %s',
    async (name) => {
      const { root, model, background } = await stage();
      const button = named(root, 'button', name);
      for (let held = 0; held < 20; held++) await key(button, 'ArrowRight');
      expect(background.saved).toEqual([]);
      await key(button, 'ArrowRight', 'keyup');
      expect(background.saved).toEqual([model.card.position.value]);
      await key(button, 'ArrowRight');
      await act(async () => void button.dispatchEvent(new FocusEvent('blur')));
      expect(background.saved).toHaveLength(2);
      await key(button, 'm');
      await key(button, 'm', 'keyup');
      expect(background.saved).toHaveLength(2);
    },
  );

  it('says when the host joined, which is not when the meeting began', async () => {
    const { root } = await stage();
    expect(root.querySelector('.head p')?.textContent).toBe('4 here · you joined 14:01');
  });

  it('unfolds the search for the key that goes to it, where the card is low', async () => {
    const { root, model } = await stage();
    await act(async () => model.card.surround({ ...NOTHING_AROUND, width: 800, height: 400 }));
    const button = named(root, 'button', 'Search, sort, select');
    expect(button.getAttribute('aria-expanded')).toBe('false');
    await key(button, '/');
    expect(button.getAttribute('aria-expanded')).toBe('true');
    expect(root.querySelector('.tools--folded')).toBeNull();
    expect(document.activeElement).toBe(named(root, 'input', 'Search participants'));
  });

  it('grows on by the same key past the middle of the page, until the focus goes', async () => {
    const { root } = await stage();
    const card = named(root, 'aside', 'Gavel');
    const corner = named(root, 'button', 'Resize Gavel');
    const width = () => Number.parseInt(card.style.width, 10);
    for (let held = 0; held < 30; held++) {
      const before = width();
      await key(corner, 'ArrowRight');
      expect(width()).toBe(before + 24);
    }
    expect(corner.className).toBe('resizer');
    expect(card.style.left).toBe('12px');
    for (let held = 0; held < 30; held++) await key(corner, 'ArrowRight');
    await act(async () => void corner.dispatchEvent(new FocusEvent('blur')));
    expect(width()).toBe(1256);
  });

  it('keeps the size that was drawn when its head is dragged where it looks smaller', async () => {
    const { root, model, background } = await stage();
    await act(async () => model.card.put({ ...model.card.position.value, width: 900 }, false));
    await act(async () => model.card.surround({ ...NOTHING_AROUND, width: 600, height: 700 }));
    const head = root.querySelector('.head');
    if (!(head instanceof HTMLElement)) throw new Error('There is no head');
    head.setPointerCapture = () => undefined;
    const drag = (type: string, clientX: number, buttons = 1) =>
      act(async () => {
        head.dispatchEvent(new PointerEvent(type, { bubbles: true, clientX, buttons, button: 0 }));
      });
    await drag('pointerdown', 0);
    await drag('pointermove', -30);
    await drag('pointerup', -30, 0);
    expect(background.saved).toEqual([expect.objectContaining({ left: 12, width: 900 })]);
    await drag('pointerdown', 0);
    await drag('pointermove', 30);
    await drag('pointermove', 60, 0);
    expect(background.saved).toHaveLength(2);
  });

  it('makes way for a chat that fills the page, and comes back after it', async () => {
    const { root, model, background } = await stage();
    const phone = { ...NOTHING_AROUND, width: 360, height: 640 };
    const chat = { left: 0, top: 0, right: 360, bottom: 640 };
    await act(async () => model.card.surround({ ...phone, columns: [chat] }));
    // It is only out of sight, so that the list is scrolled to where it was.
    const card = named(root, 'aside', 'Gavel');
    expect(card.className).toContain('card--aside');
    expect(named(root, 'button', 'Open Gavel')).toBeTruthy();
    await act(async () => model.card.surround({ ...phone, columns: [] }));
    expect(named(root, 'aside', 'Gavel')).toBe(card);
    expect(card.className).not.toContain('card--aside');
    expect(background.saved).toEqual([]);
  });

  it('opens over that chat when the host says so', async () => {
    const { root, model } = await stage();
    const chat = { left: 0, top: 0, right: 360, bottom: 640 };
    const phone = { ...NOTHING_AROUND, width: 360, height: 640 };
    await act(async () => model.card.surround({ ...phone, columns: [chat] }));
    await press(named(root, 'button', 'Open Gavel'));
    expect(named(root, 'aside', 'Gavel')).toBeTruthy();
  });
});

describe('after an update of the extension', () => {
  it('says so, asks to reload, and calls nothing more', async () => {
    const { root, background, see } = await stage();
    background.dead = true;
    await press(named(root, 'button', 'Ban Mallory'));
    expect(root.textContent).toContain('Gavel was updated');
    const told = background.told.length;
    await see({ participants: [] });
    expect(root.textContent).toContain('Gavel was updated');
    expect(background.told).toHaveLength(told);
    await press(named(root, 'button', 'Close Gavel'));
    expect(root.isConnected).toBe(false);
  });

  it('notices at the next change of the meeting', async () => {
    const { root, background, see } = await stage();
    background.dead = true;
    await see();
    expect(root.textContent).toContain('Gavel was updated');
  });
});
