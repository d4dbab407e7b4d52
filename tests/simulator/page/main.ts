import { startAudioLevels } from './audio-level';
import { createControls } from './controls';
import { startOpenings } from './opened/start';
import { readOptions } from './options';
import { Session } from './session';
import { startShortcuts } from './shortcuts';
import { createStore, withParticipantsArray } from './store';
import { forgetStrangers } from './strangers';
import { Dialogs } from './ui/dialogs';
import { View } from './ui/view';

const options = readOptions();
const store = createStore();
const openings = startOpenings();
const dialogs = new Dialogs(openings);
const session = new Session(store, options, dialogs);
const controls = createControls(store, session, openings);
forgetStrangers(store);
const { profile } = options;

store.dispatch({ type: 'SET_LOCATION_URL', locationURL: new URL(location.href) });
store.dispatch({ type: 'SET_ROOM', room: options.room });
store.dispatch({
  type: 'SET_JWT',
  jwt: options.jwt,
  user: { id: profile.userId, name: profile.tokenName, email: profile.email },
});
store.dispatch({
  type: 'LOCAL_PARTICIPANT_UPDATED',
  patch: {
    name: profile.name,
    email: profile.email,
    ...(profile.userId !== undefined && { jwtId: profile.userId }),
  },
});
store.dispatch({ type: 'SET_PREJOIN_PAGE_VISIBILITY', value: options.prejoin });
if (options.muted) controls.setAudioMuted(true);
if (options.pane) controls.togglePane();
if (options.chat) controls.toggleChat();
if (options.sharedTiles) {
  for (const kind of ['SharedVideo', 'Whiteboard', 'RemoteScreenShare']) {
    const participant = { id: `fake-${kind}`, name: kind, fakeParticipant: kind };
    store.dispatch({ type: 'PARTICIPANT_JOINED', participant });
  }
}

startShortcuts(controls);
startAudioLevels(store);
new View(store, session, controls, options, dialogs, openings).mount();
window.__sim.chat = (open) => {
  if (store.getState()['features/chat'].isOpen !== open) controls.toggleChat();
};

setTimeout(() => {
  if (window.APP && !options.omit.has('store')) {
    window.APP.store = options.participantsArray ? withParticipantsArray(store) : store;
  }
  if (!options.prejoin) session.connect();
}, options.storeDelay);
