import { i18n } from '#i18n';
import { moment } from '~/components/ui/moment';
import { Phrase } from '~/components/ui/Phrase';
import { useNow } from '~/components/ui/use-now';
import { whomOf } from '~/components/ui/words/whom';
import type { Action } from '~/utils/journal/action';

/** When a meeting is to end, with the ways out. `named`: which meeting it is stands not above it. */
export function EndLine({
  action,
  named = false,
  onChange,
  onCancel,
}: {
  readonly action: Action;
  readonly named?: boolean;
  readonly onChange?: () => void;
  readonly onCancel: () => void;
}) {
  const now = useNow();
  const at = moment(action.schedule?.dueAt ?? 0, now);
  return (
    <div class="end-line">
      <span class="dot dot--warn" aria-hidden="true" />
      <span class="end-line__text">
        {named ? (
          <Phrase text={(room) => i18n.t('popup.endAt.other', [room, at])}>
            <bdi>{whomOf(action)}</bdi>
          </Phrase>
        ) : (
          i18n.t('popup.endAt.ends', [at])
        )}
      </span>
      <span class="end-line__acts">
        {onChange && (
          <button type="button" class="link" onClick={onChange}>
            {i18n.t('popup.endAt.change')}
          </button>
        )}
        <button
          type="button"
          class="link"
          aria-label={i18n.t('popup.endAt.cancelOf', [at])}
          onClick={onCancel}
        >
          {i18n.t('popup.endAt.cancel')}
        </button>
      </span>
    </div>
  );
}
