import type { Frame } from '~/utils/journal/action';
import type { meetingMessages } from '~/utils/messages/protocol-pages';
import type { HandlersOf } from '~/utils/messages/router';
import { type Answer, isOpen, type Meetings } from './meetings';

export interface MeetingPageDeps {
  readonly meetings: Pick<Meetings, 'at'>;
  /** Asks a frame's panel what it sees. */
  readonly lookAt: (frame: Frame) => Promise<Answer>;
  /** Shows a frame's tab, with the panel's card open; false where there is no panel any more. */
  readonly openPanel: (frame: Frame) => Promise<boolean>;
}

/** The background's side of what the popup asks of a meeting's page. It hands on claims, and does nothing by them. */
export function meetingPageHandlers({
  meetings,
  lookAt,
  openPanel,
}: MeetingPageDeps): HandlersOf<typeof meetingMessages> {
  return {
    'meeting.people': async ({ frame, meeting }) => {
      if (!(await isOpen(frame, meeting, meetings))) return { ok: false, why: 'gone' };
      const seen = await lookAt(frame);
      if (seen === 'absent') return { ok: false, why: 'gone' };
      if (seen === 'late') return { ok: false, why: 'no-answer' };
      if (seen.phase !== 'joined') return { ok: false, why: 'not-in' };
      return { ok: true, me: seen.me, people: seen.participants };
    },
    'meeting.open-panel': async ({ frame, meeting }) => ({
      opened: (await isOpen(frame, meeting, meetings)) && (await openPanel(frame)),
    }),
  };
}
