import { i18n } from '#i18n';
import { Notice } from '~/components/ui/Notice';
import type { PanelState } from '~/utils/messages/protocol-panel';

/** Where a request waits and Gavel's window does not come up by itself any more. */
export function QuietNotice({ state }: { readonly state: PanelState | null }) {
  const waits = state?.actions.some((action) => action.state === 'staged');
  if (!state?.quiet || !waits) return null;
  return (
    <Notice tone="warn" role="status">
      {i18n.t('panel.quiet')}
    </Notice>
  );
}
