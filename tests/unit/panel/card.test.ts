// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { FIRST_POSITION, type Position } from '~/components/panel/host/position';
import { createCard } from '~/components/panel/model/card';
import { turn } from '../until';

const LEFT_AT: Position = { left: 500, top: 200, open: true };
const FREE = { width: 1280, height: 720, columns: [], floor: [] };
const CROWDED = { ...FREE, columns: [{ left: 0, top: 0, right: 1280, bottom: 720 }] };

function setUp(before: Position | null = null) {
  const saved: Position[] = [];
  const save = async (position: Position) => void saved.push(position);
  return { saved, card: createCard({ load: async () => before, save }) };
}

describe('the card', () => {
  it('is where the host left it, as soon as that is known', async () => {
    const { card } = setUp(LEFT_AT);
    expect(card.position.value).toEqual(FIRST_POSITION);
    await turn();
    expect(card.position.value).toEqual(LEFT_AT);
    expect(card.open.value).toBe(true);
  });

  it('stays where the host puts it before that is known', async () => {
    const { card } = setUp(LEFT_AT);
    const put = { left: 20, top: 90, open: true };
    card.put(put);
    await turn();
    expect(card.position.value).toEqual(put);
  });

  it('is remembered where it ends, not on its way', () => {
    const { card, saved } = setUp();
    card.put({ ...LEFT_AT, left: 501 }, false);
    expect(saved).toEqual([]);
    card.put(LEFT_AT);
    expect(saved).toEqual([LEFT_AT]);
  });

  it('makes way while Jitsi takes all the room, unless the host opens it again', () => {
    const { card, saved } = setUp();
    card.surround(FREE);
    card.put(LEFT_AT);
    card.surround(CROWDED);
    expect(card.open.value).toBe(false);
    card.surround({ ...FREE, width: 1000 });
    expect(card.open.value).toBe(true);
    card.surround(CROWDED);
    card.put(LEFT_AT);
    expect(card.open.value).toBe(true);
    card.surround({ ...CROWDED, height: 700 });
    expect(card.open.value).toBe(true);
    expect(saved).toEqual([LEFT_AT, LEFT_AT]);
  });
});
