import { useLayoutEffect, useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import type { Selection } from '~/components/panel/model/selection';

/** Over the lists: whom to select at once. */
export function SelectBar({
  selection,
  low,
}: {
  selection: Selection;
  /** The whole card scrolls: then to here, since what is above would leave no row in sight. */
  low: boolean;
}) {
  const whole = selection.whole.value;
  const bar = useRef<HTMLDivElement>(null);
  const box = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => {
    const card = bar.current?.parentElement;
    if (low && bar.current && card) card.scrollTop = bar.current.offsetTop;
  }, [low]);
  useLayoutEffect(() => {
    // There is no attribute for it.
    if (box.current) box.current.indeterminate = whole === 'some';
  }, [whole]);
  return (
    <div ref={bar} class="selectbar">
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
