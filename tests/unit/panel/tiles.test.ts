import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { linkTiles, personOfTile } from '~/components/panel/host/tiles';

describe('whose tile it is', () => {
  const here = new Set(['8f3a01bc', 'a_stage', 'x-v1', 'sip:alice@x/1']);
  it.each([
    ['localVideoContainer', 'own'],
    ['localVideoContainer_stage', 'own'],
    ['participant_8f3a01bc', '8f3a01bc'],
    ['participant_8f3a01bc_stage', '8f3a01bc'],
    ['participant_8f3a01bc_screenshare', '8f3a01bc'],
    ['participant_8f3a01bc-v1', '8f3a01bc'],
    ['participant_a_stage', 'a_stage'],
    ['participant_x-v1', 'x-v1'],
    ['participant_sip:alice@x/1', 'sip:alice@x/1'],
    ['participant_nobody', null],
    ['participant_', null],
    ['videospace', null],
    ['', null],
  ])('%s: %s', (elementId, expected) => {
    expect(personOfTile(elementId, (id) => here.has(id))).toBe(expected);
  });
});

describe('rows and tiles', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => {
    vi.useRealTimers();
    document.body.replaceChildren();
  });

  function linked() {
    const root = document.createElement('div');
    root.innerHTML =
      '<ul><li class="row" data-id="b1">Mallory</li><li class="row" data-id="b2">Ann</li></ul>';
    const tiles = ['b1', 'b2'].map((id) => {
      const tile = document.createElement('span');
      tile.id = `participant_${id}`;
      return tile;
    });
    document.body.append(root, ...tiles);
    const end = new AbortController();
    const people = () => [
      { id: 'b1', me: false },
      { id: 'b2', me: false },
    ];
    linkTiles(window, { root }, people, end.signal);
    const marked = () =>
      [...root.querySelectorAll<HTMLElement>('[data-pointed]')].map(({ dataset }) => dataset.id);
    return { root, tiles, end, marked };
  }

  function point(at: Element | undefined, isTrusted = true) {
    const event = new MouseEvent('pointerover', { bubbles: true, composed: true });
    Object.defineProperty(event, 'isTrusted', { value: isTrusted });
    at?.dispatchEvent(event);
  }

  it('are linked by resting on a tile; what the pointer crosses on its way to the card changes nothing', () => {
    const { root, tiles, marked } = linked();
    point(tiles[0]);
    expect(marked()).toEqual([]);
    vi.advanceTimersByTime(200);
    expect(marked()).toEqual(['b1']);
    point(tiles[1]);
    vi.advanceTimersByTime(100);
    point(document.body);
    vi.advanceTimersByTime(1000);
    point(root);
    vi.advanceTimersByTime(60_000);
    expect(marked()).toEqual(['b1']);
    point(document.body);
    vi.advanceTimersByTime(4000);
    expect(marked()).toEqual([]);
  });

  it('are not linked by a script of the page', () => {
    const { tiles, marked } = linked();
    point(tiles[0], false);
    vi.advanceTimersByTime(60_000);
    expect(marked()).toEqual([]);
  });

  it('leave nothing behind when Gavel goes, and listen no more', () => {
    const { tiles, end, marked } = linked();
    expect(document.querySelectorAll('.tile-outline')).toHaveLength(1);
    const before = tiles[0]?.outerHTML;
    point(tiles[0]);
    end.abort();
    point(tiles[1]);
    vi.advanceTimersByTime(60_000);
    expect(marked()).toEqual([]);
    expect(document.querySelectorAll('.tile-outline')).toHaveLength(0);
    expect(tiles[0]?.outerHTML).toBe(before);
  });
});
