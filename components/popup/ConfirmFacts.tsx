import { i18n } from '#i18n';
import { type Fact, KeyFacts } from '~/components/shared/KeyFacts';
import { roomOf } from '~/components/shared/whom';
import type { Action } from '~/utils/actions/action';
import { safeId } from '~/utils/meeting/safe-id';
import { AppIdValue } from './AppIdValue';
import { countryOf } from './country-words';

/** Who and where, every id whole, for the host to compare. `people` counts who is in the meeting. */
export function ConfirmFacts({
  action,
  people,
}: {
  readonly action: Action;
  readonly people: number | null;
}) {
  const { target, meeting } = action;
  const facts: Fact[] = [];
  if (target !== null) {
    facts.push({
      name: i18n.t('popup.facts.userId'),
      value: target.userId === null ? i18n.t('popup.facts.none') : safeId(target.userId),
      mono: target.userId !== null,
    });
    if (target.participantId !== null) {
      const value = safeId(target.participantId);
      facts.push({ name: i18n.t('popup.facts.participant'), value, mono: true });
    }
  }
  if (action.phone !== undefined) {
    const country = countryOf(action.phone);
    if (country !== null) facts.push({ name: i18n.t('popup.facts.country'), value: country });
  }
  const room = roomOf(meeting.room);
  if (room !== null) facts.push({ name: i18n.t('popup.facts.meeting'), value: room });
  if (action.kind === 'end-meeting' && people !== null) {
    facts.push({ name: i18n.t('popup.facts.people'), value: String(people) });
  }
  facts.push({
    name: i18n.t('popup.facts.appId'),
    value: <AppIdValue appId={meeting.appId} />,
    mono: true,
  });
  return <KeyFacts facts={facts} />;
}
