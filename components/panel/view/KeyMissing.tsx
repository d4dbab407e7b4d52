import { i18n } from '#i18n';
import { Notice } from '~/components/ui/Notice';
import type { KeyState } from '~/utils/messages/protocol-panel';
import { Private } from './Private';

/** Why Gavel can do nothing here, and the way to mend it. Empty where there is a key. */
export function KeyMissing({
  keyState: { state },
  onOptions,
}: {
  keyState: KeyState;
  onOptions: () => void;
}) {
  if (state !== 'none' && state !== 'damaged') return null;
  const words = state === 'none' ? 'noneLong' : 'damagedLong';
  return (
    <Notice tone="warn">
      <p>
        <Private text={i18n.t(`panel.key.${words}`)} />
      </p>
      <button type="button" class="button button--primary" onClick={onOptions}>
        <Private text={i18n.t(state === 'none' ? 'panel.key.add' : 'panel.key.look')} />
      </button>
    </Notice>
  );
}
