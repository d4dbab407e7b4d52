import type { Store } from './store';

/**
 * jitsi-meet `base/participants/middleware`: as soon as the current conference is another one, or
 * none, whoever belongs to the one before leaves the store, before the library says anything.
 */
export function forgetStrangers(store: Store): void {
  let before: object | undefined;
  store.subscribe(() => {
    const current = currentConference(store);
    if (current === before) return;
    before = current;
    const { remote } = store.getState()['features/base/participants'];
    for (const { id, conference } of [...remote.values()]) {
      const isStranger = conference !== undefined && conference !== current;
      if (isStranger) store.dispatch({ type: 'PARTICIPANT_LEFT', id });
    }
  });
}

/** jitsi-meet `getCurrentConference`. */
function currentConference(store: Store): object | undefined {
  const { conference, joining, leaving, membersOnly, passwordRequired } =
    store.getState()['features/base/conference'];
  if (conference !== undefined && conference !== leaving) return conference;
  return joining ?? passwordRequired ?? membersOnly;
}
