// @vitest-environment node
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Box,
  type CardPlace,
  FIRST_POSITION,
  kept,
  keptDrawn,
  movedByKey,
  NOTHING_AROUND,
  otherSide,
  placeCard,
  resized,
  resizedByKey,
  type Surroundings,
} from '~/components/panel/host/position';

/* The boxes of jitsi-meet at 1280 by 720. */
const TOOLBAR = { left: 358, top: 614, right: 922, bottom: 674 };
const TOOLBAR_BESIDE_PANE = { left: 201, top: 614, right: 765, bottom: 674 };
const PANE = { left: 965, top: 0, right: 1280, bottom: 720 };
const CHAT = { left: 0, top: 0, right: 315, bottom: 720 };
const NOTIFICATIONS = { left: 16, top: 560, right: 336, bottom: 636 };

function around(change: Partial<Surroundings> = {}): Surroundings {
  return { ...NOTHING_AROUND, width: 1280, height: 720, controls: [TOOLBAR], ...change };
}

const anyBox: fc.Arbitrary<Box> = fc
  .tuple(fc.nat(2600), fc.nat(1600), fc.integer({ min: 1, max: 900 }), fc.nat(900))
  .map(([left, top, width, height]) => ({
    left,
    top,
    right: left + width,
    bottom: top + height + 1,
  }));

describe('the position of the card', () => {
  it('is at the left edge, under the logo, beside the toolbar', () => {
    const { left, top, width } = placeCard(FIRST_POSITION, around());
    expect(left).toBe(12);
    expect(top).toBeGreaterThan(64);
    expect(left + width).toBeLessThanOrEqual(TOOLBAR.left);
  });

  it('ends above the toolbar where the open pane has pushed it to the left', () => {
    const controls = [TOOLBAR_BESIDE_PANE];
    const { top, maxHeight } = placeCard(FIRST_POSITION, around({ columns: [PANE], controls }));
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
    const { top, maxHeight } = placeCard(FIRST_POSITION, around({ notices: [NOTIFICATIONS] }));
    expect(top + maxHeight).toBeLessThan(NOTIFICATIONS.top);
  });

  it('moves up for a stack of notifications before it shows less than a few people', () => {
    const notices = [{ ...NOTIFICATIONS, top: 420 }];
    const { top, maxHeight } = placeCard(FIRST_POSITION, around({ notices }));
    expect(top + maxHeight).toBeLessThan(420);
    expect(maxHeight).toBeGreaterThanOrEqual(360);
  });

  it('stays usable under more notifications than leave room for it', () => {
    const notices = [{ ...NOTIFICATIONS, top: 304 }];
    expect(placeCard(FIRST_POSITION, around({ notices })).maxHeight).toBeGreaterThan(500);
  });

  it('stays above the toolbar of a narrow page, also under a notification at its top', () => {
    const toolbar = { left: 0, top: 545, right: 400, bottom: 605 };
    const notice = { left: 8, top: 8, right: 328, bottom: 68 };
    for (const notices of [[], [notice]]) {
      const narrow = around({ width: 400, height: 640, controls: [toolbar], notices });
      const { top, maxHeight } = placeCard({ ...FIRST_POSITION, top: 400 }, narrow);
      expect(top + maxHeight).toBeLessThanOrEqual(toolbar.top);
      expect(maxHeight).toBeGreaterThan(300);
    }
  });

  it.each([
    [-500, -500],
    [5000, 5000],
  ])('stays in the window when it was left at %i, %i', (left, top) => {
    const place = placeCard({ left, top, open: true }, around({ controls: [] }));
    expect(place.left).toBeGreaterThanOrEqual(0);
    expect(place.left + place.width).toBeLessThanOrEqual(1280);
    expect(place.top).toBeGreaterThanOrEqual(0);
    expect(place.top + place.maxHeight).toBeLessThanOrEqual(720);
    expect(place.maxHeight).toBeGreaterThanOrEqual(200);
  });

  it('fills a small embedded frame', () => {
    const place = placeCard(FIRST_POSITION, around({ width: 300, height: 220, controls: [] }));
    expect(place).toMatchObject({
      left: 0,
      top: 0,
      width: 300,
      maxHeight: 220,
      crowded: false,
      over: [],
    });
  });

  it('says where a chat that fills a phone leaves no room', () => {
    const columns = [{ left: 0, top: 0, right: 360, bottom: 640 }];
    const place = placeCard(FIRST_POSITION, around({ width: 360, height: 640, columns }));
    expect(place).toMatchObject({ crowded: true, isTabInTheWay: true });
  });
});

/* jitsi-meet's own boxes, by the width of the page. */
const SETTINGS = { left: 307, top: 64, right: 973, bottom: 626 };
const AUDIO = { left: 407, top: 231, right: 707, bottom: 645 };

