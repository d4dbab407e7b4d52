import { i18n } from '#i18n';
import { countryOf } from '~/components/popup/forms/Phone';
import { AppIdValue } from '~/components/popup/forms/parts';
import type { Fact } from '~/components/ui/KeyFacts';
import { wholeRoomOf } from '~/components/ui/labels/action';
import type { RequestSummary } from '~/utils/journal/request-summary';
import { plural } from '~/utils/language';
import type { MeetingView } from '~/utils/messages/protocol';
import { safeId } from '~/utils/names/safe-name';

/** What is known of the meeting that is asked about, where its page is open. */
export type MeetingNow = Pick<MeetingView, 'count' | 'elsewhere' | 'breakout'> | null;

/**
 * What a host decides by besides the person: of a meeting its whole name, for two that look alike are two, and how
 * many are in it; of a call the country; of somebody without a user id the only id that there is.
 */
export function factsInSight({ kind, meeting, only }: RequestSummary, now: MeetingNow): Fact[] {
  const facts: Fact[] = [];
  if (kind === 'end-meeting') {
    const room = wholeRoomOf(meeting.room);
    if (room !== null) facts.push({ name: i18n.t('popup.facts.meeting'), value: room });
    if (now !== null && now.count !== null) {
      facts.push({ name: i18n.t('popup.facts.people'), value: countOf(now.count, now.elsewhere) });
    }
  }
  if (only?.target?.userId === null) {
    facts.push({ name: i18n.t('popup.facts.userId'), value: i18n.t('popup.facts.none') });
    facts.push(...participantFact(only.target.participantId));
  }
  const country = only?.phone === undefined ? null : countryOf(only.phone);
  if (country !== null) facts.push({ name: i18n.t('popup.facts.country'), value: country });
  return facts;
}

/** What is sent along and nobody knows anybody by: a participant id is new each time, an AppID is every meeting's. */
export function factsAside({ meeting, only }: RequestSummary): Fact[] {
  const target = only?.target ?? null;
  return [
    ...(target === null || target.userId === null ? [] : participantFact(target.participantId)),
    {
      name: i18n.t('popup.facts.appId'),
      value: <AppIdValue appId={meeting.appId} />,
      mono: true,
    },
  ];
}

function participantFact(id: string | null): Fact[] {
  return id === null
    ? []
    : [{ name: i18n.t('popup.facts.participant'), value: safeId(id), mono: true }];
}

/** Not one number: who is in another room is ended too, and is not in the list of this one. */
function countOf(here: number, elsewhere = 0): string {
  return elsewhere === 0
    ? String(here)
    : plural('popup.facts.hereAndElsewhere', elsewhere, [elsewhere, here]);
}
