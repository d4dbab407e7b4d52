import { useId, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { Icon } from '~/components/ui/Icon';
import { type Fact, Facts } from '~/components/ui/KeyFacts';

/** What nobody decides by and somebody may want to compare, folded away. */
export function Details({ facts }: { readonly facts: readonly Fact[] }) {
  const [isOpen, setIsOpen] = useState(false);
  const id = useId();
  return (
    <>
      <button
        type="button"
        class="link extras__fold"
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={() => setIsOpen(!isOpen)}
      >
        {i18n.t('popup.confirm.details')}
        <Icon name="next" size={14} />
      </button>
      <div id={id} class="extras__open" hidden={!isOpen}>
        {isOpen && <Facts facts={facts} />}
      </div>
    </>
  );
}
