import { type Browser, browser } from 'wxt/browser';
import type { Action, Frame } from '~/utils/actions/action';
import { byRequest } from '~/utils/actions/batch';
import { createBatchRunner } from '~/utils/actions/batch-runner';
import { createDesk } from '~/utils/actions/desk';
import { openJournal } from '~/utils/actions/journal';
import { readAtOnce } from '~/utils/actions/people-at-once';
import { applyRetention, readRetention } from '~/utils/actions/retention';
import { createRunner } from '~/utils/actions/runner';
import { browserKeyDeps } from '~/utils/keys/browser-deps';
import { createRouter, type Reply } from '~/utils/messaging/router';
import { senderOf } from '~/utils/messaging/sender';
import { showWaiting } from './badge';
import { banNews } from './ban-news';
import { openBannedHere } from './banned-here';
import { mayNotify, notifyOfBanned, showNoticedMeeting } from './banned-notice';
import { EXPIRY_BELL, endResumeBell, RESUME_BELL, setExpiryBell, setResumeBell } from './bells';
import { tellBans, tellPages, tellPanel } from './broadcast';
import { showConfirmation } from './confirm-window';
import { openDepartures } from './departures';
import { END_AT_BELL } from './end-at-bell';
import { createEnds } from './ends';
import { createGate } from './flood';
import { createHandlers } from './handlers';
import { keepAwake } from './keep-awake';
import { keyStates } from './key-state';
import { latest } from './latest';
import { ringLockBell, setLockBell } from './lock-bell';
import { lookAt, seenAt } from './look';
import { openMeetings } from './meetings';
import { followMoreHosts, oneAtATime } from './more-hosts';
import { network } from './network';
import { createOpenings } from './openings';
import { openPlaces } from './places';
import { reportBug } from './report';
import { createSender } from './send';
import { createTeller } from './teller';
import { openUntold } from './untold';

