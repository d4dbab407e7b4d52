import { useLayoutEffect, useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import { Icon } from '~/components/ui/Icon';

/** What opens the card, at the left edge of the free part of the page. */
export function Tab({
  left,
  waits,
  focus,
  onOpen,
}: {
  left: number;
  /** A request waits for its confirmation, or somebody is here who was banned. */
  waits: boolean;
  /** The host has just closed the card, so that the focus comes back here. */
  focus: boolean;
  onOpen: () => void;
}) {
  const tab = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => {
    if (focus) tab.current?.focus();
  }, [focus]);
  return (
    <button
      ref={tab}
      type="button"
      class="tab"
      style={{ left: `${left}px` }}
      aria-label={i18n.t('panel.open')}
      title={i18n.t('panel.open')}
      onClick={onOpen}
    >
      <Icon name="gavel" size={20} />
      {waits && <span class="tab__waits" />}
    </button>
  );
}
