import { useId, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { Button } from '~/components/ui/Button';
import { Icon } from '~/components/ui/Icon';
import { exactTime } from '~/components/ui/time';
import { roomOf, whomOf } from '~/components/ui/words/whom';
import type { Action } from '~/utils/journal/action';
import { isoTime } from '~/utils/journal/iso-time';
import { ActivityDetails } from './ActivityDetails';
import { kindWords } from './activity-words';
import { shortAppId } from './short-app-id';
import { Who } from './Who';
import { outcomeLines } from './words';

/** How many columns a row has. */
const COLUMNS = 6;

/** One action of the journal, with its details below when they are asked for. */
export function ActivityRow({ action }: { action: Action }) {
  const [open, setOpen] = useState(false);
  const details = useId();
  const at = action.confirmedAt ?? action.stagedAt;
  return (
    <>
      <tr class={open ? 'row-open' : ''}>
        <td class="when">
          <time dateTime={isoTime(at)}>{exactTime(at)}</time>
        </td>
        <th scope="row">{kindWords(action.kind)}</th>
        <td class="who">
          <Who action={action} />
        </td>
        <td class="where">
          <bdi class="break">
            {roomOf(action.meeting.room) ?? i18n.t('options.activity.noRoom')}
          </bdi>
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
            <p class="hint row-note">
              {i18n.t('options.activity.note')}: <bdi class="break">{action.note}</bdi>
            </p>
          )}
        </td>
        <td class="row-end">
          <Button
            look="icon"
            class="disclose"
            data-of={action.id}
            aria-label={i18n.t('options.activity.detailsOf', [
              kindWords(action.kind),
              whomOf(action),
            ])}
            aria-expanded={open}
            aria-controls={details}
            onClick={() => setOpen(!open)}
          >
            <Icon name="next" size={16} />
          </Button>
        </td>
      </tr>
      {open && (
        <tr class="row-details" id={details}>
          <td colSpan={COLUMNS}>
            <ActivityDetails action={action} />
          </td>
        </tr>
      )}
    </>
  );
}
