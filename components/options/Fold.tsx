import type { ComponentChildren } from 'preact';
import { Icon } from '~/components/ui/Icon';

/** What few people need, behind its title. Its chevron is the one that every button which unfolds something has. */
export function Fold({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <details class="fold">
      <summary class="fold__title">
        <Icon name="next" size={14} />
        {title}
      </summary>
      <div class="fold__body">{children}</div>
    </details>
  );
}
