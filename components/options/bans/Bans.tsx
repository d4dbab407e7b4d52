import { useMemo, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { appNames, type NamedKey } from '~/components/options/activity/app-names';
import {
  type ActivityPort,
  type JournalIndex,
  useJournalIndex,
} from '~/components/options/activity/journal-index';
import { useLoaded } from '~/components/options/use-loaded';
import { Button } from '~/components/ui/Button';
import { Notice } from '~/components/ui/Notice';
import { bannedPeople } from '~/utils/bans/banned';
import type { Mark } from '~/utils/bans/mark';
import { numberLabel, plural } from '~/utils/language';
import { BansFilters } from './BansFilters';
import { BansTable } from './BansTable';
import { BansTools } from './BansTools';
import { findPeople, listedPerson, NO_FILTER, type Order } from './listing';
import type { BansPort } from './port';

/** What the page of bans is shown with. */
export interface BansProps {
  readonly activity: ActivityPort;
  readonly port: BansPort;
  /** What AppIDs are called by, where there are several. */
  readonly keys: readonly NamedKey[];
  readonly now: () => number;
}

/** Everybody whom this browser banned, and whom imported files say to be banned. */
export function BansPage(props: BansProps) {
  const { activity, port, now } = props;
  const journalIndex = useJournalIndex(activity, now);
  const [marks, reload] = useLoaded(port.marks.all, activity.watch);
  return (
    <section class="page__section">
      <h2 id="bans-title">{i18n.t('options.bans.title')}</h2>
      <p class="intro">{i18n.t('options.bans.intro')}</p>
      {(journalIndex.state === 'failed' || marks.state === 'failed') && (
        <Notice tone="danger" role="alert">
          {i18n.t('options.bans.failed')}
        </Notice>
      )}
      {journalIndex.state === 'ready' && marks.state === 'ready' && (
        <Listed {...props} index={journalIndex.value} marks={marks.value} reload={reload} />
      )}
    </section>
  );
}

function Listed({
  activity,
  port,
  keys,
  now,
  index: { entries, complete, total },
  marks,
  reload,
}: BansProps & {
  readonly index: JournalIndex;
  readonly marks: readonly Mark[];
  readonly reload: () => Promise<void>;
}) {
  const [filter, setFilter] = useState(NO_FILTER);
  const [order, setOrder] = useState<Order>(null);
  const all = useMemo(() => {
    const actions = entries.map(({ action }) => action);
    return bannedPeople(actions, marks).map(listedPerson);
  }, [entries, marks]);
  const query = useMemo(() => ({ filter, order }), [filter, order]);
  const found = useMemo(() => findPeople(all, filter, order), [all, filter, order]);
  const apps = useMemo(
    () =>
      appNames(
        all.map(({ person }) => person.appId),
        keys,
      ),
    [all, keys],
  );
  const isNarrowed = found.length < all.length;
  const count = plural('options.bans.count', all.length);

  return (
    <>
      <BansTools
        activity={activity}
        port={port}
        people={found.map(({ person }) => person)}
        marked={marks}
        reload={reload}
        isReady={complete}
        now={now}
      />
      {all.length > 0 && (
        <BansFilters
          apps={apps}
          filter={filter}
          order={order}
          onChange={(more) => setFilter((before) => ({ ...before, ...more }))}
          onOrder={setOrder}
        />
      )}
      {(all.length > 0 || !complete) && (
        <p role="status" class="hint bans__count">
          {complete
            ? isNarrowed
              ? i18n.t('options.activity.found', [numberLabel(found.length), count])
              : count
            : i18n.t('options.activity.reading', [numberLabel(entries.length), numberLabel(total)])}
        </p>
      )}
      {found.length > 0 && (
        <BansTable
          found={found}
          query={query}
          apps={apps}
          port={port}
          reload={reload}
          now={now}
          labelledBy="bans-title"
        />
      )}
      {complete && all.length === 0 && <p class="nothing">{i18n.t('options.bans.empty')}</p>}
      {all.length > 0 && found.length === 0 && (
        <div class="nothing">
          <p>{i18n.t('options.bans.noneFound')}</p>
          <Button onClick={() => setFilter(NO_FILTER)}>{i18n.t('options.bans.showAll')}</Button>
        </div>
      )}
    </>
  );
}
