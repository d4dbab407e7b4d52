import { i18n } from '#i18n';
import type { Change } from '~/utils/journal/action';

/** What was different when somebody was looked at once more, in a few words. */
export const changeLabels: Record<Change, () => string> = {
  gone: () => i18n.t('popup.batch.badge.gone'),
  renamed: () => i18n.t('popup.batch.badge.renamed'),
  role: () => i18n.t('popup.batch.badge.role'),
  'user-id': () => i18n.t('popup.batch.badge.userId'),
  rejoined: () => i18n.t('popup.batch.badge.rejoined'),
  reused: () => i18n.t('popup.batch.badge.reused'),
  unseen: () => i18n.t('popup.batch.badge.unseen'),
  moved: () => i18n.t('popup.batch.badge.moved'),
  'meets-you': () => i18n.t('popup.batch.badge.meetsYou'),
  yourself: () => i18n.t('popup.batch.leftOutYourself'),
};
