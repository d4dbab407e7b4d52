import { listen } from '../../simulator/page/app-listeners';
import { leaveAppGlobals, leavePage, stripAddress } from '../../simulator/page/closing';
import { CONFERENCE } from '../../simulator/page/events';
import type { PageOptions } from '../../simulator/page/options';
import type { Store } from '../../simulator/page/store';
import { library, type RealConference, type RealConnection } from './lib';

/** How long jitsi-meet leaves its message about a meeting that is over, in milliseconds. */
const LAST_WORDS = 2500;

/** jitsi-meet `conference.js`: one connection, one conference, and its end. */
export class Session {
  readonly #connection: RealConnection;
  #conference: RealConference | undefined;

  constructor(
    private readonly store: Store,
    private readonly options: PageOptions,
  ) {
    const { appId, room } = options;
    this.#connection = new library.JitsiConnection(null, undefined, {
      hosts: { domain: '8x8.vc', muc: `conference.${appId}.8x8.vc` },
      serviceUrl: `/http-bind?room=${room}`,
      clientNode: 'http://jitsi.org/jitsimeet',
    });
    const { connection } = library.events;
    this.#connection.addEventListener(connection.CONNECTION_ESTABLISHED, () => this.#join());
    this.#connection.addEventListener(connection.CONNECTION_FAILED, (error) => this.#lose(error));
  }

  connect(): void {
    this.store.dispatch({ type: 'CONNECTION_WILL_CONNECT' });
    if (window.APP) window.APP.connection = this.#connection;
    this.#connection.connect();
  }

  /** The red button. */
  hangup(): void {
    void this.#leave(500);
  }

  #join(): void {
    const { store, options } = this;
    stripAddress();
    store.dispatch({ type: 'CONNECTION_ESTABLISHED' });
    const conference = this.#connection.initJitsiConference(options.room.toLowerCase(), {
      disableFocus: true,
      hiddenDomain: 'recorder.8x8.vc',
      openBridgeChannel: false,
      p2p: { enabled: false },
    });
    this.#conference = conference;
    listen(conference, store, options);
    conference.on(CONFERENCE.KICKED, () => this.#over('You were removed from the meeting.'));
    conference.on(CONFERENCE.CONFERENCE_FAILED, (error: string) => {
      const { CONFERENCE_DESTROYED } = library.errors.conference;
      if (error === CONFERENCE_DESTROYED) this.#over('The meeting has been ended.');
    });
    if (window.APP) {
      window.APP.conference._room = conference;
      window.APP.conference.roomName = options.room.toLowerCase();
    }
    const id = conference.myUserId() ?? '';
    store.dispatch({ type: 'LOCAL_PARTICIPANT_UPDATED', patch: { id } });
    conference.setDisplayName(options.profile.name);
    store.dispatch({ type: 'CONFERENCE_WILL_JOIN', conference });
    conference.join();
  }

  /** jitsi-meet `base/conference/middleware`: a connection's failure is its conference's too. */
  #lose(error: string): void {
    this.store.dispatch({ type: 'CONNECTION_FAILED', error });
    const conference = this.#conference;
    if (conference) this.store.dispatch({ type: 'CONFERENCE_FAILED', conference, error });
    say('You have been disconnected.');
    document.querySelector('#rejoin')?.removeAttribute('hidden');
  }

  #over(words: string): void {
    say(words);
    void this.#leave(LAST_WORDS);
  }

  async #leave(navigateAfterMs: number): Promise<void> {
    const { store, options } = this;
    const conference = this.#conference;
    this.#conference = undefined;
    if (conference) {
      store.dispatch({ type: 'CONFERENCE_WILL_LEAVE', conference });
      // After a kick the library has left by itself, and says so by refusing.
      if (conference.isJoined()) await conference.leave().catch(() => undefined);
    }
    await this.#connection.disconnect().catch(() => undefined);
    store.dispatch({ type: 'CONNECTION_DISCONNECTED' });
    leaveAppGlobals();
    await leavePage(options.close, navigateAfterMs);
  }
}

function say(words: string): void {
  const status = document.querySelector('[role=status]');
  if (status) status.textContent = words;
}
