import { act } from 'preact/test-utils';
import { describe, expect, it } from 'vitest';
import { participant } from '../meeting/snapshots';
import { turn } from '../until';
import { ANN, MALLORY, named, stage } from './fixture';

/** Presses a key where the focus is; whether Jitsi may have it besides. */
async function type(element: Element, key: string, more: KeyboardEventInit = {}): Promise<boolean> {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more });
  await act(async () => {
    element.dispatchEvent(event);
    await turn();
  });
  return !event.defaultPrevented;
}

describe('a letter in a row', () => {
  it('is said by its button, and presses it: B bans, K removes', async () => {
    const on = await stage([ANN, MALLORY]);
    const ban = named(on.root, 'button', 'Ban Mallory');
    const remove = named(on.root, 'button', 'Remove Mallory');
    expect(ban.getAttribute('aria-keyshortcuts')).toBe('B');
    expect(ban.title).toBe('Ban Mallory (B)');
    expect(remove.title).toBe('Remove Mallory (K)');
    expect(await type(remove, 'b')).toBe(false);
    expect(on.sent('panel.ask')).toMatchObject([{ kind: 'ban', targets: [{ name: 'Mallory' }] }]);
    expect(await type(ban, 'K')).toBe(false);
    expect(on.sent('panel.ask')).toMatchObject([{ kind: 'ban' }, { kind: 'remove' }]);
  });

  it('does nothing where it is held, with another key, outside of a row, or while typing', async () => {
    const on = await stage([ANN, MALLORY]);
    const ban = named(on.root, 'button', 'Ban Mallory');
    await type(ban, 'b', { repeat: true });
    expect(await type(ban, 'b', { ctrlKey: true })).toBe(true);
    expect(await type(named(on.root, 'button', 'Close Gavel'), 'b')).toBe(true);
    expect(await type(named(on.root, 'input', 'Search participants'), 'b')).toBe(true);
    expect(on.sent('panel.ask')).toEqual([]);
  });

  it('is Jitsi’s where the row has no such button', async () => {
    const on = await stage([participant('c1', { name: 'Guest', userId: null }), MALLORY]);
    expect(await type(named(on.root, 'button', 'Remove Guest'), 'b')).toBe(true);
    expect(on.sent('panel.ask')).toEqual([]);
  });
});

describe('the key of the browser for the search', () => {
  it('opens the card, and has the focus in its search, also when it is pressed once more', async () => {
    const on = await stage([ANN, MALLORY]);
    await act(async () => on.model.card.put({ ...on.model.card.position.value, open: false }));
    for (let n = 0; n < 2; n += 1) {
      await act(async () => on.model.card.search());
      const search = named(on.root, 'input', 'Search participants');
      expect(on.model.card.open.value).toBe(true);
      expect((search.getRootNode() as Document | ShadowRoot).activeElement).toBe(search);
      await act(async () => search.blur());
    }
  });
});
