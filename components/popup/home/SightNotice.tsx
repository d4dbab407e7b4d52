import { i18n } from '#i18n';
import { Notice } from '~/components/ui/Notice';
import type { Sight } from '~/utils/messages/messages-sight';

/**
 * What the meeting's page does to the panel, said where no page can interfere.
 *
 * @param above it stands above a view and not in a card
 */
export function SightNotice({
  sight,
  above = false,
}: {
  readonly sight: Sight | undefined;
  readonly above?: boolean;
}) {
  if (sight === undefined || sight === 'shown') return null;
  const notice = <Notice tone="warn">{i18n.t(`sight.${sight}`)}</Notice>;
  return above ? <div class="waiting">{notice}</div> : notice;
}
