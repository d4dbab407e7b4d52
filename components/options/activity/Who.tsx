import { i18n } from '#i18n';
import type { Action } from '~/utils/journal/action';
import { safeId } from '~/utils/names/safe-id';
import { safeName } from '~/utils/names/safe-name';

/** The name as it was shown, and the user id that was banned, whole. */
export function Who({ action }: { action: Action }) {
  if (action.kind === 'end-meeting') return <>{i18n.t('options.activity.everyone')}</>;
  if (action.kind === 'test-key') return <>{i18n.t('options.activity.nobody')}</>;
  if (action.phone !== undefined) return <bdi class="mono">{action.phone}</bdi>;
  const name = shownName(action);
  const userId = action.target?.userId ?? action.token?.userId ?? null;
  const id = userId ?? action.target?.participantId ?? null;
  return (
    <>
      {name === null ? (
        <span class="hint">{i18n.t('options.activity.unnamed')}</span>
      ) : (
        <bdi>{name}</bdi>
      )}
      {id !== null && <span class="cell-id">{safeId(id)}</span>}
    </>
  );
}

/** Null where no name is known, or nothing of it can be shown. */
export function shownName({ target, token }: Action): string | null {
  return safeName(target?.name ?? token?.userName).text;
}
