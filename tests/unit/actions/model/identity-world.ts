import { lookOf, targetOf } from '~/components/panel/model/actions';
import type { Confirmation, Look } from '~/utils/actions/request';
import { createRequests } from '~/utils/actions/requests';
import type { Action } from '~/utils/journal/action';
import type { Journal } from '~/utils/journal/journal';
import { EMPTY_ROSTER, type Roster, updateRoster } from '~/utils/meeting/roster';
import type { Participant, Snapshot } from '~/utils/meeting/snapshot';
import { snapshot } from '../../meeting/snapshots';
import { seenIn } from '../batch-samples';
import { APP_ID, FRAME, KEY_ID, ROOM } from '../samples';

/** A room of the meeting. */
export type Room = 'main' | 'breakout';

/** Somebody real, whatever the page shows of them. */
export interface Human {
  readonly key: number;
  /** Of the token that they have; several may have one with the same, or none. */
  readonly userId: string | null;
  name: string;
  role: Participant['role'];
  /** Null while they are not in the meeting. */
  id: string | null;
  room: Room;
}

const JID = { main: 'weekly-forum@conference.x.8x8.vc', breakout: 'b1@breakout.x.8x8.vc' } as const;

/** A request, and whom the host meant by it. */
interface Meant {
  readonly request: string;
  readonly kind: 'ban' | 'remove';
  /** By record. */
  readonly who: ReadonlyMap<string, Human>;
}

/**
 * A meeting of people who come, leave, rename themselves, move between rooms and choose their ids, with
 * the real roster, the real second look and the real journal. Only the people are made up, so it is
 * known who is who.
 */
export class IdentityWorld {
  now = 1_000_000;
  /** The room that the host is in; null while their connection is lost. */
  host: Room | null = 'main';
  roster: Roster = EMPTY_ROSTER;
  /** Pairs of people whom the host saw at one time, as `pair` has them. */
  readonly met = new Set<string>();
  /** Since when the host sees pairs who are in two rooms; for a moment that may be one who moves. */
  readonly #apart = new Map<string, number>();
  readonly meant: Meant[] = [];
  /** What the requests that were confirmed have sent, with who they reached. */
  readonly sent: { readonly step: string; readonly to: Human; readonly reached: Human[] }[] = [];
  /** Pairs of whom one took the other's id at a time when nobody could have told them apart. */
  readonly #replaced = new Set<string>();
  #ids = 0;
  readonly #requests;

