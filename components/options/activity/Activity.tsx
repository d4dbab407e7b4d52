import { useMemo, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { Button } from '~/components/ui/Button';
import { Notice } from '~/components/ui/Notice';
import { type ActivityFilter, NO_FILTER, search } from '~/utils/journal/search';
import { ActivityFilters } from './ActivityFilters';
import { ActivityTable } from './ActivityTable';
import { ActivityTools } from './ActivityTools';
import type { ActivityPort, JournalIndex } from './journal-index';
import { useJournalIndex } from './journal-index';
import { countLabel } from './labels';

/** What was done, when, to whom, and what JaaS said to it. */
export function ActivityPage({ port, now }: { port: ActivityPort; now: () => number }) {
  const [journalIndex, refresh] = useJournalIndex(port, now);
  return (
    <section class="page__section">
      <h2 id="activity-title">{i18n.t('options.activity.title')}</h2>
      <p class="intro">{i18n.t('options.activity.intro')}</p>
      {journalIndex.state === 'failed' && (
        <Notice tone="danger" role="alert">
          {i18n.t('options.activity.failed')}
        </Notice>
      )}
      {journalIndex.state === 'ready' && (
        <>
          <ActivityTools
            port={port}
            journalIndex={journalIndex.value}
            now={now}
            onCleared={refresh}
          />
          <Listing journalIndex={journalIndex.value} />
        </>
      )}
    </section>
  );
}

function Listing({ journalIndex }: { journalIndex: JournalIndex }) {
  const [filter, setFilter] = useState(NO_FILTER);
  const found = useMemo(() => search(journalIndex.entries, filter), [journalIndex, filter]);
  const { damaged, total } = journalIndex;
  if (total === 0) return <p class="nothing">{i18n.t('options.activity.empty')}</p>;
  const change = (more: Partial<ActivityFilter>) => setFilter({ ...filter, ...more });

  return (
    <>
      {damaged > 0 && (
        <div class="activity__damaged">
          <Notice tone="warn">
            {i18n.t('options.activity.damaged', damaged, [countLabel(damaged)])}
          </Notice>
        </div>
      )}
      <ActivityFilters entries={journalIndex.entries} filter={filter} onChange={change} />
      <p role="status" class="hint activity__count">
        {countOf(journalIndex, found.length, filter)}
      </p>
      {found.length > 0 && (
        <ActivityTable found={found} filter={filter} labelledBy="activity-title" />
      )}
      {found.length === 0 && journalIndex.complete && isFiltering(filter) && (
        <div class="nothing">
          <p>{i18n.t('options.activity.noneFound')}</p>
          <Button onClick={() => setFilter(NO_FILTER)}>{i18n.t('options.activity.showAll')}</Button>
        </div>
      )}
    </>
  );
}

/** How many there are and how many of them were found; while reading goes on, that too. */
function countOf(
  { entries, total, complete }: JournalIndex,
  found: number,
  filter: ActivityFilter,
): string {
  if (!complete) {
    return i18n.t('options.activity.reading', [countLabel(entries.length), countLabel(total)]);
  }
  const all = i18n.t('options.activity.count', entries.length, [countLabel(entries.length)]);
  return isFiltering(filter) ? i18n.t('options.activity.found', [countLabel(found), all]) : all;
}

function isFiltering({ text, kind, outcome, meeting }: ActivityFilter): boolean {
  return text.trim() !== '' || kind !== null || outcome !== null || meeting !== null;
}
