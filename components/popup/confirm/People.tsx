import { useEffect, useId, useMemo, useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { inOrder } from '~/components/popup/labels';
import { Badge } from '~/components/ui/Badge';
import { shownPerson } from '~/components/ui/labels/action';
import { changeLabels } from '~/components/ui/labels/change';
import { bannedIn, isCovered, type RemovedOnly, whyRemovedOnly } from '~/utils/actions/plan';
import type { Action, Target } from '~/utils/journal/action';
import type { RequestSummary } from '~/utils/journal/request-summary';
import { numberLabel } from '~/utils/language';
import { safeId, safeName, shortId } from '~/utils/names/safe-name';
import { type Mark, marksOf } from './cautions';
import { type Group, groupsOf, rankOf } from './counts';

/** Everybody who is asked about, first who needs a second look; and who was left out, and why. */
export function PeopleList({
  kind,
  people,
  leftOut,
  removes,
}: {
  readonly kind: Action['kind'];
  readonly people: readonly Action[];
  readonly leftOut: readonly Action[];
  /** Whether bans are followed by removals; else nothing is done about whom another's ban covers. */
  readonly removes: boolean;
}) {
  const [wholeIds, setWholeIds] = useState(false);
  const title = useId();
  const banned = useMemo(() => bannedIn(people), [people]);
  const ordered = useMemo(() => {
    const ranks = new Map(people.map((action) => [action.id, rankOf(action)]));
    const rank = ({ id }: Action) => ranks.get(id) ?? 0;
    return inOrder(people).toSorted((a, b) => rank(a) - rank(b));
  }, [people]);
  const groups = useMemo(() => groupsOf(ordered), [ordered]);
  const removedOnly = (action: Action) => {
    if (kind === 'remove' || action.kind === 'ban') return null;
    return !removes && isCovered(action, banned) ? 'covered' : whyRemovedOnly(action, banned);
  };

  const items = (those: readonly Action[]) =>
    those.map((action) => (
      <PersonItem
        key={action.id}
        action={action}
        removedOnly={removedOnly(action)}
        wholeId={wholeIds}
      />
    ));

  return (
    <div class="people">
      <div class="people__head">
        <span id={title} class="label">
          {i18n.t('popup.batch.people')}
        </span>
        <button
          type="button"
          class="link"
          aria-pressed={wholeIds}
          onClick={() => setWholeIds(!wholeIds)}
        >
          {wholeIds ? i18n.t('popup.batch.shortIds') : i18n.t('popup.batch.wholeIds')}
        </button>
      </div>
      {groups !== null && groups.length > 1 && (
        <p class="hint">{groups.map(groupLabel).join(' · ')}</p>
      )}
      {/* Scrollable with the keyboard too. */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable list must be reachable */}
      <ul class="people__list" aria-labelledby={title} tabIndex={0}>
        {groups === null
          ? items(ordered)
          : groups.map((group) => (
              <li key={group.chosenBy} class="people__group">
                <span class="people__why">{groupLabel(group)}</span>
                <ul aria-label={groupLabel(group)}>{items(group.people)}</ul>
              </li>
            ))}
      </ul>
      {leftOut.length > 0 && (
        <ul class="people__out" aria-label={i18n.t('popup.batch.leftOut')}>
          {leftOut.map((action) => (
            <li key={action.id} class="hint">
              {i18n.t('popup.batch.leftOut')}: <bdi>{shownPerson(action.target)}</bdi>.{' '}
              {whyLeftOut(action)}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** Why they were chosen, as the panel or the popup said, and how many they are. */
function groupLabel({ chosenBy, people }: Group): string {
  const words =
    chosenBy === null
      ? i18n.t('popup.batch.byHand')
      : chosenBy === 'sameUserId' || chosenBy === 'nameLike'
        ? i18n.t(`panel.preset.${chosenBy}.chosen`)
        : i18n.t(`panel.preset.${chosenBy}`);
  return i18n.t('popup.batch.group', [words, numberLabel(people.length)]);
}

function whyLeftOut({ changes }: Action): string {
  if (changes.includes('yourself')) return i18n.t('popup.batch.leftOutYourself');
  if (changes.includes('moved')) return i18n.t('popup.batch.leftOutMoved');
  const isOther = (['rejoined', 'reused', 'user-id'] as const).some((one) => changes.includes(one));
  return isOther ? i18n.t('popup.batch.leftOutOther') : i18n.t('popup.batch.leftOutGone');
}

/** One person of many: safe name, what to know about them, and the id that is acted on. */
export function PersonItem({
  action,
  removedOnly = null,
  wholeId = false,
}: {
  readonly action: Action;
  /** Why they are only removed where others are banned, or not even that; null where that is not so. */
  readonly removedOnly?: RemovedOnly | 'covered' | null;
  readonly wholeId?: boolean;
}) {
  const { target, changes } = action;
  const id = target?.userId ?? null;
  return (
    <li class={wholeId ? 'person person--whole' : 'person'}>
      <span class="person__name">
        <bdi>{shownPerson(target)}</bdi>
        {changes.map((change) => (
          <Badge key={change} tone="warn">
            {changeLabels[change]()}
          </Badge>
        ))}
        {removedOnly !== null && <Badge>{removedOnlyLabel[removedOnly]()}</Badge>}
        {target?.role === 'moderator' && <Badge>{i18n.t('popup.batch.badge.moderator')}</Badge>}
        {target !== null &&
          marksOf(action).map((mark) => (
            <Badge key={mark} tone="warn">
              <bdi>{markLabel[mark](target)}</bdi>
            </Badge>
          ))}
        {target !== null && target.namesakes > 1 && (
          <Badge>{i18n.t('popup.batch.badge.sameName')}</Badge>
        )}
      </span>
      <span class={id === null ? 'person__id hint' : 'person__id hint mono'}>
        {id === null ? i18n.t('popup.batch.noId') : <bdi>{wholeId ? safeId(id) : shortId(id)}</bdi>}
      </span>
    </li>
  );
}

const markLabel: Record<Mark, (target: Target) => string> = {
  'token-name': ({ tokenName }) =>
    i18n.t('popup.batch.badge.tokenName', [safeName(tokenName).text ?? '']),
  shared: ({ sharedBy }) => i18n.t('popup.batch.badge.shared', [numberLabel(sharedBy)]),
  'shared-before': () => i18n.t('popup.batch.badge.sharedBefore'),
  'made-of-other': () => i18n.t('popup.batch.badge.madeOfOther'),
  deceptive: () => i18n.t('panel.badge.unusual'),
};

const removedOnlyLabel: Record<RemovedOnly | 'covered', () => string> = {
  covered: () => i18n.t('popup.batch.badge.covered'),
  'no-user-id': () => i18n.t('popup.batch.badge.removedOnly'),
  'same-id': () => i18n.t('popup.batch.badge.sameId'),
  'your-id': () => i18n.t('popup.batch.badge.yourId'),
};

/** While a request runs its records are read again this often at most, in milliseconds. */
const READ_EVERY_MS = 1000;

export type ReadRecords = (request: string) => Promise<readonly Action[]>;

/**
 * Returns the records of a request. Those of many are read again as it changes, and are null until
 * they were read for the first time.
 */
export function useRecords(request: RequestSummary, read: ReadRecords): readonly Action[] | null {
  const { id, only, state, expiresAt, done, left } = request;
  const [records, setRecords] = useState<readonly Action[] | null>(null);
  const lastRead = useRef(Number.NEGATIVE_INFINITY);
  const turns = useRef({ asked: 0, taken: 0 });
  const isMany = only === null;

  useEffect(() => {
    if (!isMany) return;
    const again = () => {
      lastRead.current = Date.now();
      turns.current.asked += 1;
      const turn = turns.current.asked;
      read(id).then(
        (answer) => {
          if (turn < turns.current.taken) return;
          turns.current.taken = turn;
          setRecords(answer);
        },
        // What is on the screen stays; the next change asks again.
        () => undefined,
      );
    };
    const wait = lastRead.current + READ_EVERY_MS - Date.now();
    if (state !== 'confirmed' || wait <= 0) {
      again();
      return;
    }
    const timer = setTimeout(again, wait);
    return () => clearTimeout(timer);
  }, [id, isMany, state, expiresAt, done, left, read]);

  const alone = useMemo(() => only && [only], [only]);
  return alone ?? records;
}
