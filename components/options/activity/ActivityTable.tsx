import type { RefObject } from 'preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { Button } from '~/components/ui/Button';
import { byDay, type Found } from '~/utils/journal/listing';
import { FoundRows } from './ActivityRow';
import type { AppNames } from './app-names';
import { dayLabel } from './labels';

/** Lines drawn at once; ten thousand would take seconds and nobody reads them. */
const LINES = 100;

/** The lines that were found, newest first, by day. Another query begins with the first lines again. */
export function ActivityTable({
  found,
  query,
  apps,
  now,
  onUser,
  ticked,
  onTick,
  labelledBy,
}: {
  found: readonly Found[];
  /** What they were found by: another object for another query. */
  query: object;
  apps: AppNames;
  now: () => number;
  onUser: (userId: string) => void;
  /** The lines that are ticked for a report; null where none can be. */
  ticked: ReadonlySet<string> | null;
  onTick: (request: string) => void;
  labelledBy: string;
}) {
  const [shown, setShown] = useState({ query, most: LINES });
  const most = shown.query === query ? shown.most : LINES;
  const days = useMemo(() => byDay(found.slice(0, most)), [found, most]);
  const table = useRef<HTMLTableElement>(null);
  /** The first line that “Show more” has brought, to be focused once it is there. */
  const goTo = useRef<string | null>(null);

  useEffect(() => {
    if (goTo.current === null) return;
    table.current?.querySelector<HTMLElement>(`[data-of="${goTo.current}"]`)?.focus();
    goTo.current = null;
  });
  useRowsThatOpen(table);

  return (
    <>
      <table
        class={ticked ? 'table table--ticks' : 'table'}
        aria-labelledby={labelledBy}
        ref={table}
      >
        <thead>
          <tr>
            <th scope="col" class="table__when">
              {i18n.t('options.activity.when')}
            </th>
            <th scope="col" class="table__what">
              {i18n.t('options.activity.whatAndWho')}
            </th>
            <th scope="col" class="table__where">
              {i18n.t('options.activity.meeting')}
            </th>
            <th scope="col">{i18n.t('options.activity.outcome')}</th>
            <th scope="col" class="table__end">
              <span class="visually-hidden">{i18n.t('options.activity.details')}</span>
            </th>
          </tr>
        </thead>
        {days.map(({ day, found: ofDay }) => (
          <tbody key={day}>
            <tr class="table__day">
              <th scope="rowgroup" colSpan={5}>
                {dayLabel(ofDay[0]?.listed.entries[0]?.action.stagedAt ?? 0, now())}
              </th>
            </tr>
            {ofDay.map((one) => (
              <FoundRows
                key={one.listed.request}
                found={one}
                apps={apps}
                now={now()}
                onUser={onUser}
                tick={
                  ticked && {
                    on: ticked.has(one.listed.request),
                    toggle: () => onTick(one.listed.request),
                  }
                }
              />
            ))}
          </tbody>
        ))}
      </table>
      {found.length > most && (
        <div class="activity__more">
          <Button
            onClick={() => {
              goTo.current = found[most]?.listed.request ?? null;
              setShown({ query, most: most + LINES });
            }}
          >
            {i18n.t('options.activity.showMore')}
          </Button>
        </div>
      )}
    </>
  );
}

/** A click anywhere in a row of this table presses the button by which the row opens, which has `data-of`. */
export function useRowsThatOpen(table: RefObject<HTMLTableElement | null>): void {
  useEffect(() => {
    const drawn = table.current;
    drawn?.addEventListener('click', openRow);
    return () => drawn?.removeEventListener('click', openRow);
  }, [table]);
}

/**
 * A click anywhere in a row presses its button: a chevron is a small thing to aim at. Not where the click is for
 * something else in the row, or has just selected text, which is to be copied.
 */
function openRow({ target }: Event): void {
  if (!(target instanceof Element) || target.closest('a, button, input')) return;
  if (getSelection()?.isCollapsed === false) return;
  target.closest('tr')?.querySelector<HTMLElement>('[data-of]')?.click();
}
