import { effect } from '@preact/signals-core';
import { browser } from 'wxt/browser';
import { mountPanel } from '~/components/panel/host/mount';
import { deviceOrders } from '~/components/panel/host/orders';
import { devicePositions } from '~/components/panel/host/position';
import { watchSurroundings } from '~/components/panel/host/surroundings';
import { createPanelModel, type PanelModel } from '~/components/panel/model/model';
import type { MeetingAddress } from '~/utils/jaas/meeting-url';
import { receiveSnapshots } from '~/utils/meeting/receive';
import { ask, BANS_CHANGED, CHANGED, LOOK, OPEN, SEARCH } from '~/utils/messages/client';
import { titleAsInJitsi } from '~/utils/names/room-title';

/** How often a quiet panel makes sure that the extension it came from still runs. */
const ALIVE_EVERY_MS = 3000;

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
    positions: devicePositions(),
    orders: deviceOrders(),
  });

  receiveSnapshots(document, model.see, {
    signal,
    now: () => performance.now(),
    later,
    onError: model.meeting.distrust,
  });
  answerBackground(model, signal);
  const watchOver = (): void => {
    if (model.check()) later(watchOver, ALIVE_EVERY_MS);
  };
  watchOver();
  window.addEventListener('pagehide', () => model.leavePage(), { signal });
  whenReady(signal, () => {
    later(model.giveUpWaiting, STARTS_WITHIN_MS);
    whenShown(model, signal, () => {
      watchSurroundings(window, model.card.surround, signal);
      const room = titleAsInJitsi(meeting.room);
      mountPanel(document, model, room, signal, () => end.abort(), model.reportVisibility);
    });
  });
}

/**
 * Messages of the background; other extensions' cannot arrive here. Answers go by `answer`, because
 * Chrome does not take a promise for one, and nothing injected into pages has the polyfill.
 */
function answerBackground(model: PanelModel, signal: AbortSignal): void {
  function onMessage(
    message: unknown,
    _sender: unknown,
    answer: (look: unknown) => void,
  ): true | undefined {
    switch (typeOf(message)) {
      case CHANGED:
        void model.background.refresh();
        return undefined;
      case BANS_CHANGED:
        model.bans.recheck();
        return undefined;
      case OPEN:
        model.card.put({ ...model.card.position.value, open: true });
        return undefined;
      case SEARCH:
        model.card.search();
        return undefined;
      case LOOK:
        answer(model.look());
        return true;
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
    if (done || !model.meeting.shown.value) return;
    done = true;
    // Not inside the effect, whose dependencies would grow by everything that is drawn.
    queueMicrotask(run);
  });
  signal.addEventListener('abort', stop);
}
