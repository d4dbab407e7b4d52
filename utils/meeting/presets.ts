import { looksLike } from '~/utils/names/confusables';
import { sameUser } from './identity';

/**
 * The ways to choose many people of a meeting at once, in the order in which they are offered. Each is also what is
 * kept of why somebody was chosen.
 */
export const PRESETS = [
  'joined2',
  'joined5',
  'joined10',
  'noUserId',
  'sameUserId',
  'nameLike',
  'exceptModerators',
] as const;
export type Preset = (typeof PRESETS)[number];

/** Within how many minutes somebody must have come. */
const MINUTES: Partial<Record<Preset, number>> = { joined2: 2, joined5: 5, joined10: 10 };

/** Whether it takes who has come within a span of time. */
export function isSpan(preset: Preset): boolean {
  return preset in MINUTES;
}

/** Somebody in the room, by what they are chosen by: as the panel's roster or a request has them. */
interface Present {
  readonly name: string | null;
  readonly userId: string | null;
  readonly role: string | null;
  readonly joinedAt: number | null;
  readonly seenComing?: boolean;
}

/** Whom a user ID or a name is to be like. */
type Pattern = Pick<Present, 'name' | 'userId'>;

interface Given {
  /** The one the host has ticked last, if they are still chosen. */
  readonly like: Pattern | null;
  /** In the clock of `joinedAt`. */
  readonly now: number;
}

/** A run of digits in any script that does not stand between letters: `Ma11ory` is a spelling, `Mallory 11` a count. */
const COUNT = /(?<![\p{L}\p{N}])\p{N}+|\p{N}+(?![\p{L}\p{N}])/gu;

/**
 * Whether two names are one but for the digits, separators and look-alike letters by which those who come in numbers
 * differ: `Mallory 7`, `mallory_23`, `Ma11ory`. A name of digits alone, such as a caller's, is like itself only.
 */
export function areNamesAlike(a: string | null, b: string | null): boolean {
  return a !== null && b !== null && stemOf(a) === stemOf(b);
}

function stemOf(name: string): string {
  const stem = looksLike(name.replace(COUNT, ''));
  return /\p{L}/u.test(stem) ? stem : looksLike(name);
}

/** Whether a way of choosing says anything here: where nobody has a user ID, who has none is everybody. */
export function isOffered(
  preset: Preset,
  people: readonly Pick<Present, 'userId'>[],
  like: Pattern | null,
): boolean {
  switch (preset) {
    case 'noUserId':
      return people.some(({ userId }) => userId !== null);
    case 'sameUserId':
      return like !== null && like.userId !== null;
    case 'nameLike':
      return like !== null && like.name !== null;
    default:
      return true;
  }
}

/**
 * Whether a way of choosing takes this person. It never takes a moderator: the host does that by hand. Who was there
 * before Gavel looked has not joined in the last minutes, as far as anybody can tell.
 */
export function isChosenBy(preset: Preset, person: Present, { like, now }: Given): boolean {
  if (person.role === 'moderator') return false;
  const { joinedAt, seenComing } = person;
  switch (preset) {
    case 'noUserId':
      return person.userId === null;
    case 'sameUserId':
      return sameUser(person.userId, like?.userId ?? null);
    case 'nameLike':
      return areNamesAlike(person.name, like?.name ?? null);
    case 'exceptModerators':
      return true;
    default:
      return (
        seenComing === true &&
        joinedAt !== null &&
        now - joinedAt <= (MINUTES[preset] ?? 0) * 60_000
      );
  }
}

/** Who is chosen, by what their list knows them by, and by which way of choosing; null: by hand. */
export type Choice = ReadonlyMap<string, Preset | null>;

/**
 * Who is chosen once the host has used one of the ways of choosing. They add to each other, and whoever is chosen
 * already stays so for the reason they were. But a span of time takes the place of another one, and everyone except
 * moderators is these people and nobody else.
 *
 * @param people all in the room but the host, by what their list knows them by
 */
export function choose(
  before: Choice,
  preset: Preset,
  people: Iterable<readonly [key: string, person: Present]>,
  given: Given,
): Choice {
  const taken = [...people].filter(([, person]) => isChosenBy(preset, person, given));
  const keys = new Set(taken.map(([key]) => key));
  const stays = ([key, why]: readonly [string, Preset | null]) =>
    preset === 'exceptModerators' ? keys.has(key) : !(isSpan(preset) && why && isSpan(why));
  const next = new Map([...before].filter(stays));
  for (const key of keys) if (!next.has(key)) next.set(key, preset);
  return next;
}
