import { i18n } from '#i18n';
import type { Named } from '~/utils/meeting/snapshot';
import { safeId, shortId } from '~/utils/names/safe-id';

/** UTF-16 code units that fit beside the buttons. */
const SHORT_ENOUGH = 18;

/** The user id in short; pressing it shows the whole one. */
export function UserId({
  one,
  open,
  onToggle,
}: {
  one: Pick<Named, 'userId' | 'userIdUnreadable'>;
  open: boolean;
  onToggle: () => void;
}) {
  if (one.userId === null) {
    const words = one.userIdUnreadable ? 'panel.row.unreadableUserId' : 'panel.row.noUserId';
    return <span>{i18n.t(words)}</span>;
  }
  const whole = safeId(one.userId);
  const short = whole.length <= SHORT_ENOUGH ? whole : shortId(one.userId);
  return (
    <button
      type="button"
      class="id"
      aria-expanded={open}
      aria-label={i18n.t('panel.row.userId', [short])}
      title={whole}
      onClick={onToggle}
    >
      <bdi>{short}</bdi>
    </button>
  );
}

/** Both ids whole, every character to be seen. */
export function WholeIds({ one }: { one: Pick<Named, 'id' | 'userId'> }) {
  return (
    <dl class="ids">
      {one.userId !== null && (
        <>
          <dt>{i18n.t('panel.row.wholeUserId')}</dt>
          <dd>
            <bdi>{safeId(one.userId)}</bdi>
          </dd>
        </>
      )}
      <dt>{i18n.t('panel.row.participantId')}</dt>
      <dd>
        <bdi>{safeId(one.id)}</bdi>
      </dd>
    </dl>
  );
}
