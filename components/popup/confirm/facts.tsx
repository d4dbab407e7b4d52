import { i18n } from '#i18n';
import { countryOf } from '~/components/popup/forms/Phone';
import { AppIdValue } from '~/components/popup/forms/parts';
import { type Fact, Facts } from '~/components/ui/KeyFacts';
import { roomOf, wholeRoomOf } from '~/components/ui/labels/action';
import { clock } from '~/components/ui/time';
import { bannedIn, type RemovedOnly, whyRemovedOnly } from '~/utils/actions/plan';
import { looksMadeOfOther } from '~/utils/jaas/user-id';
import type { Action, Change, Target } from '~/utils/journal/action';
import type { RequestSummary } from '~/utils/journal/request-summary';
import type { MeetingView } from '~/utils/messages/protocol';
import { characterName } from '~/utils/names/characters';
import { safeId, safeName } from '~/utils/names/safe-name';

/** What is known of the meeting that is asked about, where its page is open. */
export type MeetingNow = Pick<MeetingView, 'count' | 'elsewhere' | 'breakout'> | null;

/** Who and where, every id whole, for the host to compare; of many the list says who. */
export function ConfirmFacts({
  request,
  now,
}: {
  readonly request: RequestSummary;
  readonly now: MeetingNow;
}) {
  const { kind, meeting, only } = request;
  const facts: Fact[] = only === null ? [] : personFacts(only);
  const room = wholeRoomOf(meeting.room);
  if (room !== null) facts.push({ name: i18n.t('popup.facts.meeting'), value: room });
  if (kind === 'end-meeting' && now !== null && now.count !== null) {
    facts.push({ name: i18n.t('popup.facts.people'), value: countOf(now.count, now.elsewhere) });
  }
  facts.push({
    name: i18n.t('popup.facts.appId'),
    value: <AppIdValue appId={meeting.appId} />,
    mono: true,
  });
  return <Facts facts={facts} />;
}

/** Not one number: who is in another room is ended too, and is not in the list of this one. */
function countOf(here: number, elsewhere = 0): string {
  return elsewhere === 0
    ? String(here)
    : i18n.t('popup.facts.hereAndElsewhere', elsewhere, [String(elsewhere), String(here)]);
}

function personFacts({ target, phone }: Action): Fact[] {
  const facts: Fact[] = [];
  if (target !== null) {
    const { text: tokenName } = safeName(target.tokenName);
    if (tokenName !== null) {
      facts.push({ name: i18n.t('popup.facts.tokenName'), value: <bdi>{tokenName}</bdi> });
    }
    facts.push({
      name: i18n.t('popup.facts.userId'),
      value: target.userId === null ? i18n.t('popup.facts.none') : safeId(target.userId),
      mono: target.userId !== null,
    });
    if (target.participantId !== null) {
      const value = safeId(target.participantId);
      facts.push({ name: i18n.t('popup.facts.participant'), value, mono: true });
    }
  }
  const country = phone === undefined ? null : countryOf(phone);
  if (country !== null) facts.push({ name: i18n.t('popup.facts.country'), value: country });
  return facts;
}

/**
 * Returns all that a host must read before they confirm: what could make this the wrong person, or do
 * more than is meant. Of many it is in numbers; who it is stands in the list.
 *
 * @param people the records that wait
 */
export function cautionsOf(
  { kind, only, meeting }: RequestSummary,
  people: readonly Action[],
  now: MeetingNow,
): string[] {
  if (only === null) return cautionsOfMany(kind, people);
  if (kind !== 'end-meeting' || !now?.breakout) return cautionsOfOne(only);
  const room = roomOf(meeting.room);
  return room === null ? [] : [i18n.t('popup.caution.endsMainRoom', [quoted(room)])];
}

function cautionsOfOne({ kind, target, changes }: Action): string[] {
  if (target === null) return [];
  const cautions = changes.map((code) => changed(code, target));
  const { text: tokenName } = safeName(target.tokenName);
  if (tokenName !== null) cautions.push(i18n.t('popup.caution.tokenName', [quoted(tokenName)]));
  if (target.elsewhere !== undefined && !changes.includes('moved')) {
    cautions.push(movedTo(target.elsewhere.room));
  }
  if (target.role === 'moderator') cautions.push(i18n.t('popup.caution.moderator'));
  if (kind === 'ban' && target.sharedBy > 1) {
    cautions.push(i18n.t('popup.caution.shared', [String(target.sharedBy)]));
  } else if (kind === 'ban' && isOthersToo(target)) {
    cautions.push(i18n.t('popup.caution.sharedBefore'));
  }
  if (target.elsewhere?.assumed) cautions.push(i18n.t('popup.caution.assumed'));
  if (kind === 'ban' && looksMadeOfOther(target.userId ?? '')) {
    cautions.push(i18n.t('popup.userId.madeOfOther'));
  }
  if (target.namesakes > 1) cautions.push(namesakes(target));
  const { suspicious } = safeName(target.name);
  if (suspicious.length > 0) {
    const characters = suspicious.map(characterName).join(', ');
    cautions.push(i18n.t('popup.caution.deceptive', [characters]));
  }
  return cautions;
}

