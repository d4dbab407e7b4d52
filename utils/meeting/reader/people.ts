import type { Blind, Named, Participant, Role } from '~/utils/meeting/snapshot';
import { attempt, call, get, idOf, nameOf, resourceOf, valuesOf } from './jitsi';

/** Somebody as jitsi-lib, the store and the room have them; each may be missing. */
type Views = readonly [participant: unknown, stored: unknown, member: unknown];

/** One entry of whichever list could be read. */
type Entry = readonly [id: string | null, ...Views];

export const roleOf = (value: unknown): Role =>
  value === 'moderator' || value === 'participant' ? value : 'none';

function describe(id: string, [participant, stored, member]: Views): Participant {
  /** What jitsi-lib says, else the store, else the presence. */
  const about = (getter: string, key: string, inPresence = key): unknown =>
    call(participant, getter) ?? get(stored, key) ?? get(member, inPresence);
  const property = (name: string, key: string): string =>
    `${call(participant, 'getProperty', name) || get(stored, key)}`;

  const name = nameOf(about('getDisplayName', 'name', 'nick'));
  const botType = nameOf(about('getBotType', 'botType'));
  const hand = property('raisedHand', 'raisedHandTimestamp');
  return {
    id,
    name,
    ...readIdentity(name, participant, stored, member),
    role: roleOf(about('getRole', 'role')),
    kind: botType
      ? 'bot'
      : property('features_jigasi', 'isJigasi') === 'true'
        ? 'dial-in'
        : 'person',
    ...(botType && { botType }),
    // A time, as text; older builds said `true`.
    ...((hand === 'true' || +hand > 0) && { hand: true as const }),
    ...readMedia(call(participant, 'getSources') ?? get(stored, 'sources')),
  };
}

/**
 * Microphone, camera and shared screen, as the person's own presence tells of them (lib-jitsi-meet
 * `getSources()`, 2022): that is of everybody, whoever's media the bridge sends. Without a source of a kind
 * nothing is said of it.
 *
 * @param sources by `audio` or `video`, then by name
 */
function readMedia(sources: unknown): Pick<Participant, 'mic' | 'cam' | 'share'> {
  const media: ReturnType<typeof readMedia> = {};
  for (const kind of ['audio', 'video']) {
    for (const one of valuesOf(call(sources, 'get', kind))) {
      const muted = get(one, 'muted');
      const on = muted === false;
      if (get(one, 'videoType') === 'desktop') {
        if (on) media.share = true;
      } else if (on || muted === true) {
        const key = kind === 'audio' ? 'mic' : 'cam';
        media[key] ||= on;
      }
    }
  }
  return media;
}

/** Marks of what the store lists besides the others: me, shared screens and videos (two eras). */
const NOT_PEOPLE = ['local', 'fakeParticipant', 'isFakeParticipant'];

/** The first list that can be read, without hidden ones (recorders) and shared screens. */
function entriesOf(conference: unknown, slice: unknown, blind: Blind[]): Entry[] {
  // A Map mutated in place; before 2021-07 the slice itself was one array.
  const remote = Array.isArray(slice) ? slice : get(slice, 'remote');
  const stored = new Map(valuesOf(remote).map((one) => [idOf(get(one, 'id')), one]));
  const room = get(conference, 'room');
  const members = get(room, 'members');
  const address = idOf(get(room, 'roomjid'));

  const participants = call(conference, 'getParticipants');
  let found: (readonly [id: string | null, participant?: unknown])[];
  if (Array.isArray(participants)) {
    found = participants
      .filter((one) => call(one, 'isHidden') !== true)
      .map((one) => [idOf(call(one, 'getId') ?? get(one, '_id')), one]);
  } else {
    blind.push(remote || members ? 'conference' : 'participants');
    found = remote
      ? [...stored]
          .filter(([, one]) => !NOT_PEOPLE.some((mark) => get(one, mark)))
          .map(([id]) => [id])
      : Object.keys(Object(members))
          .filter((jid) => jid !== get(room, 'myroomjid') && !jid.endsWith('/focus'))
          .filter((jid) => !get(members, jid, 'isHiddenDomain'))
          .map((jid) => [resourceOf(jid)]);
  }
  return found.map(([id, participant]) => {
    return [id, participant, stored.get(id), get(members, `${address}/${id}`)];
  });
}

