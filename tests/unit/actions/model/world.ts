import { expect } from 'vitest';
import type { Confirmation } from '~/utils/actions/request';
import { createRequestRunner } from '~/utils/actions/request-runner';
import { createRequests } from '~/utils/actions/requests';
import { createRunner, type InFlight } from '~/utils/actions/runner';
import type { Outcome } from '~/utils/jaas/outcome';
import type { Action, Target } from '~/utils/journal/action';
import { type Journal, openJournal } from '~/utils/journal/journal';
import { APP_ID, FRAME, KEY_ID, look, ROOM, target } from '../samples';
import { Ledger } from './ledger';
import { Turns } from './turns';

/** Who is in the meeting at first. */
export const PEOPLE: readonly [Target, Target] = [
  target(),
  target({ participantId: 'ffff0002', userId: 'auth0|2', name: 'Ivan' }),
];

interface Worker {
  readonly number: number;
  readonly requests: ReturnType<typeof createRequests>;
  readonly runner: ReturnType<typeof createRequestRunner>;
  /** When what an earlier worker left behind is settled. */
  readonly ready: Promise<void>;
}

/** A host, a meeting, JaaS, and a background worker that can be stopped at any `await`. */
export class World {
  readonly ledger = new Ledger();
  readonly turns = new Turns();
  now = 1_000_000;
  /** Who is in the meeting; null where its page does not answer. */
  people: readonly Target[] | null = PEOPLE;
  private readonly disk = openJournal();
  private readonly lingering = new Set<number>();
  private readonly faults: unknown[] = [];
  private workers = 0;
  private ids = 0;
  private sends = 0;
  private worker: Worker;

  /** @param answers what JaaS says to each request that is sent, over and over */
  constructor(private readonly answers: readonly Outcome[]) {
    this.worker = this.newWorker();
  }

  ask(kind: 'ban' | 'remove', person: 0 | 1, tabId: number): void {
    const request = {
      meeting: { appId: APP_ID, room: ROOM },
      frame: { ...FRAME, tabId },
      items: [{ kind, target: PEOPLE[person] }],
    };
    this.handle(({ requests }) => requests.stage(request));
  }

  /** Says yes to a request: to what it shows now, or to what it showed at first. */
  async confirm(pick: number, alsoRemove: boolean, stale: boolean): Promise<void> {
    const action = await this.pick(pick);
    const shown = stale ? PEOPLE[0] : action?.target;
    if (!action || !shown) return;
    const { participantId, userId, name } = shown;
    const { id, kind } = action;
    const seen = [{ id, kind, participantId, userId, name }];
    const confirmation: Confirmation = { id, alsoRemove, note: '', seen };
    this.ledger.hostConfirms(confirmation);
    this.handle(async ({ requests, runner }) => {
      let departed: Promise<unknown> = Promise.resolve();
      const answer = await requests.confirm(confirmation, (confirmed, written) => {
        departed = runner.depart(confirmed, written);
      });
      if (answer.ok) this.ledger.hostWasToldConfirmed(action.id);
      await departed;
    });
  }

  async cancel(pick: number): Promise<void> {
    const action = await this.pick(pick);
    if (action === null) return;
    this.handle(async ({ requests }) => {
      const answer = await requests.cancel(action.id);
      if (answer.ok) this.ledger.hostWasToldCancelled(action.id);
    });
  }

  banToken(n: number): void {
    const id = `0b8f5c1e-7a52-4f37-9d0e-00000000000${n}`;
    const facts = { userId: null, userName: null, room: null, expiresAt: null };
    this.ledger.hostBansToken(id);
    this.handle(async ({ requests, runner }) => {
      const answer = await requests.preconfirmTokenBan(
        { id, appId: APP_ID, facts, note: '' },
        null,
      );
      if (answer.ok) await runner.run(id, 'the token');
    });
  }

  settle(): void {
    this.handle(({ requests }) => requests.expireStale());
  }

  /** Another worker starts. The one before is dead, or (`lingers`) still runs and knows nothing of it. */
  restart(lingers: boolean): void {
    const { number } = this.worker;
    if (lingers) this.lingering.add(number);
    else this.turns.kill(number);
    this.worker = this.newWorker();
  }

