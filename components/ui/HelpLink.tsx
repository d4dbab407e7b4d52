import type { ComponentChildren } from 'preact';
import { i18n } from '#i18n';
import { type HelpTopic, helpAddress } from './help';

/** Opens the help where it answers this, in a tab of its own. Nothing where there is no topic. */
export function HelpLink({
  topic,
  children,
}: {
  readonly topic: HelpTopic | null;
  /** The link's words, where “Help” is not enough. */
  readonly children?: ComponentChildren;
}) {
  if (topic === null) return null;
  return (
    <a class="link" href={helpAddress(topic)} target="_blank" rel="noopener" hreflang="en">
      {children ?? i18n.t('help.link')}
      <span class="visually-hidden"> {i18n.t('help.newTab')}</span>
    </a>
  );
}
