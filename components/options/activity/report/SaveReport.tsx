import { useId } from 'preact/hooks';
import { i18n } from '#i18n';
import { Button } from '~/components/ui/Button';
import { Notice } from '~/components/ui/Notice';
import { type Report, reportJson, reportOf } from '~/utils/journal/report';
import { readJournal } from '~/utils/journal/retention';
import { plural } from '~/utils/language';
import type { ActivityPort } from '../journal-index';
import { type SaveState, useSave } from '../use-save';
import { reportPage } from './page';

/** A report in both its forms, of what is shown or of the rows that are ticked for it. */
export function SaveReport({
  port: { journal, save },
  now,
  ids,
  choosing,
  onChoosing,
}: {
  port: Pick<ActivityPort, 'journal' | 'save'>;
  now: () => number;
  /** The records that it will hold. */
  ids: readonly string[];
  /** Whether rows are ticked for it. */
  choosing: boolean;
  onChoosing: (choosing: boolean) => void;
}) {
  const id = useId();
  const [saved, run] = useSave<Said>(save);
  const isBusy = saved.state === 'busy' || ids.length === 0;

  const saveAs = (form: Form) =>
    run(async () => {
      const records = await readJournal(journal, ids);
      const actions = records.flatMap(({ action }) => action ?? []);
      const report = await reportOf(actions, now());
      return { file: fileOf(report, form), said: { count: actions.length, sha256: report.sha256 } };
    });

  return (
    <>
      <div class="cluster activity__tools">
        <Button
          disabled={isBusy}
          aria-describedby={`${id}-holds`}
          onClick={() => void saveAs('html')}
        >
          {i18n.t('options.activity.report.save')}
        </Button>
        <Button
          disabled={isBusy}
          aria-describedby={`${id}-holds`}
          onClick={() => void saveAs('json')}
        >
          {i18n.t('options.activity.report.saveJson')}
        </Button>
        <label class="check" for={id}>
          <input
            type="checkbox"
            id={id}
            checked={choosing}
            onChange={(event) => onChoosing(event.currentTarget.checked)}
          />
          <span>{i18n.t('options.activity.report.choose')}</span>
        </label>
      </div>
      <p class="hint activity__holds" id={`${id}-holds`}>
        {holds(ids.length, choosing)}
      </p>
      <div role="status" class="activity__said">
        <Saved saved={saved} />
      </div>
    </>
  );
}

/** What there is to say of a report that was saved. */
interface Said {
  readonly count: number;
  readonly sha256: string;
}

function holds(count: number, choosing: boolean): string {
  if (!choosing) return plural('options.activity.report.ofShown', count);
  if (count === 0) return i18n.t('options.activity.report.nothing');
  return plural('options.activity.report.ofChosen', count);
}

function Saved({ saved }: { saved: SaveState<Said> }) {
  if (saved.state === 'failed') {
    return <Notice tone="danger">{i18n.t('options.activity.report.failed')}</Notice>;
  }
  if (saved.state !== 'done') return null;
  const { count, sha256 } = saved.said;
  return (
    <Notice>{plural('options.activity.report.saved', count, [count, saved.name, sha256])}</Notice>
  );
}

type Form = 'html' | 'json';

/** Both forms of the same records are called the same, so that they find each other. */
function fileOf(report: Report, form: Form) {
  const { savedAt, sha256 } = report;
  const day = new Date(savedAt).toISOString().slice(0, 10);
  const name = `gavel-report-${day}-${sha256.slice(0, 8)}.${form}`;
  if (form === 'json') return { name, type: 'application/json', parts: reportJson(report) };
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  return { name, type: 'text/html;charset=utf-8', parts: [reportPage(report, timeZone)] };
}
