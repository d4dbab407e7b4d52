import { i18n } from '#i18n';
import { roomOf } from '~/components/ui/labels/action';
import { clock } from '~/components/ui/time';
import { bannedIn, type RemovedOnly, whyRemovedOnly } from '~/utils/actions/plan';
import { looksMadeOfOther } from '~/utils/jaas/user-id';
import type { Action, Change, Target } from '~/utils/journal/action';
import type { RequestSummary } from '~/utils/journal/request-summary';
import { listLabel, plural } from '~/utils/language';
import { characterName } from '~/utils/names/characters';
import { safeName } from '~/utils/names/safe-name';
import type { MeetingNow } from './facts';

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

/**
 * Returns what is different since a host clicked, the gravest of all there is to read.
 *
 * @param before the name that stood on the screen until then; undefined where none did
 */
export function changesOf(
  { target, changes }: Action,
  before: string | null | undefined,
): string[] {
  return target === null ? [] : changes.map((code) => changed(code, target, before));
}

/** What could make somebody the wrong one, or do more than is meant. */
export type Mark = 'token-name' | 'shared' | 'shared-before' | 'made-of-other' | 'deceptive';

/** Returns what the host is warned of about one person; of many the list marks whom a caution in numbers is about. */
export function marksOf({ kind, target }: Action): Mark[] {
  if (target === null) return [];
  const marks: Mark[] = [];
  if (safeName(target.tokenName).text !== null) marks.push('token-name');
  if (kind === 'ban' && target.sharedBy > 1) marks.push('shared');
  else if (kind === 'ban' && isOthersToo(target)) marks.push('shared-before');
  if (kind === 'ban' && looksMadeOfOther(target.userId ?? '')) marks.push('made-of-other');
  if (safeName(target.name).suspicious.length > 0) marks.push('deceptive');
  return marks;
}

function cautionsOfOne(action: Action): string[] {
  const { target, changes } = action;
  if (target === null) return [];
  const marks = marksOf(action);
  const cautions: string[] = [];
  if (marks.includes('token-name')) {
    const name = safeName(target.tokenName).text ?? '';
    cautions.push(i18n.t('popup.caution.tokenName', [quoted(name)]));
  }
  if (target.elsewhere !== undefined && !changes.includes('moved')) {
    cautions.push(movedTo(target.elsewhere.room));
  }
  if (target.role === 'moderator') cautions.push(i18n.t('popup.caution.moderator'));
  if (marks.includes('shared')) {
    cautions.push(plural('popup.caution.shared', target.sharedBy));
  }
  if (marks.includes('shared-before')) cautions.push(i18n.t('popup.caution.sharedBefore'));
  if (target.elsewhere?.assumed) cautions.push(i18n.t('popup.caution.assumed'));
  if (marks.includes('made-of-other')) cautions.push(i18n.t('popup.userId.madeOfOther'));
  if (target.namesakes > 1) cautions.push(namesakes(target));
  if (marks.includes('deceptive')) {
    const characters = listLabel(safeName(target.name).suspicious.map(characterName));
    cautions.push(i18n.t('popup.caution.deceptive', [characters]));
  }
  return cautions;
}

function changed(code: Change, target: Target, before: string | null | undefined): string {
  switch (code) {
    case 'gone':
      return i18n.t('popup.caution.gone');
    case 'moved':
      return movedTo(target.elsewhere?.room ?? null);
    case 'renamed':
      return renamed(before, target.name);
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

/** Both names where both are known: that there is another one says little. */
function renamed(before: string | null | undefined, name: string | null): string {
  const [old, now] = [safeName(before).text, safeName(name).text];
  return old === null || now === null || old === now
    ? i18n.t('popup.caution.renamed')
    : i18n.t('popup.caution.renamedTo', [isolated(old), isolated(now)]);
}

function movedTo(room: string | null): string {
  const { text } = safeName(room);
  return text === null
    ? i18n.t('popup.caution.movedMain')
    : i18n.t('popup.caution.moved', [quoted(text)]);
}

/** Isolated (FSI, PDI): a name of another direction must not turn the words around it. */
function isolated(name: string): string {
  return `\u2068${name}\u2069`;
}

function quoted(name: string): string {
  return i18n.t('popup.caution.quoted', [isolated(name)]);
}

function namesakes({ name, namesakes: count, joinedAt }: Target): string {
  const shown = quoted(safeName(name).text ?? '');
  const who =
    count === 2
      ? i18n.t('popup.caution.twoNamesakes', [shown])
      : plural('popup.caution.namesakes', count, [count, shown]);
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
  const shared = kind === 'ban' ? sharedBeyond(people) : 0;
  const marks = people.flatMap(marksOf);
  const marked = (mark: Mark) => marks.filter((one) => one === mark).length;
  const madeOfOther = marked('made-of-other');
  const deceptive = marked('deceptive');
  const gone = changed('gone');
  const moved = changed('moved');
  const otherName = marked('token-name');
  return [
    changed('unseen') > 0 && i18n.t('popup.batch.unseen'),
    gone > 0 && plural('popup.batch.gone', gone),
    moved > 0 && plural('popup.batch.moved', moved),
    meetsYou > 0 && plural('popup.batch.meetsYou', meetsYou),
    otherName > 0 && plural('popup.batch.tokenName', otherName),
    noUserId > 0 && plural('popup.batch.noUserId', noUserId),
    covered > 0 && plural('popup.batch.covered', covered),
    shared > 0 && plural('popup.batch.shared', shared),
    madeOfOther > 0 && plural('popup.batch.madeOfOther', madeOfOther),
    deceptive > 0 && plural('popup.batch.deceptive', deceptive),
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
