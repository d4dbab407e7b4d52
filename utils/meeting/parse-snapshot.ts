import { NAME_LIMIT } from '~/utils/names/limits';
import {
  BLIND,
  type Elsewhere,
  MAX_ID,
  MAX_JSON,
  MAX_PEOPLE,
  MAX_READER_ID,
  type Me,
  type Named,
  type Participant,
  PHASES,
  type Role,
  SNAPSHOT_VERSION,
  type Snapshot,
} from './snapshot';

const id = text(MAX_ID, 1);
const name = text(NAME_LIMIT);
const isTrue = oneOf(true);

const named = {
  id,
  name: orNull(name),
  tokenName: name,
  userId: orNull(id),
  userIdUnreadable: isTrue,
};
/** Of `named`, what may be absent. */
const maybe = ['tokenName', 'userIdUnreadable'] as const;

const role = oneOf<Role>('moderator', 'participant', 'none');

const elsewhere = record<Elsewhere>(
  {
    id,
    name: orNull(name),
    userId: orNull(id),
    role,
    room: orNull(name),
    main: isTrue,
  },
  ['main'],
);

const participant = record<Participant>(
  {
    ...named,
    role,
    kind: oneOf<Participant['kind']>('person', 'dial-in', 'bot'),
    botType: name,
    hand: isTrue,
    mic: yesOrNo,
    cam: yesOrNo,
    share: isTrue,
  },
  [...maybe, 'botType', 'hand', 'mic', 'cam', 'share'],
);

type Said = Readonly<Partial<Record<keyof Participant, unknown>>> | null | undefined;

/** Whether the untrusted value says of somebody just what was said before. */
function repeats(said: Said, before: Participant | undefined): before is Participant {
  return (
    before !== undefined &&
    before.id === said?.id &&
    before.name === said.name &&
    before.tokenName === said.tokenName &&
    before.userId === said.userId &&
    before.userIdUnreadable === said.userIdUnreadable &&
    before.role === said.role &&
    before.kind === said.kind &&
    before.botType === said.botType &&
    before.hand === said.hand &&
    before.mic === said.mic &&
    before.cam === said.cam &&
    before.share === said.share
  );
}

const snapshotOf = (person: Read<Participant>): Read<Snapshot> =>
  record<Snapshot>({
    v: oneOf(SNAPSHOT_VERSION),
    reader: text(MAX_READER_ID, 1),
    since: count,
    seq: count,
    phase: oneOf(...PHASES),
    room: orNull(id),
    roomJid: orNull(id),
    breakout: yesOrNo,
    visitor: yesOrNo,
    me: orNull(record<Me>({ ...named, role }, maybe)),
    participants: listOf(person, MAX_PEOPLE),
    more: count,
    lobby: listOf(record<Named>(named, maybe), MAX_PEOPLE),
    visitors: orNull(count),
    elsewhere: count,
    others: listOf(elsewhere, MAX_PEOPLE),
    speaker: orNull(id),
    blind: listOf(oneOf(...BLIND), BLIND.length),
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

/**
 * Reads an untrusted value: the value as it may be used, or undefined where it is something else.
 * A parser library would be a quarter of all that is injected into the page; these few rules are
 * held against the zod schema by a test (`tests/unit/meeting/read-snapshot.test.ts`).
 */
type Read<T> = (value: unknown) => T | undefined;

/** Text of so many UTF-16 code units. */
function text(most: number, least = 0): Read<string> {
  return (value) =>
    typeof value === 'string' && value.length >= least && value.length <= most ? value : undefined;
}

/** A whole number from 0 that is exact in a double. */
const count: Read<number> = (value) =>
  Number.isSafeInteger(value) && (value as number) >= 0 ? (value as number) : undefined;

function yesOrNo(value: unknown): boolean | undefined {
  return typeof value === 'boolean' ? value : undefined;
}

function oneOf<const T>(...all: readonly T[]): Read<T> {
  return (value) => all.find((one) => one === value);
}

function orNull<T>(read: Read<T>): Read<T | null> {
  return (value) => (value === null ? null : read(value));
}

/** A list of at most so many, each of which can be read. */
function listOf<T>(read: Read<T>, most: number): Read<T[]> {
  return (value) => {
    if (!Array.isArray(value) || value.length > most) return undefined;
    const list: T[] = [];
    for (const one of value) {
      const item = read(one);
      if (item === undefined) return undefined;
      list.push(item);
    }
    return list;
  };
}

/** A reader for each property; with `| undefined` for those that may be absent. */
type Fields<T> = { readonly [K in keyof T]-?: Read<T[K]> };

/**
 * An object. What has no reader is dropped, so that nothing rides along; what `optional` names may
 * be absent, but nothing is read as absent that is there.
 */
function record<T extends object>(
  fields: Fields<T>,
  optional: readonly (keyof T & string)[] = [],
): Read<T> {
  const all = Object.entries(fields) as [keyof T & string, Read<T[keyof T & string]>][];
  return (value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
    const result: Partial<T> = {};
    for (const [name, read] of all) {
      if (!Object.hasOwn(value, name)) {
        if (optional.includes(name)) continue;
        return undefined;
      }
      const part = read((value as Record<string, unknown>)[name]) as T[typeof name] | undefined;
      if (part === undefined) return undefined;
      result[name] = part;
    }
    return result as T;
  };
}
