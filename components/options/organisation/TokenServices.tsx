import { useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { TestKey } from '~/components/options/keys/TestWithJaas';
import { Button } from '~/components/ui/Button';
import { Notice } from '~/components/ui/Notice';
import { type ServiceInUse, serviceHost } from '~/utils/organisation/token-service';
import type { OrganisationPort } from './port';
import { ServiceItem } from './ServiceItem';
import { SetUp } from './SetUp';

/** The token services of the host's organisation, which sign in place of keys. */
export function TokenServices({
  port,
  services,
  test,
}: {
  readonly port: OrganisationPort;
  readonly services: readonly ServiceInUse[];
  readonly test: TestKey;
}) {
  const [setsUp, setSetsUp] = useState(false);
  const [said, setSaid] = useState('');
  const heading = useRef<HTMLHeadingElement>(null);
  const opener = useRef<HTMLButtonElement>(null);

  function close(text: string) {
    setSaid(text);
    setSetsUp(false);
    // What had the focus goes with the form.
    requestAnimationFrame(() => (opener.current ?? heading.current)?.focus());
  }

  return (
    <section class="page__section token-services" aria-labelledby="token-services-title">
      <h2 id="token-services-title" tabIndex={-1} ref={heading}>
        {i18n.t('options.organisation.title')}
      </h2>
      <p class="intro">{i18n.t('options.organisation.intro')}</p>
      <div role="status" class={said ? 'answer' : ''}>
        {said && <Notice>{said}</Notice>}
      </div>
      {services.length > 0 && (
        <ul class="keys" aria-label={i18n.t('options.organisation.title')}>
          {services.map((service) => (
            <ServiceItem
              key={service.appId}
              service={service}
              port={port}
              test={test}
              onRemoved={() => {
                setSaid(i18n.t('options.organisation.removed', [serviceHost(service)]));
                heading.current?.focus();
              }}
              onFailed={setSaid}
            />
          ))}
        </ul>
      )}
      {setsUp ? (
        <SetUp
          port={port}
          onDone={(service) => close(i18n.t('options.organisation.done', [serviceHost(service)]))}
          onCancel={() => close('')}
        />
      ) : (
        <Button
          ref={opener}
          class="adds"
          onClick={() => {
            setSaid('');
            setSetsUp(true);
          }}
        >
          {i18n.t('options.organisation.setUp')}
        </Button>
      )}
    </section>
  );
}
