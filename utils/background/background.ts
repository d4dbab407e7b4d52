import { type Browser, browser } from 'wxt/browser';
import { createRequestRunner } from '~/utils/actions/request-runner';
import { createRequests } from '~/utils/actions/requests';
import { createRunner } from '~/utils/actions/runner';
import { serial } from '~/utils/async';
import { openMarks } from '~/utils/bans/marks';
import { matchPattern } from '~/utils/jaas/room';
import { userKey } from '~/utils/jaas/user-id';
import type { Action } from '~/utils/journal/action';
import { openJournal } from '~/utils/journal/journal';
import { applyRetention, dropUnconfirmed } from '~/utils/journal/retention';
import { browserKeyDeps, keepStorageToOurselves } from '~/utils/keys/deps';
import { createKeyring } from '~/utils/keys/keyring';
import { isAboutKeys, wasUnlocked } from '~/utils/keys/unlocked';
import { SEARCH } from '~/utils/messages/client';
import {
  createRouter,
  type PanelSender,
  type RouterReply,
  senderOf,
} from '~/utils/messages/router';
import { managedPolicy } from '~/utils/organisation/managed';
import {
  isAboutServices,
  ownTokenServices,
  servicesInUse,
} from '~/utils/organisation/token-service';
import { activityRetention, panelOrder, panelPlace, peopleAtOnce } from '~/utils/storage/settings';
import { changedItems } from '~/utils/storage/store';
import {
  CLOSURE_ALARM,
  EXPIRY_ALARM,
  onLockAlarm,
  RESUME_ALARM,
  SCHEDULED_END_ALARM,
  setClosureAlarm,
  setLockAlarm,
  setTidyAlarm,
  TIDY_ALARM,
} from './alarms';
import { openAskBudget } from './ask-budget';
import { openBanQuestions } from './ban-questions';
import { mayNotify, notifyOfBanned, openBannedHere, showNoticedMeeting } from './banned-present';
import { createClosures } from './closures';
import { createCommands } from './commands';
import { askedRequest, openToolbarPopup, showConfirmation } from './confirm-window';
import { openDismissed } from './dismissed';
import { followExtraHosts } from './extra-hosts';
import { createHandlers } from './handlers';
import { createJobs, keepAwake } from './jobs';
import { openLeaves } from './leaves';
import { lookAt, openMeetings, openPanel, seenAt } from './meetings';
import { banNews, createNotifier, GO_AHEAD_MS, tellBans, tellPages, tellPopup } from './notify';
import { createPromptLimit } from './prompt-limit';
import { createGate } from './rate-limit';
import { openRecordIds } from './record-ids';
import { reportBug } from './report';
import { createEnds, openUnacknowledged } from './scheduled-ends';
import { createSender, isWithheld, network } from './send';
import { createSources } from './sources';
import { createTokenSource } from './token-source';
import { browserWebAuth } from './web-auth';

const goAhead = (): Promise<void> => network.wait(GO_AHEAD_MS);

/** How long after its start a worker begins what is not urgent, in milliseconds. */
const AT_EASE_MS = 1000;

