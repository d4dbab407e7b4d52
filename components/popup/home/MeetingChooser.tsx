import { i18n } from '#i18n';
import { Heading } from '~/components/popup/forms/Heading';
import { Icon } from '~/components/ui/Icon';
import type { MeetingView } from '~/utils/messages/protocol';

/** Several open meetings: which one is meant? */
export function MeetingChooser({
  meetings,
  focus,
  onChoose,
}: {
  readonly meetings: readonly MeetingView[];
  readonly focus: boolean;
  readonly onChoose: (view: MeetingView) => void;
}) {
  return (
    <section>
      <Heading focus={focus}>{i18n.t('popup.meetings.title')}</Heading>
      <ul class="choices">
        {meetings.map((view) => (
          <li key={`${view.frame.tabId}:${view.frame.frameId}`}>
            <button type="button" class="choice" onClick={() => onChoose(view)}>
              <span class="choice__name">
                <bdi>{view.title}</bdi>
                <span class="hint">
                  {view.count === null
                    ? i18n.t('popup.meetings.unseen')
                    : i18n.t('popup.meeting.count', view.count, [String(view.count)])}
                </span>
              </span>
              <Icon name="next" />
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
