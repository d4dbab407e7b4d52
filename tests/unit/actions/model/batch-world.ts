import { expect } from 'vitest';
import type { Confirmation } from '~/utils/actions/request';
import { createRequestRunner } from '~/utils/actions/request-runner';
import { createRequests, itemsOf } from '~/utils/actions/requests';
import { createRunner } from '~/utils/actions/runner';
import type { Outcome } from '~/utils/jaas/outcome';
import type { Action, Step, Target } from '~/utils/journal/action';
import { type Journal, openJournal } from '~/utils/journal/journal';
import { person, seenIn } from '../batch-samples';
import { APP_ID, FRAME, KEY_ID, look, ROOM, sameFrameNow } from '../samples';
import { Turns } from './turns';

/** Two of them share a user id, and one has none. */
const PEOPLE: readonly Target[] = [
  person(0),
  person(1, { userId: 'shared' }),
  person(2, { userId: 'shared' }),
  person(3, { userId: null }),
  person(4),
];

interface Worker {
  readonly number: number;
  readonly requests: ReturnType<typeof createRequests>;
  readonly batches: ReturnType<typeof createRequestRunner>;
  readonly ready: Promise<void>;
}

/** A host who asks for many, and a background worker that can be stopped at any `await`. */
export class BatchWorld {
  now = 1_000_000;
  requests = 0;
  private readonly turns = new Turns();
  private readonly disk = openJournal();
  private readonly faults: unknown[] = [];
  private readonly confirmations = new Map<string, Confirmation[]>();
  private readonly cancelled = new Set<string>();
  private readonly sent = new Map<string, { worker: number; outcome: Outcome | null }>();
  private here: readonly Target[] = PEOPLE;
  private workers = 0;
  private ids = 0;
  private worker: Worker;

  /** @param answers what JaaS says to each request that is sent, over and over */
  constructor(private readonly answers: readonly Outcome[]) {
    this.worker = this.newWorker();
  }

  ask(kind: 'ban' | 'remove', who: readonly number[], tabId: number): void {
    const targets = who.flatMap((n) => PEOPLE[n] ?? []);
    this.handle(({ requests }) =>
      requests.stage({
        meeting: { appId: APP_ID, room: ROOM },
        frame: { ...FRAME, tabId },
        items: itemsOf(kind, targets),
      }),
    );
  }

  /** Says yes to all that is listed, or to a part of it that is not what is listed. */
  async confirm(pick: number, alsoRemove: boolean, part: boolean): Promise<void> {
    const batch = await this.pick(pick);
    if (batch === null) return;
    const all = seenIn(await this.disk.ofRequest(batch));
    const seen = part ? all.slice(1) : all;
    const confirmation: Confirmation = { id: batch, alsoRemove, note: '', seen };
    this.confirmations.set(batch, [...(this.confirmations.get(batch) ?? []), confirmation]);
    this.handle(async ({ requests, batches }) => {
      let departed: Promise<unknown> = Promise.resolve();
      const answer = await requests.confirm(confirmation, (confirmed, written) => {
        departed = batches.depart(confirmed, written);
      });
      if (!answer.ok) return;
      expect(part && all.length > 0, 'confirmed what was not on the screen').toBe(false);
      await departed;
    });
  }

  async cancel(pick: number): Promise<void> {
    const batch = await this.pick(pick);
    if (batch === null) return;
    this.handle(async ({ requests }) => {
      if ((await requests.cancel(batch)).ok) this.cancelled.add(batch);
    });
  }

  async stop(pick: number): Promise<void> {
    const batch = await this.pick(pick);
    if (batch !== null) this.handle(({ batches }) => batches.stop(batch));
  }

  async repeat(pick: number): Promise<void> {
    const batch = await this.pick(pick);
    if (batch !== null) this.handle(({ requests }) => requests.repeat(batch, null, sameFrameNow));
  }

  crowd(here: readonly number[]): void {
    this.here = here.flatMap((n) => PEOPLE[n] ?? []);
  }

  async step(picks: readonly number[]): Promise<void> {
    for (const pick of picks) await this.turns.release(pick);
  }

  /** The worker is killed wherever it is, and another one starts. */
  restart(): void {
    this.turns.kill(this.worker.number);
    this.worker = this.newWorker();
  }

  /** Lets everything happen that still can, a last restart too, and gives back the journal. */
  async end(): Promise<Action[]> {
    await this.turns.drain();
    this.restart();
    await this.turns.drain();
    await this.expectWhole();
    const actions = await this.disk.newest(10_000);
    for (const action of actions) this.expectTrue(action);
    return actions;
  }

