import { readOptions } from '../../simulator/page/options';
import { createStore } from '../../simulator/page/store';
import { forgetStrangers } from '../../simulator/page/strangers';
import { library } from './lib';
import { Session } from './session';

/*
 * What jitsi-meet's app.js does around the library: globals, the store that follows the conference's
 * events, joining and leaving. Store, reducers and listeners are the simulator's, here driven by the
 * real library.
 */

library.init({ disableAudioLevels: true });
library.setLogLevel(library.logLevels.ERROR);

const options = readOptions();
const store = createStore();
const session = new Session(store, options);
const { profile } = options;

store.dispatch({ type: 'SET_LOCATION_URL', locationURL: new URL(location.href) });
store.dispatch({ type: 'SET_ROOM', room: options.room });
store.dispatch({
  type: 'SET_JWT',
  jwt: options.jwt,
  user: { id: profile.userId, name: profile.name },
});
store.dispatch({ type: 'LOCAL_PARTICIPANT_UPDATED', patch: { name: profile.name } });
forgetStrangers(store);

const title = document.querySelector('h1');
if (title) title.textContent = options.room;
document.querySelector('#leave')?.addEventListener('click', () => session.hangup());
document.querySelector('#rejoin')?.addEventListener('click', () => location.reload());

setTimeout(() => {
  if (window.APP) window.APP.store = store;
  session.connect();
}, options.storeDelay);
