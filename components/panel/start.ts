import { effect } from '@preact/signals';
import { browser } from 'wxt/browser';
import type { MeetingAddress } from '~/utils/jaas/meeting-url';
import { roomTitle } from '~/utils/jaas/raw-room';
import { receiveSnapshots } from '~/utils/meeting/receive';
import { ask } from '~/utils/messaging/ask';
import { CHANGED, LOOK } from '~/utils/messaging/channel';
import { devicePlaces } from './device-places';
import { createPanelModel, type PanelModel } from './model';
import { mountPanel } from './mount';
import { watchSurroundings } from './surroundings';

/** Jitsi's scripts have had their time to start after so many milliseconds. */
const STARTS_WITHIN_MS = 10_000;

/**
 * Runs the panel in this page until `outer` aborts: listens from the first moment, appears when
 * there is something to show, and leaves nothing behind.
 */
export function startPanel(meeting: MeetingAddress, outer: AbortSignal): void {
  const end = new AbortController();
  const { signal } = end;
  outer.addEventListener('abort', () => end.abort(), { signal });
  if (outer.aborted) return;

  const later = (run: () => void, ms: number): void => {
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop);
      run();
    }, ms);
    const stop = () => clearTimeout(timer);
    signal.addEventListener('abort', stop, { once: true });
  };

  const model = createPanelModel({
    ask,
    now: Date.now,
    later,
    alive: () => browser.runtime?.id !== undefined,
    places: devicePlaces(),
  });

  receiveSnapshots(document, model.see, {
    signal,
    now: () => performance.now(),
    later,
    onTrouble: model.distrust,
  });
  answerBackground(model, signal);
  whenReady(signal, () => {
    later(model.giveUpWaiting, STARTS_WITHIN_MS);
    whenShown(model, signal, () => {
      watchSurroundings(window, () => model.place.value.open, model.surround, signal);
      mountPanel(document, model, roomTitle(meeting.room), signal, () => end.abort());
    });
  });
}

/** Messages of the background; other extensions' cannot arrive here. */
function answerBackground(model: PanelModel, signal: AbortSignal): void {
  function onMessage(message: unknown): Promise<unknown> | undefined {
    switch (typeOf(message)) {
      case CHANGED:
        void model.refresh();
        return undefined;
      case LOOK:
        return Promise.resolve(model.look());
      default:
        return undefined;
    }
  }
  browser.runtime.onMessage.addListener(onMessage);
  signal.addEventListener('abort', () => {
    // After an update of the extension there is nothing left to take the listener from.
    if (model.check()) browser.runtime.onMessage.removeListener(onMessage);
  });
}

function typeOf(message: unknown): unknown {
  return typeof message === 'object' && message !== null && 'type' in message ? message.type : null;
}

function whenReady(signal: AbortSignal, run: () => void): void {
  if (document.readyState !== 'loading') run();
  else document.addEventListener('DOMContentLoaded', run, { once: true, signal });
}

function whenShown(model: PanelModel, signal: AbortSignal, run: () => void): void {
  let done = false;
  const stop = effect(() => {
    if (done || !model.shown.value) return;
    done = true;
    // Not inside the effect, whose dependencies would grow by everything that is drawn.
    queueMicrotask(run);
  });
  signal.addEventListener('abort', stop);
}