/** Puts the background together from its parts; what it returns are the browser's listeners. */
export function createBackground() {
  const now = Date.now;
  const journal = openJournal();
  const marks = openMarks();
  const meetings = openMeetings();
  const policy = managedPolicy();
  const keyDeps = browserKeyDeps(policy.rules);
  const { store } = keyDeps;
  const keys = createKeyring(keyDeps);
  const ownServices = ownTokenServices(store);
  const tokens = createTokenSource({
    services: async () =>
      servicesInUse((await policy.rules()).tokenServices, await ownServices.get()),
    webAuth: browserWebAuth(import.meta.env.FIREFOX),
    now,
    elapsed: () => performance.now(),
  });
  const sources = createSources({ keys, tokens });
  const gate = createGate(now);
  const budget = openAskBudget(now);
  const promptLimit = createPromptLimit(now);
  const bannedHere = openBannedHere(now);
  const questions = openBanQuestions(now);
  const leaves = openLeaves(now);
  const tellOfBan = banNews(meetings, tellBans);

  const requests = createRequests({
    journal,
    now,
    newId: () => crypto.randomUUID(),
    // It is opened meanwhile, so that it is at hand when it is to sign.
    keyFor: (appId) => sources.stateOf(appId, (record) => void keys.open(record).catch(reportBug)),
    look: async ({ frame }) => (frame ? seenAt(frame) : null),
  });

  const exists = async (id: string) => (await journal.get(id)) !== null;
  const unacknowledged = openUnacknowledged(store, exists);
  const send = createSender({ keys, tokens, network, now, report: reportBug });
  const closures = createClosures({
    journal,
    now,
    send,
    meetings,
    kept: openRecordIds(store, 'kept-closed', exists),
    unacknowledged,
    setAlarm: setClosureAlarm,
    keepAwake,
    changed: actionChanged,
    report: reportBug,
  });
  const notifier = createNotifier({
    requests,
    meetings,
    bannedHere,
    unacknowledged,
    closed: async () => (await closures.all()).length,
  });
  const { changed, tellEverybody, updateBadge } = notifier;

  const ends = createEnds({
    journal,
    now,
    keys,
    keyFor: sources.stateOf,
    look: async ({ frame }) => (frame ? seenAt(frame) : null),
    unacknowledged,
    run: (id) => jobs.run(id, null),
    tellEverybody,
    report: reportBug,
  });

  const runner = createRunner({
    journal,
    now,
    send,
    changed: actionChanged,
  });

  function actionChanged(action: Action): void {
    changed(action.frame);
    tellOfBan(action).catch(reportBug);
    ends.follow(action);
    if (action.closure)
      closures
        .follow(action)
        .then(() => tellEverybody())
        .catch(reportBug);
  }

  const jobs = createJobs({
    journal,
    runner: createRequestRunner({
      journal,
      now,
      runner,
      atOnce: peopleAtOnce(store, policy.rules).get,
      wait: (ms) => network.wait(ms),
      changed: (records) => records.forEach(actionChanged),
    }),
    promptLimit,
    goAhead,
    runDueEnds: ends.runDue,
  });
  function keepActivity(): Promise<unknown> {
    const days = activityRetention(store, policy.rules).get();
    return days.then((kept) => applyRetention(journal, kept, now())).catch(reportBug);
  }

  // Two at once would register the same script twice.
  const follows = serial();
  const follow = () => follows(() => followExtraHosts(browser));

  // Before anything new is decided.
  const recovered = jobs.recover();

  const route = createRouter(
    createHandlers({
      requests,
      journal,
      marks,
      meetings,
      now,
      tellBans,
      keyState: sources.stateOf,
      keys: sources.states,
      tokens,
      keepAwake,
      showRequest: (request) => showConfirmation(null, request),
      tellEverybody,
      jobs,
      goAhead,
      changed,
      roomChanged: tellPopup,
      showConfirmation: ({ windowId, frame }, request) => {
        promptLimit
          .begin(frame.tabId)
          .then((may) => (may ? showConfirmation(windowId, request) : undefined))
          .catch(reportBug);
      },
      askedRequest,
      tidy: (frame) => {
        setTidyAlarm(now());
        dropUnconfirmed(journal, now(), frame).catch(reportBug);
      },
      report: reportBug,
      isQuiet: promptLimit.isQuiet,
      isWithheld,
      place: panelPlace(store),
      order: panelOrder(store),
      ends,
      closures,
      openOptions: () => browser.runtime.openOptionsPage(),
      ownUserIds: async (appId) => {
        const open = (await meetings.all()).filter(({ meeting }) => meeting.appId === appId);
        const looks = await Promise.all(open.map(({ frame }) => seenAt(frame)));
        return looks.flatMap((look) =>
          look === 'absent' || !look?.me?.userId ? [] : userKey(look.me.userId),
        );
      },
      lookAt,
      openPanel,
      dismissed: openDismissed(store),
      bans: {
        bannedHere,
        leaves,
        questions,
        mayNotify,
        notify: (frame, { room }, people) => notifyOfBanned(frame, room, people),
      },
    }),
    reportBug,
  );

  /** Tabs that were closed since this worker began. A browser gives no number twice in a session. */
  const closed = new Set<number>();

  function forgetTab(tabId: number): void {
    gate.forget(tabId);
    promptLimit.forget(tabId).catch(reportBug);
    meetings.forget(({ frame }) => frame.tabId === tabId).then(tellPages, reportBug);
    leaves.forgetTab(tabId).catch(reportBug);
    questions.forgetTab(tabId).catch(reportBug);
    budget.forgetTab(tabId).catch(reportBug);
    bannedHere.forgetTab(tabId).then(updateBadge, reportBug);
    requests
      .dropGone((frame) => frame.tabId === tabId)
      .then((wereAny) => (wereAny ? tellEverybody() : undefined))
      .catch(reportBug);
  }

  const runCommand = createCommands({
    meetings,
    stage: async (request) => {
      const staged = await requests.stage(request);
      if (staged.ok) changed(request.frame);
      return staged;
    },
    openSearch: (frame) => openPanel(frame, SEARCH),
    showRequest: showConfirmation,
    openPopup: openToolbarPopup,
  });

  /** Shows a host who begins where the key goes. A browser that lost its settings takes what it knew for new. */
  async function greet(): Promise<void> {
    const known = await sources.states().catch(() => []);
    if (known.length === 0) await browser.runtime.openOptionsPage();
  }

  return {
    async answer(message: unknown, sender: Browser.runtime.MessageSender): Promise<RouterReply> {
      const own = { id: browser.runtime.id, pages: browser.runtime.getURL('/') };
      const place = senderOf(sender, own);
      const counted = place?.role === 'page' ? undefined : sender.tab?.id;
      try {
        if (counted !== undefined && !gate.admits(counted, message)) return TOO_MANY;
        if (place?.role === 'panel' && !(await mayBeHeard(place))) {
          return { ok: false, code: 'not-permitted' };
        }
        await recovered;
        if (counted !== undefined && !(await budget.admits(counted, message))) return TOO_MANY;
        const reply = await route(message, place);
        if (counted !== undefined) gate.answered(counted, reply);
        notifier.updateBadgeSoon();
        return reply;
      } catch (error) {
        reportBug(error);
        return { ok: false, code: 'failed' };
      } finally {
        // What a page said last may have been noted after its tab was forgotten.
        if (counted !== undefined && closed.has(counted)) forgetTab(counted);
      }
    },

    tabClosed(tabId: number): void {
      closed.add(tabId);
      forgetTab(tabId);
    },

    /**
     * Keys are written by the options page, and the organisation's policy comes, changes and goes: every panel and
     * the popup may show another state now.
     */
    storageChanged(changes: Record<string, unknown>, area: string): void {
      const isPolicy = area === 'managed';
      const names = changedItems(changes, area);
      if (isPolicy) void keepActivity();
      else if (!names.some((name) => isAboutKeys(name) || isAboutServices(name))) return;
      keys.forgetOpened();
      // Of a locked browser nothing is to be had, and a service that was changed is another one.
      tokens.forget();
      if (!isPolicy && wasUnlocked(changes)) {
        requests.renew().then(tellEverybody).catch(reportBug);
      }
      setLockAlarm(keys).catch(reportBug);
      notifier.tellEverybodySoon();
    },

    /** A click on a notification of ours shows the meeting that it is about. */
    noticeClicked(id: string): void {
      showNoticedMeeting(id).catch(reportBug);
    },

    alarmRang({ name }: Browser.alarms.Alarm): void {
      onLockAlarm(name, keys).catch(reportBug);
      // What this worker begins is not to be taken for what an earlier one left behind.
      if (name === RESUME_ALARM || name === SCHEDULED_END_ALARM) {
        recovered.then(jobs.recover).then(tellEverybody).catch(reportBug);
      }
      if (name === CLOSURE_ALARM) closures.runDue().then(tellEverybody).catch(reportBug);
      if (name === EXPIRY_ALARM) tellEverybody().catch(reportBug);
      if (name === TIDY_ALARM) dropUnconfirmed(journal, now(), null).catch(reportBug);
    },

    /** The listener alone makes the browser start the worker, so that what was missed is said. */
    browserStarted(): void {},

    /** The person let Gavel into another host, or took that back. */
    accessChanged(): void {
      follow().catch(reportBug);
      tellEverybody().catch(reportBug);
    },

    /** The host has pressed keys of the browser; see `commands` in the manifest. */
    commanded(command: string, tab?: Pick<Browser.tabs.Tab, 'id' | 'windowId'>): void {
      runCommand(command, tab).catch(reportBug);
    },

    async installed({ reason }: Browser.runtime.InstalledDetails): Promise<void> {
      if (reason === 'install') await greet().catch(reportBug);
    },

    async start(): Promise<void> {
      await keepStorageToOurselves().catch(reportBug);
      await recovered;
      await closures.runDue().catch(reportBug);
      // What woke the worker goes first.
      await network.wait(AT_EASE_MS);
      await follow().catch(reportBug);
      await keys.sweep().catch(reportBug);
      await updateBadge().catch(reportBug);
      await keepActivity();
      await dropUnconfirmed(journal, now(), null).catch(reportBug);
    },
  };
}

const TOO_MANY: RouterReply = { ok: false, code: 'too-many' };

/** Whether the host still lets Gavel into the meetings of this panel's host. */
async function mayBeHeard({ meeting: { host } }: PanelSender): Promise<boolean> {
  // Meetings at 8x8.vc are in the manifest, and asked about with each request.
  return host === undefined || browser.permissions.contains({ origins: [matchPattern(host)] });
}