  /** What of a batch waits was not confirmed in part. */
  async expectWhole(): Promise<void> {
    if (this.faults.length > 0) throw this.faults[0];
    const byBatch = new Map<string, Set<Action['state']>>();
    for (const { request: batch, state } of await this.disk.newest(10_000)) {
      byBatch.set(batch, (byBatch.get(batch) ?? new Set()).add(state));
    }
    for (const states of byBatch.values()) {
      const both = states.has('pending') && (states.has('confirmed') || states.has('done'));
      expect(both, [...states].join()).toBe(false);
    }
  }

  /** The journal says sent of what was, not sent of what was not, and what JaaS answered. */
  private expectTrue(action: Action): void {
    for (const { operation, state, outcome } of action.steps) {
      const sent = this.sent.get(keyOf(action, operation));
      const said = `${operation} is ${state} (${outcome?.code})`;
      if (sent === undefined) {
        const isOpen = outcome === null || outcome.code === 'interrupted' || !outcome.sent;
        expect(isOpen, `${said}, and never left`).toBe(true);
      } else if (sent.outcome !== null && !this.turns.isDead(sent.worker)) {
        expect(outcome, said).toEqual(sent.outcome);
      } else {
        expect([sent.outcome?.code, 'interrupted'], said).toContain(outcome?.code);
      }
    }
  }

  private async pick(pick: number): Promise<string | null> {
    const all = await this.disk.newest(10_000);
    const batches = [...new Set(all.map(({ request }) => request))];
    return batches[pick % Math.max(batches.length, 1)] ?? null;
  }

  private handle(message: (worker: Worker) => Promise<unknown>): void {
    const { worker } = this;
    void worker.ready.then(() => this.watch(() => message(worker)));
  }

  private async watch(work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.faults.push(error);
    }
  }

  private newWorker(): Worker {
    const number = this.workers;
    this.workers += 1;
    const journal = this.watched(openJournal(), number);
    const now = () => this.now;
    const requests = createRequests({
      journal,
      now,
      newId: () => {
        this.ids += 1;
        return `0b8f5c1e-7a52-4f37-8d0e-${String(this.ids).padStart(12, '0')}`;
      },
      keyFor: async () => ({ state: 'ready', keyId: KEY_ID }),
      look: async () => {
        await this.turns.wait(number);
        return look({ participants: [...this.here] });
      },
    });
    const runner = createRunner({
      journal,
      now,
      send: async (action, operation, { written }) => {
        await written;
        return this.send(number, action, operation);
      },
      changed: () => undefined,
    });
    const batches = createRequestRunner({
      journal,
      now,
      runner,
      atOnce: async () => 2,
      wait: async (ms) => {
        this.now += ms;
        await this.turns.wait(number);
      },
      changed: () => undefined,
    });
    const ready = this.watch(async () => {
      for (const batch of await batches.recover()) void this.watch(() => batches.run(batch));
    });
    return { number, requests, batches, ready };
  }

  private async send(
    worker: number,
    action: Action,
    operation: Step['operation'],
  ): Promise<Outcome> {
    await this.turns.wait(worker);
    const outcome = this.answers[this.requests % this.answers.length];
    if (outcome === undefined) throw new Error('JaaS has no answers');
    if (!outcome.sent) return outcome;
    try {
      this.requests += 1;
      const key = keyOf(action, operation);
      expect(this.sent.has(key), `${operation} of one record sent twice`).toBe(false);
      expect(this.isConfirmed(action, operation), `${operation} not confirmed`).toBe(true);
      expect(this.cancelled.has(action.request), `${operation} sent and cancelled`).toBe(false);
      const sent = { worker, outcome: null as Outcome | null };
      this.sent.set(key, sent);
      await this.turns.wait(worker);
      sent.outcome = outcome;
    } catch (fault) {
      this.faults.push(fault);
    }
    return outcome;
  }

  /** What is sent is what the host saw when they said yes, and no more than they said yes to. */
  private isConfirmed(
    { id, request, kind, target }: Action,
    operation: Step['operation'],
  ): boolean {
    return (this.confirmations.get(request) ?? []).some(({ seen, alsoRemove }) =>
      seen.some(
        (one) =>
          one.id === id &&
          one.kind === kind &&
          one.participantId === target?.participantId &&
          one.userId === target?.userId &&
          (kind === 'remove' || operation === 'ban-user' || alsoRemove),
      ),
    );
  }

  private watched(journal: Journal, worker: number): Journal {
    const { turns } = this;
    return {
      ...journal,
      get: (id) => turns.around(worker, () => journal.get(id)),
      inState: (...states) => turns.around(worker, () => journal.inState(...states)),
      ofRequest: (batch) => turns.around(worker, () => journal.ofRequest(batch)),
      add: (...actions) => turns.around(worker, () => journal.add(...actions)),
      update: (id, decide) => turns.around(worker, () => journal.update(id, decide)),
      updateRequest: (batch, decide) =>
        turns.around(worker, () => journal.updateRequest(batch, decide)),
    };
  }
}

function keyOf({ id }: Action, operation: Step['operation']): string {
  return `${id} ${operation}`;
}
