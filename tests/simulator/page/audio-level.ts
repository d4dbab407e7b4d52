import type { Store } from './store';

/** lib-jitsi-meet `Statistics.audioLevelsInterval`, in milliseconds. */
export const AUDIO_LEVEL_EVERY_MS = 200;

/** While one's microphone is on and a conference runs, the store fires five times a second. */
export function startAudioLevels(store: Store): void {
  setInterval(() => {
    const state = store.getState();
    if (state['features/base/media'].audio.muted) return;
    if (state['features/base/conference'].conference === undefined) return;
    store.dispatch({ type: 'NOISE', of: 'LOCAL_PARTICIPANT_AUDIO_LEVEL_CHANGED' });
  }, AUDIO_LEVEL_EVERY_MS);
}
