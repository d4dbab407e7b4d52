import { useId, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { Button } from '~/components/ui/Button';
import { Notice } from '~/components/ui/Notice';
import { activityCsv, activityJson } from '~/utils/journal/export';
import type { JournalRecord } from '~/utils/journal/journal';
import { readJournal } from '~/utils/journal/retention';
import { numberLabel, plural } from '~/utils/language';
import type { ActivityPort, JournalIndex } from './journal-index';
import { type SaveState, useSave } from './use-save';

/** Both exports, which say what they take: everything, unless the host wants only what is shown. */
export function ActivityExport({
  port,
  journalIndex: { entries, total },
  shown,
  now,
}: {
  port: ActivityPort;
  journalIndex: JournalIndex;
  /** The records that are shown. */
  shown: readonly string[];
  now: () => number;
}) {
  const id = useId();
  const [exported, exportAs] = useExport(port, now);
  const [wantsShown, setWantsShown] = useState(false);
  const isNarrowed = shown.length < entries.length;
  const only = wantsShown && isNarrowed ? shown : null;
  const isBusy = exported.state === 'busy' || only?.length === 0;
  const what =
    only === null
      ? i18n.t('options.activity.exportAll', [numberLabel(total)])
      : i18n.t('options.activity.exportShown', [numberLabel(only.length)]);

  return (
    <>
      <div class="cluster activity__tools">
        <Button disabled={isBusy} onClick={() => exportAs('csv', only)}>
          {i18n.t('options.activity.exportCsv', [what])}
        </Button>
        <Button disabled={isBusy} onClick={() => exportAs('json', only)}>
          {i18n.t('options.activity.exportJson', [what])}
        </Button>
        {isNarrowed && (
          <label class="check" for={id}>
            <input
              type="checkbox"
              id={id}
              checked={wantsShown}
              onChange={(event) => setWantsShown(event.currentTarget.checked)}
            />
            <span>{i18n.t('options.activity.onlyShown')}</span>
          </label>
        )}
      </div>
      <div role="status" class="activity__said">
        <Exported exported={exported} />
      </div>
    </>
  );
}

function Exported({ exported }: { exported: SaveState<Said> }) {
  if (exported.state === 'failed') {
    return <Notice tone="danger">{i18n.t('options.activity.exportFailed')}</Notice>;
  }
  if (exported.state !== 'done') return null;
  const { name } = exported;
  const { count, all } = exported.said;
  const words = [count, name];
  return (
    <Notice>
      {all
        ? plural('options.activity.exported', count, words)
        : plural('options.activity.exportedShown', count, words)}
    </Notice>
  );
}

type ExportKind = 'csv' | 'json';

const forms: Record<
  ExportKind,
  { type: string; parts: (records: JournalRecord[], now: number) => string[] }
> = {
  csv: { type: 'text/csv;charset=utf-8', parts: activityCsv },
  json: { type: 'application/json', parts: activityJson },
};

/** What there is to say of an export. */
interface Said {
  readonly count: number;
  readonly all: boolean;
}

/** Saves records as they are now: the whole journal, whatever the page has read of it, or those of some keys. */
function useExport(
  { journal, save }: Pick<ActivityPort, 'journal' | 'save'>,
  now: () => number,
): [SaveState<Said>, (kind: ExportKind, only: readonly string[] | null) => Promise<void>] {
  const [exported, run] = useSave<Said>(save);
  const exportAs = (kind: ExportKind, only: readonly string[] | null) =>
    run(async () => {
      const records = await readJournal(journal, only ?? (await journal.keys()));
      const at = now();
      const name = `gavel-activity-${new Date(at).toISOString().slice(0, 10)}.${kind}`;
      const { type, parts } = forms[kind];
      return {
        file: { name, type, parts: parts(records, at) },
        said: { count: records.length, all: only === null },
      };
    });
  return [exported, exportAs];
}
