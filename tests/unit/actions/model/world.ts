import { IDBFactory } from 'fake-indexeddb';
import { expect } from 'vitest';
import type { Action, Target } from '~/utils/actions/action';
import { type Confirmation, createDesk } from '~/utils/actions/desk';
import { type Journal, openJournal } from '~/utils/actions/journal';
import { createRunner } from '~/utils/actions/runner';
import type { Request } from '~/utils/actions/stage';
import type { Outcome } from '~/utils/jaas/outcome';
import { APP_ID, FRAME, KEY_ID, look, ROOM, target } from '../samples';
import { Ledger } from './ledger';
import { Turns } from './turns';

type Worker = ReturnType<World['newWorker']>;

/** The meeting's people; the second shares nothing with the first. */
export const PEOPLE = [
  target(),
  target({ participantId: 'ffff0002', userId: 'auth0|2', name: 'Ivan' }),
] as const;

/** A host, a meeting, JaaS, and a background worker that can be stopped anywhere. */
export class World {
  readonly ledger = new Ledger();
  readonly turns = new Turns();
  now = 1_000_000;
  people: Target[] = [...PEOPLE];
  private readonly disk = openFresh();
  private workers = 0;
  private ids = 0;
  private worker: Worker;

  constructor(private readonly answers: readonly Outcome[]) {
    this.worker = this.newWorker();
  }

  ask(kind: 'ban' | 'remove', person: number, tabId: number): void {
    const request: Request = {
      kind,
      meeting: { appId: APP_ID, room: ROOM },
      frame: { ...FRAME, tabId },
      target: PEOPLE[person] ?? null,
    };
    this.inBackground(({ desk }) => desk.stage(request));
  }

  /** Says yes to one of the requests, to what it shows now or to what it showed at first. */
  async confirm(pick: number, alsoRemove: boolean, stale: boolean): Promise<void> {
    const action = await this.pick(pick);
    if (action === null) return;
    const shown = stale ? PEOPLE[0] : action.target;
    const seen = shown && {
      participantId: shown.participantId,
      userId: shown.userId,
      name: shown.name,
    };
    const confirmation: Confirmation = { id: action.id, alsoRemove, note: '', seen };
    this.ledger.hostConfirms(confirmation);
    this.inBackground(async ({ desk, runner }) => {
      const answer = await desk.confirm(confirmation);
      if (answer.ok) await runner.run(action.id);
    });
  }

  async cancel(pick: number): Promise<void> {
    const action = await this.pick(pick);
    if (action === null) return;
    this.inBackground(async ({ desk }) => {
      const answer = await desk.cancel(action.id);
      if (answer.ok) this.ledger.hostWasToldCancelled(action.id);
    });
  }

  banToken(n: number): void {
    const id = `0b8f5c1e-7a52-4f37-9d0e-00000000000${n}`;
    const facts = { userId: null, userName: null, room: null, expiresAt: null };
    this.ledger.hostBansToken(id);
    this.inBackground(async ({ desk, runner }) => {
      const answer = await desk.commitTokenBan({ id, appId: APP_ID, facts, note: '' }, null);
      if (answer.ok) await runner.run(id, 'the token');
    });
  }

  settle(): void {
    this.inBackground(({ desk }) => desk.settle());
  }

  /** Another worker starts. The one before is dead, or (`lingers`) has not been told. */
  restart(lingers: boolean): void {
    if (!lingers) this.turns.kill(this.worker.number);
    this.worker = this.newWorker();
  }

  /** Everything that can still happen does, with a worker that nobody stops. */
  async end(): Promise<Action[]> {
    await this.turns.drain();
    this.restart(false);
    await this.turns.drain();
    const actions = await this.disk.newest(1000);
    for (const action of actions) this.ledger.expectTrue(action);
    return actions;
  }

  read(id: string): Promise<Action | null> {
    return this.disk.get(id);
  }

  private async pick(pick: number): Promise<Action | null> {
    const { ids } = this.ledger;
    const id = ids[ids.length - 1 - (pick % Math.max(ids.length, 1))];
    return id === undefined ? null : this.disk.get(id);
  }

  /** As the router does: nothing is handled before what an earlier worker left is settled. */
  private inBackground(handle: (worker: Worker) => Promise<unknown>): void {
    const { worker } = this;
    void worker.ready.then(() => handle(worker)).catch(this.failed);
  }

  newWorker() {
    const number = this.workers++;
    const journal = this.watched(openJournal(), number);
    const now = () => this.now;
    const desk = createDesk({
      journal,
      now,
      newId: () => `0b8f5c1e-7a52-4f37-8d0e-${String(this.ids++).padStart(12, '0')}`,
      keyFor: async () => ({ state: 'ready', keyId: KEY_ID }),
      look: async () => {
        await this.turns.wait(number);
        return look({ participants: this.people });
      },
    });
    const runner = createRunner({
      journal,
      now,
      send: async (action, operation, token) => {
        await this.turns.wait(number);
        if (operation === 'ban-token' && token === null) return LOST_TOKEN;
        this.ledger.leaves(action, operation, token, number);
        await this.turns.wait(number);
        const outcome = this.answers[this.ledger.sent.size % this.answers.length] ?? LOST_TOKEN;
        this.ledger.answered(action.id, operation, outcome);
        return outcome;
      },
      changed: () => undefined,
    });
    const ready = this.recover(runner, number);
    return { number, desk, runner, ready };
  }

  private async recover(
    runner: ReturnType<typeof createRunner>,
    number: number,
  ): Promise<void> {
    const ids = await runner.recover().catch(this.failed);
    // Nothing of another worker could begin meanwhile, if there is none.
    if (number === this.workers - 1) await this.expectRecovered(ids ?? []);
    for (const id of ids ?? []) void runner.run(id).catch(this.failed);
  }

  private async expectRecovered(goOn: readonly string[]): Promise<void> {
    for (const action of await this.disk.inState('confirmed')) {
      if (!this.lingering) expect(goOn, 'left confirmed and not going on').toContain(action.id);
    }
  }
}
