import { useId, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { useLoaded } from '~/components/options/use-loaded';
import { Button } from '~/components/ui/Button';
import { TextField } from '~/components/ui/Field';
import { Notice } from '~/components/ui/Notice';
import { isMeetingHost, MAIN_HOST, type MeetingHost, REGIONAL_HOSTS } from '~/utils/jaas/room';

/** Meetings on staging and regional hosts: off until the person names the host, or allows one that is wanted. */
export function ExtraHosts({
  port,
  wanted,
}: {
  port: ExtraHostsPort;
  /** Hosts that the organisation wants Gavel on: only the person can allow them. */
  wanted: readonly MeetingHost[];
}) {
  const [hosts, reload] = useLoaded(port.allowed, port.watch);
  const [text, setText] = useState('');
  const [error, setError] = useState<'refused' | 'notAHost' | null>(null);
  const id = useId();

  async function allow(host: MeetingHost) {
    // The request must be the first thing in the click, or the browser refuses to ask.
    const allowed = await port.allow(host).catch(() => false);
    setError(allowed ? null : 'refused');
    if (allowed) setText('');
    await reload();
  }

  async function forget(host: MeetingHost) {
    await port.forget(host).catch(() => false);
    await reload();
  }

  const allowed = hosts.state === 'ready' ? hosts.value : [];
  const listed = allowed.filter((one) => !isRegional(one));
  const missing = hosts.state === 'ready' ? wanted.filter((one) => !allowed.includes(one)) : [];
  return (
    <section class="page__section">
      <h2 id={`${id}-title`}>{i18n.t('options.moreHosts.title')}</h2>
      <p class="intro">{i18n.t('options.moreHosts.intro')}</p>
      <fieldset class="regions" aria-describedby={`${id}-regions`}>
        <legend class="label">{i18n.t('options.moreHosts.regions')}</legend>
        <p class="hint" id={`${id}-regions`}>
          {i18n.t('options.moreHosts.regionsHint')}
        </p>
        <div class="regions__choices">
          {REGIONAL_HOSTS.map((host) => (
            <Region
              key={host}
              host={host}
              allowed={allowed.includes(host)}
              onChange={(wants) => void (wants ? allow(host) : forget(host))}
            />
          ))}
        </div>
      </fieldset>
      {listed.length + missing.length > 0 && (
        <ul class="hosts" aria-labelledby={`${id}-title`}>
          {listed.map((host) => (
            <li key={host} class="hosts__item">
              <span class="dot dot--good" />
              <span class="hosts__main">
                <span class="mono">{host}</span>
                <span class="hint">{i18n.t('options.moreHosts.purpose')}</span>
              </span>
              <Button
                aria-label={i18n.t('options.moreHosts.forgetName', [host])}
                onClick={() => void forget(host)}
              >
                {i18n.t('options.moreHosts.forget')}
              </Button>
            </li>
          ))}
          {missing.map((host) => (
            <li key={host} class="hosts__item">
              <span class="dot dot--warn" />
              <span class="hosts__main">
                <span class="mono">{host}</span>
                <span class="hint">{i18n.t('policy.hostWanted')}</span>
              </span>
              <Button
                look="primary"
                aria-label={i18n.t('policy.hostAllowName', [host])}
                onClick={() => void allow(host)}
              >
                {i18n.t('policy.hostAllow')}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <form
        class="extra-host"
        onSubmit={(event) => {
          event.preventDefault();
          const host = readExtraHost(text);
          if (host === null) setError('notAHost');
          else void allow(host);
        }}
      >
        <TextField
          id={id}
          mono
          label={i18n.t('options.moreHosts.label')}
          hint={i18n.t('options.moreHosts.hint')}
          error={error === 'notAHost' && i18n.t('options.moreHosts.notAHost')}
          placeholder={i18n.t('options.moreHosts.example')}
          maxLength={300}
          value={text}
          onInput={({ currentTarget }) => {
            setText(currentTarget.value);
            setError(null);
          }}
        />
        <div class="acts acts--low">
          <Button type="submit">{i18n.t('options.moreHosts.allow')}</Button>
        </div>
      </form>
      <div role="status" class="answer">
        {error === 'refused' && <Notice tone="warn">{i18n.t('options.access.refused')}</Notice>}
      </div>
    </section>
  );
}

/** One regional host. Its box shows what the browser allows, which decides. */
function Region({
  host,
  allowed,
  onChange,
}: {
  host: RegionalHost;
  allowed: boolean;
  onChange: (wants: boolean) => void;
}) {
  const id = useId();
  return (
    <label class="check" for={id}>
      <input
        type="checkbox"
        id={id}
        checked={allowed}
        onChange={({ currentTarget: box }) => {
          const wants = box.checked;
          box.checked = allowed;
          onChange(wants);
        }}
      />
      <span>
        {places[host]()} <span class="mono regions__host">{host}</span>
      </span>
    </label>
  );
}

type RegionalHost = (typeof REGIONAL_HOSTS)[number];

const places: Record<RegionalHost, () => string> = {
  'frankfurt.8x8.vc': () => i18n.t('options.moreHosts.place.frankfurt'),
  'london.8x8.vc': () => i18n.t('options.moreHosts.place.london'),
  'ashburn.8x8.vc': () => i18n.t('options.moreHosts.place.ashburn'),
  'oregon.8x8.vc': () => i18n.t('options.moreHosts.place.oregon'),
  'saopaulo.8x8.vc': () => i18n.t('options.moreHosts.place.saopaulo'),
  'mumbai.8x8.vc': () => i18n.t('options.moreHosts.place.mumbai'),
  'sydney.8x8.vc': () => i18n.t('options.moreHosts.place.sydney'),
};

function isRegional(host: MeetingHost): boolean {
  return REGIONAL_HOSTS.some((one) => one === host);
}

/** The hosts beside 8x8.vc that the person lets Gavel show its panel on. */
export interface ExtraHostsPort {
  allowed(): Promise<MeetingHost[]>;
  /** Asks the person. Works only inside a click. */
  allow(host: MeetingHost): Promise<boolean>;
  /** Gives the permission back. */
  forget(host: MeetingHost): Promise<boolean>;
  /** Calls back after every change, until the returned function is called. */
  watch(changed: () => void): () => void;
}

/** Longest host name (RFC 1035); also bounds what is looked at. */
const LONGEST = 253;

/**
 * The host that a person means by a name (`stage`), a host, or the link of a meeting there; null for
 * whatever is not a subdomain of 8x8.vc, the only ones that Gavel may ask the browser for.
 */
export function readExtraHost(text: string): MeetingHost | null {
  const typed = text.trim().toLowerCase();
  const [host = ''] = typed.replace(/^https:\/\//, '').split(/[/?#]/, 1);
  if (host.length > LONGEST) return null;
  const whole = host.includes('.') ? host : `${host}.${MAIN_HOST}`;
  return whole !== MAIN_HOST && isMeetingHost(whole) ? whole : null;
}
