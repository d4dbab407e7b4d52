import { useEffect, useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { Fingerprint } from '~/components/options/keys/Fingerprint';
import { Line, RemoveKey } from '~/components/options/keys/KeyDetails';
import { MoreButton } from '~/components/options/keys/MoreButton';
import { type TestKey, TestWithJaas, useJaasTest } from '~/components/options/keys/TestWithJaas';
import { Badge } from '~/components/ui/Badge';
import { Button } from '~/components/ui/Button';
import { tokenRefusalLabel } from '~/components/ui/labels/token';
import { Notice } from '~/components/ui/Notice';
import { fingerprintOf } from '~/utils/keys/fingerprint';
import {
  type ServiceInUse,
  serviceHost,
  serviceTitle,
  type TokenService,
} from '~/utils/organisation/token-service';
import type { OrganisationPort } from './port';

type SignedIn = Awaited<ReturnType<OrganisationPort['tryOut']>> | 'running' | null;

/** One token service: whose tokens it gives, whether it gives one, and how it is put away. */
export function ServiceItem({
  service,
  port,
  test,
  onRemoved,
  onFailed,
}: {
  readonly service: ServiceInUse;
  readonly port: OrganisationPort;
  readonly test: TestKey;
  readonly onRemoved: () => void;
  /** Told what there is to say where it could not be removed. */
  readonly onFailed: (text: string) => void;
}) {
  const { appId, url, publicJwk } = service;
  const [signedIn, setSignedIn] = useState<SignedIn>(null);
  const [more, setMore] = useState(false);
  const jaas = useJaasTest({ appId, keyId: null }, test);
  const testButton = useRef<HTMLButtonElement>(null);
  const host = serviceHost(service);
  const title = serviceTitle(service);
  const moreId = `more-${appId}`;

  async function signIn() {
    if (signedIn === 'running') return;
    jaas.forget();
    setSignedIn('running');
    const allowed = await port.allowSignIn();
    setSignedIn(allowed ? await port.tryOut(service) : { ok: false, why: 'no-permission' });
  }

  return (
    <li class="key" aria-label={title}>
      <div class="key__name">
        <h3>
          <bdi>{title}</bdi>
        </h3>
        {service.fixed && <Badge>{i18n.t('policy.setBy')}</Badge>}
      </div>
      <p class="key__state key__state--plain">
        <span class="dot" aria-hidden="true" />
        {i18n.t('options.organisation.state', [host])}
      </p>
      <p class="key__ids">{appId}</p>
      <div class="acts acts--start">
        <Button
          ref={testButton}
          look="primary"
          aria-disabled={jaas.state === 'running' || jaas.state === 'asking'}
          onClick={() => {
            setSignedIn(null);
            jaas.ask();
          }}
        >
          {i18n.t('options.doctor.testAsk')}
        </Button>
        <Button aria-disabled={signedIn === 'running'} onClick={signIn}>
          {i18n.t('token.signIn', [host])}
        </Button>
        <MoreButton
          name={i18n.t('options.organisation.more')}
          open={more}
          controls={moreId}
          onToggle={() => setMore(!more)}
        />
      </div>
      <div role="status">{signedIn && <Answer answer={signedIn} host={host} />}</div>
      <TestWithJaas
        id={appId}
        service={host}
        test={jaas}
        onClosed={() => testButton.current?.focus()}
      />
      <div id={moreId} hidden={!more}>
        {more && (
          <div class="key__more">
            <Line label={i18n.t('options.organisation.address')}>
              <bdi class="key__ids">{url}</bdi>
            </Line>
            <Line label={i18n.t('options.keys.fingerprint')}>
              <PublicFingerprint publicJwk={publicJwk} />
              <p class="hint">{i18n.t('options.keys.fingerprintHint')}</p>
            </Line>
            {!service.fixed && (
              <RemoveKey
                title={title}
                words={{
                  act: i18n.t('options.organisation.remove'),
                  body: i18n.t('options.organisation.removeBody'),
                }}
                remove={() => port.remove(appId)}
                onRemoved={onRemoved}
                onDone={onFailed}
              />
            )}
          </div>
        )}
      </div>
    </li>
  );
}

function Answer({
  answer,
  host,
}: {
  readonly answer: NonNullable<SignedIn>;
  readonly host: string;
}) {
  if (answer === 'running') {
    return <p class="hint">{i18n.t('options.organisation.trying', [host])}</p>;
  }
  return (
    <div class="key__check">
      {answer.ok ? (
        <Notice tone="good">{i18n.t('options.organisation.signedIn', [host])}</Notice>
      ) : (
        <Notice tone="warn">{tokenRefusalLabel(answer.why)}</Notice>
      )}
    </div>
  );
}

function PublicFingerprint({ publicJwk }: Pick<TokenService, 'publicJwk'>) {
  const [value, setValue] = useState('');
  useEffect(() => {
    fingerprintOf(publicJwk).then(setValue, () => setValue(''));
  }, [publicJwk]);
  return value === '' ? null : <Fingerprint value={value} />;
}
