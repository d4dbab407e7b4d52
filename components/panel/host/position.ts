import { ask } from '~/utils/messages/client';

/** A rectangle in CSS pixels of the viewport. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Where the host left the card, and whether it was open. Pixels from the viewport's top left. */
export interface Position {
  readonly left: number;
  readonly top: number;
  readonly open: boolean;
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
  /** Chat, participants pane: columns at an edge. */
  readonly columns: readonly Box[];
  /** Toolbar, notifications: what the card must end above. */
  readonly floor: readonly Box[];
}

/** Where the card goes now. */
export interface CardPlace {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly maxHeight: number;
  /** Left edge of the free part of the page, where the tab sits. */
  readonly edge: number;
  /** Jitsi's columns leave no room for the card. */
  readonly crowded: boolean;
}

/** Beside Jitsi's logo's lower edge (64 px), so that at first nothing of Jitsi is covered. */
export const FIRST_POSITION: Position = { left: 12, top: 76, open: false };

const WIDTH = 344;
const NARROWEST = 264;
const TALLEST = 640;
/** Head, tools, the last outcome and the foot take 240 of it. */
const LOWEST = 360;

/** Under this width the page is a phone or a small embedded frame (same as in card.css). */
const COMPACT_WIDTH = 480;

/** Under this height the whole card scrolls (same as in card.css). */
export const LOW_HEIGHT = 420;

/**
 * The card as near as can be to where the host left it, inside the viewport, beside Jitsi's chat
 * and participants pane, above its toolbar and notifications. What is remembered stays as it is,
 * so the card goes back when the chat closes.
 */
export function placeCard(position: Position, around: Surroundings): CardPlace {
  const { width: viewWidth, height: viewHeight, columns, floor } = around;
  const compact = viewWidth < COMPACT_WIDTH;
  const margin = compact ? 8 : 12;
  const free = freeSpan(viewWidth, columns);
  const crowded = free.end - free.start < NARROWEST + 2 * margin && columns.length > 0;
  const start = crowded ? 0 : free.start;
  const end = crowded ? viewWidth : free.end;

  const width = Math.max(0, Math.min(WIDTH, end - start - 2 * margin));
  const left = clamp(position.left, start + margin, end - margin - width);
  // A floor that leaves no room for a card is no floor, and does not take the others' place: a
  // notification at the top is covered, and the toolbar is not.
  const room = margin + Math.min(LOWEST, viewHeight / 2);
  const below = floor.filter((box) => box.left < left + width && box.right > left);
  const floors = below.map((box) => box.top - 8).filter((top) => top >= room);
  const bottom = Math.min(viewHeight - margin, ...floors);
  const top = clamp(compact ? margin : position.top, margin, Math.max(margin, bottom - LOWEST));
  return { left, top, width, maxHeight: Math.min(TALLEST, bottom - top), edge: start, crowded };
}

/** The part of the width that no column at an edge takes. */
function freeSpan(width: number, columns: readonly Box[]): { start: number; end: number } {
  let start = 0;
  let end = width;
  for (const box of columns) {
    if (box.left <= 1) start = Math.max(start, box.right);
    else if (box.right >= width - 1) end = Math.min(end, box.left);
  }
  return { start, end };
}

/** With nowhere to go (`most` under `least`), the least. */
function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(value, most));
}

/** One step of the arrow keys, in CSS pixels. */
const STEP = 24;

/** The position after a key on the handle, or null for keys that do not move. */
export function movedByKey(position: Position, now: CardPlace, key: string): Position | null {
  // From where the card is seen, so that the first press moves it even where it was pushed aside.
  const seen = { ...position, left: now.left, top: now.top };
  switch (key) {
    case 'ArrowLeft':
      return { ...seen, left: seen.left - STEP };
    case 'ArrowRight':
      return { ...seen, left: seen.left + STEP };
    case 'ArrowUp':
      return { ...seen, top: seen.top - STEP };
    case 'ArrowDown':
      return { ...seen, top: seen.top + STEP };
    case 'Home':
      return { ...FIRST_POSITION, open: position.open };
    default:
      return null;
  }
}

/** The position on the other side of the page: moving without dragging and without a keyboard. */
export function otherSide(position: Position, now: CardPlace, viewWidth: number): Position {
  const onLeft = now.left + now.width / 2 < viewWidth / 2;
  return { ...position, left: onLeft ? viewWidth : 0, top: now.top };
}

/** What is to be remembered: where the card is seen, so that leaving the page is not carried on. */
export function kept(position: Position, now: CardPlace): Position {
  return { ...position, left: now.left, top: now.top };
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
