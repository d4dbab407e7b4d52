import { i18n } from '#i18n';
import { clock, shortTime } from '~/components/ui/time';
import type { KeyBar } from '~/utils/keys/rules';
import type { CheckState } from './KeyCheck';
import type { KeyCard } from './key-cards';

/** Whether a key does its work, in one line. */
export interface KeyState {
  readonly tone: 'good' | 'danger' | 'plain';
  readonly text: string;
}

/**
 * What is known of whether a key works: that it may not sign or cannot sign here, or else JaaS's last word on it.
 * `Works` is said of the same day alone, as nothing tells what the console did to the key since.
 *
 * @param now in milliseconds since 1970
 */
export function keyState({ jaas, bar }: KeyCard, check: CheckState | null, now: number): KeyState {
  if (bar !== null) return { tone: 'danger', text: barred[bar]() };
  if (isBroken(check)) return { tone: 'danger', text: i18n.t('options.keys.state.cannotSign') };
  if (jaas === undefined) return { tone: 'plain', text: i18n.t('options.keys.state.untested') };
  const tone = jaas.verdict === 'accepted' ? 'good' : 'danger';
  if (new Date(jaas.at).toDateString() === new Date(now).toDateString()) {
    const today = jaas.verdict === 'accepted' ? 'worksToday' : 'refusedToday';
    return { tone, text: i18n.t(`options.keys.state.${today}`, [clock(jaas.at)]) };
  }
  return { tone, text: i18n.t(`options.keys.state.${jaas.verdict}`, [shortTime(jaas.at, now)]) };
}

const barred: Record<KeyBar, () => string> = {
  'own-keys-forbidden': () => i18n.t('policy.keys.forbiddenState'),
  'passphrase-required': () => i18n.t('policy.keys.unprotectedState'),
};

/** That it is locked is no fault of the key's. */
function isBroken(check: CheckState | null): boolean {
  if (check === null || check === 'running') return false;
  return check === 'gone' || (!check.ok && check.code !== 'locked');
}
