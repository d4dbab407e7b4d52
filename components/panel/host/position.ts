import { ask } from '~/utils/messages/client';

/** A rectangle in CSS pixels of the viewport. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Where the host left the card, how large, and whether it was open. Pixels from the viewport's top left. */
export interface Position {
  readonly left: number;
  readonly top: number;
  readonly open: boolean;
  /** As the host has drawn it; without it the card takes what suits the page. */
  readonly width?: number;
  readonly height?: number;
}

/** Remembers the position for the next meeting. Neither method rejects. */
export interface PositionStore {
  load(): Promise<Position | null>;
  save(position: Position): Promise<void>;
}

/** What of Jitsi's own interface is in sight. */
export interface Surroundings {
  readonly width: number;
  readonly height: number;
  /** Chat, participants pane, the form before the meeting: columns at an edge. */
  readonly columns: readonly Box[];
  /** Toolbar, the form before the meeting on a narrow page: the ways in and out, which the card ends above. */
  readonly controls: readonly Box[];
  /** Notifications: the card ends above them where that leaves it enough room. */
  readonly notices: readonly Box[];
  /** Dialogs, drawers, popups and menus that are open. */
  readonly popups: readonly Box[];
}

/** Before anything has been looked at. */
export const NOTHING_AROUND: Surroundings = {
  width: 0,
  height: 0,
  columns: [],
  controls: [],
  notices: [],
  popups: [],
};

/** Where the card goes now. */
export interface CardPlace {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly maxHeight: number;
  /** On a narrow page: at the lower end of its room, as wide as the page, and not to be moved. */
  readonly sheet: boolean;
  /** There is room for a few rows only: all else is shorter. */
  readonly low: boolean;
  /** How far to the left and to the right it may be. */
  readonly from: number;
  readonly to: number;
  /** Left edge of the free part of the page, where the tab sits. */
  readonly edge: number;
  /** Jitsi's columns leave no room for the card. */
  readonly crowded: boolean;
  /** Popups that it would lie over, and ways in and out. */
  readonly over: readonly Box[];
  /** Something of Jitsi's is where the tab is, which then must be no more than a strip of the edge. */
  readonly isTabInTheWay: boolean;
}

/** Beside Jitsi's logo's lower edge (64 px), so that at first nothing of Jitsi is covered. */
export const FIRST_POSITION: Position = { left: 12, top: 76, open: false };

const WIDTH = 344;
/** On a page of this width and more there is room for whole names. */
const WIDE = { from: 1600, width: 400 };
const NARROWEST = 264;
/** Head, tools, the last outcome and the foot take 240 of it. */
const LOWEST = 360;
/** Head, a row and the foot of a card that is low (as in card.css). With less than that there is no card. */
const SMALLEST = 120;

/** Under this width the page is a phone or a small embedded frame (same as in card.css). */
const SHEET_UNDER = 480;
/** The part of a narrow page's height that the sheet takes at most, so that the meeting stays in sight. */
const SHEET_SHARE = 0.7;

/** Under this height the card does with less (same as in card.css). */
const LOW_UNDER = 420;
const LOW_MARGIN = 4;
/** A card that the host has drawn has at least this height: head, search, two rows, foot. */
const LEAST_HEIGHT = 240;

/** The tab at its largest, in CSS pixels, and how far down it begins (same as in card.css). */
const TAB = { width: 44, height: 76, at: 0.42 };

/**
 * The card as near as can be to where the host left it, inside the viewport, beside Jitsi's columns,
 * above its toolbar and notifications, and beside what else Jitsi has opened. What is remembered stays
 * as it is, so the card goes back when that closes.
 */
