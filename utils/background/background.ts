import { type Browser, browser } from 'wxt/browser';
import type { Action, Frame } from '~/utils/actions/action';
import { createDesk } from '~/utils/actions/desk';
import { openJournal } from '~/utils/actions/journal';
import { applyRetention, readRetention } from '~/utils/actions/retention';
import { createRunner } from '~/utils/actions/runner';
import { browserKeyDeps } from '~/utils/keys/browser-deps';
import { createRouter, type Reply } from '~/utils/messaging/router';
import { senderOf } from '~/utils/messaging/sender';
import { showWaiting } from './badge';
import { EXPIRY_BELL, endResumeBell, setExpiryBell, setResumeBell } from './bells';
import { tellPages, tellPanel } from './broadcast';
import { showConfirmation } from './confirm-window';
import { createHandlers } from './handlers';
import { keepAwake } from './keep-awake';
import { keyStates } from './key-state';
import { ringLockBell, setLockBell } from './lock-bell';
import { lookAt, seenAt } from './look';
import { openMeetings } from './meetings';
import { network } from './network';
import { openPlaces } from './places';
import { reportBug } from './report';
import { createSender } from './send';

/** Puts the background together from its parts; what it returns are the browser's listeners. */
export function createBackground() {
  const now = Date.now;
  const journal = openJournal();
  const meetings = openMeetings();
  const keys = browserKeyDeps();
  const states = keyStates(keys);

  const desk = createDesk({
    journal,
    now,
    newId: () => crypto.randomUUID(),
    keyFor: states.readiness,
    look: async ({ frame }) => (frame ? seenAt(frame) : null),
  });

  function changed(frame: Frame | null): void {
    tellPages();
    if (frame) tellPanel(frame);
    void updateBadge();
  }

  async function updateBadge(): Promise<void> {
    try {
      const waiting = await desk.settle();
      await Promise.all([showWaiting(waiting.length), setExpiryBell(waiting)]);
    } catch (error) {
      reportBug(error);
    }
  }

  async function tellEverybody(): Promise<void> {
    await updateBadge();
    tellPages();
    for (const { frame } of await meetings.all()) tellPanel(frame);
  }

  const runner = createRunner({
    journal,
    now,
    send: createSender({ keys, network, now, report: reportBug }),
    changed: (action: Action) => changed(action.frame),
  });

  function run(id: string, token: string | null): void {
    setResumeBell();
    keepAwake(() => runner.run(id, token))
      .catch(reportBug)
      .finally(() => void endResumeBell(journal).catch(reportBug));
  }

  // What an earlier worker left behind is settled before anything new is decided.
  const recovered = runner
    .recover()
    .then((ids) => {
      for (const id of ids) run(id, null);
    })
    .catch(reportBug);

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
      showConfirmation: (windowId) => {
        showConfirmation(windowId).catch(reportBug);
      },
      places: openPlaces(browser.storage.local),
      openOptions: () => browser.runtime.openOptionsPage(),
      ownUserIds: async (appId) => {
        const open = (await meetings.all()).filter(({ meeting }) => meeting.appId === appId);
        const looks = await Promise.all(open.map(({ frame }) => seenAt(frame)));
        return looks.flatMap((look) => look?.me?.userId?.trim() ?? []);
      },
      isOpen: async (frame) => (await lookAt(frame)) !== 'absent',
    }),
    reportBug,
  );

  return {
    async answer(message: unknown, sender: Browser.runtime.MessageSender): Promise<Reply> {
      try {
        const own = { id: browser.runtime.id, pages: browser.runtime.getURL('/') };
        await recovered;
        const reply = await route(message, senderOf(sender, own));
        void updateBadge();
        return reply;
      } catch (error) {
        reportBug(error);
        return { ok: false, code: 'failed' };
      }
    },

    tabClosed(tabId: number): void {
      meetings.forget(({ frame }) => frame.tabId === tabId).then(tellPages, reportBug);
    },

    /** Keys are written by the options page: every panel and the popup may show another state now. */
    storageChanged(changes: Record<string, unknown>, area: string): void {
      if (area !== 'local' && area !== 'session') return;
      if (!Object.keys(changes).some(isAboutKeys)) return;
      if (wasUnlocked(changes)) {
        desk.renew().then(tellEverybody).catch(reportBug);
      }
      setLockBell(keys).catch(reportBug);
      void tellEverybody();
    },

    alarmRang({ name }: Browser.alarms.Alarm): void {
      ringLockBell(name, keys).catch(reportBug);
      if (name === EXPIRY_BELL) void tellEverybody();
    },

    installed({ reason }: Browser.runtime.InstalledDetails): void {
      if (reason === 'install') browser.runtime.openOptionsPage().catch(reportBug);
    },

    async start(): Promise<void> {
      await keepStorageToOurselves().catch(reportBug);
      await recovered;
      await updateBadge();
      const kept = await readRetention(browser.storage.local);
      await applyRetention(journal, kept, now()).catch(reportBug);
    },
  };
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
