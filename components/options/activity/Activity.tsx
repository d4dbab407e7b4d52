import { useId, useMemo, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { Button } from '~/components/ui/Button';
import { Notice } from '~/components/ui/Notice';
import { type Found, find, type Listed as Line, listed } from '~/utils/journal/listing';
import { type ActivityFilter, NO_FILTER } from '~/utils/journal/search';
import { numberLabel, plural } from '~/utils/language';
import { ActivityExport } from './ActivityExport';
import { ActivityFilters } from './ActivityFilters';
import { ActivityTable } from './ActivityTable';
import { appNames, type NamedKey } from './app-names';
import type { ActivityPort, JournalIndex } from './journal-index';
import { useJournalIndex } from './journal-index';
import { SaveReport } from './report/SaveReport';

/** What the activity is shown with. */
export interface ActivityProps {
  readonly port: ActivityPort;
  /** What its AppIDs are called by, where there are several. */
  readonly keys: readonly NamedKey[];
  readonly now: () => number;
}

/** What was done, when, to whom, and what JaaS said to it. */
export function ActivityPage({ port, keys, now }: ActivityProps) {
  const journalIndex = useJournalIndex(port, now);
  return (
    <section class="page__section">
      <h2 id="activity-title">{i18n.t('options.activity.title')}</h2>
      <p class="intro">
        {i18n.t('options.activity.intro')}{' '}
        <a class="link" href="#settings">
          {i18n.t('options.activity.keepLink')}
        </a>
      </p>
      {journalIndex.state === 'failed' && (
        <Notice tone="danger" role="alert">
          {i18n.t('options.activity.failed')}
        </Notice>
      )}
      {journalIndex.state === 'ready' && (
        <Listed journalIndex={journalIndex.value} port={port} keys={keys} now={now} />
      )}
    </section>
  );
}

function Listed({
  journalIndex,
  port,
  keys,
  now,
}: ActivityProps & { readonly journalIndex: JournalIndex }) {
  const { entries, damaged, total, complete } = journalIndex;
  const [filter, setFilter] = useState(NO_FILTER);
  const [hides, setHides] = useState(true);
  const lines = useMemo(() => listed(entries), [entries]);
  const query = useMemo(() => ({ filter, hides }), [filter, hides]);
  const { found, hidden } = useMemo(() => find(lines, filter, hides), [lines, filter, hides]);
  const [ticked, setTicked] = useState<ReadonlySet<string> | null>(null);
  const shown = useMemo(() => found.flatMap(matchingIds), [found]);
  const forReport = useMemo(
    () => (ticked === null ? shown : tickedIds(lines, ticked)),
    [shown, lines, ticked],
  );
  const apps = useMemo(
    () =>
      appNames(
        entries.map(({ action }) => action.meeting.appId),
        keys,
      ),
    [entries, keys],
  );
  const change = (more: Partial<ActivityFilter>) => setFilter((now) => ({ ...now, ...more }));
  if (total === 0) return <p class="nothing">{i18n.t('options.activity.empty')}</p>;

  return (
    <>
      {damaged > 0 && (
        <div class="activity__damaged">
          <Notice tone="warn">{plural('options.activity.damaged', damaged)}</Notice>
        </div>
      )}
      <ActivityFilters entries={entries} apps={apps} filter={filter} onChange={change}>
        <ActivityExport port={port} now={now} journalIndex={journalIndex} shown={shown} />
        <SaveReport
          port={port}
          now={now}
          ids={complete ? forReport : NOTHING}
          choosing={ticked !== null}
          onChoosing={(choosing) => setTicked(choosing ? new Set() : null)}
        />
      </ActivityFilters>
      <div class="cluster activity__head">
        <HideNeverSent hides={hides} onChange={setHides} />
        <p role="status" class="hint activity__count">
          {countOf(journalIndex, lines.length, found.length, filter)}
        </p>
        {complete && hidden > 0 && (
          <p class="hint activity__hidden">{plural('options.activity.hidden', hidden)}</p>
        )}
      </div>
      {found.length > 0 && (
        <ActivityTable
          found={found}
          query={query}
          apps={apps}
          now={now}
          onUser={(userId) => change({ userId })}
          ticked={ticked}
          onTick={(request) => setTicked((before) => before && toggled(before, request))}
          labelledBy="activity-title"
        />
      )}
      {found.length === 0 && complete && lines.length > 0 && (
        <div class="nothing">
          <p>
            {isFiltering(filter)
              ? i18n.t('options.activity.noneFound')
              : i18n.t('options.activity.noneSent')}
          </p>
          <Button
            onClick={() => {
              setFilter(NO_FILTER);
              setHides(false);
            }}
          >
            {i18n.t('options.activity.showAll')}
          </Button>
        </div>
      )}
    </>
  );
}

/** What has not been read whole yet would be left out of a report without a word. */
const NOTHING: readonly string[] = [];

function matchingIds({ matching }: Found): string[] {
  return matching.map(({ action }) => action.id);
}

/** All records of the lines that are ticked, shown or not; those that are gone meanwhile are not there any more. */
function tickedIds(lines: readonly Line[], ticked: ReadonlySet<string>): string[] {
  return lines
    .filter(({ request }) => ticked.has(request))
    .flatMap(({ entries }) => entries.map(({ action }) => action.id));
}

function toggled(before: ReadonlySet<string>, request: string): ReadonlySet<string> {
  const after = new Set(before);
  if (!after.delete(request)) after.add(request);
  return after;
}

/** Whether what nobody confirmed, or was called off, is left out of the list. */
function HideNeverSent({
  hides,
  onChange,
}: {
  hides: boolean;
  onChange: (hides: boolean) => void;
}) {
  const id = useId();
  return (
    <label class="check" for={id}>
      <input
        type="checkbox"
        id={id}
        checked={hides}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      <span>{i18n.t('options.activity.hideNeverSent')}</span>
    </label>
  );
}

/** How many lines there are and how many of them were found; while reading goes on, that too. */
function countOf(
  { entries, total, complete }: JournalIndex,
  lines: number,
  found: number,
  filter: ActivityFilter,
): string {
  if (!complete) {
    return i18n.t('options.activity.reading', [numberLabel(entries.length), numberLabel(total)]);
  }
  const counted = isFiltering(filter) ? lines : found;
  const all = plural('options.activity.count', counted);
  return isFiltering(filter) ? i18n.t('options.activity.found', [numberLabel(found), all]) : all;
}

function isFiltering({ text, ...others }: ActivityFilter): boolean {
  return (
    text.trim() !== '' || Object.values(others).some((value) => value !== null && value !== '')
  );
}