  /** Lets everything happen that still can, a last restart too, and gives back the journal. */
  async end(): Promise<Action[]> {
    await this.turns.drain();
    this.restart(false);
    await this.turns.drain();
    this.expectNoFault();
    const actions = await this.disk.newest(1000);
    const survived = (worker: number) => !this.turns.isDead(worker);
    for (const action of actions) this.ledger.expectTrue(action, survived);
    return actions;
  }

  /** What fails inside of a worker is thrown here: the worker itself may have caught it. */
  expectNoFault(): void {
    if (this.faults.length > 0) throw this.faults[0];
  }

  private async pick(pick: number): Promise<Action | null> {
    const { ids } = this.ledger;
    const id = ids[pick % Math.max(ids.length, 1)];
    return id === undefined ? null : this.disk.get(id);
  }

  /** A message as the background takes it: after what an earlier worker left is settled. */
  private handle(message: (worker: Worker) => Promise<unknown>): void {
    const { worker } = this;
    void worker.ready.then(() => this.watch(() => message(worker)));
  }

  private async watch(work: () => Promise<unknown> | undefined): Promise<void> {
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
      newId: () => this.newId(),
      keyFor: async () => ({ state: 'ready', keyId: KEY_ID }),
      look: async () => {
        await this.turns.wait(number);
        return this.people && look({ participants: [...this.people] });
      },
    });
    const runner = createRequestRunner({
      journal,
      now,
      runner: createRunner({
        journal,
        now,
        send: (action, operation, inFlight) => this.send(number, action, operation, inFlight),
        changed: () => undefined,
      }),
      atOnce: async () => 4,
      wait: async () => undefined,
      changed: () => undefined,
    });
    return { number, requests, runner, ready: this.recover(runner) };
  }

  private newId(): string {
    this.ids += 1;
    return `0b8f5c1e-7a52-4f37-8d0e-${String(this.ids).padStart(12, '0')}`;
  }

  private async send(
    worker: number,
    action: Action,
    operation: Parameters<Ledger['leaves']>[1],
    { token, written }: InFlight,
  ): Promise<Outcome> {
    await written;
    await this.turns.wait(worker);
    const outcome = this.answers[this.sends % this.answers.length];
    this.sends += 1;
    if (outcome === undefined) throw new Error('JaaS has no answers');
    if (!outcome.sent) return outcome;
    try {
      const sent = this.ledger.leaves(action, operation, token, worker);
      await this.turns.wait(worker);
      sent.outcome = outcome;
    } catch (fault) {
      this.faults.push(fault);
    }
    return outcome;
  }

  private async recover(runner: Worker['runner']): Promise<void> {
    await this.watch(async () => {
      const ids = await runner.recover();
      // A worker that was left behind may be writing meanwhile; then this says nothing.
      if (this.lingering.size === 0) await this.turns.aside(() => this.expectSettled(ids));
      for (const id of ids) void this.watch(() => runner.run(id));
    });
  }

  private async expectSettled(goOn: readonly string[]): Promise<void> {
    for (const { id, kind, steps } of await this.disk.inState('confirmed')) {
      expect(goOn, `${kind} neither over nor going on`).toContain(id);
      expect(steps.map(({ state }) => state)).not.toContain('sending');
    }
  }

  /** The journal of one worker, each of whose transactions waits for its turn and is noted. */
  private watched(journal: Journal, worker: number): Journal {
    const { turns, ledger } = this;
    const note = (action: Action) => this.watch(async () => ledger.wrote(action, this.now));
    return {
      ...journal,
      get: (id) => turns.around(worker, () => journal.get(id)),
      inState: (...states) => turns.around(worker, () => journal.inState(...states)),
      ofRequest: (request) => turns.around(worker, () => journal.ofRequest(request)),
      add: (...actions) =>
        turns.around(worker, async () => {
          await journal.add(...actions);
          for (const action of actions) await note(action);
        }),
      updateRequest: (request, decide) =>
        turns.around(worker, async () => {
          const result = await journal.updateRequest(request, decide);
          for (const action of result.changed) await note(action);
          return result;
        }),
      update: (id, decide) =>
        turns.around(worker, async () => {
          const result = await journal.update(id, decide);
          if (result?.changed) await note(result.action);
          return result;
        }),
    };
  }
}
