import { i18n } from '#i18n';
import { waitTime } from '~/components/ui/words/keys';
import type { AddProblem } from './add-port';
import type { IdError } from './form';

const ids: Record<'appId' | 'keyId', Record<IdError, () => string>> = {
  appId: {
    empty: () => i18n.t('options.add.appIdEmpty'),
    shape: () => i18n.t('options.add.appIdShape'),
  },
  keyId: {
    empty: () => i18n.t('options.add.keyIdEmpty'),
    shape: () => i18n.t('options.add.keyIdShape'),
  },
};

/** What is wrong with an id, for the line below its field. */
export function idErrorWords(field: 'appId' | 'keyId', error: IdError): string {
  return ids[field][error]();
}

/** Gavel's own passphrase can mend it. */
export function asksAgain({ code }: AddProblem): boolean {
  return code === 'needs-passphrase' || code === 'wrong-passphrase' || code === 'wait';
}

/** Why a key that could be read was not kept. `name` is its `appId/keyId`. */
export function addProblemWords(problem: AddProblem, name: string, now: number): string {
  switch (problem.code) {
    case 'already-there':
      return i18n.t('options.add.duplicate', [name]);
    case 'needs-passphrase':
      return i18n.t('options.add.passphraseEmpty');
    case 'wrong-passphrase':
      return i18n.t('options.protect.wrong');
    case 'wait':
      return i18n.t('options.protect.wait', [waitTime(problem.waitUntil, now)]);
    case 'device-key-unavailable':
      return i18n.t('options.deviceKeyUnavailable');
  }
}
