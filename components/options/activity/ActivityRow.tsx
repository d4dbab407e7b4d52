import { i18n } from '#i18n';
import { roomOf } from '~/components/shared/whom';
import type { Action, ActionKind } from '~/utils/actions/action';
import { safeId } from '~/utils/meeting/safe-id';
import { safeName } from '~/utils/meeting/safe-name';
import { exactTime } from '../time-words';
import { outcomeLines } from './outcome-lines';

const kinds: Record<ActionKind, () => string> = {
  ban: () => i18n.t('options.activity.kind.ban'),
  remove: () => i18n.t('options.activity.kind.remove'),
  'ban-token': () => i18n.t('options.activity.kind.banToken'),
  'end-meeting': () => i18n.t('options.activity.kind.endMeeting'),
  'test-key': () => i18n.t('options.activity.kind.testKey'),
};

/** One action of the journal. */
export function ActivityRow({ action }: { action: Action }) {
  const at = action.confirmedAt ?? action.stagedAt;
  return (
    <tr>
      <td class="when">
        <time dateTime={new Date(at).toISOString()}>{exactTime(at)}</time>
      </td>
      <th scope="row">{kinds[action.kind]()}</th>
      <td>
        <Who action={action} />
      </td>
      <td>
        <bdi class="break">{roomOf(action.meeting.room) ?? i18n.t('options.activity.noRoom')}</bdi>
        <span class="cell-id">{shortAppId(action.meeting.appId)}</span>
      </td>
      <td>
        <ul class="outcomes">
          {outcomeLines(action).map(({ tone, text }) => (
            <li key={text}>
              <span class={`dot dot--${tone}`} aria-hidden="true" />
              <span>{text}</span>
            </li>
          ))}
        </ul>
        {action.note && (
          <p class="hint">
            {i18n.t('options.activity.note')}: <bdi>{action.note}</bdi>
          </p>
        )}
      </td>
    </tr>
  );
}

/** The name as it was shown, and the user id that was banned, whole. */
function Who({ action }: { action: Action }) {
  if (action.kind === 'end-meeting') return <>{i18n.t('options.activity.everyone')}</>;
  if (action.kind === 'test-key') return <>{i18n.t('options.activity.nobody')}</>;
  const raw = action.target?.name ?? action.token?.userName ?? null;
  const name = raw === null ? null : safeName(raw).text;
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

/** Enough to tell one's own AppIDs apart; an AppID is letters and digits only. */
function shortAppId(appId: string): string {
  return appId.replace(/^(vpaas-magic-cookie-\w{4})\w{5,}(\w{4})$/, '$1…$2');
}
