import { conferenceFullName } from '~/tests/simulator/room-name';
import { waitFor } from '../../e2e/support/wait';
import { Person, type Profile } from './person';
import type { RoomService } from './room-service';

/** How many log in at once. */
const AT_ONCE = 10;

/** One real room, and the people in it who have no browser. */
export class JitsiMeeting {
  /** `<room>@conference.<AppID>.8x8.vc` */
  readonly fullName: string;
  readonly people: Person[] = [];

  constructor(
    private readonly xmppPort: number,
    private readonly service: RoomService,
    appId: string,
    /** As it stands in the address. */
    readonly room: string,
  ) {
    this.fullName = conferenceFullName(appId, room);
  }

  async join(profile: Profile): Promise<Person> {
    const person = await Person.join(this.xmppPort, this.fullName, profile);
    this.people.push(person);
    return person;
  }

  /** `Person 1` … with user ids `user-1` …, several at a time. */
  async joinMany(count: number): Promise<void> {
    const numbers = Array.from({ length: count }, (_, index) => index + 1);
    for (let at = 0; at < count; at += AT_ONCE) {
      await Promise.all(
        numbers
          .slice(at, at + AT_ONCE)
          .map((it) => this.join({ name: `Person ${it}`, userId: `user-${it}` })),
      );
    }
  }

  /** Everybody's participant ids; undefined when the meeting was ended. */
  ids(): readonly string[] | undefined {
    return this.service.occupants(this.fullName);
  }

  isHere(person: Person): boolean {
    return this.ids()?.includes(person.id) ?? false;
  }

  /** Removed by another moderator. */
  async kick(id: string): Promise<void> {
    await this.service.kick(this.fullName, id);
  }

  async role(id: string, role: 'moderator' | 'participant'): Promise<void> {
    await this.service.role(this.fullName, id, role);
  }

  /**
   * Waits until a client that is none of the people is in the room; returns its participant id.
   *
   * @param before the participant id of a browser that was there already
   */
  async browserJoined(before?: string): Promise<string> {
    const known = () => [...this.people.map(({ id }) => id), before];
    const id = await waitFor(() => this.ids()?.find((it) => !known().includes(it)), 60_000);
    if (id === null) throw new Error(`No browser joined ${this.fullName}`);
    return id;
  }

  /** Everybody logs out. */
  async close(): Promise<void> {
    await Promise.all(this.people.map((person) => person.disconnect()));
  }
}
