import { i18n } from '#i18n';
import { AppIdValue } from '~/components/popup/forms/AppIdValue';
import { countryOf } from '~/components/popup/forms/country-words';
import { type Fact, KeyFacts } from '~/components/ui/KeyFacts';
import { roomOf } from '~/components/ui/words/whom';
import type { Action } from '~/utils/journal/action';
import { safeId } from '~/utils/names/safe-id';

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
