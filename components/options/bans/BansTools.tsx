import { useEffect, useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { ActivityPort } from '~/components/options/activity/journal-index';
import { useAlone } from '~/components/options/use-alone';
import { Button } from '~/components/ui/Button';
import { Notice } from '~/components/ui/Notice';
import { Question } from '~/components/ui/Question';
import type { BannedPerson } from '~/utils/bans/banned';
import { bansCsv, bansJson } from '~/utils/bans/export';
import { appIdsOf, type Mark } from '~/utils/bans/mark';
import { plural } from '~/utils/language';
import { type Imported, ImportSaid, importMarks } from './ImportMarks';
import type { BansPort } from './port';

/** What was done last, to be said below the buttons. */
type Done =
  | { readonly did: 'import'; readonly imported: Imported }
  | { readonly did: 'export'; readonly name: string; readonly count: number }
  | { readonly did: 'remove'; readonly count: number }
  | { readonly did: 'fail' };

/** Imports marks, exports what is shown, and removes what was imported. */
export function BansTools({
  activity,
  port,
  people,
  marked,
  reload,
  isReady,
  now,
}: {
  readonly activity: Pick<ActivityPort, 'save'>;
  readonly port: BansPort;
  /** Whom the exports take. */
  readonly people: readonly BannedPerson[];
  readonly marked: readonly Mark[];
  /** Reads the marks again. */
  readonly reload: () => Promise<void>;
  /** The whole journal has been read. */
  readonly isReady: boolean;
  readonly now: () => number;
}) {
  const [busy, alone] = useAlone();
  const [done, setDone] = useState<Done | null>(null);
  const [asking, setAsking] = useState(false);
  const picker = useRef<HTMLInputElement>(null);
  const begin = useRef<HTMLButtonElement>(null);
  const wasAsking = useRef(false);

  useEffect(() => {
    // The button that asked may be gone with the last mark.
    if (wasAsking.current && !asking) begin.current?.focus();
    wasAsking.current = asking;
  }, [asking]);

  async function take(file: File | undefined) {
    // The same file can be chosen again after it was mended.
    if (picker.current) picker.current.value = '';
    if (file === undefined) return;
    setDone(null);
    const imported = await alone(() => importMarks(file, port, now()), null);
    if (imported === null) return;
    await reload();
    setDone({ did: 'import', imported });
  }

  function exportAs(kind: 'csv' | 'json') {
    const at = now();
    const name = `gavel-bans-${new Date(at).toISOString().slice(0, 10)}.${kind}`;
    activity.save(
      kind === 'csv'
        ? { name, type: 'text/csv;charset=utf-8', parts: bansCsv(people) }
        : { name, type: 'application/json', parts: bansJson(people, at) },
    );
    setDone({ did: 'export', name, count: people.length });
  }

  async function removeAll() {
    const appIds = appIdsOf(marked);
    const count = marked.length;
    await alone(async () => {
      await port.marks.clear().then(
        async () => {
          await port.changed(appIds);
          await reload();
          setDone({ did: 'remove', count });
        },
        () => setDone({ did: 'fail' }),
      );
    }, undefined);
    setAsking(false);
  }

  return (
    <div class="bans__tools">
      <div class="cluster">
        <Button ref={begin} disabled={busy} onClick={() => picker.current?.click()}>
          {i18n.t('options.bans.import')}
        </Button>
        <input
          type="file"
          hidden
          accept=".csv,.json,.txt,text/csv,application/json"
          ref={picker}
          onChange={(event) => void take(event.currentTarget.files?.[0])}
        />
        <Button disabled={!isReady || people.length === 0} onClick={() => exportAs('csv')}>
          {i18n.t('options.bans.exportCsv')}
        </Button>
        <Button disabled={!isReady || people.length === 0} onClick={() => exportAs('json')}>
          {i18n.t('options.bans.exportJson')}
        </Button>
        {marked.length > 0 && (
          <Button look="danger-quiet" disabled={asking || busy} onClick={() => setAsking(true)}>
            {i18n.t('options.bans.removeAll')}
          </Button>
        )}
      </div>
      <p class="hint">{i18n.t('options.bans.importHint')}</p>
      {asking && (
        <div class="answer">
          <Question
            title={i18n.t('options.bans.removeAllAsk')}
            yes={i18n.t('options.bans.removeAllYes')}
            busy={busy}
            onYes={() => void removeAll()}
            onCancel={() => setAsking(false)}
          >
            {plural('options.bans.removeAllMeans', marked.length)}
          </Question>
        </div>
      )}
      <div role="status" class="bans__said">
        {done !== null && <Said done={done} />}
      </div>
    </div>
  );
}

function Said({ done }: { readonly done: Done }) {
  switch (done.did) {
    case 'import':
      return <ImportSaid imported={done.imported} />;
    case 'export': {
      return (
        <Notice>{plural('options.bans.exported', done.count, [done.count, done.name])}</Notice>
      );
    }
    case 'remove':
      return <Notice>{plural('options.bans.removed', done.count)}</Notice>;
    case 'fail':
      return <Notice tone="danger">{i18n.t('options.bans.removeFailed')}</Notice>;
  }
}
