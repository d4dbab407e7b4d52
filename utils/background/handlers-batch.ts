import type { createDesk } from '~/utils/actions/desk';
import type { Action, Frame } from '~/utils/journal/action';
import { type Batch, batchOf } from '~/utils/journal/batch-summary';
import { sameFrame } from '~/utils/journal/frame';
import type { Journal } from '~/utils/journal/journal';
import type { batchMessages } from '~/utils/messages/protocol-pages';
import type { Handlers } from '~/utils/messages/router';

export interface BatchDeps {
  /** Works a confirmed batch through; not awaited by the message that confirmed it. */
  readonly run: (batch: string) => void;
  readonly stop: (batch: string) => Promise<void>;
  readonly isRunning: (batch: string) => boolean;
}

interface Deps extends BatchDeps {
  readonly desk: ReturnType<typeof createDesk>;
  readonly journal: Pick<Journal, 'ofBatch'>;
  readonly changed: (frame: Frame | null) => void;
}

/** The background's side of the messages about many people at once. */
export function batchHandlers({ desk, journal, changed, run, stop, isRunning }: Deps) {
  const view = (actions: readonly Action[], batch: string): Batch | null =>
    batchOf(actions, isRunning(batch));

  return {
    'panel.stop-batch': async ({ batch }, { frame }) => {
      const [first] = await journal.ofBatch(batch);
      if (first && sameFrame(first.frame, frame)) await stop(batch);
      return {};
    },
    'batch.people': async ({ batch }) => {
      const people = await journal.ofBatch(batch);
      return { batch: view(people, batch), people };
    },
    'batch.confirm': async (confirmation) => {
      const answer = await desk.confirmMany(confirmation);
      if (answer.batch) changed(answer.batch.frame);
      if (answer.ok) run(answer.batch.id);
      return answer;
    },
    'batch.cancel': async ({ batch }) => {
      const answer = await desk.cancelMany(batch);
      if (answer.batch) changed(answer.batch.frame);
      return answer;
    },
    'batch.stop': async ({ batch }) => {
      await stop(batch);
      return {};
    },
    'batch.repeat': async ({ batch }) => {
      const staged = await desk.repeatMany(batch);
      if (staged.ok) changed((await journal.ofBatch(batch))[0]?.frame ?? null);
      return staged;
    },
  } satisfies Pick<Handlers, keyof typeof batchMessages>;
}