const isFreeOf = (place: CardPlace, box: Box): boolean =>
  place.left + place.width <= box.left ||
  place.left >= box.right ||
  place.top + place.maxHeight <= box.top ||
  place.top >= box.bottom;

describe('what Jitsi has opened', () => {
  it('leaves the card where it is, if it is somewhere else', () => {
    const place = placeCard(FIRST_POSITION, around({ popups: [AUDIO] }));
    expect(place).toEqual(placeCard(FIRST_POSITION, around()));
  });

  it('has the card beside it, narrower where it must be, and back afterwards', () => {
    const place = placeCard(FIRST_POSITION, around({ popups: [SETTINGS] }));
    expect(place).toMatchObject({ left: 12, top: 76, width: 283, crowded: false, over: [] });
    expect(isFreeOf(place, SETTINGS)).toBe(true);
  });

  it.each([
    [400, 12],
    [800, 985],
  ])('has the card on the side that is nearer to where it was left: %i', (left, expected) => {
    const place = placeCard({ ...FIRST_POSITION, left }, around({ popups: [SETTINGS] }));
    expect(place.left).toBe(expected);
    expect(isFreeOf(place, SETTINGS)).toBe(true);
  });

  it('is not covered where there is no room beside it', () => {
    const popups = [{ left: 67, top: 64, right: 733, bottom: 546 }];
    const place = placeCard(FIRST_POSITION, around({ width: 800, height: 600, popups }));
    expect(place).toMatchObject({ over: popups, isTabInTheWay: false, edge: 0 });
  });

  it('leaves of the tab only a strip, where that is in the way itself', () => {
    const popups = [{ left: 0, top: 0, right: 390, bottom: 844 }];
    const place = placeCard(FIRST_POSITION, around({ width: 390, height: 844, popups }));
    expect(place).toMatchObject({ over: popups, isTabInTheWay: true });
  });

  it('has the card beside neither of two, if that would be over the other', () => {
    const popups = [
      { left: 100, top: 100, right: 500, bottom: 500 },
      { left: 600, top: 100, right: 900, bottom: 500 },
    ];
    const place = placeCard(FIRST_POSITION, around({ width: 1920, height: 1080, popups }));
    expect(place.over).toEqual([popups[0]]);
  });

  it('is known to lie under the card where it does, wherever that was left and whatever is open', () => {
    const size = fc.record({
      width: fc.integer({ min: 240, max: 2600 }),
      height: fc.integer({ min: 160, max: 1600 }),
    });
    fc.assert(
      fc.property(size, fc.array(anyBox, { maxLength: 3 }), anyBox, (view, popups, at) => {
        const position = { left: at.left, top: at.top, open: true };
        const place = placeCard(position, { ...around({ popups }), ...view });
        expect(place.over.filter((box) => popups.includes(box))).toEqual(
          popups.filter((box) => !isFreeOf(place, box)),
        );
        expect(place.left).toBeGreaterThanOrEqual(0);
        expect(place.left + place.width).toBeLessThanOrEqual(view.width);
        expect(place.top).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});

describe('on a phone and in a small frame', () => {
  const toolbar = { left: 0, top: 780, right: 390, bottom: 844 };
  const phone = around({ width: 390, height: 844, controls: [toolbar] });

  it('the card is as wide as the page, above the toolbar, and leaves the meeting in sight', () => {
    const { left, top, width, maxHeight, sheet } = placeCard(FIRST_POSITION, phone);
    expect({ left, width, sheet }).toEqual({ left: 0, width: 390, sheet: true });
    expect(top + maxHeight).toBe(780);
    expect(top).toBeGreaterThan(844 * 0.2);
  });

  it.each([
    [320, 240],
    [390, 320],
    [460, 340],
  ])('of %i×%i it takes all that is above the toolbar', (width, height) => {
    const controls = [{ left: 0, top: height - 64, right: width, bottom: height }];
    const place = placeCard(FIRST_POSITION, around({ width, height, controls }));
    expect(place).toMatchObject({ left: 0, top: 0, width, maxHeight: height - 64 });
  });

  it('it makes way for a form or a toolbar that leaves it no room', () => {
    const form = { left: 0, top: 78, right: 390, bottom: 360 };
    const short = { ...phone, height: 360, controls: [form] };
    expect(placeCard(FIRST_POSITION, short)).toMatchObject({ over: [form], isTabInTheWay: true });
    const bar = { left: 0, top: 106, right: 320, bottom: 170 };
    const lowest = around({ width: 320, height: 170, controls: [bar] });
    expect(placeCard(FIRST_POSITION, lowest).over).toEqual([bar]);
  });

  it('it ends above the form by which one joins', () => {
    const form = { left: 0, top: 562, right: 390, bottom: 844 };
    const { top, maxHeight } = placeCard(FIRST_POSITION, { ...phone, controls: [form] });
    expect(top + maxHeight).toBe(562);
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

  it('stays aside of what pushes it only while that is there, if it is moved up or down', () => {
    const pushed = placeCard(FIRST_POSITION, around({ columns: [CHAT] }));
    expect(movedByKey(FIRST_POSITION, pushed, 'ArrowDown')).toEqual({
      left: 12,
      top: 100,
      open: false,
    });
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

describe('the size of the card', () => {
  const drawn = { left: 12, width: 344, height: 500, isRight: false, from: 12, to: 1268 };

  it('is down to the page’s lower edge or to the toolbar, and wider on a wide page', () => {
    const large = around({ width: 1920, height: 1080, controls: [] });
    expect(placeCard(FIRST_POSITION, large)).toMatchObject({ width: 400, maxHeight: 992 });
    const toolbar = { left: 0, top: 1004, right: 1920, bottom: 1064 };
    const { top, maxHeight } = placeCard(FIRST_POSITION, { ...large, controls: [toolbar] });
    expect(top + maxHeight).toBe(996);
    expect(placeCard(FIRST_POSITION, around()).width).toBe(344);
  });

  it('is what the host gave it, as far as there is room', () => {
    const position = { ...FIRST_POSITION, width: 500, height: 300 };
    expect(placeCard(position, around())).toMatchObject({ width: 500, maxHeight: 300 });
    const narrow = placeCard({ ...position, height: 5000 }, around({ width: 500, controls: [] }));
    expect(narrow).toMatchObject({ width: 476, maxHeight: 632 });
    expect(placeCard({ ...position, width: 1, height: 1 }, around())).toMatchObject({
      width: 264,
      maxHeight: 240,
    });
  });

  it('grows from the corner that is free, and the corner across stays', () => {
    expect(resized(FIRST_POSITION, drawn, 40, 20)).toMatchObject({
      left: 12,
      width: 384,
      height: 520,
    });
    const right = { ...drawn, left: 900, isRight: true };
    expect(resized(FIRST_POSITION, right, -40, 0)).toMatchObject({ left: 860, width: 384 });
    expect(resized(FIRST_POSITION, right, 500, -900)).toMatchObject({
      left: 980,
      width: 264,
      height: 240,
    });
  });

  it('goes by the arrow keys, back to the usual with Home, and by no other key', () => {
    const wider = resizedByKey(FIRST_POSITION, drawn, 'ArrowRight');
    expect(wider).toMatchObject({ width: 368, height: 500 });
    expect(resizedByKey(FIRST_POSITION, drawn, 'ArrowLeft')?.width).toBe(320);
    expect(resizedByKey(FIRST_POSITION, drawn, 'ArrowUp')?.height).toBe(476);
    expect(resizedByKey(FIRST_POSITION, drawn, 'ArrowDown')?.height).toBe(524);
    expect(resizedByKey({ ...FIRST_POSITION, width: 500 }, drawn, 'Home')).toEqual(FIRST_POSITION);
    expect(resizedByKey(FIRST_POSITION, drawn, 'a')).toBeNull();
  });

  it('is remembered with the place, where the host has given it one', () => {
    const position = { ...FIRST_POSITION, width: 5000, height: 300 };
    const place = placeCard(position, around({ controls: [] }));
    expect(keptDrawn(position, place)).toMatchObject({ width: 1256, height: 300 });
  });

  it('is remembered as it was drawn when the card is moved where there is less room', () => {
    const position = { ...FIRST_POSITION, left: 700, width: 900, height: 600 };
    const place = placeCard(position, around({ width: 800, height: 500 }));
    expect(place.width).toBeLessThan(900);
    expect(kept(position, place)).toEqual({ ...position, left: place.left, top: place.top });
    expect(kept(FIRST_POSITION, place)).not.toHaveProperty('width');
  });

  it('grows as far as what Jitsi has open, and never jumps to the other side', () => {
    const page = around({ columns: [PANE], controls: [] });
    const position = { ...FIRST_POSITION, left: 400 };
    const place = placeCard(position, page);
    const wide = resized(position, { ...place, height: 500, isRight: false }, 800, 0);
    expect(placeCard(wide, page)).toMatchObject({ left: 400, width: PANE.left - 12 - 400 });
    const onLeft = around({ columns: [CHAT], controls: [] });
    const there = placeCard({ ...FIRST_POSITION, left: 800 }, onLeft);
    const drawnLeft = resized(position, { ...there, height: 500, isRight: true }, -800, 0);
    const { left, width } = placeCard(drawnLeft, onLeft);
    expect({ left, right: left + width }).toEqual({ left: 327, right: there.left + there.width });
  });
});
