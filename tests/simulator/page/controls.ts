import type { Openings, OpeningToOpen } from './opened/openings';
import type { Session } from './session';
import type { Store } from './store';

/** What buttons and shortcuts do. */
export interface Controls {
  toggleAudio(): void;
  setAudioMuted(muted: boolean): void;
  toggleVideo(): void;
  toggleHand(): void;
  togglePane(): void;
  toggleChat(): void;
  toggleTiles(): void;
  /** Opens or closes it. */
  toggleOpening(name: OpeningToOpen): void;
  hangup(): void;
}

export function createControls(store: Store, session: Session, openings: Openings): Controls {
  const state = () => store.getState();
  const setAudioMuted = (muted: boolean) => {
    window.__sim.audioMuted = muted;
    store.dispatch({ type: 'SET_AUDIO_MUTED', muted });
    session.send({ type: 'update', patch: { audioMuted: muted } });
  };
  const setVideoMuted = (muted: boolean) => {
    window.__sim.videoMuted = muted;
    store.dispatch({ type: 'SET_VIDEO_MUTED', muted });
    session.send({ type: 'update', patch: { videoMuted: muted } });
  };
  return {
    setAudioMuted,
    toggleAudio: () => setAudioMuted(!state()['features/base/media'].audio.muted),
    toggleVideo: () => setVideoMuted(!state()['features/base/media'].video.muted),
    toggleHand: () => {
      const { local } = state()['features/base/participants'];
      const raised = !local.raisedHandTimestamp;
      const patch = { raisedHandTimestamp: raised ? Date.now() : 0 };
      store.dispatch({ type: 'LOCAL_PARTICIPANT_UPDATED', patch });
      session.send({ type: 'update', patch: { handRaised: raised } });
    },
    togglePane: () => store.dispatch({ type: 'TOGGLE_PANE' }),
    toggleChat: () => store.dispatch({ type: 'TOGGLE_CHAT' }),
    toggleTiles: () => store.dispatch({ type: 'TOGGLE_TILE_VIEW' }),
    toggleOpening: (name) => openings.toggle(name),
    hangup: () => session.hangup(),
  };
}
