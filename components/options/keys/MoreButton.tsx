import { i18n } from '#i18n';
import { Button } from '~/components/ui/Button';
import { Icon } from '~/components/ui/Icon';

/** Unfolds the rest of a card. */
export function MoreButton({
  name,
  open,
  controls,
  onToggle,
}: {
  /** What it says to who does not see which card it stands in. */
  name: string;
  open: boolean;
  /** The id of what it unfolds. */
  controls: string;
  onToggle: () => void;
}) {
  return (
    <Button
      class="unfolds"
      aria-label={name}
      aria-expanded={open}
      aria-controls={controls}
      onClick={onToggle}
    >
      {i18n.t('options.keys.moreShort')}
      <Icon name="next" size={14} />
    </Button>
  );
}
