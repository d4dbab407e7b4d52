import type { JitsiConference } from '../../simulator/page/jitsi-conference';

/** What the page uses of lib-jitsi-meet 2.1.5, which brings no types. */
export interface RealConference extends JitsiConference {
  join(): void;
  setDisplayName(name: string): void;
  /** Rejects when the room does not confirm within 5 s. */
  leave(): Promise<void>;
}

export interface RealConnection {
  connect(): void;
  disconnect(): Promise<void>;
  addEventListener(event: string, listener: (...values: string[]) => void): void;
  initJitsiConference(name: string, options: object): RealConference;
}

interface Library {
  init(options: object): unknown;
  setLogLevel(level: string): void;
  readonly logLevels: { readonly ERROR: string };
  readonly JitsiConnection: new (appId: null, token: undefined, options: object) => RealConnection;
  readonly events: {
    readonly connection: {
      readonly CONNECTION_ESTABLISHED: string;
      readonly CONNECTION_FAILED: string;
    };
  };
  readonly errors: { readonly conference: { readonly CONFERENCE_DESTROYED: string } };
}

/** The library itself; the script before this one put it on `window`. */
export const library = window.JitsiMeetJS as unknown as Library;
