import { useMemo, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { Button } from '~/components/ui/Button';
import { Notice } from '~/components/ui/Notice';
import { type ActivityFilter, NO_FILTER, search } from '~/utils/journal/search';
import { ActivityFilters } from './ActivityFilters';
import { ActivityTable } from './ActivityTable';
import { ActivityTools } from './ActivityTools';
import type { ActivityPort, Ledger } from './journal-index';
import { useLedger } from './journal-index';
import { countWords } from './words';

/** What was done, when, to whom, and what JaaS said to it. */
export function ActivityPage({ port, now }: { port: ActivityPort; now: () => number }) {
  const [ledger, refresh] = useLedger(port, now);
  return (
    <section class="section">
      <h2 id="activity-title">{i18n.t('options.activity.title')}</h2>
      <p class="lead">{i18n.t('options.activity.intro')}</p>
      {ledger.state === 'failed' && (
        <Notice tone="danger" role="alert">
          {i18n.t('options.activity.failed')}
        </Notice>
      )}
      {ledger.state === 'ready' && (
        <>
          <ActivityTools port={port} ledger={ledger.value} now={now} onCleared={refresh} />
          <Listing ledger={ledger.value} />
        </>
      )}
    </section>
  );
}

function Listing({ ledger }: { ledger: Ledger }) {
  const [filter, setFilter] = useState(NO_FILTER);
  const found = useMemo(() => search(ledger.entries, filter), [ledger, filter]);
  const { damaged, total } = ledger;
  if (total === 0) return <p class="empty">{i18n.t('options.activity.empty')}</p>;
  const change = (more: Partial<ActivityFilter>) => setFilter({ ...filter, ...more });

  return (
    <>
      {damaged > 0 && (
        <div class="activity-damaged">
          <Notice tone="warn">
            {i18n.t('options.activity.damaged', damaged, [countWords(damaged)])}
          </Notice>
        </div>
      )}
      <ActivityFilters entries={ledger.entries} filter={filter} onChange={change} />
      <p role="status" class="hint activity-count">
        {countOf(ledger, found.length, filter)}
      </p>
      {found.length > 0 && (
        <ActivityTable found={found} filter={filter} labelledBy="activity-title" />
      )}
      {found.length === 0 && ledger.complete && isFiltering(filter) && (
        <div class="empty">
          <p>{i18n.t('options.activity.noneFound')}</p>
          <Button onClick={() => setFilter(NO_FILTER)}>{i18n.t('options.activity.showAll')}</Button>
        </div>
      )}
    </>
  );
}

/** How many there are and how many of them were found; while reading goes on, that too. */
function countOf(
  { entries, total, complete }: Ledger,
  found: number,
  filter: ActivityFilter,
): string {
  if (!complete) {
    return i18n.t('options.activity.reading', [countWords(entries.length), countWords(total)]);
  }
  const all = i18n.t('options.activity.count', entries.length, [countWords(entries.length)]);
  return isFiltering(filter) ? i18n.t('options.activity.found', [countWords(found), all]) : all;
}

function isFiltering({ text, kind, outcome, meeting }: ActivityFilter): boolean {
  return text.trim() !== '' || kind !== null || outcome !== null || meeting !== null;
}
