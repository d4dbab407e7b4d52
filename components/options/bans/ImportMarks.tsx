import { i18n } from '#i18n';
import { Notice } from '~/components/ui/Notice';
import { appIdsOf, MARKS_AT_MOST } from '~/utils/bans/mark';
import type { Added } from '~/utils/bans/marks';
import {
  MARKS_FILE_LIMIT,
  type MarksFileProblem,
  type ReadMarks,
  readMarks,
  type SkipReason,
} from '~/utils/bans/read-marks';
import { listLabel, numberLabel, plural } from '~/utils/language';
import type { BansPort } from './port';

/** What came of an import. */
export type Imported = { readonly file: string } & (
  | { readonly state: 'unreadable' | 'failed' }
  | { readonly state: 'problem'; readonly problem: MarksFileProblem }
  | { readonly state: 'full'; readonly would: number }
  | {
      readonly state: 'done';
      readonly read: Extract<ReadMarks, { ok: true }>;
      readonly added: Extract<Added, { ok: true }>;
    }
);

/** Reads a file whole, before anything of it is kept; then keeps all of its marks, or none. Never rejects. */
export async function importMarks(file: File, port: BansPort, now: number): Promise<Imported> {
  const of = { file: file.name };
  if (file.size > MARKS_FILE_LIMIT) {
    return { ...of, state: 'problem', problem: { code: 'too-large' } };
  }
  const bytes = await file.arrayBuffer().catch(() => null);
  if (bytes === null) return { ...of, state: 'unreadable' };
  const read = readMarks(new Uint8Array(bytes), now);
  if (!read.ok) return { ...of, state: 'problem', problem: read.problem };
  try {
    const added = await port.marks.add(read.marks);
    if (!added.ok) return { ...of, state: 'full', would: added.would };
    if (added.put.length > 0) await port.changed(appIdsOf(added.put));
    return { ...of, state: 'done', read, added };
  } catch {
    return { ...of, state: 'failed' };
  }
}

/** Lines that were skipped which are told one by one; of more only the number is. */
const TOLD_AT_MOST = 20;

/** What was taken of a file and what was not, and why. */
export function ImportSaid({ imported }: { readonly imported: Imported }) {
  const { file } = imported;
  if (imported.state !== 'done') {
    return (
      <Notice tone="danger">
        <p>
          <bdi>{file}</bdi>: {whyNot(imported)}
        </p>
        <p>{i18n.t('options.bans.nothingKept')}</p>
      </Notice>
    );
  }
  const { read, added } = imported;
  const { skipped, marks } = read;
  const unnamed = skipped.length - TOLD_AT_MOST;
  return (
    <Notice tone={skipped.length > 0 ? 'warn' : 'plain'}>
      <p>
        <bdi>{file}</bdi>: {takenLabel(marks.length)}{' '}
        {marks.length > 0 &&
          i18n.t('options.bans.takenOf', [
            numberLabel(added.added),
            numberLabel(added.changed),
            numberLabel(added.known),
          ])}
      </p>
      {skipped.length > 0 && (
        <>
          <p>{plural('options.bans.skipped', skipped.length)}</p>
          <ul class="bans__skipped">
            {skipped.slice(0, TOLD_AT_MOST).map(({ at, why }) => (
              <li key={at}>
                {read.by === 'line'
                  ? i18n.t('options.bans.line', [numberLabel(at), skipLabels[why]()])
                  : i18n.t('options.bans.entry', [numberLabel(at), skipLabels[why]()])}
              </li>
            ))}
            {unnamed > 0 && <li>{plural('options.bans.moreSkipped', unnamed)}</li>}
          </ul>
        </>
      )}
    </Notice>
  );
}

function takenLabel(count: number): string {
  return count === 0 ? i18n.t('options.bans.noneTaken') : plural('options.bans.taken', count);
}

function whyNot(imported: Exclude<Imported, { state: 'done' }>): string {
  switch (imported.state) {
    case 'unreadable':
      return i18n.t('options.bans.problem.unreadable');
    case 'failed':
      return i18n.t('options.bans.problem.failed');
    case 'full':
      return i18n.t('options.bans.problem.full', [
        numberLabel(imported.would),
        numberLabel(MARKS_AT_MOST),
      ]);
    case 'problem':
      return problemLabel(imported.problem);
  }
}

function problemLabel(problem: MarksFileProblem): string {
  switch (problem.code) {
    case 'too-large':
      return i18n.t('options.bans.problem.tooLarge', [String(MARKS_FILE_LIMIT / 1_048_576)]);
    case 'not-text':
      return i18n.t('options.bans.problem.notText');
    case 'empty':
      return i18n.t('options.bans.problem.empty');
    case 'not-json':
      return i18n.t('options.bans.problem.notJson');
    case 'activity':
      return i18n.t('options.bans.problem.activity');
    case 'other-json':
      return i18n.t('options.bans.problem.otherJson');
    case 'later-version':
      return i18n.t('options.bans.problem.laterVersion');
    case 'no-columns':
      return i18n.t('options.bans.problem.noColumns', [listLabel(problem.missing)]);
    case 'open-quotes':
      return i18n.t('options.bans.problem.openQuotes', [numberLabel(problem.line)]);
  }
}

const skipLabels: Record<SkipReason, () => string> = {
  'not-an-entry': () => i18n.t('options.bans.skip.notAnEntry'),
  'no-app-id': () => i18n.t('options.bans.skip.noAppId'),
  'bad-app-id': () => i18n.t('options.bans.skip.badAppId'),
  'no-user-id': () => i18n.t('options.bans.skip.noUserId'),
  'shortened-user-id': () => i18n.t('options.bans.skip.shortenedUserId'),
  'bad-user-id': () => i18n.t('options.bans.skip.badUserId'),
  'not-accepted': () => i18n.t('options.bans.skip.notAccepted'),
  'bad-outcome': () => i18n.t('options.bans.skip.badOutcome'),
  'bad-time': () => i18n.t('options.bans.skip.badTime'),
  'bad-key-id': () => i18n.t('options.bans.skip.badKeyId'),
  'too-long': () => i18n.t('options.bans.skip.tooLong'),
  again: () => i18n.t('options.bans.skip.again'),
};
