import { i18n } from '#i18n';
import type { RefusalCode } from '~/utils/messages/refusal';

const refusals: Record<RefusalCode, () => string> = {
  'no-key': () => i18n.t('refusal.noKey'),
  'damaged-key': () => i18n.t('refusal.damagedKey'),
  locked: () => i18n.t('refusal.locked'),
  'not-in-meeting': () => i18n.t('refusal.notInMeeting'),
  'other-meeting': () => i18n.t('refusal.otherMeeting'),
  'no-user-id': () => i18n.t('refusal.noUserId'),
  'bad-user-id': () => i18n.t('refusal.badUserId'),
  'no-participant-id': () => i18n.t('refusal.noParticipantId'),
  yourself: () => i18n.t('refusal.yourself'),
  'bad-token': () => i18n.t('refusal.badToken'),
  'bad-time': () => i18n.t('refusal.badTime'),
  expired: () => i18n.t('refusal.expired'),
  'already-confirmed': () => i18n.t('refusal.alreadyConfirmed'),
  cancelled: () => i18n.t('refusal.cancelled'),
  gone: () => i18n.t('refusal.gone'),
  changed: () => i18n.t('refusal.changed'),
  'journal-failed': () => i18n.t('refusal.journalFailed'),
};

/** Why a request was not staged or not confirmed. */
export function refusalWords(code: RefusalCode): string {
  return refusals[code]();
}
