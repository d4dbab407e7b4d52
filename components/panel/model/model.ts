import { batch, computed, signal } from '@preact/signals-core';
import type { PositionStore } from '~/components/panel/host/position';
import type { Look } from '~/utils/actions/request';
import type { Snapshot } from '~/utils/meeting/snapshot';
import type { Visibility } from '~/utils/messages/protocol-panel';
import { lookOf } from './actions';
import { type Ask, createLink, followBackground, oncePerId } from './background-link';
import { createCard } from './card';
import { keepLeaves, seenLeaving } from './leaves';
import { createLists, type OrderStore } from './lists';
import { createMeeting, reportOf } from './meeting';
import { createPanelRequests } from './requests';
import { createSelection } from './selection';
import { watchStillThere } from './still-there';
import { createStrip } from './strip';
import type { Timing } from './timers';
import { watchBans } from './watch-bans';

/** Everything outside that the panel's model uses. */
export interface PanelPorts extends Timing {
  readonly ask: Ask;
  /** Whether the extension that this content script came from still runs. */
  readonly alive: () => boolean;
  readonly positions: PositionStore;
  readonly orders: OrderStore;
}

/** What the panel knows and can do, without anything drawn. */
export type PanelModel = ReturnType<typeof createPanelModel>;

/** Makes the panel's model. It starts empty, and fills as snapshots and answers arrive. */
export function createPanelModel(ports: PanelPorts) {
  const { now } = ports;
  const stale = signal(false);
  const link = createLink(ports.ask, ports.alive, () => {
    stale.value = true;
  });

  const card = createCard(ports.positions, now);
  const meeting = createMeeting(now);
  const { snapshot, roster } = meeting;
  const lists = createLists(meeting, ports.orders, now);
  const { names } = lists;
  const selection = createSelection(lists.all, lists.shown, now);

  const background = followBackground(link, ports, (before) => {
    const batchNow = background.state.value?.batch;
    // What was selected is being done.
    if (batchNow?.running && batchNow.id !== before?.batch?.id) selection.leave();
    reportLeaves();
    reportStill();
    bans.update();
  });
  const bans = watchBans(link, ports, lists.all, background);
  bans.here.subscribe((banned) => {
    lists.pinned.value = new Set(banned.map(({ person }) => person.id));
  });
  const leaves = keepLeaves(link, ports, roster);
  const requests = createPanelRequests({ link, now, background, roster, names, selection });
  const strip = createStrip(
    computed(() => ({
      actions: background.state.value?.actions ?? [],
      batch: background.state.value?.batch ?? null,
      refusal: requests.lastRefusal.value,
      people: meeting.people.value,
      bannedHere: bans.here.value,
    })),
    ports,
  );

  const once = oncePerId();
  function reportLeaves(): void {
    for (const participantId of seenLeaving(roster.value.leaves, background.views.value)) {
      once(participantId, () => link.send('panel.saw-leave', { participantId }));
    }
  }

  const reportStill = watchStillThere(link, ports, () => ({
    views: background.views.value,
    snapshot: snapshot.value,
  }));

  function report(): void {
    background.report(reportOf(snapshot.value, roster.value));
  }

  return {
    stale,
    card,
    meeting,
    lists,
    selection,
    background,
    bans,
    requests,
    strip,
    now,

    /** Whether the extension still runs; if not, `stale` says so from now on. */
    check: link.check,

    /** A snapshot has arrived. */
    see(next: Snapshot): void {
      if (!link.check()) return;
      batch(() => {
        meeting.see(next);
        // While I am away myself, nobody is listed, and nobody has left.
        if (roster.value.present) selection.dropMoved();
      });
      reportLeaves();
      reportStill();
      leaves.update();
      bans.update();
      report();
    },

    /** The page goes away, at least for now. */
    leavePage(): void {
      bans.leave();
      leaves.leave();
    },

    /** Jitsi has had its time to start. The meeting can be ended even if it never does. */
    giveUpWaiting(): void {
      meeting.giveUpWaiting();
      if (snapshot.value === null && link.check()) report();
    },

    /** What the background is told right before a request is confirmed. */
    look: (): Look => lookOf(snapshot.value, roster.value, names.value),

    showRequest: () => void link.send('panel.show-request', {}),
    openOptions: () => void link.send('panel.open-options', {}),
    /** The page does something to the panel, or does it no more. */
    reportVisibility: (visibility: Visibility) =>
      void link.send('panel.visibility', { visibility }),
  };
}
