import { i18n } from '#i18n';
import type { Banned } from '~/components/panel/model/bans';
import { Badge } from '~/components/ui/Badge';
import { Private } from './Private';

/** Beside the name of somebody who was banned; `when` is a time or a day. */
export function BanBadge({ banned, when }: { banned: Banned; when: string }) {
  if (banned === 'no') return null;
  return (
    <Badge tone={banned === 'unclear' ? 'warn' : 'danger'}>
      <Private text={words[banned](when)} />
    </Badge>
  );
}

const words: Record<Exclude<Banned, 'no'>, (when: string) => string> = {
  now: (when) => i18n.t('panel.badge.banned', [when]),
  before: (when) => i18n.t('bannedHere.badge.banned', [when]),
  unclear: (when) => i18n.t('bannedHere.badge.unclear', [when]),
};
