import { createStore } from './store';

/** Pages without a meeting load the app's bundle too: `APP` and its store exist, without a room. */
const store = createStore();
store.dispatch({ type: 'SET_LOCATION_URL', locationURL: new URL(location.href) });
if (window.APP) window.APP.store = store;
