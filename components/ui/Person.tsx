import type { ComponentChildren } from 'preact';
import { i18n } from '#i18n';
import { shownPerson } from '~/components/ui/labels/action';
import type { Target } from '~/utils/journal/action';
import { safeId } from '~/utils/names/safe-name';
import { Avatar } from './Avatar';

/**
 * Somebody in Gavel's own pages, the same in a question, in what came of it and in lists: the circle that is on
 * their tile, the name, the whole user id, and what else there is to know.
 */
export function Person({
  target,
  large = false,
  children,
}: {
  readonly target: Target;
  /** Where it is about this one person only. */
  readonly large?: boolean;
  /** One line of facts, such as when they came. */
  readonly children?: ComponentChildren;
}) {
  return (
    <div class={large ? 'who who--large' : 'who'}>
      <Avatar name={target.name} look={large ? 'large' : ''} />
      <div class="who__words">
        <bdi class="who__name">{shownPerson(target)}</bdi>
        {large && target.userId !== null && (
          <span class="visually-hidden">{i18n.t('popup.facts.userId')}</span>
        )}
        {target.userId !== null && <bdi class="who__id mono exact">{safeId(target.userId)}</bdi>}
        {children && <span class="hint">{children}</span>}
      </div>
    </div>
  );
}
