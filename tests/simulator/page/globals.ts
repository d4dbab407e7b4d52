import type { ConferenceEvents } from './events';
import type { JitsiConference } from './jitsi-conference';
import type { OpeningName, OpeningToOpen } from './opened/openings';
import type { Store } from './store';

/** What tests may read of the page. */
interface SimulatorGlobal {
  /** Messages of uncaught errors, for instance an exception in somebody's conference listener. */
  readonly errors: string[];
  /** Keyboard shortcuts that took effect, oldest first. */
  readonly shortcuts: string[];
  tileClicks: number;
  audioMuted: boolean;
  videoMuted: boolean;
  /** True while the space bar is held to talk. */
  pushToTalk: boolean;
  /** How often the store called each of its subscribers. */
  storeCallbacks: number;
  /** Every conference object that this page made, oldest first. */
  readonly conferences: JitsiConference[];
  /** The dialogs and popups that are open, in the order in which they were opened. */
  readonly opened: OpeningName[];
  /** As the host does it by the toolbar, whether the toolbar is in sight or not. */
  open(name: OpeningToOpen): void;
  /** As the app does it by itself: no click, no key. */
  chat(open: boolean): void;
}

/** `window.APP` of jitsi-meet's `app.js`, with `store` and `connection` set later. */
interface AppGlobal {
  readonly API: Readonly<Record<string, (...values: unknown[]) => void>>;
  readonly UI: object;
  readonly translation: object;
  /** Missing with `omit=conference`. */
  readonly conference: AppConference;
  connection?: object | undefined;
  store?: Store;
}

export interface AppConference {
  _room?: JitsiConference | undefined;
  /** A String object with a `domain` in a breakout room. */
  roomName?: string | object;
  isJoined(): boolean | undefined;
  readonly membersCount: number;
  listMembers(): readonly unknown[];
  getMyUserId(): string | null | undefined;
  isLocalId(id: string): boolean;
}

declare global {
  interface Window {
    APP?: AppGlobal;
    JitsiMeetJS: { readonly events: { readonly conference: ConferenceEvents } };
    readonly config: object;
    readonly interfaceConfig: object;
    readonly __sim: SimulatorGlobal;
  }
}