export function placeCard(position: Position, around: Surroundings): CardPlace {
  const { width, height, columns, controls, popups } = around;
  const sheet = width < SHEET_UNDER;
  const free = freeSpan(width, columns);
  const crowded = columns.length > 0 && !isWideEnough(free, sheet);
  const span = crowded ? { start: 0, end: width } : free;
  const notToCover = [...popups, ...controls];

  const whole = seatIn(span, position, around, sheet);
  const inTheWay = popups.filter((box) => crosses(box, boxOf(whole)));
  const beside = inTheWay.length === 0 || sheet ? [] : besides(span, inTheWay);
  const [seat = whole] = beside
    .map((part) => seatIn(part, position, around, sheet))
    .filter((one) => !notToCover.some((box) => crosses(box, boxOf(one))))
    .sort((a, b) => distance(a, position) - distance(b, position));
  const tab = tabAt(span.start, height);
  return {
    ...seat,
    sheet,
    low: height < LOW_UNDER,
    edge: span.start,
    crowded,
    over: notToCover.filter((box) => crosses(box, boxOf(seat))),
    isTabInTheWay: [...notToCover, ...(crowded ? columns : [])].some((box) => crosses(box, tab)),
  };
}

/** A part of the page's width. */
interface Span {
  readonly start: number;
  readonly end: number;
}

/** The part of the width that no column at an edge takes. */
function freeSpan(width: number, columns: readonly Box[]): Span {
  let start = 0;
  let end = width;
  for (const box of columns) {
    if (box.left <= 1) start = Math.max(start, box.right);
    else if (box.right >= width - 1) end = Math.min(end, box.left);
  }
  return { start, end };
}

/** What of it is left and right of all these. */
function besides({ start, end }: Span, boxes: readonly Box[]): Span[] {
  const left = { start, end: Math.min(...boxes.map((box) => box.left)) };
  const right = { start: Math.max(...boxes.map((box) => box.right)), end };
  return [left, right].filter((part) => isWideEnough(part, false));
}

function isWideEnough({ start, end }: Span, sheet: boolean): boolean {
  return end - start >= NARROWEST + 2 * marginOf(sheet);
}

type Seat = Pick<CardPlace, 'left' | 'top' | 'width' | 'maxHeight' | 'from' | 'to'>;

/** The place of the card in a part of the width. */
function seatIn(
  { start, end }: Span,
  position: Position,
  { width: viewWidth, height, controls, notices }: Surroundings,
  sheet: boolean,
): Seat {
  const margin = marginOf(sheet);
  const from = start + margin;
  const to = end - margin;
  const space = to - from;
  const wanted = position.width ?? (viewWidth < WIDE.from ? WIDTH : WIDE.width);
  const width = Math.max(0, sheet ? space : Math.min(Math.max(wanted, NARROWEST), space));
  const left = clamp(position.left, from, to - width);
  const above = (boxes: readonly Box[], gap: number, least: number): number[] =>
    boxes
      .filter((box) => box.left < left + width && box.right > left)
      .map((box) => box.top - gap)
      .filter((top) => top >= least);
  // One that leaves no room is no bound, and does not take the others' place. A notification at the top
  // is covered then; for a toolbar or a form the card makes way.
  const bottom = Math.min(
    height - margin,
    ...above(controls, sheet ? 0 : 8, SMALLEST),
    ...above(notices, 8, margin + Math.min(LOWEST, height / 2)),
  );
  if (sheet) {
    const most = height < LOW_UNDER ? bottom : Math.max(LOWEST, height * SHEET_SHARE);
    const maxHeight = Math.min(bottom, most);
    return { left, top: bottom - maxHeight, width, maxHeight, from, to };
  }
  const highest = height < LOW_UNDER ? LOW_MARGIN : margin;
  const top = clamp(position.top, highest, Math.max(highest, bottom - LOWEST));
  const most = Math.max(position.height ?? Number.POSITIVE_INFINITY, LEAST_HEIGHT);
  return { left, top, width, maxHeight: Math.min(most, bottom - top), from, to };
}

/** Free room around the card. */
function marginOf(sheet: boolean): number {
  return sheet ? 0 : 12;
}

function boxOf({ left, top, width, maxHeight }: Seat): Box {
  return { left, top, right: left + width, bottom: top + maxHeight };
}

