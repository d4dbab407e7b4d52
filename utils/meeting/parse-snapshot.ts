import { MAX_ID, MAX_JSON, MAX_NAME, MAX_PEOPLE } from './limits';
import { count, listOf, oneOf, orNull, type Read, record, text, yesOrNo } from './read-value';
import {
  type Blind,
  type Me,
  type Named,
  type Participant,
  PHASES,
  type Role,
  type Snapshot,
} from './snapshot';

const id = text(MAX_ID, 1);
const name = text(MAX_NAME);
const isTrue = oneOf(true);

const named = { id, name: orNull(name), userId: orNull(id), userIdUnreadable: isTrue };

const role = oneOf<Role>('moderator', 'participant', 'none');

const participant = record<Participant>(
  {
    ...named,
    role,
    kind: oneOf<Participant['kind']>('person', 'dial-in', 'bot'),
    botType: name,
    hand: isTrue,
  },
  ['userIdUnreadable', 'botType', 'hand'],
);

const BLIND = [
  'store',
  'conference',
  'participants',
  'identity',
  'events',
  'lobby',
  'room',
] as const satisfies readonly Blind[];

type Said = Readonly<Partial<Record<keyof Participant, unknown>>> | null | undefined;

/** Whether the untrusted value says of somebody just what was said before. */
function repeats(said: Said, before: Participant | undefined): before is Participant {
  return (
    before !== undefined &&
    before.id === said?.id &&
    before.name === said.name &&
    before.userId === said.userId &&
    before.userIdUnreadable === said.userIdUnreadable &&
    before.role === said.role &&
    before.kind === said.kind &&
    before.botType === said.botType &&
    before.hand === said.hand
  );
}

const snapshotOf = (person: Read<Participant>): Read<Snapshot> =>
  record<Snapshot>({
    v: oneOf(1),
    seq: count,
    phase: oneOf(...PHASES),
    room: orNull(id),
    roomJid: orNull(id),
    breakout: yesOrNo,
    visitor: yesOrNo,
    me: orNull(record<Me>({ ...named, role }, ['userIdUnreadable'])),
    participants: listOf(person, MAX_PEOPLE),
    more: count,
    lobby: listOf(record<Named>(named, ['userIdUnreadable']), MAX_PEOPLE),
    visitors: orNull(count),
    elsewhere: count,
    blind: listOf(oneOf<Blind>(...BLIND), BLIND.length),
  });

/**
 * Reads one message of the page, exactly as `SnapshotSchema` says. Null for whatever is not a
 * snapshot; never throws.
 *
 * @param before of whom it says the same again is the same object again: among 500 few change at a
 *   time, and the others then need neither reading nor comparing
 */
export function parseSnapshot(detail: unknown, before: Snapshot | null = null): Snapshot | null {
  if (typeof detail !== 'string' || detail.length > MAX_JSON) return null;
  const known = new Map<unknown, Participant>(before?.participants.map((one) => [one.id, one]));
  const person: Read<Participant> = (value) => {
    const said = value as Said;
    const was = known.get(said?.id);
    return repeats(said, was) ? was : participant(value);
  };
  try {
    return snapshotOf(person)(JSON.parse(detail)) ?? null;
  } catch {
    return null; // Not JSON, or nested so deeply that parsing gave up.
  }
}
