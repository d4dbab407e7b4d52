import type { PlaceStore } from '~/components/panel/host/place';
import type { Ask } from './link';

/** Runs the callback once after so many milliseconds, unless the panel is gone by then. */
export type Later = (run: () => void, ms: number) => void;

/** Everything outside that the panel's model uses. */
export interface PanelPorts {
  readonly ask: Ask;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly later: Later;
  /** Whether the extension that this content script came from still runs. */
  readonly alive: () => boolean;
  readonly places: PlaceStore;
}