function tabAt(left: number, viewHeight: number): Box {
  const top = viewHeight * TAB.at;
  return { left, top, right: left + TAB.width, bottom: top + TAB.height };
}

function crosses(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

function distance(seat: Seat, position: Position): number {
  return Math.abs(seat.left - position.left);
}

/** With nowhere to go (`most` under `least`), the least. */
function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(value, most));
}

/** One step of the arrow keys, in CSS pixels. */
const STEP = 24;

/** The position after a key on the handle, or null for keys that do not move. */
export function movedByKey(position: Position, now: CardPlace, key: string): Position | null {
  // From where the card is seen, so that the first press moves it even where it was pushed aside; the other
  // way it stays as it was left.
  switch (key) {
    case 'ArrowLeft':
      return { ...position, left: now.left - STEP };
    case 'ArrowRight':
      return { ...position, left: now.left + STEP };
    case 'ArrowUp':
      return { ...position, top: now.top - STEP };
    case 'ArrowDown':
      return { ...position, top: now.top + STEP };
    case 'Home':
      return { ...position, left: FIRST_POSITION.left, top: FIRST_POSITION.top };
    default:
      return null;
  }
}

/** The card as it is drawn: its box, and whether its free lower corner is the left one. */
export interface Drawn extends Pick<CardPlace, 'left' | 'width' | 'from' | 'to'> {
  readonly height: number;
  readonly isRight: boolean;
}

/** Whether the card stands in the right half of the page, so that it grows to the left. */
export function isAtRight({ left, width }: CardPlace, viewWidth: number): boolean {
  return left + width / 2 > viewWidth / 2;
}

/** The position after the free lower corner was moved; the corner across from it stays. */
export function resized(position: Position, now: Drawn, dx: number, dy: number): Position {
  const right = now.left + now.width;
  // Wider than there is room on this side, it would be pushed to the other.
  const most = now.isRight ? right - now.from : now.to - now.left;
  const width = clamp(now.width + (now.isRight ? -dx : dx), NARROWEST, most);
  const left = now.isRight ? right - width : now.left;
  return { ...position, left, width, height: Math.max(LEAST_HEIGHT, now.height + dy) };
}

/** The same by a key; null for keys that do not resize. Home gives it back the size that suits the page. */
export function resizedByKey(position: Position, now: Drawn, key: string): Position | null {
  switch (key) {
    case 'ArrowLeft':
      return resized(position, now, -STEP, 0);
    case 'ArrowRight':
      return resized(position, now, STEP, 0);
    case 'ArrowUp':
      return resized(position, now, 0, -STEP);
    case 'ArrowDown':
      return resized(position, now, 0, STEP);
    case 'Home': {
      const { left, top, open } = position;
      return { left, top, open };
    }
    default:
      return null;
  }
}

/** The position on the other side of the page: moving without dragging and without a keyboard. */
export function otherSide(position: Position, now: CardPlace, viewWidth: number): Position {
  return { ...position, left: isAtRight(now, viewWidth) ? 0 : viewWidth, top: now.top };
}

/**
 * What is to be remembered of a card that was moved: where it is seen, so that leaving the page is not carried on. Its
 * size stays as the host has drawn it: on a narrow page, or beside something of Jitsi's, it only looks smaller.
 */
export function kept(position: Position, { left, top }: CardPlace): Position {
  return { ...position, left, top };
}

/** What is to be remembered of a card that was drawn to a size: the size that is seen, too. */
export function keptDrawn(position: Position, now: CardPlace): Position {
  return { ...kept(position, now), width: now.width, height: now.maxHeight };
}

/** The position as the background keeps it; the page's own storage would show that Gavel is here. */
export function devicePositions(): PositionStore {
  return {
    async load(): Promise<Position | null> {
      const answer = await ask('panel.place', { place: null }).catch(() => null);
      return answer?.place ?? null;
    },
    async save(position) {
      await ask('panel.place', { place: position }).catch(() => null);
    },
  };
}
