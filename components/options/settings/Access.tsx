import { i18n } from '#i18n';
import { Button } from '~/components/ui/Button';
import { Notice } from '~/components/ui/Notice';
import { type Host, hosts } from './access';
import type { Access } from './use-access';

const purpose: Record<Host['name'], () => string> = {
  '8x8.vc': () => i18n.t('options.access.pageAndApi'),
  'api-vo.jitsi.net': () => i18n.t('options.access.api'),
};

/** Each host with what it is for and whether the browser allows it. */
export function AccessSettings({ access }: { access: Access }) {
  const { missing } = access;
  return (
    <section class="section">
      <h2 id="access-title">{i18n.t('options.access.title')}</h2>
      <p class="lead">{i18n.t('options.access.intro')}</p>
      {missing.state === 'failed' && (
        <Notice tone="warn">{i18n.t('options.access.unknown')}</Notice>
      )}
      {missing.state === 'ready' && (
        <>
          <ul class="rows" aria-labelledby="access-title">
            {hosts.map((host) => (
              <HostRow key={host.origin} host={host} missing={missing.value.includes(host)} />
            ))}
          </ul>
          {missing.value.length > 0 && (
            <div class="actions">
              <Button look="primary" onClick={access.allow}>
                {i18n.t('options.access.allow')}
              </Button>
            </div>
          )}
        </>
      )}
      <div role="status">
        {access.refused && <Notice tone="warn">{i18n.t('options.access.refused')}</Notice>}
      </div>
    </section>
  );
}

function HostRow({ host, missing }: { host: Host; missing: boolean }) {
  return (
    <li class="rows-item">
      <span class={missing ? 'dot dot--warn' : 'dot dot--good'} />
      <span class="rows-main">
        <span class="mono">{host.name}</span>
        <span class="hint">{purpose[host.name]()}</span>
      </span>
      <span class={missing ? 'rows-state rows-state--warn' : 'rows-state'}>
        {missing ? i18n.t('options.access.missing') : i18n.t('options.access.granted')}
      </span>
    </li>
  );
}