  constructor(
    readonly humans: readonly Human[],
    readonly journal: Journal,
    readonly hostUserId: string | null,
  ) {
    this.#requests = createRequests({
      journal,
      now: () => this.now,
      newId: () => crypto.randomUUID(),
      keyFor: async () => ({ state: 'ready', keyId: KEY_ID }),
      look: async () => this.look(),
    });
    this.see();
  }

  here(): Human[] {
    return this.humans.filter(({ id, room }) => id !== null && room === this.host);
  }

  /** @param chosen the id that the client asks for; taken where nobody has it */
  join(who: Human, chosen: string | null): void {
    const isFree = chosen !== null && this.humans.every(({ id }) => id !== chosen);
    who.id = isFree ? chosen : this.#fresh();
    who.room = 'main';
  }

  leave(who: Human): void {
    who.id = null;
  }

  /** @param keeps the participant id, as some clients do */
  move(who: Human, keeps: boolean): void {
    if (who.id === null) return;
    who.room = who.room === 'main' ? 'breakout' : 'main';
    if (!keeps) who.id = this.#fresh();
  }

  /** An id that nobody has or had. */
  #fresh(): string {
    this.#ids += 1;
    return `fresh${this.#ids}`;
  }

  /** The page tells what it shows now, and again after `ms`. */
  see(ms = 200): void {
    this.now += ms;
    this.roster = updateRoster(this.roster, this.snapshot(), this.now);
    if (this.host === null) return;
    const inMeeting = this.humans.filter(({ id }) => id !== null);
    const apart = new Set<string>();
    for (const a of inMeeting) {
      for (const b of inMeeting) {
        if (a.key >= b.key) continue;
        if (a.room !== b.room) apart.add(pair(a, b));
        else if (a.room === this.host) this.met.add(pair(a, b));
      }
    }
    for (const one of apart) {
      const since = this.#apart.get(one) ?? this.now;
      this.#apart.set(one, since);
      if (this.now - since >= 3000) this.met.add(one);
    }
    for (const one of this.#apart.keys()) if (!apart.has(one)) this.#apart.delete(one);
  }

  /** Somebody comes under the id of one who leaves at that moment. */
  take(who: Human, from: Human): void {
    const { id, room } = from;
    if (who.id !== null || id === null) return;
    this.leave(from);
    this.see();
    who.id = id;
    who.room = room;
    const isTwin = who.userId !== null && who.userId === from.userId;
    if (isTwin && !this.met.has(pair(who, from))) this.#replaced.add(pair(who, from));
  }

  snapshot(): Snapshot {
    if (this.host === null) return snapshot({ phase: 'lost', me: null, roomJid: null });
    const inMeeting = this.humans.flatMap((one) => (one.id === null ? [] : { ...one, id: one.id }));
    return snapshot({
      roomJid: JID[this.host],
      breakout: this.host === 'breakout',
      me: { id: 'host0001', name: 'Host', userId: this.hostUserId, role: 'moderator' },
      participants: inMeeting
        .filter(({ room }) => room === this.host)
        .map(({ id, name, userId, role }) => ({ id, name, userId, role, kind: 'person' })),
      others: inMeeting
        .filter(({ room }) => room !== this.host)
        .map(({ id, name, userId, role, room }) => ({
          id,
          name,
          userId,
          role,
          room: room === 'main' ? null : 'Table 1',
        })),
    });
  }

  look(): Look {
    const { roomJid: _, ...seen } = lookOf(this.snapshot(), this.roster, new Map());
    return { ...seen, roomJid: null };
  }

  /** The host asks for something about people whose rows they see. */
  async ask(kind: 'ban' | 'remove', whom: readonly Human[]): Promise<string | null> {
    const rows = whom.flatMap((human) => {
      const person = this.roster.people.find(({ id, me }) => id === human.id && !me);
      return person ? { human, target: targetOf(person, new Map()) } : [];
    });
    if (rows.length === 0) return null;
    const staged = await this.#requests.stage({
      meeting: { appId: APP_ID, room: ROOM },
      frame: FRAME,
      items: rows.map(({ target }) => ({ kind, target })),
    });
    if (!staged.ok) return null;
    const records = await this.journal.ofRequest(staged.id);
    const who = new Map(
      records.flatMap((record) => {
        const row = rows.find(
          ({ target }) => target.participantId === record.target?.participantId,
        );
        return row ? [[record.id, row.human] as const] : [];
      }),
    );
    this.meant.push({ request: staged.id, kind, who });
    return staged.id;
  }

  /** The host reads all that is shown, and says yes to it. */
  async confirm(request: string): Promise<{ readonly ok: boolean; readonly code?: string }> {
    const shown = await this.journal.ofRequest(request);
    const confirmation: Confirmation = {
      id: request,
      alsoRemove: true,
      note: '',
      seen: seenIn(shown),
    };
    const answer = await this.#requests.confirm(confirmation);
    if (answer.ok) for (const record of answer.records) this.#send(request, record, shown);
    return answer.ok ? { ok: true } : { ok: false, code: answer.code };
  }

  #send(request: string, record: Action, shown: readonly Action[]): void {
    const before = shown.find(({ id }) => id === record.id);
    const human = this.meant.find((one) => one.request === request)?.who.get(record.id);
    if (record.state !== 'confirmed' || !human || !before) return;
    for (const { operation } of record.steps) {
      const [id, shownId] =
        operation === 'kick'
          ? [record.target?.participantId, before.target?.participantId]
          : [record.target?.userId, before.target?.userId];
      if (id == null || id !== shownId) throw new Error(`${operation} of what was not shown`);
      const reached = this.humans.filter((one) =>
        operation === 'kick' ? one.id === id : one.userId === id,
      );
      this.sent.push({ step: operation, to: human, reached });
      this.#judge(operation, record, human, reached);
    }
  }

  /** Whoever is reached is who was meant, or the host was told what makes it open and nobody can know more. */
  #judge(operation: string, record: Action, meant: Human, reached: readonly Human[]): void {
    const told = new Set(record.told);
    for (const one of reached) {
      if (one === meant) continue;
      if (operation === 'ban-user') {
        if (one.userId === meant.userId || told.has('user-id')) continue;
      } else {
        const isTwin = one.userId === meant.userId && !this.met.has(pair(one, meant));
        // One who was never here with the other cannot be told from them.
        if (one.userId !== null && isTwin) continue;
        if (this.#replaced.has(pair(one, meant))) continue;
        if (told.has('reused') || told.has('user-id') || told.has('unseen')) continue;
      }
      throw new Error(`${operation} meant ${meant.key} and reached ${one.key}`);
    }
  }
}

/** Two people, in either order. */
export function pair(a: Human, b: Human): string {
  return a.key < b.key ? `${a.key}:${b.key}` : `${b.key}:${a.key}`;
}
