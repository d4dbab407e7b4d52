import { i18n } from '#i18n';
import { meetingKey } from '~/utils/journal/search';
import type { MeetingView, PopupState } from '~/utils/messages/protocol';
import { EndLine } from './EndLine';

export interface EndActs {
  readonly onEndAt: (meeting: MeetingView) => void;
  readonly onCancelEnd: (id: string) => void;
}

/** On a meeting's card: when it is to end, or the way to say so. */
export function MeetingEnd({
  view,
  data,
  onEndAt,
  onCancelEnd,
}: { readonly view: MeetingView; readonly data: PopupState } & EndActs) {
  const set = endOf(view, data);
  const ready = view.key.state === 'ready';
  if (set !== null) {
    return (
      <EndLine
        action={set}
        {...(ready ? { onChange: () => onEndAt(view) } : {})}
        onCancel={() => onCancelEnd(set.id)}
      />
    );
  }
  if (!ready) return null;
  return (
    <p class="end-line">
      <button type="button" class="link" onClick={() => onEndAt(view)}>
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
