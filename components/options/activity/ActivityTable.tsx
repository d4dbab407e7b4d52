import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { Button } from '~/components/ui/Button';
import { Icon } from '~/components/ui/Icon';
import { roomOf, whomOf } from '~/components/ui/labels/action';
import { exactTime } from '~/components/ui/time';
import type { Action } from '~/utils/journal/action';
import { isoTime } from '~/utils/journal/export';
import type { ActivityFilter, Searchable } from '~/utils/journal/search';
import { ActivityDetails, Who } from './ActivityDetails';
import { shortAppId } from './ActivityFilters';
import { kindLabel, outcomeLines } from './labels';

/** Rows drawn at once; ten thousand would take seconds and nobody reads them. */
const ROWS = 100;

/** The actions that were found, newest first. Another filter begins with the first rows again. */
export function ActivityTable({
  found,
  filter,
  labelledBy,
}: {
  found: readonly Searchable[];
  filter: ActivityFilter;
  labelledBy: string;
}) {
  const [shown, setShown] = useState({ filter, most: ROWS });
  const most = shown.filter === filter ? shown.most : ROWS;
  const body = useRef<HTMLTableSectionElement>(null);
  /** The first row that “Show more” has brought, to be focused once it is there. */
  const goTo = useRef<string | null>(null);

  useEffect(() => {
    if (goTo.current === null) return;
    body.current?.querySelector<HTMLElement>(`[data-of="${goTo.current}"]`)?.focus();
    goTo.current = null;
  });

  return (
    <>
      <table class="table" aria-labelledby={labelledBy}>
        <thead>
          <tr>
            <th scope="col">{i18n.t('options.activity.when')}</th>
            <th scope="col">{i18n.t('options.activity.what')}</th>
            <th scope="col">{i18n.t('options.activity.who')}</th>
            <th scope="col">{i18n.t('options.activity.meeting')}</th>
            <th scope="col">{i18n.t('options.activity.outcome')}</th>
            <th scope="col">
              <span class="visually-hidden">{i18n.t('options.activity.details')}</span>
            </th>
          </tr>
        </thead>
        <tbody ref={body}>
          {found.slice(0, most).map(({ action }) => (
            <ActivityRow key={action.id} action={action} />
          ))}
        </tbody>
      </table>
      {found.length > most && (
        <div class="activity__more">
          <Button
            onClick={() => {
              goTo.current = found[most]?.action.id ?? null;
              setShown({ filter, most: most + ROWS });
            }}
          >
            {i18n.t('options.activity.showMore')}
          </Button>
        </div>
      )}
    </>
  );
}

/** How many columns a row has. */
const COLUMNS = 6;

/** One action of the journal, with its details below when they are asked for. */
function ActivityRow({ action }: { action: Action }) {
  const [open, setOpen] = useState(false);
  const details = useId();
  const at = action.confirmedAt ?? action.stagedAt;
  return (
    <>
      <tr class={open ? 'table__row--open' : ''}>
        <td class="table__when">
          <time dateTime={isoTime(at)}>{exactTime(at)}</time>
        </td>
        <th scope="row">{kindLabel(action.kind)}</th>
        <td class="table__who">
          <Who action={action} />
        </td>
        <td class="table__where">
          <bdi class="break">
            {roomOf(action.meeting.room) ?? i18n.t('options.activity.noRoom')}
          </bdi>
          <span class="table__id">{shortAppId(action.meeting.appId)}</span>
        </td>
        <td>
          <ul class="table__outcomes">
            {outcomeLines(action).map(({ tone, text }) => (
              <li key={text}>
                <span class={`dot dot--${tone}`} aria-hidden="true" />
                <span>{text}</span>
              </li>
            ))}
          </ul>
          {action.note && (
            <p class="hint">
              {i18n.t('options.activity.note')}: <bdi class="break">{action.note}</bdi>
            </p>
          )}
        </td>
        <td class="table__end">
          <Button
            look="icon"
            class="disclose"
            data-of={action.id}
            aria-label={i18n.t('options.activity.detailsOf', [
              kindLabel(action.kind),
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
        <tr class="table__details" id={details}>
          <td colSpan={COLUMNS}>
            <ActivityDetails action={action} />
          </td>
        </tr>
      )}
    </>
  );
}
