import { useCallback, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { type Loaded, useLoaded } from '~/components/options/use-loaded';
import { Button } from '~/components/ui/Button';
import { HelpLink } from '~/components/ui/HelpLink';
import type { AccessPort } from '~/components/ui/host-access';
import { Notice } from '~/components/ui/Notice';
import { REQUIRED_HOSTS } from '~/utils/jaas/operation';
import { listLabel } from '~/utils/language';

const purpose: Record<Host['name'], () => string> = {
  '8x8.vc': () => i18n.t('options.access.pageAndApi'),
  'api-vo.jitsi.net': () => i18n.t('options.access.api'),
};

/** Each host with what it is for and whether the browser allows it. */
export function AccessSettings({ access }: { access: Access }) {
  const { missing } = access;
  return (
    <section class="page__section">
      <h2 id="access-title">{i18n.t('options.access.title')}</h2>
      <p class="intro">{i18n.t('options.access.intro')}</p>
      {missing.state === 'failed' && (
        <Notice tone="warn">{i18n.t('options.access.unknown')}</Notice>
      )}
      {missing.state === 'ready' && (
        <>
          <ul class="hosts" aria-labelledby="access-title">
            {REQUIRED_HOSTS.map((host) => (
              <HostRow key={host.origin} host={host} missing={missing.value.includes(host)} />
            ))}
          </ul>
          {missing.value.length > 0 && (
            <div class="acts">
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
    <li class="hosts__item">
      <span class={missing ? 'dot dot--warn' : 'dot dot--good'} />
      <span class="hosts__main">
        <span class="mono">{host.name}</span>
        <span class="hint">{purpose[host.name]()}</span>
      </span>
      <span class={missing ? 'hosts__state hosts__state--missing' : 'hosts__state'}>
        {missing ? i18n.t('options.access.missing') : i18n.t('options.access.granted')}
      </span>
    </li>
  );
}

/** At the top of the keys, and only when something is missing: nothing works without it. */
export function AccessMissing({ access }: { access: Access }) {
  if (access.missing.state !== 'ready' || access.missing.value.length === 0) return null;
  const names = listLabel(access.missing.value.map(({ name }) => name));
  return (
    <div class="access-missing">
      <Notice tone="warn" role="status">
        <div class="cluster cluster--apart">
          <div>
            <strong>{i18n.t('options.access.missingTitle')}</strong>
            <p class="notice__text">
              {i18n.t('options.access.missingBody', [names])} <HelpLink topic="no-panel" />
            </p>
            {access.refused && <p class="notice__text">{i18n.t('options.access.refused')}</p>}
          </div>
          <Button onClick={access.allow}>{i18n.t('options.access.allow')}</Button>
        </div>
      </Notice>
    </div>
  );
}

export interface Access {
  readonly missing: Loaded<Host[]>;
  /** The person was asked and said no. */
  readonly refused: boolean;
  allow(): Promise<void>;
}

/** What is allowed now, kept up to date, and the way to ask for the rest. */
export function useAccess(port: AccessPort): Access {
  const read = useCallback(() => missingHosts(port), [port]);
  const [missing, reload] = useLoaded(read, port.watch);
  const [refused, setRefused] = useState(false);

  async function allow() {
    if (missing.state !== 'ready') return;
    // The request must be the first thing in the click, or the browser refuses to ask.
    const answer = port.request(missing.value.map(({ origin }) => origin)).catch(() => false);
    setRefused(!(await answer));
    await reload();
  }

  return { missing, refused, allow };
}

type Host = (typeof REQUIRED_HOSTS)[number];

/** The hosts that the browser does not allow at this moment. */
async function missingHosts(access: AccessPort): Promise<Host[]> {
  const allowed = await Promise.all(REQUIRED_HOSTS.map(({ origin }) => access.has(origin)));
  return REQUIRED_HOSTS.filter((_, index) => !allowed[index]);
}
