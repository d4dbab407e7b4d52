import { useState } from 'preact/hooks';
import { activityCsv } from '~/utils/journal/export';
import { activityJson } from '~/utils/journal/export-json';
import type { JournalRecord } from '~/utils/journal/journal';
import { readJournal } from '~/utils/journal/read-journal';
import type { ActivityPort } from './activity-port';

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
export function useExport(
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
