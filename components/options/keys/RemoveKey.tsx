import { useEffect, useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { Button } from '~/components/ui/Button';
import { Notice } from '~/components/ui/Notice';

/** Removes after one question; the focus starts on Cancel and comes back to where it was. */
export function RemoveKey({ title, onRemove }: { title: string; onRemove: () => Promise<void> }) {
  const [asking, setAsking] = useState(false);
  const cancel = useRef<HTMLButtonElement>(null);
  const remove = useRef<HTMLButtonElement>(null);
  const wasAsking = useRef(false);

  useEffect(() => {
    if (asking) cancel.current?.focus();
    else if (wasAsking.current) remove.current?.focus();
    wasAsking.current = asking;
  }, [asking]);

  if (!asking) {
    return (
      <div class="actions actions--start">
        <Button look="danger-quiet" ref={remove} onClick={() => setAsking(true)}>
          {i18n.t('options.keys.remove')}
        </Button>
      </div>
    );
  }
  return (
    <fieldset
      class="question"
      aria-label={i18n.t('options.keys.removeAsk', [title])}
      onKeyDown={(event) => {
        if (event.key === 'Escape') setAsking(false);
      }}
    >
      <Notice tone="danger">
        <strong>{i18n.t('options.keys.removeAsk', [title])}</strong>
        <p class="notice-text">{i18n.t('options.keys.removeBody')}</p>
        <div class="actions">
          <Button ref={cancel} onClick={() => setAsking(false)}>
            {i18n.t('options.cancel')}
          </Button>
          <Button look="danger" onClick={onRemove}>
            {i18n.t('options.keys.removeConfirm')}
          </Button>
        </div>
      </Notice>
    </fieldset>
  );
}
