import { i18n } from '#i18n';
import { Icon } from '~/components/ui/Icon';
import { Handle } from './Handle';
import { type Movable, useDrag } from './Header';

/** The room, who is here in one line, and what moves and closes the card. */
export function Header({
  title,
  facts,
  movable,
  onClose,
}: {
  title: string;
  facts: readonly string[];
  movable: Movable;
  onClose: () => void;
}) {
  return (
    <div class="head" {...useDrag(movable)}>
      <div class="head__words">
        <h2>
          <bdi>{title}</bdi>
        </h2>
        {facts.length > 0 && <p>{facts.join(' · ')}</p>}
      </div>
      <Handle {...movable} />
      <button
        type="button"
        class="button button--icon head__close"
        aria-label={i18n.t('panel.close')}
        title={i18n.t('panel.close')}
        onClick={onClose}
      >
        <Icon name="close" />
      </button>
    </div>
  );
}
