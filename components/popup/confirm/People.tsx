import { useId, useMemo, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { inOrder } from '~/components/popup/batch-words';
import { personOf } from '~/components/ui/words/whom';
import { bannedIn, isCovered } from '~/utils/actions/recheck';
import type { Action } from '~/utils/journal/action';
import type { BatchKind } from '~/utils/journal/batch-summary';
import { PersonItem } from './PersonItem';

/** Everybody who is asked about, those who changed first; and who was left out, and why. */
export function BatchPeople({
  kind,
  people,
  leftOut,
}: {
  readonly kind: BatchKind;
  readonly people: readonly Action[];
  readonly leftOut: readonly Action[];
}) {
  const [wholeIds, setWholeIds] = useState(false);
  const title = useId();
  const banned = useMemo(() => bannedIn(people), [people]);
  const ordered = useMemo(() => {
    const isChanged = ({ changes }: Action) => changes.length > 0;
    const all = inOrder(people);
    return [...all.filter(isChanged), ...all.filter((one) => !isChanged(one))];
  }, [people]);
  const removedOnly = (action: Action) => {
    if (kind === 'remove' || action.kind === 'ban') return null;
    return isCovered(action, banned) ? 'same-id' : 'no-user-id';
  };

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
      {/* Scrollable with the keyboard too. */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable list must be reachable */}
      <ul class="people__list" aria-labelledby={title} tabIndex={0}>
        {ordered.map((action) => (
          <PersonItem
            key={action.id}
            action={action}
            removedOnly={removedOnly(action)}
            wholeId={wholeIds}
          />
        ))}
      </ul>
      {leftOut.length > 0 && (
        <ul class="people__out" aria-label={i18n.t('popup.batch.leftOut')}>
          {leftOut.map((action) => (
            <li key={action.id} class="hint">
              {i18n.t('popup.batch.leftOut')}: <bdi>{personOf(action.target)}</bdi>.{' '}
              {action.changes.includes('yourself')
                ? i18n.t('popup.batch.leftOutYourself')
                : i18n.t('popup.batch.leftOutGone')}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
