import { i18n } from '#i18n';
import type { WaitingBatch } from '~/components/panel/model/actions';
import type { PanelState } from '~/utils/messages/protocol-panel';
import type { Line } from './lines';

export type BatchView = NonNullable<PanelState['batch']>;

/** What is being done, or was done, to how many. */
export function batchTitle({ kind, total, running }: BatchView): string {
  if (kind === 'ban') return counted(running ? 'banning' : 'ban', total);
  return counted(running ? 'removing' : 'removal', total);
}

/** A request about many that has not been confirmed. */
export function waitingTitle({ kind, total }: WaitingBatch): string {
  return counted(kind === 'ban' ? 'ban' : 'removal', total);
}

/** What became of those that are through, those of whom there is something to say. */
export function batchLines({ accepted, failed, unknown, notSent, left }: BatchView): Line[] {
  const lines: (Line & { n: number })[] = [
    { n: accepted, text: counted('accepted', accepted), tone: 'good' },
    { n: failed, text: counted('failed', failed), tone: 'danger' },
    { n: unknown, text: counted('unknown', unknown), tone: 'warn' },
    { n: notSent, text: counted('notSent', notSent), tone: 'plain' },
    { n: left, text: counted('left', left), tone: 'good' },
  ];
  return lines.filter(({ n }) => n > 0);
}

/** The same in one sentence, to be spoken. */
export function batchSpoken(batch: BatchView): string {
  const parts = batchLines(batch).map(({ text }) => text);
  if (batch.running) parts.unshift(doneWords(batch));
  return [batchTitle(batch), ...parts].join(', ');
}

export function doneWords({ done, total }: BatchView): string {
  return i18n.t('panel.batch.done', [String(done), String(total)]);
}

function counted(
  what:
    | 'banning'
    | 'removing'
    | 'ban'
    | 'removal'
    | 'accepted'
    | 'failed'
    | 'unknown'
    | 'notSent'
    | 'left',
  n: number,
): string {
  return i18n.t(`panel.batch.${what}`, n, [String(n)]);
}
