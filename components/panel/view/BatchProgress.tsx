import { useEffect, useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { WaitingBatch } from '~/components/panel/model/actions';
import { Icon } from '~/components/ui/Icon';
import type { PanelState } from '~/utils/messages/protocol-panel';
import { type Line, Lines } from './lines';

/** How often progress is spoken, in milliseconds. */
const SPEAK_EVERY_MS = 10_000;

/** A request about many: that it waits, how far it is, and what became of it. */
export function BatchProgress({
  batch,
  waiting,
  onStop,
  onShow,
}: {
  /** The newest that was confirmed here. */
  batch: BatchView | null;
  waiting: WaitingBatch | null;
  onStop: () => void;
  onShow: () => void;
}) {
  const [dismissed, setDismissed] = useState('');
  const shown = batch !== null && batch.id !== dismissed ? batch : null;
  const text = waiting ? waitingLabel(waiting) : shown ? batchSpoken(shown) : '';
  const about = waiting ? 'waiting' : shown ? `${shown.id} ${shown.running}` : 'nothing';
  const spoken = useCoalesced(text, about, SPEAK_EVERY_MS);
  return (
    <>
      <div role="status" class="visually-hidden">
        {spoken}
      </div>
      {waiting && (
        <div class="batch">
          <div class="batch__head">
            <span class="batch__title">{waitingTitle(waiting)}</span>
            <button type="button" class="link" onClick={onShow}>
              {i18n.t('panel.row.show')}
            </button>
          </div>
          <span>{i18n.t('panel.row.waiting')}</span>
        </div>
      )}
      {!waiting && shown && (
        <div class="batch">
          <div class="batch__head">
            <span class="batch__title">{batchTitle(shown)}</span>
            {shown.running ? (
              <button type="button" class="button button--small" onClick={onStop}>
                {i18n.t('panel.batch.stop')}
              </button>
            ) : (
              <button
                type="button"
                class="button button--icon button--small"
                aria-label={i18n.t('panel.dismiss')}
                onClick={() => setDismissed(shown.id)}
              >
                <Icon name="close" size={14} />
              </button>
            )}
          </div>
          {shown.running && (
            <div class="batch__bar">
              <progress aria-label={batchTitle(shown)} max={shown.total} value={shown.done} />
              <span>{doneLabel(shown)}</span>
            </div>
          )}
          <div class="batch__lines">
            <Lines lines={batchLines(shown)} />
          </div>
        </div>
      )}
    </>
  );
}

function waitingLabel(waiting: WaitingBatch): string {
  return `${waitingTitle(waiting)}, ${i18n.t('panel.row.waiting')}`;
}

export type BatchView = NonNullable<PanelState['batch']>;

/** What is being done, or was done, to how many. */
function batchTitle({ kind, total, running }: BatchView): string {
  if (kind === 'ban') return counted(running ? 'banning' : 'ban', total);
  return counted(running ? 'removing' : 'removal', total);
}

/** A request about many that has not been confirmed. */
function waitingTitle({ kind, total }: WaitingBatch): string {
  return counted(kind === 'ban' ? 'ban' : 'removal', total);
}

/** What became of those that are through, those of whom there is something to say. */
function batchLines({ accepted, failed, unknown, notSent, left }: BatchView): Line[] {
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
function batchSpoken(batch: BatchView): string {
  const parts = batchLines(batch).map(({ text }) => text);
  if (batch.running) parts.unshift(doneLabel(batch));
  return [batchTitle(batch), ...parts].join(', ');
}

function doneLabel({ done, total }: BatchView): string {
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

/**
 * A text that changes often, at a pace that can be spoken: at once when it is about something new,
 * else the newest every `ms` milliseconds.
 */
function useCoalesced(text: string, about: string, ms: number): string {
  const [spoken, setSpoken] = useState(text);
  const last = useRef({ about, at: Number.NEGATIVE_INFINITY });
  useEffect(() => {
    const say = () => {
      last.current = { about, at: performance.now() };
      setSpoken(text);
    };
    const wait = last.current.at + ms - performance.now();
    if (about !== last.current.about || wait <= 0) {
      say();
      return;
    }
    const timer = setTimeout(say, wait);
    return () => clearTimeout(timer);
  }, [text, about, ms]);
  return spoken;
}
