import { i18n } from '#i18n';
import { movedByKey, otherSide } from '~/components/panel/host/place';
import { Icon } from '~/components/ui/Icon';
import type { Movable } from './Header';

/** Moves the card without dragging it: by the arrow keys, or by a press to the other side. */
export function Handle({ place, settled, onPlace }: Movable) {
  return (
    <button
      type="button"
      class="button button--icon handle"
      aria-label={i18n.t('panel.move')}
      aria-description={i18n.t('panel.moveHint')}
      title={i18n.t('panel.move')}
      onKeyDown={(event) => {
        const moved = movedByKey(place, settled, event.key);
        if (moved === null) return;
        event.preventDefault();
        onPlace(moved, true);
      }}
      onClick={() => onPlace(otherSide(place, settled, window.innerWidth), true)}
    >
      <Icon name="grip" size={16} />
    </button>
  );
}
