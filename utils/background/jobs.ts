import { browser } from 'wxt/browser';
import type { createBatchRunner } from '~/utils/actions/batch-runner';
import type { Depart } from '~/utils/actions/request';
import type { createRunner } from '~/utils/actions/runner';
import type { Journal } from '~/utils/journal/journal';
import { clearResumeAlarm, setResumeAlarm } from './alarms';
import type { PromptLimit } from './prompt-limit';
import { reportBug } from './report';

export interface WorkDeps {
  readonly journal: Journal;
  readonly runner: ReturnType<typeof createRunner>;
  readonly batches: ReturnType<typeof createBatchRunner>;
  readonly promptLimit: Pick<PromptLimit, 'forget'>;
  /** Settles scheduled ends. */
  readonly settleEnds: () => Promise<void>;
  /** Resolves when a request had its moment to leave. */
  readonly goAhead: () => Promise<void>;
}

/** What the worker is at: it keeps itself awake for it, and sees to it that the next one looks. */
export function createWork(deps: WorkDeps) {
  const { journal, runner, batches, promptLimit, goAhead } = deps;

  /** Whether the storage failed over something that was to be settled. */
  let unsettled = false;

  function underWay(work: () => Promise<unknown>): void {
    setResumeAlarm();
    keepAwake(work)
      .catch(reportBug)
      .finally(() => {
        if (!unsettled) clearResumeAlarm(journal).catch(reportBug);
      });
  }

  function run(id: string, token: string | null): void {
    underWay(() => runner.run(id, token));
    calm(id).catch(reportBug);
  }

  const depart: Depart = (action, written) => {
    underWay(() => runner.depart(action, written));
    const { frame } = action;
    if (frame)
      written
        .then(goAhead)
        .then(() => promptLimit.forget(frame.tabId))
        .catch(reportBug);
  };

  function runBatch(batch: string): void {
    journal
      .ofBatch(batch)
      .then(([first]) => first && calm(first.id))
      .catch(reportBug);
    underWay(() => batches.run(batch));
  }

  /** The person confirmed something of this tab: its requests are wanted. */
  async function calm(id: string): Promise<void> {
    const frame = (await journal.get(id))?.frame;
    if (frame) await promptLimit.forget(frame.tabId);
  }

  /**
   * Settles what nobody works at: what an earlier worker left behind, or this one where the storage
   * failed. What cannot be settled keeps nothing else from it, and is tried again at the next alarm.
   */
  async function settleLeft(): Promise<void> {
    unsettled = false;
    // Nearly always there is nothing, and whoever asks something waits for this.
    const isLeft = await journal.inState('confirmed', 'scheduled').then(
      (left) => left.length > 0,
      () => true,
    );
    if (!isLeft) return void clearResumeAlarm(journal).catch(reportBug);
    for (const settle of [runLeft, runLeftBatches, deps.settleEnds]) {
      await settle().catch((error: unknown) => {
        unsettled = true;
        reportBug(error);
      });
    }
    if (unsettled) setResumeAlarm();
    else await clearResumeAlarm(journal).catch(reportBug);
  }

  async function runLeft(): Promise<void> {
    for (const id of await runner.recover()) run(id, null);
  }

  async function runLeftBatches(): Promise<void> {
    for (const batch of await batches.recover()) runBatch(batch);
  }

  return { run, depart, runBatch, settleLeft };
}

/** Chromium stops a worker after 30 s without a call of its own; any call of the API resets that. */
const NUDGE_MS = 20_000;

/**
 * Keeps the worker alive while `task` runs, so that it sees the answer to what it sent.
 *
 * @see https://developer.chrome.com/docs/extensions/develop/concepts/service-workers/lifecycle
 */
async function keepAwake<T>(task: () => Promise<T>): Promise<T> {
  const nudge = setInterval(() => void browser.runtime.getPlatformInfo(), NUDGE_MS);
  try {
    return await task();
  } finally {
    clearInterval(nudge);
  }
}
