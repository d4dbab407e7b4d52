import { browser } from 'wxt/browser';
import type { Depart } from '~/utils/actions/request';
import type { createRequestRunner } from '~/utils/actions/request-runner';
import type { Frame } from '~/utils/journal/action';
import type { Journal } from '~/utils/journal/journal';
import { clearResumeAlarm, setResumeAlarm } from './alarms';
import type { Jobs } from './handlers-pages';
import type { PromptLimit } from './prompt-limit';
import { reportBug } from './report';

export interface JobDeps {
  readonly journal: Journal;
  readonly runner: ReturnType<typeof createRequestRunner>;
  readonly promptLimit: Pick<PromptLimit, 'forget'>;
  /** Sends scheduled ends whose time has come, and closes those whose time has gone by. */
  readonly runDueEnds: () => Promise<void>;
  /** Resolves when a request had its moment to leave. */
  readonly goAhead: () => Promise<void>;
}

/** What the worker is at: it keeps itself awake for it, and sees to it that the next one looks. */
export function createJobs(deps: JobDeps): Jobs & { recover: () => Promise<void> } {
  const { journal, runner, promptLimit, goAhead } = deps;

  /** Whether the storage failed over something that was to be recovered. */
  let hasFailed = false;

  function underWay(work: () => Promise<unknown>): void {
    setResumeAlarm();
    keepAwake(work)
      .catch(reportBug)
      .finally(() => {
        if (!hasFailed) clearResumeAlarm(journal).catch(reportBug);
      });
  }

  function run(request: string, token: string | null): void {
    underWay(() => runner.run(request, token));
    journal
      .ofRequest(request)
      .then(([first]) => confirmedIn(first?.frame ?? null))
      .catch(reportBug);
  }

  const depart: Depart = (confirmed, written) => {
    underWay(() => runner.depart(confirmed, written));
    written
      .then(goAhead)
      .then(() => confirmedIn(confirmed[0]?.frame ?? null))
      .catch(reportBug);
  };

  /** The person confirmed something of this tab: its requests are wanted. */
  async function confirmedIn(frame: Frame | null): Promise<void> {
    if (frame) await promptLimit.forget(frame.tabId);
  }

  /**
   * Recovers what nobody works at: what an earlier worker left behind, or this one where the storage
   * failed. What cannot be recovered holds nothing else up, and is tried again at the next alarm.
   */
  async function recover(): Promise<void> {
    hasFailed = false;
    // Nearly always there is nothing, and whoever asks something waits for this.
    const isLeft = await journal.inState('confirmed', 'scheduled').then(
      (left) => left.length > 0,
      () => true,
    );
    if (!isLeft) return void clearResumeAlarm(journal).catch(reportBug);
    for (const work of [runLeft, deps.runDueEnds]) {
      await work().catch((error: unknown) => {
        hasFailed = true;
        reportBug(error);
      });
    }
    if (hasFailed) setResumeAlarm();
    else await clearResumeAlarm(journal).catch(reportBug);
  }

  async function runLeft(): Promise<void> {
    for (const request of await runner.recover()) run(request, null);
  }

  return { run, depart, stop: runner.stop, isRunning: runner.isRunning, recover };
}

/** Chromium stops a worker after 30 s without a call of its own; any call of the API resets that. */
const NUDGE_MS = 20_000;

/**
 * Keeps the worker alive while `task` runs, so that it sees the answer to what it sent.
 *
 * @see https://developer.chrome.com/docs/extensions/develop/concepts/service-workers/lifecycle
 */
export async function keepAwake<T>(task: () => Promise<T>): Promise<T> {
  const nudge = setInterval(() => void browser.runtime.getPlatformInfo(), NUDGE_MS);
  try {
    return await task();
  } finally {
    clearInterval(nudge);
  }
}
