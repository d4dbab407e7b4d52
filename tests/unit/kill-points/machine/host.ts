import { createBackground } from '~/utils/background/background';
import type { Action } from '~/utils/journal/action';
import { type Journal, openJournal } from '~/utils/journal/journal';
import type { MessageType, RequestOf } from '~/utils/messages/protocol';
import type { RouterReply } from '~/utils/messages/router';
import { crowd } from '../../actions/batch-samples';
import { APP_ID, FRAME, KEY_ID, look, ROOM } from '../../actions/samples';
import { FakeJaas } from './jaas';
import { Life, lives, type Plan } from './life';
import { alarms, clock, outside } from './platform';
import { newProfile, type Profile, putKey } from './profile';

/** Everybody in the meeting. */
export const PEOPLE = crowd(3);

const PAGE = { id: 'gavel', url: 'chrome-extension://gavel/popup.html' };
const PANEL = {
  id: 'gavel',
  url: `https://8x8.vc/${APP_ID}/${ROOM}`,
  frameId: FRAME.frameId,
  tab: { id: FRAME.tabId, windowId: 3 },
};

/** How long after a death somebody asks Gavel something again, in milliseconds. */
const AWAY_MS = 30_000;

interface Worker {
  readonly life: Life;
  readonly background: ReturnType<typeof createBackground>;
}

/** A host with a meeting, a key and JaaS, and a background that can die. */
export class Host {
  readonly jaas = new FakeJaas();
  readonly journal: Journal = openJournal();
  private worker: Worker | null = null;

  private constructor(readonly profile: Profile) {
    outside.fetch = this.jaas.fetch;
    outside.look = () => look({ participants: PEOPLE });
  }

  static async arrive(): Promise<Host> {
    const host = new Host(await newProfile());
    await putKey(APP_ID, KEY_ID);
    return host;
  }

  get life(): Life {
    return this.running().life;
  }

  /** A worker that has settled what there was. */
  async start(plan: Plan = {}): Promise<Life> {
    const life = new Life(plan);
    const background = lives.run(life, () => {
      const created = createBackground();
      void created.start();
      return created;
    });
    this.worker = { life, background };
    for (const area of [this.profile.local, this.profile.session]) {
      area.onChanged = (changes, name) =>
        life.alive && lives.run(life, () => background.storageChanged(changes, name));
    }
    await this.goOn();
    return life;
  }

  /** Asks as the popup does; null where the worker dies over it. */
  async ask<T extends MessageType>(type: T, payload: RequestOf<T>): Promise<RouterReply | null> {
    return this.send({ type, payload }, PAGE);
  }

  /** Asks as the panel of the meeting does. */
  async askAsPanel<T extends MessageType>(
    type: T,
    payload: RequestOf<T>,
  ): Promise<RouterReply | null> {
    return this.send({ type, payload }, PANEL);
  }

  private async send(message: unknown, sender: typeof PAGE): Promise<RouterReply | null> {
    const { life, background } = this.running();
    const reply = lives.run(life, () => background.answer(message, sender));
    const came = Promise.race([reply, life.ended]).then((it) => (it === 'killed' ? null : it));
    let isOpen = true;
    void came.finally(() => {
      isOpen = false;
    });
    // An answer may wait for a moment, so that what it is about goes ahead of it.
    for (await life.rest(); isOpen && life.alive; await life.rest()) await clock.pass(10, life);
    return came;
  }

  /** Lets everything happen that is under way, also what pauses for a second or two. */
  async goOn(): Promise<void> {
    const { life } = this.running();
    await life.rest();
    for (let seconds = 0; seconds < 3 && life.alive; seconds += 1) {
      await clock.pass(1000, life);
      await life.rest();
    }
  }

  /** Lets time go by for a worker, with the alarms that it has set. */
  async pass(ms: number): Promise<void> {
    const until = clock.now + ms;
    const { life, background } = this.running();
    for (;;) {
      const [next] = [...alarms].filter(([, { when }]) => when <= until).sort(byTime);
      if (next === undefined || !life.alive) break;
      const [name, alarm] = next;
      await clock.pass(Math.max(0, alarm.when - clock.now), life);
      if (alarm.everyMs === null) alarms.delete(name);
      else alarms.set(name, { ...alarm, when: alarm.when + alarm.everyMs });
      const rung = { name, scheduledTime: alarm.when, persistAcrossSessions: true };
      lives.run(life, () => background.alarmRang(rung));
      await life.rest();
    }
    await clock.pass(Math.max(0, until - clock.now), life);
    await life.rest();
  }

  /** After a death: half a minute later somebody opens Gavel's popup. */
  async comeBack({ browser }: { readonly browser: boolean }): Promise<RouterReply | null> {
    if (browser) {
      this.profile.session.items = {};
      alarms.clear();
    }
    clock.now += AWAY_MS;
    await this.start();
    const reply = await this.ask('popup.state', { tabId: FRAME.tabId });
    await this.goOn();
    return reply;
  }

  async records(): Promise<Action[]> {
    return this.journal.newest(1000);
  }

  private running(): Worker {
    if (this.worker === null) throw new Error('No worker was started.');
    return this.worker;
  }
}

function byTime(one: [string, { when: number }], other: [string, { when: number }]): number {
  return one[1].when - other[1].when;
}