/**
 * The other people in the room: from `getParticipants()` without hidden ones, else from the store,
 * else from the room's members. Never throws.
 *
 * @param slice the store's `features/base/participants`
 * @param cap how many to list
 * @param blind is told what cannot be seen
 * @returns the list, and how many are here besides
 */
export function readPeople(
  conference: unknown,
  slice: unknown,
  cap: number,
  blind: Blind[],
): [participants: Participant[], more: number] {
  const entries = entriesOf(conference, slice, blind);
  const people = new Map<string | null, Participant>();
  let more = 0;
  for (const [id, ...views] of entries) {
    const person = id && people.size < cap && attempt(() => describe(id, views));
    if (person) people.set(id, person);
    else more += 1;
  }
  if (people.size && !entries.some(([, ...views]) => hasRoute(...views))) blind.push('identity');
  return [[...people.values()], more];
}

/**
 * The JWT's `context.user.id` of a participant, and its `name` where that is another one, by the routes that Jitsi has had since 2019, in
 * order: `JitsiParticipant.getIdentity()` (2023), `_identity` (2019), the store's `userContext`
 * (2026), and the identity of the room member, which Jibri reads. The server strips what clients
 * put there (jitsi-meet mod_presence_identity), so it is vouched for, unlike name and e-mail.
 *
 * Only text counts, since it comes from XML, and it is handed on untrimmed: what is banned must be
 * what the server knows.
 */
export function readIdentity(
  name: string | null,
  participant: unknown,
  stored: unknown,
  member: unknown,
): Pick<Named, 'tokenName' | 'userId' | 'userIdUnreadable'> {
  const users = [
    get(call(participant, 'getIdentity'), 'user'),
    get(participant, '_identity', 'user'),
    get(stored, 'userContext'),
    get(member, 'identity', 'user'),
  ];
  const userId = firstOf(users, (user) => idOf(get(user, 'id')));
  // Blank text means "no id"; anything else that is there could not be read.
  const isBlank = (user: unknown): unknown => attempt(() => !`${get(user, 'id') ?? ''}`.trim());
  const told =
    userId === null && !users.every(isBlank)
      ? { userId, userIdUnreadable: true as const }
      : { userId };
  const vouched = tokenNameOf(name, users);
  return vouched ? { ...vouched, ...told } : told;
}

/** What is read of the first one of which anything can be read. Mostly that is the very first. */
function firstOf(all: readonly unknown[], read: (one: unknown) => string | null): string | null {
  for (const one of all) {
    const found = read(one);
    if (found) return found;
  }
  return null;
}

/** What Jitsi's own clients keep of a name (jitsi-meet `getNormalizedDisplayName`), in UTF-16 code units. */
const NICK_LIMIT = 50;

/** How a name compares: é may be one character or two, and blanks around it are no part of it. */
const plain = (name: string): string => name.trim().normalize();

/**
 * The name that a token vouches for, where it says something else than the name in use.
 *
 * @param users the token's `context.user` as different routes have it; the first name counts
 */
export function tokenNameOf(
  name: string | null,
  users: readonly unknown[],
): Pick<Named, 'tokenName'> | undefined {
  const tokenName = firstOf(users, (user) => nameOf(get(user, 'name')));
  // Mostly the same text; of 500 people there is much to compare.
  if (!tokenName || tokenName === name) return undefined;
  const used = plain(name ?? '');
  return [tokenName, tokenName.trim().slice(0, NICK_LIMIT)].some((one) => plain(one) === used)
    ? undefined
    : { tokenName };
}

/** Whether this page has any of these routes, even if it leads to no id. */
const hasRoute = (participant: unknown, stored: unknown, member: unknown): boolean =>
  (get(participant, 'getIdentity') ??
    get(participant, '_identity') ??
    get(stored, 'userContext') ??
    member) !== undefined;
