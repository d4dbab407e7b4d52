import { useEffect, useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { Button } from '~/components/ui/Button';
import type { ActivityFilter, Searchable } from '~/utils/journal/search';
import { ActivityRow } from './ActivityRow';

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
        <div class="more-rows">
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
