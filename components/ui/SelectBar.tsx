import { useLayoutEffect, useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import { PRESETS, type Preset } from '~/utils/meeting/presets';
import { isolated } from '~/utils/names/direction';

/** Over a list of people, in the panel and in the popup: selects many at once. */
export function SelectBar({
  whole,
  onAll,
  ...presets
}: PresetsProps & {
  /** Where the box for all that are seen stands. */
  readonly whole: 'all' | 'some' | 'none';
  readonly onAll: (checked: boolean) => void;
}) {
  const box = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => {
    // There is no attribute for it.
    if (box.current) box.current.indeterminate = whole === 'some';
  }, [whole]);
  return (
    <div class="selectbar">
      <Presets {...presets} />
      <label class="selectbar__all">
        <input
          ref={box}
          type="checkbox"
          checked={whole === 'all'}
          onClick={({ currentTarget }) => onAll(currentTarget.checked)}
        />
        {i18n.t('panel.select.all')}
      </label>
    </div>
  );
}

interface PresetsProps {
  /** The name, as it is shown, of the one ticked last. */
  readonly like: string | undefined;
  readonly offers: (preset: Preset) => boolean;
  readonly onChoose: (preset: Preset) => void;
}

/**
 * The ways of choosing. What needs somebody to go by is listed before there is one, or
 * nobody would know of it.
 */
function Presets({ like, offers, onChoose }: PresetsProps) {
  /** In a list that is closed each key goes on to the next choice, and none of them is meant yet. */
  const byKey = useRef(false);

  function choose(list: HTMLSelectElement): void {
    const chosen = PRESETS.find((preset) => preset === list.value);
    // It is a choice that is made, not one that stays: the same can be made again.
    list.value = '';
    if (chosen && offers(chosen)) onChoose(chosen);
  }

  return (
    <select
      class="field presets"
      aria-label={i18n.t('panel.select.by')}
      aria-description={i18n.t('panel.select.byEnter')}
      onPointerDown={() => {
        byKey.current = false;
      }}
      onKeyDown={(event) => {
        // These open the list, and then it is chosen from.
        byKey.current = event.key !== ' ' && !event.altKey;
        if (event.key !== 'Enter' || event.currentTarget.value === '') return;
        event.preventDefault();
        choose(event.currentTarget);
      }}
      onChange={({ currentTarget }) => {
        if (!byKey.current) choose(currentTarget);
      }}
    >
      <option value="" hidden>
        {i18n.t('panel.select.by')}
      </option>
      {PRESETS.map((preset) => {
        const isOffered = offers(preset);
        return (
          <option key={preset} value={preset} disabled={!isOffered}>
            {wordsOf(preset, isOffered ? like : undefined)}
          </option>
        );
      })}
    </select>
  );
}

function wordsOf(preset: Preset, like: string | undefined): string {
  if (preset !== 'sameUserId' && preset !== 'nameLike') return i18n.t(`panel.preset.${preset}`);
  return like === undefined
    ? i18n.t(`panel.preset.${preset}.tickOne`)
    : i18n.t(`panel.preset.${preset}.as`, [isolated(like)]);
}
