import { batch, computed, signal } from '@preact/signals-core';
import {
  FIRST_POSITION,
  type Position,
  type PositionStore,
  placeCard,
  type Surroundings,
} from '~/components/panel/host/position';

/** Where the card is, and whether it is open. It starts where the host left it, once that is known. */
export function createCard(store: PositionStore) {
  const position = signal<Position>(FIRST_POSITION);
  const around = signal<Surroundings>({ width: 0, height: 0, columns: [], floor: [] });
  /** Jitsi's chat or participants pane takes all the room, and the host has not said otherwise. */
  const aside = signal(false);
  const open = computed(() => position.value.open && !aside.value);

  let moved = false;
  void store.load().then((before) => {
    if (before !== null && !moved) position.value = before;
  });

  return {
    position,
    around,
    open,

    /** Shows the card at a position, and remembers it unless it is on its way (`keep` false). */
    put(next: Position, keep = true): void {
      moved = true;
      batch(() => {
        position.value = next;
        aside.value = false;
      });
      if (keep) void store.save(next);
    },

    /** Jitsi's interface has moved. Where it leaves no room, the card makes way while that lasts. */
    surround(next: Surroundings): void {
      const before = placeCard(position.value, around.value).crowded;
      const { crowded } = placeCard(position.value, next);
      batch(() => {
        around.value = next;
        if (crowded !== before) aside.value = crowded;
      });
    },
  };
}
