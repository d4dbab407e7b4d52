// @vitest-environment node
import { describe, expect, it } from 'vitest';
import {
  FIRST_POSITION,
  kept,
  movedByKey,
  otherSide,
  placeCard,
  type Surroundings,
} from '~/components/panel/host/position';

/* The boxes of jitsi-meet at 1280 by 720. */
const TOOLBAR = { left: 358, top: 614, right: 922, bottom: 674 };
const TOOLBAR_BESIDE_PANE = { left: 201, top: 614, right: 765, bottom: 674 };
const PANE = { left: 965, top: 0, right: 1280, bottom: 720 };
const CHAT = { left: 0, top: 0, right: 315, bottom: 720 };
const NOTIFICATIONS = { left: 16, top: 560, right: 336, bottom: 636 };

function around(change: Partial<Surroundings> = {}): Surroundings {
  return { width: 1280, height: 720, columns: [], floor: [TOOLBAR], ...change };
}

describe('the position of the card', () => {
  it('is at the left edge, under the logo, beside the toolbar', () => {
    const { left, top, width } = placeCard(FIRST_POSITION, around());
    expect(left).toBe(12);
    expect(top).toBeGreaterThan(64);
    expect(left + width).toBeLessThanOrEqual(TOOLBAR.left);
  });

  it('ends above the toolbar where the open pane has pushed it to the left', () => {
    const floor = [TOOLBAR_BESIDE_PANE];
    const { top, maxHeight } = placeCard(FIRST_POSITION, around({ columns: [PANE], floor }));
    expect(top + maxHeight).toBeLessThan(TOOLBAR_BESIDE_PANE.top);
  });

  it('steps aside for the chat, and back when the chat closes', () => {
    expect(placeCard(FIRST_POSITION, around({ columns: [CHAT] })).left).toBe(327);
    expect(placeCard(FIRST_POSITION, around()).left).toBe(12);
  });

  it('never covers the participants pane, wherever it was dragged', () => {
    const { left, width } = placeCard(
      { ...FIRST_POSITION, left: 1200 },
      around({ columns: [PANE] }),
    );
    expect(left + width).toBeLessThanOrEqual(PANE.left);
  });

  it('fits between chat and pane', () => {
    const { left, width, crowded } = placeCard(FIRST_POSITION, around({ columns: [CHAT, PANE] }));
    expect(left).toBeGreaterThanOrEqual(CHAT.right);
    expect(left + width).toBeLessThanOrEqual(PANE.left);
    expect(crowded).toBe(false);
  });

  it('ends above the notifications at the bottom left', () => {
    const { top, maxHeight } = placeCard(
      FIRST_POSITION,
      around({ floor: [TOOLBAR, NOTIFICATIONS] }),
    );
    expect(top + maxHeight).toBeLessThan(NOTIFICATIONS.top);
  });

  it('moves up for a stack of notifications before it shows less than a few people', () => {
    const floor = [TOOLBAR, { ...NOTIFICATIONS, top: 420 }];
    const { top, maxHeight } = placeCard(FIRST_POSITION, around({ floor }));
    expect(top + maxHeight).toBeLessThan(420);
    expect(maxHeight).toBeGreaterThanOrEqual(360);
  });

  it('stays usable under more notifications than leave room for it', () => {
    const floor = [TOOLBAR, { ...NOTIFICATIONS, top: 304 }];
    expect(placeCard(FIRST_POSITION, around({ floor })).maxHeight).toBeGreaterThan(500);
  });

  it('stays above the toolbar of a narrow page, also under a notification at its top', () => {
    const toolbar = { left: 0, top: 545, right: 400, bottom: 605 };
    const notice = { left: 8, top: 8, right: 328, bottom: 68 };
    for (const floor of [[toolbar], [toolbar, notice]]) {
      const narrow = around({ width: 400, height: 640, floor });
      const { top, maxHeight } = placeCard({ ...FIRST_POSITION, top: 400 }, narrow);
      expect(top + maxHeight).toBeLessThan(toolbar.top);
      expect(maxHeight).toBeGreaterThan(300);
    }
  });

  it.each([
    [-500, -500],
    [5000, 5000],
  ])('stays in the window when it was left at %i, %i', (left, top) => {
    const place = placeCard({ left, top, open: true }, around({ floor: [] }));
    expect(place.left).toBeGreaterThanOrEqual(0);
    expect(place.left + place.width).toBeLessThanOrEqual(1280);
    expect(place.top).toBeGreaterThanOrEqual(0);
    expect(place.top + place.maxHeight).toBeLessThanOrEqual(720);
    expect(place.maxHeight).toBeGreaterThanOrEqual(200);
  });

  it('fills a small embedded frame', () => {
    const place = placeCard(FIRST_POSITION, around({ width: 300, height: 220, floor: [] }));
    expect(place).toMatchObject({ left: 8, top: 8, width: 284, crowded: false });
    expect(place.maxHeight).toBeGreaterThan(180);
  });

  it('says where a chat that fills a phone leaves no room', () => {
    const columns = [{ left: 0, top: 0, right: 360, bottom: 640 }];
    expect(placeCard(FIRST_POSITION, around({ width: 360, height: 640, columns })).crowded).toBe(
      true,
    );
  });
});

describe('moving the card', () => {
  const place = placeCard(FIRST_POSITION, around());

  it('goes by the arrow keys from where it is seen', () => {
    const pushed = placeCard(FIRST_POSITION, around({ columns: [CHAT] }));
    const moved = movedByKey(FIRST_POSITION, pushed, 'ArrowRight');
    expect(moved?.left).toBeGreaterThan(pushed.left);
    expect(movedByKey(FIRST_POSITION, place, 'ArrowUp')?.top).toBeLessThan(place.top);
  });

  it('goes home with Home and stays with any other key', () => {
    const position = { left: 400, top: 300, open: true };
    expect(movedByKey(position, placeCard(position, around()), 'Home')).toEqual({
      ...FIRST_POSITION,
      open: true,
    });
    expect(movedByKey(position, place, 'm')).toBeNull();
  });

  it('changes sides, and back', () => {
    const right = otherSide(FIRST_POSITION, place, 1280);
    const onRight = placeCard(right, around());
    expect(onRight.left + onRight.width).toBe(1268);
    expect(placeCard(otherSide(right, onRight, 1280), around()).left).toBe(12);
  });

  it('remembers where it is seen, not how far the pointer went', () => {
    const position = { left: -300, top: 76, open: true };
    expect(kept(position, placeCard(position, around())).left).toBe(12);
  });
});
