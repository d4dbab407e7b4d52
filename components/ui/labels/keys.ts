import { i18n } from '#i18n';
import { shortTime } from '~/components/ui/time';
import type { UnlockResult } from '~/utils/keys/lock';
import type { ProtectResult } from '~/utils/keys/passphrase';
import { LEAST_PASSPHRASE, MOST_PASSPHRASE } from '~/utils/keys/passphrase';
import { numberLabel, plural } from '~/utils/language';

/** Why protecting, changing, removing or unlocking did not happen. */
export type ProtectionProblem =
  | Extract<ProtectResult | UnlockResult, { ok: false }>
  | {
      readonly ok: false;
      readonly code: 'not-repeated' | 'passphrase-too-easy' | 'storage-failed';
    };

/** Which field a problem stands beside. */
export function fieldOf({ code }: ProtectionProblem): 'current' | 'next' | 'repeat' | null {
  switch (code) {
    case 'wrong-passphrase':
    case 'wait':
    case 'needs-passphrase':
      return 'current';
    case 'passphrase-too-short':
    case 'passphrase-too-long':
    case 'passphrase-too-easy':
      return 'next';
    case 'not-repeated':
      return 'repeat';
    case 'no-key':
    case 'no-passphrase':
    case 'passphrase-required':
    case 'device-key-unavailable':
    case 'storage-failed':
      return null;
  }
}

/** What happened, that nothing was changed, and the next step. */
export function problemLabel(problem: ProtectionProblem, now: number): string {
  switch (problem.code) {
    case 'wrong-passphrase':
      return problem.waitUntil === null
        ? i18n.t('options.protect.wrong')
        : i18n.t('options.protect.wrongWait', [waitTime(problem.waitUntil, now)]);
    case 'wait':
      return i18n.t('options.protect.wait', [waitTime(problem.waitUntil, now)]);
    case 'needs-passphrase':
      return i18n.t('options.protect.currentEmpty');
    case 'passphrase-too-short':
      return i18n.t('options.protect.tooShort', [numberLabel(LEAST_PASSPHRASE)]);
    case 'passphrase-too-long':
      return i18n.t('options.protect.tooLong', [numberLabel(MOST_PASSPHRASE)]);
    case 'passphrase-too-easy':
      return i18n.t('options.protect.tooEasy');
    case 'not-repeated':
      return i18n.t('options.protect.notRepeated');
    case 'no-key':
    case 'no-passphrase':
      return i18n.t('options.keys.gone');
    case 'passphrase-required':
      return i18n.t('policy.keys.keepPassphrase');
    case 'device-key-unavailable':
      return i18n.t('options.deviceKeyUnavailable');
    case 'storage-failed':
      return i18n.t('options.keys.failed');
  }
}

/** Seconds matter in the first minute; after that the time of day says it better. */
export function waitTime(until: number, now: number): string {
  const seconds = Math.max(1, Math.ceil((until - now) / 1000));
  return seconds <= 90
    ? plural('options.protect.inSeconds', seconds)
    : i18n.t('options.protect.atTime', [shortTime(until, now)]);
}
