import { i18n } from '#i18n';
import type { Why } from '~/components/panel/model/permits';

/**
 * A button that stays in the tab order when it cannot be used, so that a screen reader meets it
 * and says why; pressing it then shows the reason to everybody else.
 */
export function ActButton({
  look,
  label,
  text,
  why,
  onAct,
  onWhy,
}: {
  look: 'plain' | 'danger-quiet';
  /** The accessible name, which begins with `text`. */
  label: string;
  text: string;
  why: Why | null;
  onAct: () => void;
  onWhy: (why: Why) => void;
}) {
  return (
    <button
      type="button"
      class={look === 'plain' ? 'button button--small' : `button button--small button--${look}`}
      aria-label={label}
      {...(why !== null && {
        'aria-disabled': 'true' as const,
        // Not by the id of another element: the browser resolves that later, and it may be missed.
        'aria-description': i18n.t(`panel.why.${why}`),
        title: i18n.t(`panel.why.${why}`),
      })}
      onClick={() => (why === null ? onAct() : onWhy(why))}
    >
      {text}
    </button>
  );
}