/** Puts the background together from its parts; what it returns are the browser's listeners. */
export function createBackground() {
  const now = Date.now;
  const journal = openJournal();
  const meetings = openMeetings();
  const keys = browserKeyDeps();
  const states = keyStates(keys);
  const gate = createGate(now);
  const openings = createOpenings(now);
  const bannedHere = openBannedHere();
  const departures = openDepartures(now);
  const tellOfBan = banNews(meetings, tellBans);

  const desk = createDesk({
    journal,
    now,
    newId: () => crypto.randomUUID(),
    keyFor: states.readiness,
    look: async ({ frame }) => (frame ? seenAt(frame) : null),
  });

  const changed = createTeller<Frame | null>(
    (frames) => {
      tellPages();
      for (const frame of frames) if (frame) tellPanel(frame);
      void updateBadge();
    },
    (frame) => JSON.stringify(frame),
  );

  // Each request notes the use of its key.
  const retellEverybody = createTeller(
    () => void tellEverybody().catch(reportBug),
    (everybody: 'everybody') => everybody,
  );

  const updateBadge = latest(async () => {
    try {
      const [waiting, someBanned, notEnded] = await Promise.all([
        desk.settle(),
        bannedHere.any(),
        ends.untold.ids(),
      ]);
      await Promise.all([
        showWaiting(byRequest(waiting).length, someBanned, notEnded.length > 0),
        setExpiryBell(waiting),
      ]);
    } catch (error) {
      reportBug(error);
    }
  });

  async function tellEverybody(): Promise<void> {
    await updateBadge();
    tellPages();
    for (const { frame } of await meetings.all()) tellPanel(frame);
  }

  const ends = createEnds({
    journal,
    now,
    keys,
    keyFor: states.readiness,
    look: async ({ frame }) => (frame ? seenAt(frame) : null),
    untold: openUntold(browser.storage.local, async (id) => (await journal.get(id)) !== null),
    run: (id) => run(id, null),
    tellEverybody,
    report: reportBug,
  });

  const runner = createRunner({
    journal,
    now,
    send: createSender({ keys, network, now, report: reportBug }),
    changed: (action: Action) => {
      changed(action.frame);
      tellOfBan(action).catch(reportBug);
      ends.follow(action);
    },
  });

  const batches = createBatchRunner({
    journal,
    now,
    runOne: (id, halt) => runner.run(id, null, halt),
    atOnce: () => readAtOnce(browser.storage.local),
    wait: (ms) => network.wait(ms),
    changed: ({ frame }) => changed(frame),
  });

  function run(id: string, token: string | null): void {
    underWay(() => runner.run(id, token));
    calm(id).catch(reportBug);
  }

  function runBatch(batch: string): void {
    journal
      .ofBatch(batch)
      .then(([first]) => first && calm(first.id))
      .catch(reportBug);
    underWay(() => batches.run(batch));
  }

  function underWay(work: () => Promise<unknown>): void {
    setResumeBell();
    keepAwake(work)
      .catch(reportBug)
      .finally(() => {
        if (!unsettled) endResumeBell(journal).catch(reportBug);
      });
  }

  /** The person confirmed something of this tab: its requests are wanted. */
  async function calm(id: string): Promise<void> {
    const frame = (await journal.get(id))?.frame;
    if (frame) await openings.forget(frame.tabId);
  }

  const follow = oneAtATime(() => followMoreHosts(browser));

  /** Whether the storage failed over something that was to be settled. */
  let unsettled = false;

  /**
   * Settles what nobody works at: what an earlier worker left behind, or this one where the storage
   * failed. What cannot be settled keeps nothing else from it, and is tried again when the bell rings.
   */
  async function settleLeft(): Promise<void> {
    unsettled = false;
    for (const settle of [runLeft, runLeftBatches, ends.settle]) {
      await settle().catch((error: unknown) => {
        unsettled = true;
        reportBug(error);
      });
    }
    if (unsettled) setResumeBell();
    else await endResumeBell(journal).catch(reportBug);
  }

  async function runLeft(): Promise<void> {
    for (const id of await runner.recover()) run(id, null);
  }

  async function runLeftBatches(): Promise<void> {
    for (const batch of await batches.recover()) runBatch(batch);
  }

  // Before anything new is decided.
  const recovered = settleLeft();

  const route = createRouter(
    createHandlers({
      desk,
      journal,
      meetings,
      now,
      keyState: states.stateOf,
      keys: states.summaries,
      run,
      changed,
      showConfirmation: (windowId, tabId) => {
        openings
          .begin(tabId)
          .then((may) => (may ? showConfirmation(windowId) : undefined))
          .catch(reportBug);
      },
      isQuiet: openings.isQuiet,
      batches: { run: runBatch, stop: batches.stop, isRunning: batches.isRunning },
      places: openPlaces(browser.storage.local),
      ends,
      openOptions: () => browser.runtime.openOptionsPage(),
      ownUserIds: async (appId) => {
        const open = (await meetings.all()).filter(({ meeting }) => meeting.appId === appId);
        const looks = await Promise.all(open.map(({ frame }) => seenAt(frame)));
        return looks.flatMap((look) => look?.me?.userId?.trim() ?? []);
      },
      isOpen: async (frame) => (await lookAt(frame)) !== 'absent',
      bans: {
        bannedHere,
        departures,
        mayNotify,
        notify: (frame, { room }, people) => notifyOfBanned(frame, room, people),
      },
    }),
    reportBug,
  );

  return {
    async answer(message: unknown, sender: Browser.runtime.MessageSender): Promise<Reply> {
      try {
        const own = { id: browser.runtime.id, pages: browser.runtime.getURL('/') };
        const place = senderOf(sender, own);
        const tabId = sender.tab?.id;
        if (place?.role !== 'page' && tabId !== undefined && !gate.admits(tabId, typeOf(message))) {
          return { ok: false, code: 'too-many' };
        }
        await recovered;
        const reply = await route(message, place);
        void updateBadge();
        return reply;
      } catch (error) {
        reportBug(error);
        return { ok: false, code: 'failed' };
      }
    },

    tabClosed(tabId: number): void {
      gate.forget(tabId);
      openings.forget(tabId).catch(reportBug);
      meetings.forget(({ frame }) => frame.tabId === tabId).then(tellPages, reportBug);
      departures.forgetTab(tabId).catch(reportBug);
      bannedHere.forgetTab(tabId).then(updateBadge, reportBug);
    },

    /** Keys are written by the options page: every panel and the popup may show another state now. */
    storageChanged(changes: Record<string, unknown>, area: string): void {
      if (area !== 'local' && area !== 'session') return;
      if (!Object.keys(changes).some(isAboutKeys)) return;
      if (wasUnlocked(changes)) {
        desk.renew().then(tellEverybody).catch(reportBug);
      }
      setLockBell(keys).catch(reportBug);
      retellEverybody('everybody');
    },

    /** A click on a notification of ours shows the meeting that it is about. */
    noticeClicked(id: string): void {
      showNoticedMeeting(id).catch(reportBug);
    },

    alarmRang({ name }: Browser.alarms.Alarm): void {
      ringLockBell(name, keys).catch(reportBug);
      // What this worker begins is not to be taken for what an earlier one left behind.
      if (name === RESUME_BELL || name === END_AT_BELL) {
        recovered.then(settleLeft).then(tellEverybody).catch(reportBug);
      }
      if (name === EXPIRY_BELL) tellEverybody().catch(reportBug);
    },

    /** The listener alone makes the browser start the worker, so that what was missed is said. */
    browserStarted(): void {},

    /** The person let Gavel into another host, or took that back. */
    accessChanged(): void {
      follow().catch(reportBug);
    },

    installed({ reason }: Browser.runtime.InstalledDetails): void {
      if (reason === 'install') browser.runtime.openOptionsPage().catch(reportBug);
    },

    async start(): Promise<void> {
      await keepStorageToOurselves().catch(reportBug);
      await follow().catch(reportBug);
      await recovered;
      await updateBadge();
      const kept = await readRetention(browser.storage.local);
      await applyRetention(journal, kept, now()).catch(reportBug);
    },
  };
}

function typeOf(message: unknown): unknown {
  return typeof message === 'object' && message !== null && 'type' in message ? message.type : null;
}

/** The items of `utils/keys`: a sealed key, or what is unlocked. */
function isAboutKeys(name: string): boolean {
  return name.startsWith('key:') || name === 'unlocked-keys';
}

function wasUnlocked(changes: Record<string, unknown>): boolean {
  const change = changes['unlocked-keys'];
  return typeof change === 'object' && change !== null && 'newValue' in change;
}

interface WithAccessLevel {
  setAccessLevel?: (options: { accessLevel: 'TRUSTED_CONTEXTS' }) => Promise<void>;
}

/** Content scripts may not read Gavel's storage, where the browser can keep them out of it. */
async function keepStorageToOurselves(): Promise<void> {
  const { local, session } = browser.storage;
  for (const area of [local, session] as WithAccessLevel[]) {
    await area.setAccessLevel?.({ accessLevel: 'TRUSTED_CONTEXTS' });
  }
}
