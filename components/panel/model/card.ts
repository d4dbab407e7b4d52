import { batch, computed, signal } from '@preact/signals-core';
import {
  type Box,
  type CardPlace,
  FIRST_POSITION,
  NOTHING_AROUND,
  type Position,
  type PositionStore,
  placeCard,
  type Surroundings,
} from '~/components/panel/host/position';

/** A click so soon after the card has come or gone elsewhere was meant for what was there, in milliseconds. */
const RESTS_AFTER_MS = 500;

/**
 * Where the card is, and whether it is open. It starts where the host left it, once that is known.
 *
 * @param now in milliseconds
 */
export function createCard(store: PositionStore, now: () => number) {
  const position = signal<Position>(FIRST_POSITION);
  const around = signal<Surroundings>(NOTHING_AROUND);
  /** Something of Jitsi's takes all the room, and the host has not said otherwise. */
  const aside = signal(false);
  /** The host is writing in the card: what they type next must not go to Jitsi, whose shortcuts mute. */
  const writing = signal(false);
  /** The pointer is over the card, or the focus is in it. */
  let held = false;
  /** What is around it as it was looked at last. */
  let latest = NOTHING_AROUND;
  const place = computed(() => placeCard(position.value, around.value));
  /** How often the host has asked for the search by a key of the browser. */
  const searches = signal(0);
  const open = computed(() => position.value.open && (!aside.value || writing.value));

  let changedAt = Number.NEGATIVE_INFINITY;
  /** Does what the host has not asked for, and notes when the card came or moved by it. */
  function byItself(change: () => void): void {
    const before = seenAt();
    batch(change);
    if (before !== 'nowhere' && seenAt() !== before) changedAt = now();
  }
  function seenAt(): string {
    // Nothing is drawn before anything has been looked at.
    if (around.value === NOTHING_AROUND) return 'nowhere';
    return open.value ? seatOf(place.value) : '';
  }

  let moved = false;
  void store.load().then((before) => {
    if (before === null || moved) return;
    batch(() => {
      position.value = before;
      aside.value = hasNoRoom(place.value);
    });
  });

  /**
   * Jitsi's interface has moved. Where it leaves no room, the card makes way while that lasts, also if the
   * host has opened it over something else. Notifications, which come and go all the time, move nothing
   * under the host's pointer.
   */
  function surround(now: Surroundings): void {
    latest = now;
    const { width, height, notices } = around.value;
    const staysPut = held && now.width === width && now.height === height;
    const next = staysPut ? { ...now, notices } : now;
    const before = place.value;
    const isNew = (box: Box) => !before.over.some((one) => haveSameSides(one, box));
    byItself(() => {
      around.value = next;
      const { crowded, over } = place.value;
      if (!hasNoRoom(place.value)) aside.value = false;
      else if ((crowded && !before.crowded) || over.some(isNew)) aside.value = true;
    });
  }

  return {
    position,
    around,
    place,
    open,
    searches,

    /** Whether the card has been where it is long enough for a click to be meant for it. */
    rests: (): boolean => now() - changedAt >= RESTS_AFTER_MS,

    /** A field of the card's has the focus, or has it no longer. */
    write(isWriting: boolean): void {
      byItself(() => {
        writing.value = isWriting;
      });
    },

    /** The host points at the card or has the focus in it, or does so no longer. */
    hold(isHeld: boolean): void {
      held = isHeld;
      if (!isHeld && latest !== NOTHING_AROUND) surround(latest);
    },

    /** Shows the card at a position, and remembers it unless it is on its way (`keep` false). */
    put(next: Position, keep = true): void {
      moved = true;
      batch(() => {
        position.value = next;
        aside.value = false;
      });
      if (keep) void store.save(next);
    },

    /** Opens the card, with the focus in its search. */
    search(): void {
      this.put({ ...position.value, open: true });
      searches.value += 1;
    },

    surround,
  };
}

function hasNoRoom({ crowded, over }: CardPlace): boolean {
  return crowded || over.length > 0;
}

/** The same thing of Jitsi's, which may have grown or slid up. */
function haveSameSides(a: Box, b: Box): boolean {
  return a.left === b.left && a.right === b.right;
}

/**
 * Where it is, but for how high: a busy meeting's notifications push it up and down all the time, and each
 * click would be refused.
 */
function seatOf({ left, width, sheet }: CardPlace): string {
  return [left, width, sheet].join();
}