function changed(code: Change, target: Target): string {
  switch (code) {
    case 'gone':
      return i18n.t('popup.caution.gone');
    case 'moved':
      return movedTo(target.elsewhere?.room ?? null);
    case 'renamed':
      return i18n.t('popup.caution.renamed');
    case 'role':
      return target.role === 'moderator'
        ? i18n.t('popup.caution.roleUp')
        : i18n.t('popup.caution.roleDown');
    case 'user-id':
      return i18n.t('popup.caution.userId');
    case 'rejoined':
      return i18n.t('popup.caution.rejoined');
    case 'reused':
      return i18n.t('popup.caution.reused');
    case 'meets-you':
      return i18n.t('popup.caution.meetsYou');
    case 'yourself':
      return i18n.t('popup.batch.leftOutYourself');
    case 'unseen':
      return i18n.t('popup.caution.unseen');
  }
}

function movedTo(room: string | null): string {
  const { text } = safeName(room);
  return text === null
    ? i18n.t('popup.caution.movedMain')
    : i18n.t('popup.caution.moved', [quoted(text)]);
}

/** Isolated (FSI, PDI): a name of another direction must not turn the words around it. */
function quoted(name: string): string {
  return `“\u2068${name}\u2069”`;
}

function namesakes({ name, namesakes: count, joinedAt }: Target): string {
  const shown = quoted(safeName(name).text ?? '');
  const who =
    count === 2
      ? i18n.t('popup.caution.twoNamesakes', [shown])
      : i18n.t('popup.caution.namesakes', [String(count), shown]);
  const which =
    joinedAt === null
      ? i18n.t('popup.caution.compareId')
      : i18n.t('popup.caution.joinedAt', [clock(joinedAt)]);
  return `${who} ${which}`;
}

function cautionsOfMany(kind: Action['kind'], people: readonly Action[]): string[] {
  const banned = bannedIn(people);
  const changed = (change: Action['changes'][number]) =>
    people.filter(({ changes }) => changes.includes(change)).length;
  const removedOnly = (why: RemovedOnly) =>
    kind !== 'ban'
      ? 0
      : people.filter(
          (action) => action.kind === 'remove' && whyRemovedOnly(action, banned) === why,
        ).length;
  const covered = removedOnly('same-id');
  const meetsYou = removedOnly('your-id');
  const noUserId = removedOnly('no-user-id');
  const moderators = people.filter(({ target }) => target?.role === 'moderator').length;
  const shared = kind === 'ban' ? sharedBeyond(people) : 0;
  const madeOfOther = people.filter(
    (action) => action.kind === 'ban' && looksMadeOfOther(action.target?.userId ?? ''),
  ).length;
  const deceptive = people.filter(({ target }) => safeName(target?.name).suspicious.length > 0);
  const gone = changed('gone');
  const moved = changed('moved');
  const otherName = people.filter(({ target }) => safeName(target?.tokenName).text !== null).length;
  return [
    changed('unseen') > 0 && i18n.t('popup.batch.unseen'),
    gone > 0 && i18n.t('popup.batch.gone', gone, [String(gone)]),
    moved > 0 && i18n.t('popup.batch.moved', moved, [String(moved)]),
    meetsYou > 0 && i18n.t('popup.batch.meetsYou', meetsYou, [String(meetsYou)]),
    otherName > 0 && i18n.t('popup.batch.tokenName', otherName, [String(otherName)]),
    noUserId > 0 && i18n.t('popup.batch.noUserId', noUserId, [String(noUserId)]),
    covered > 0 && i18n.t('popup.batch.covered', covered, [String(covered)]),
    moderators > 0 && i18n.t('popup.batch.moderators', moderators, [String(moderators)]),
    shared > 0 && i18n.t('popup.batch.shared', shared, [String(shared)]),
    madeOfOther > 0 && i18n.t('popup.batch.madeOfOther', madeOfOther, [String(madeOfOther)]),
    deceptive.length > 0 &&
      i18n.t('popup.batch.deceptive', deceptive.length, [String(deceptive.length)]),
  ].filter((text) => text !== false);
}

/** Whether a ban meets somebody besides who is asked about: who is here, or was at the same time. */
function isOthersToo({ shared, sharedBy, participantId }: Target): boolean {
  return shared === true || sharedBy > (participantId === null ? 0 : 1);
}

/** How many of the user ids to ban are carried by more people here than this request is about. */
function sharedBeyond(people: readonly Action[]): number {
  const here = new Map<string, number>();
  for (const { target } of people) {
    if (target?.userId) here.set(target.userId, (here.get(target.userId) ?? 0) + 1);
  }
  return people.filter(
    ({ kind, target }) =>
      kind === 'ban' &&
      target?.userId &&
      (target.shared || target.sharedBy > (here.get(target.userId) ?? 0)),
  ).length;
}
