import { i18n } from '#i18n';
import { HelpLink } from '~/components/ui/HelpLink';
import type { ProtectionProblem } from '~/components/ui/labels/keys';
import { Notice } from '~/components/ui/Notice';
import type { KeyProtection } from '~/utils/keys/protection';
import { PassphraseForm, type Passphrases } from './PassphraseForm';

/** At the top of the keys while they are locked: what that means, and the way to unlock them. */
export function Locked({
  keyring,
  now,
  onDone,
}: {
  keyring: Pick<KeyProtection, 'unlock'>;
  now: () => number;
  /** Says what was done, and reads the keys again. */
  onDone: (text: string) => void;
}) {
  async function unlock({ current }: Passphrases): Promise<ProtectionProblem | null> {
    const result = await keyring.unlock(current);
    if (!result.ok) return result;
    onDone(i18n.t('options.protect.unlocked'));
    return null;
  }

  return (
    <section class="locked" aria-label={i18n.t('options.keys.locked')}>
      <Notice tone="warn">
        <p role="status">
          {i18n.t('options.protect.lockedNow')} <HelpLink topic="passphrase" />
        </p>
        <PassphraseForm
          asks="current"
          inRow
          now={now}
          currentLabel={i18n.t('options.protect.passphrase')}
          submitLabel={i18n.t('options.protect.unlock')}
          onSubmit={unlock}
        />
      </Notice>
    </section>
  );
}
