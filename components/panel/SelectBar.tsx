import { useLayoutEffect, useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import type { Selection } from './selection';

/** Over the lists: whom to select at once. */
export function SelectBar({ selection }: { selection: Selection }) {
  const whole = selection.whole.value;
  const box = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => {
    // There is no attribute for it.
    if (box.current) box.current.indeterminate = whole === 'some';
  }, [whole]);
  return (
    <div class="selectbar">
      <label class="selectbar__all">
        <input
          ref={box}
          type="checkbox"
          checked={whole === 'all'}
          onClick={({ currentTarget }) => selection.pickAll(currentTarget.checked)}
        />
        {i18n.t('panel.select.all')}
      </label>
      <button type="button" class="link" onClick={selection.pickExceptModerators}>
        {i18n.t('panel.select.exceptModerators')}
      </button>
    </div>
  );
}
