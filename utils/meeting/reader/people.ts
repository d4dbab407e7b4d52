import type { Blind, Participant, Role } from '../snapshot-type';
import { attempt, call, get, idOf, nameOf, valuesOf } from './plain';
import { readUserId } from './user-id';

export interface People {
  readonly participants: Participant[];
  readonly more: number;
  readonly blind: Blind[];
}

/** One entry of whichever list could be read. */
interface Entry {
  readonly id: string | null;
  readonly participant?: unknown;
  readonly stored?: unknown;
  readonly member?: unknown;
}

export const roleOf = (value: unknown): Role =>
  value === 'moderator' || value === 'participant' ? value : 'none';

/** Raised hands are a time, as text; older builds said `true`. */
const isRaised = (value: unknown): boolean =>
  value === 'true' || ((typeof value === 'string' || typeof value === 'number') && +value > 0);

function describe({ id, participant, stored, member }: Entry): [Participant, boolean] | null {
  if (id === null) return null;
  /** What jitsi-lib says, else the store, else the presence. */
  const about = (getter: string, key: string, inPresence = key): unknown =>
    call(participant, getter) ?? get(stored, key) ?? get(member, inPresence);
  const property = (name: string, key: string): unknown =>
    call(participant, 'getProperty', name) || get(stored, key);

  const botType = nameOf(about('getBotType', 'botType'));
  const jigasi = property('features_jigasi', 'isJigasi');
  const { fields, routed } = readUserId(participant, stored, member);
  const person: Participant = {
    id,
    name: nameOf(about('getDisplayName', 'name', 'nick')),
    ...fields,
    role: roleOf(about('getRole', 'role')),
    kind: botType ? 'bot' : jigasi === true || jigasi === 'true' ? 'dial-in' : 'person',
  };
  if (botType) person.botType = botType;
  if (isRaised(property('raisedHand', 'raisedHandTimestamp'))) person.hand = true;
  return [person, routed];
}

/** The first list that can be read, without hidden ones (recorders) and shared screens. */
function entriesOf(conference: unknown, slice: unknown): { entries: Entry[]; blind: Blind[] } {
  // A Map mutated in place; before 2021-07 the slice itself was one array.
  const remote = Array.isArray(slice) ? slice : get(slice, 'remote');
  const stored = remote ? valuesOf(remote) : [];
  const room = get(conference, 'room');
  const members = get(room, 'members');
  const address = idOf(get(room, 'roomjid'));

  const participants = call(conference, 'getParticipants');
  if (Array.isArray(participants)) {
    const byId: Record<string, unknown> = Object.create(null);
    for (let i = 0; i < stored.length; i++) byId[idOf(get(stored[i], 'id')) ?? ''] = stored[i];
    const entries: Entry[] = [];
    for (let i = 0; i < participants.length; i++) {
      const participant = participants[i];
      if (call(participant, 'isHidden') === true) continue;
      const id = idOf(call(participant, 'getId') ?? get(participant, '_id'));
      const jid = idOf(call(participant, 'getJid')) ?? `${address}/${id}`;
      entries.push({ id, participant, stored: byId[id ?? ''], member: get(members, jid) });
    }
    return { entries, blind: [] };
  }

  if (remote) {
    const entries: Entry[] = [];
    for (let i = 0; i < stored.length; i++) {
      const one = stored[i];
      const special = ['local', 'fakeParticipant', 'isFakeParticipant'];
      if (special.some((mark) => get(one, mark))) continue;
      const id = idOf(get(one, 'id'));
      entries.push({ id, stored: one, member: get(members, `${address}/${id}`) });
    }
    return { entries, blind: ['conference'] };
  }

  if (members && typeof members === 'object') {
    const entries: Entry[] = [];
    const mine = get(room, 'myroomjid');
    for (const jid of Object.keys(members)) {
      const member = get(members, jid);
      const id = idOf(jid.slice(jid.indexOf('/') + 1));
      if (jid === mine || id === 'focus' || get(member, 'isFocus')) continue;
      if (get(member, 'isHiddenDomain') || get(member, 'hidden')) continue;
      entries.push({ id, member });
    }
    return { entries, blind: ['conference'] };
  }
  return { entries: [], blind: ['participants'] };
}

/**
 * The other people in the room: from `getParticipants()` without hidden ones, else from the store,
 * else from the room's members. Never throws.
 *
 * @param slice the store's `features/base/participants`
 * @param cap how many to list; the rest is counted in `more`
 */
export function readPeople(conference: unknown, slice: unknown, cap: number): People {
  const { entries, blind } = entriesOf(conference, slice);
  const participants: Participant[] = [];
  const seen: Record<string, true> = Object.create(null);
  let more = 0;
  let routedAny = false;
  for (let i = 0; i < entries.length; i++) {
    const described =
      participants.length < cap ? attempt(() => describe(entries[i] as Entry)) : null;
    if (!described) {
      more += 1;
      continue;
    }
    const [person, routed] = described;
    if (seen[person.id]) continue;
    seen[person.id] = true;
    participants.push(person);
    routedAny ||= routed;
  }
  if (participants.length > 0 && !routedAny) blind.push('identity');
  return { participants, more, blind };
}
