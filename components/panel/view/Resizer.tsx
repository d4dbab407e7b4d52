import { useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import {
  type Drawn,
  isAtRight,
  keptDrawn,
  type Position,
  resized,
  resizedByKey,
} from '~/components/panel/host/position';
import { useDrag, useKeys } from './drag';
import type { Movable } from './Header';

/** The card's free lower corner: drawn with the pointer or by the arrow keys it makes the card larger or smaller. */
export function Resizer({ position, place, onMove }: Movable) {
  const corner = useRef<HTMLButtonElement>(null);
  // While it is being drawn the corner stays the one it was, also where the card has grown past the page's middle.
  const [side, setSide] = useState<boolean | null>(null);
  const isRight = side ?? isAtRight(place, window.innerWidth);
  const now = (): Drawn => {
    // As it is seen: with few people it is lower than it may be.
    const height = corner.current?.parentElement?.offsetHeight ?? place.maxHeight;
    return { ...place, height, isRight };
  };
  const move = (to: Position) => {
    setSide(isRight);
    onMove(to, false);
  };
  const drag = useDrag<Drawn>({
    small: true,
    take: now,
    to: (from, dx, dy) => move(resized(position, from, dx, dy)),
    done: () => {
      setSide(null);
      onMove(keptDrawn(position, place), true);
    },
  });
  const { onBlur, ...keys } = useKeys({
    to: (key) => resizedByKey(position, now(), key),
    move,
    done: () => onMove(position, true),
  });
  return (
    <button
      ref={corner}
      type="button"
      class={isRight ? 'resizer resizer--left' : 'resizer'}
      aria-label={i18n.t('panel.resize')}
      aria-description={i18n.t('panel.resizeHint')}
      title={i18n.t('panel.resize')}
      {...keys}
      onBlur={() => {
        onBlur();
        setSide(null);
      }}
      {...drag}
    />
  );
}
