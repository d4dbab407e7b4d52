import { act } from 'preact/test-utils';
import { describe, expect, it } from 'vitest';
import { named, press, stage } from './fixture';

describe('a page that is not in a meeting yet, or any more', () => {
  it.each([
    ['prejoin', 'Join the meeting to see who is here.'],
    ['joining', 'Joining the meeting…'],
    ['lobby', 'You are waiting in the lobby.'],
    ['password', 'requires a password'],
    ['leaving', 'Leaving the meeting…'],
    ['left', 'You are no longer in the meeting.'],
    ['lost', 'The connection was lost.'],
  ] as const)('says what it sees: %s', async (phase, words) => {
    const { root, see } = await stage(null);
    await see({ phase, me: null, participants: [] });
    expect(root.textContent).toContain(words);
    expect(named(root, 'button', 'End meeting').hasAttribute('aria-disabled')).toBe(false);
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
    expect(background.saved).toHaveLength(1);
  });

  it('makes way for a chat that fills the page, and comes back after it', async () => {
    const { root, model, background } = await stage();
    const phone = { width: 360, height: 640, floor: [] };
    const chat = { left: 0, top: 0, right: 360, bottom: 640 };
    await act(async () => model.card.surround({ ...phone, columns: [chat] }));
    expect(root.querySelector('aside')).toBeNull();
    await act(async () => model.card.surround({ ...phone, columns: [] }));
    expect(root.querySelector('aside')).not.toBeNull();
    expect(background.saved).toEqual([]);
  });

  it('opens over that chat when the host says so', async () => {
    const { root, model } = await stage();
    const chat = { left: 0, top: 0, right: 360, bottom: 640 };
    await act(async () =>
      model.card.surround({ width: 360, height: 640, floor: [], columns: [chat] }),
    );
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
