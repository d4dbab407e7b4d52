import { listen } from './app-listeners';
import { type ConferenceSetup, JitsiConference } from './jitsi-conference';
import { simplify } from './omissions';
import type { PageOptions } from './options';
import type { Store } from './store';

/** Makes the page's conference, with the app's listeners first, and puts it where Jitsi has it. */
export function placeConference(
  setup: Omit<ConferenceSetup, 'identity'>,
  store: Store,
  options: PageOptions,
): JitsiConference {
  const conference = new JitsiConference({ ...setup, identity: options.identity });
  listen(conference, store, options);
  simplify(conference, options);
  window.__sim.conferences.push(conference);
  const app = window.APP?.conference;
  if (app === undefined) return conference;
  if (!options.omit.has('_room')) app._room = conference;
  const [node = '', domain = ''] = setup.roomJid.split('@');
  app.roomName = setup.mainRoomJid === undefined ? node : Object.assign(Object(node), { domain });
  return conference;
}
