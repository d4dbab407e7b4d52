import { i18n } from '#i18n';
import { Button } from '~/components/ui/Button';
import { Notice } from '~/components/ui/Notice';
import type { Access } from './use-access';

/** At the top of the keys, and only when something is missing: nothing works without it. */
export function AccessMissing({ access }: { access: Access }) {
  if (access.missing.state !== 'ready' || access.missing.value.length === 0) return null;
  const names = access.missing.value.map(({ name }) => name).join(', ');
  return (
    <div class="above">
      <Notice tone="warn" role="status">
        <div class="row row--apart">
          <div>
            <strong>{i18n.t('options.access.missingTitle')}</strong>
            <p class="notice-text">{i18n.t('options.access.missingBody', [names])}</p>
            {access.refused && <p class="notice-text">{i18n.t('options.access.refused')}</p>}
          </div>
          <Button onClick={access.allow}>{i18n.t('options.access.allow')}</Button>
        </div>
      </Notice>
    </div>
  );
}
