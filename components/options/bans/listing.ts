import { compareNames } from '~/components/ui/collate';
import type { BannedPerson, BanOutcome } from '~/utils/bans/banned';
import type { AppId } from '~/utils/jaas/ids';
import { searchable, searchText, wordsOf } from '~/utils/journal/search';
import { roomTitle } from '~/utils/names/room-title';
import { safeName } from '~/utils/names/safe-name';

/** Somebody who was banned, with what they are searched and sorted by, made once. */
export interface Listed {
  readonly person: BannedPerson;
  /** The name as it was shown; null where none is known. */
  readonly name: string | null;
  readonly room: string | null;
  readonly text: string;
}

export const sources = ['own', 'imported'] as const;
export type Source = (typeof sources)[number];

export const returns = ['back', 'not-back'] as const;

export const orders = ['oldest', 'name', 'meeting', 'outcome'] as const;

export interface BansFilter {
  readonly text: string;
  readonly appId: AppId | null;
  readonly outcome: BanOutcome | null;
  readonly back: (typeof returns)[number] | null;
  readonly source: Source | null;
}

export const NO_FILTER: BansFilter = {
  text: '',
  appId: null,
  outcome: null,
  back: null,
  source: null,
};

/** Null is the newest first. */
export type Order = (typeof orders)[number] | null;

export function listedPerson(person: BannedPerson): Listed {
  const { own, mark } = person;
  const { room: raw = null } = own?.action.meeting ?? {};
  const name = safeName(own?.action.target?.name).text ?? safeName(mark?.name).text;
  const room = own === null ? safeName(mark?.room).text : raw && roomTitle(raw);
  const ofMark = mark && [mark.appId, mark.userId, mark.name, mark.room, mark.keyId, mark.note];
  const text = [
    own === null ? '' : searchable(own.action).text,
    searchText((ofMark ?? []).filter((field) => field !== null)),
  ];
  return { person, name, room, text: text.join('\n') };
}

/** The people who match all of a filter, in an order; every word must be somewhere in what is known of one. */
export function findPeople(all: readonly Listed[], filter: BansFilter, order: Order): Listed[] {
  const words = wordsOf(filter.text);
  const { appId, outcome, back, source } = filter;
  const found = all.filter(
    ({ person, text }) =>
      (appId === null || person.appId === appId) &&
      (outcome === null || outcomeOf(person) === outcome) &&
      (back === null || (person.own?.backAt != null) === (back === 'back')) &&
      (source === null || (source === 'own' ? person.own : person.mark) !== null) &&
      words.every((word) => text.includes(word)),
  );
  return found.sort((a, b) => COMPARE[order ?? 'newest'](a, b) || newestFirst(a, b));
}

/** Of whom only a file speaks, it says that they were banned. */
function outcomeOf({ own }: BannedPerson): BanOutcome {
  return own?.outcome ?? 'banned';
}

/** Of whom no time is known comes last. */
function newestFirst(a: Listed, b: Listed): number {
  return timeOf(b) - timeOf(a);
}

function timeOf({ person: { at } }: Listed): number {
  return at ?? Number.MIN_SAFE_INTEGER;
}

const GRAVEST: readonly BanOutcome[] = ['not-banned', 'unclear', 'banned'];

const COMPARE: Record<(typeof orders)[number] | 'newest', (a: Listed, b: Listed) => number> = {
  newest: newestFirst,
  oldest: (a, b) =>
    (a.person.at ?? Number.MAX_SAFE_INTEGER) - (b.person.at ?? Number.MAX_SAFE_INTEGER),
  name: (a, b) => compareNames(a.name ?? a.person.userId, b.name ?? b.person.userId),
  meeting: (a, b) => compareNames(a.room ?? '', b.room ?? ''),
  outcome: (a, b) => GRAVEST.indexOf(outcomeOf(a.person)) - GRAVEST.indexOf(outcomeOf(b.person)),
};
