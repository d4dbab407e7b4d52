import { useEffect, useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { Button } from '~/components/ui/Button';
import { Notice } from '~/components/ui/Notice';
import { Question } from '~/components/ui/Question';
import { activityCsv, activityJson } from '~/utils/journal/export';
import type { JournalRecord } from '~/utils/journal/journal';
import { clearActivity, readJournal } from '~/utils/journal/retention';
import type { ActivityPort, JournalIndex } from './journal-index';
import { countLabel } from './labels';

type Clearing = 'no' | 'asking' | 'busy' | 'failed' | { readonly removed: number };

/** Both exports and “Clear activity”, each with what came of it. */
export function ActivityTools({
  port,
  journalIndex: { total, over, complete },
  now,
  onCleared,
}: {
  port: ActivityPort;
  journalIndex: JournalIndex;
  now: () => number;
  onCleared: () => void;
}) {
  const [exported, exportAs] = useExport(port, now);
  const [clearing, setClearing] = useState<Clearing>('no');
  const clear = useRef<HTMLButtonElement>(null);
  const said = useRef<HTMLDivElement>(null);
  const wasAsking = useRef(false);
  const asking = clearing === 'asking' || clearing === 'busy';
  // With nothing left to clear the button is disabled and takes no focus.
  const cleared = typeof clearing === 'object';

  useEffect(() => {
    if (wasAsking.current && !asking) (cleared ? said : clear).current?.focus();
    wasAsking.current = asking;
  }, [asking, cleared]);

  async function clearAll() {
    setClearing('busy');
    const after = await clearActivity(port.journal).then(
      (removed) => ({ removed }),
      () => 'failed' as const,
    );
    setClearing(after);
    onCleared();
  }

  const nothing = total === 0;
  return (
    <>
      <div class="cluster activity__tools">
        <Button disabled={nothing || exported.state === 'busy'} onClick={() => exportAs('csv')}>
          {i18n.t('options.activity.exportCsv')}
        </Button>
        <Button disabled={nothing || exported.state === 'busy'} onClick={() => exportAs('json')}>
          {i18n.t('options.activity.exportJson')}
        </Button>
        <Button
          look="danger-quiet"
          ref={clear}
          disabled={!complete || over === 0 || asking}
          onClick={() => setClearing('asking')}
        >
          {i18n.t('options.activity.clear')}
        </Button>
      </div>
      {asking && (
        <Question
          title={i18n.t('options.activity.clearAsk')}
          yes={i18n.t('options.activity.clearYes')}
          busy={clearing === 'busy'}
          onYes={clearAll}
          onCancel={() => setClearing('no')}
        >
          {i18n.t('options.activity.clearMeans', over, [countLabel(over)])}
        </Question>
      )}
      <div role="status" class="activity__said" tabIndex={-1} ref={said}>
        <Said exported={exported} clearing={clearing} />
      </div>
    </>
  );
}

function Said({ exported, clearing }: { exported: ExportState; clearing: Clearing }) {
  if (clearing === 'failed') {
    return <Notice tone="danger">{i18n.t('options.activity.clearFailed')}</Notice>;
  }
  if (typeof clearing === 'object') {
    const { removed } = clearing;
    return <Notice>{i18n.t('options.activity.cleared', removed, [countLabel(removed)])}</Notice>;
  }
  if (exported.state === 'failed') {
    return <Notice tone="danger">{i18n.t('options.activity.exportFailed')}</Notice>;
  }
  if (exported.state !== 'done') return null;
  const { count, name } = exported;
  return <Notice>{i18n.t('options.activity.exported', count, [countLabel(count), name])}</Notice>;
}

export type ExportKind = 'csv' | 'json';

const forms: Record<
  ExportKind,
  { type: string; parts: (records: JournalRecord[], now: number) => string[] }
> = {
  csv: { type: 'text/csv;charset=utf-8', parts: activityCsv },
  json: { type: 'application/json', parts: activityJson },
};

export type ExportState =
  | { readonly state: 'idle' | 'busy' | 'failed' }
  | { readonly state: 'done'; readonly name: string; readonly count: number };

/** Saves the whole journal as it is now, whatever the page has read of it so far. */
function useExport(
  { journal, save }: Pick<ActivityPort, 'journal' | 'save'>,
  now: () => number,
): [ExportState, (kind: ExportKind) => Promise<void>] {
  const [state, setState] = useState<ExportState>({ state: 'idle' });

  async function run(kind: ExportKind): Promise<void> {
    setState({ state: 'busy' });
    try {
      const records = await readJournal(journal);
      const at = now();
      const name = `gavel-activity-${new Date(at).toISOString().slice(0, 10)}.${kind}`;
      const { type, parts } = forms[kind];
      save({ name, type, parts: parts(records, at) });
      setState({ state: 'done', name, count: records.length });
    } catch {
      setState({ state: 'failed' });
    }
  }

  return [state, run];
}
