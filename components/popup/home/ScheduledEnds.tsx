import { i18n } from '#i18n';
import { Button } from '~/components/ui/Button';
import { whomOf } from '~/components/ui/labels/action';
import { outcomeLabel } from '~/components/ui/labels/outcome';
import { Notice } from '~/components/ui/Notice';
import { Phrase } from '~/components/ui/Phrase';
import { moment, useNow } from '~/components/ui/time';
import type { Action } from '~/utils/journal/action';
import { isUnclear } from '~/utils/journal/evidence';
import { meetingKey } from '~/utils/journal/search';
import type { MeetingView, PopupState } from '~/utils/messages/protocol';
import { ClosureNews } from './Closures';

export interface EndActs {
  readonly onScheduleEnd: (meeting: MeetingView) => void;
  readonly onCancelEnd: (id: string) => void;
}

/** On a meeting's card: when it is to end, or the way to say so. */
export function MeetingEnd({
  view,
  data,
  onScheduleEnd,
  onCancelEnd,
}: { readonly view: MeetingView; readonly data: PopupState } & EndActs) {
  const set = endOf(view, data);
  const ready = view.key.state === 'ready';
  if (set !== null) {
    return (
      <EndLine
        action={set}
        {...(ready ? { onChange: () => onScheduleEnd(view) } : {})}
        onCancel={() => onCancelEnd(set.id)}
      />
    );
  }
  if (!ready) return null;
  return (
    <p class="end-line">
      <button type="button" class="link" onClick={() => onScheduleEnd(view)}>
        {i18n.t('popup.endAt.open')}
      </button>
    </p>
  );
}

/** What is set for a meeting, however its address is written. */
export function endOf({ meeting }: Pick<MeetingView, 'meeting'>, { ends }: PopupState) {
  const key = meetingKey(meeting);
  return ends?.scheduled.find((action) => meetingKey(action.meeting) === key) ?? null;
}

/** The ends of meetings that have no card on the screen. */
export function EndsElsewhere({
  shown,
  data,
  onCancelEnd,
}: {
  /** The meeting that has one. */
  readonly shown: MeetingView | null;
  readonly data: PopupState;
} & Pick<EndActs, 'onCancelEnd'>) {
  const here = shown && endOf(shown, data);
  return (data.ends?.scheduled ?? [])
    .filter((action) => action !== here)
    .map((action) => (
      <EndLine key={action.id} named action={action} onCancel={() => onCancelEnd(action.id)} />
    ));
}

/** When a meeting is to end, with the ways out. `named`: which meeting it is stands not above it. */
function EndLine({
  action,
  named = false,
  onChange,
  onCancel,
}: {
  readonly action: Action;
  readonly named?: boolean;
  readonly onChange?: () => void;
  readonly onCancel: () => void;
}) {
  const now = useNow();
  const at = moment(action.schedule?.dueAt ?? 0, now);
  return (
    <div class="end-line">
      <span class="dot dot--warn" aria-hidden="true" />
      <span class="end-line__text">
        {named ? (
          <Phrase text={(room) => i18n.t('popup.endAt.other', [room, at])}>
            <bdi>{whomOf(action)}</bdi>
          </Phrase>
        ) : (
          i18n.t('popup.endAt.ends', [at])
        )}
      </span>
      <span class="end-line__acts">
        {onChange && (
          <button type="button" class="link" onClick={onChange}>
            {i18n.t('popup.endAt.change')}
          </button>
        )}
        <button
          type="button"
          class="link"
          aria-label={i18n.t('popup.endAt.cancelOf', [at])}
          onClick={onCancel}
        >
          {i18n.t('popup.endAt.cancel')}
        </button>
      </span>
    </div>
  );
}

/** A meeting that was to end at a time and, as far as Gavel knows, did not, or that is not kept closed any more: why, and the ways on. */
export function EndNews({
  action,
  onEndNow,
  onKnown,
}: {
  readonly action: Action;
  readonly onEndNow: () => void;
  readonly onKnown: () => void;
}) {
  const isClosure = action.closure !== undefined;
  const [step] = action.steps;
  const at = moment(action.schedule?.dueAt ?? 0, Date.now());
  const words = step?.outcome ? outcomeLabel(step.outcome, step.operation, action) : null;
  const unclear = step !== undefined && isUnclear(step, action);
  return (
    <Notice tone={unclear && !isClosure ? 'warn' : 'danger'} role="alert">
      {isClosure ? (
        <ClosureNews action={action} />
      ) : (
        <>
          <p class="lead">
            <Phrase
              text={(room) =>
                unclear
                  ? i18n.t('popup.endAt.unclear', [room, at])
                  : i18n.t('popup.endAt.notEnded', [room, at])
              }
            >
              <bdi>{whomOf(action)}</bdi>
            </Phrase>
          </p>
          {words && <p>{[words.happened, words.next].filter(Boolean).join(' ')}</p>}
        </>
      )}
      <p class="buttons">
        <Button onClick={onEndNow}>{i18n.t('popup.endAt.endNow')}</Button>
        <Button onClick={onKnown}>{i18n.t('popup.endAt.dismiss')}</Button>
      </p>
    </Notice>
  );
}
