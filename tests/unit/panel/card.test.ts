// @vitest-environment node
import { describe, expect, it } from 'vitest';
import {
  FIRST_POSITION,
  NOTHING_AROUND,
  type Position,
  type Surroundings,
} from '~/components/panel/host/position';
import { createCard } from '~/components/panel/model/card';
import { turn } from '../until';

const LEFT_AT: Position = { left: 500, top: 200, open: true };
const FREE: Surroundings = { ...NOTHING_AROUND, width: 1280, height: 720 };
const CROWDED = { ...FREE, columns: [{ left: 0, top: 0, right: 1280, bottom: 720 }] };

function setUp(before: Position | null = null) {
  const saved: Position[] = [];
  const clock = { ms: 0 };
  const save = async (position: Position) => void saved.push(position);
  const card = createCard({ load: async () => before, save }, () => clock.ms);
  return { saved, clock, card };
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

  it('stays where it is for notifications while the host points at it, and follows them then', () => {
    const { card } = setUp();
    card.put({ ...LEFT_AT, left: 12 });
    card.surround(FREE);
    const before = card.place.value;
    card.hold(true);
    const notices = [{ left: 16, top: 560, right: 336, bottom: 636 }];
    card.surround({ ...FREE, notices });
    expect(card.place.value).toEqual(before);
    card.hold(false);
    expect(card.place.value.top + card.place.value.maxHeight).toBeLessThan(560);
    card.hold(true);
    card.surround(CROWDED);
    expect(card.open.value).toBe(false);
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

  const DIALOG = { left: 0, top: 0, right: 1280, bottom: 720 };

  it.each<[string, Surroundings, Surroundings]>([
    ['over the chat', CROWDED, { ...CROWDED, popups: [DIALOG] }],
    [
      'over a smaller one',
      { ...FREE, popups: [{ ...DIALOG, left: 200, right: 1080 }] },
      { ...FREE, popups: [DIALOG] },
    ],
  ])('makes way for a dialog where the host had opened it %s', (_, before, after) => {
    const { card } = setUp();
    card.surround(before);
    card.put(LEFT_AT);
    expect(card.open.value).toBe(true);
    card.surround(after);
    expect(card.open.value).toBe(false);
    card.surround(FREE);
    expect(card.open.value).toBe(true);
  });

  it('stays open over a dialog that grows where the host has opened it', () => {
    const { card } = setUp();
    card.surround({ ...FREE, popups: [{ ...DIALOG, top: 85 }] });
    card.put(LEFT_AT);
    card.surround({ ...FREE, popups: [{ ...DIALOG, top: 64 }] });
    expect(card.open.value).toBe(true);
  });

  it('makes way when it comes to be known that it was left where a dialog is', async () => {
    const { card } = setUp(LEFT_AT);
    card.surround({ ...FREE, popups: [DIALOG] });
    await turn();
    expect(card.open.value).toBe(false);
  });

  it('stays while the host is writing in it, and goes when they have ended', () => {
    const { card } = setUp();
    card.surround(FREE);
    card.put(LEFT_AT);
    card.write(true);
    card.surround({ ...FREE, popups: [DIALOG] });
    expect(card.open.value).toBe(true);
    card.write(false);
    expect(card.open.value).toBe(false);
  });

  it('takes no click in the half second after it came back or moved by itself', () => {
    const { card, clock } = setUp();
    card.surround(FREE);
    card.put(LEFT_AT);
    expect(card.rests()).toBe(true);
    card.surround({ ...FREE, popups: [DIALOG] });
    clock.ms = 5000;
    card.surround(FREE);
    expect(card.rests()).toBe(false);
    clock.ms = 5500;
    expect(card.rests()).toBe(true);
    card.surround({ ...FREE, columns: [{ ...DIALOG, right: 700 }] });
    expect(card.rests()).toBe(false);
    clock.ms = 6000;
    // Notifications come and go all the time.
    card.surround({
      ...FREE,
      columns: [{ ...DIALOG, right: 700 }],
      notices: [{ left: 700, top: 400, right: 1100, bottom: 700 }],
    });
    expect(card.rests()).toBe(true);
  });
});
