import type { ComponentChildren } from 'preact';
import { i18n } from '#i18n';
import type { Loaded } from '~/components/options/use-loaded';
import { HelpLink } from '~/components/ui/HelpLink';
import { MAIN_HOST } from '~/utils/jaas/room';

/** What this is, what it may do, what it keeps, what it sends, and what a ban is worth. */
export function AboutPage({ facts }: { facts: Loaded<AboutFacts> }) {
  return (
    <>
      {facts.state === 'ready' && <Installation facts={facts.value} />}
      <section class="page__section">
        <h2>{i18n.t('help.link')}</h2>
        <p class="prose">{i18n.t('help.about')}</p>
        <p class="help-alone">
          <HelpLink topic="what">{i18n.t('help.open')}</HelpLink>
        </p>
      </section>
      <Part title={i18n.t('options.about.ban')}>
        <li>{i18n.t('options.about.banDoes')}</li>
        <li>{i18n.t('options.about.banStays')}</li>
        <li>{i18n.t('options.about.banForever')}</li>
        <li>{i18n.t('options.about.banBestEffort')}</li>
        <li>{i18n.t('options.about.removeOnly')}</li>
        <li>{i18n.t('options.about.endMeeting')}</li>
      </Part>
      <Part title={i18n.t('options.about.stores')}>
        <li>{i18n.t('options.about.storesKeys')}</li>
        <li>{i18n.t('options.about.storesActivity')}</li>
        <li>{i18n.t('options.about.storesNever')}</li>
        <li>{i18n.t('options.about.storesPrivate')}</li>
      </Part>
      <Part title={i18n.t('options.about.sends')}>
        <li>{i18n.t('options.about.sendsJaas')}</li>
        <li>{i18n.t('options.about.sendsNothing')}</li>
      </Part>
      {facts.state === 'ready' && <Permissions facts={facts.value} />}
    </>
  );
}

function Part({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <section class="page__section">
      <h2>{title}</h2>
      <ul class="prose">{children}</ul>
    </section>
  );
}

function Installation({ facts }: { facts: AboutFacts }) {
  return (
    <dl class="pairs page__section">
      <dt>{i18n.t('options.about.version')}</dt>
      <dd>{facts.version}</dd>
      <dt>{i18n.t('options.about.browser')}</dt>
      <dd>{facts.browser}</dd>
      <dt>{i18n.t('options.about.licence')}</dt>
      <dd>{i18n.t('options.about.licenceText')}</dd>
    </dl>
  );
}

function Permissions({ facts }: { facts: AboutFacts }) {
  return (
    <Part title={i18n.t('options.about.permissions')}>
      {facts.permissions.map((name) => (
        <li key={name}>{permissionLabel(name)}</li>
      ))}
      {facts.origins.map((origin) => (
        <li key={origin}>{originLabel(origin)}</li>
      ))}
    </Part>
  );
}

/** What a permission of the manifest is for; its bare name only where this version knows no words for it. */
export function permissionLabel(name: string): string {
  if (name === 'alarms') return i18n.t('options.about.permissionAlarms');
  if (name === 'storage') return i18n.t('options.about.permissionStorage');
  if (name === 'scripting') return i18n.t('options.about.permissionScripting');
  if (name === 'notifications') return i18n.t('options.about.permissionNotifications');
  return i18n.t('options.about.permissionOther', [name]);
}

/** Meetings run on the host whose pages the panel is shown in; the other one only takes requests. */
function originLabel(pattern: string): string {
  const host = pattern.replace(/^https:\/\//, '').replace(/\/\*$/, '');
  if (host !== MAIN_HOST && host.endsWith(`.${MAIN_HOST}`)) {
    return i18n.t('options.about.permissionMoreHosts', [host]);
  }
  return host === MAIN_HOST
    ? i18n.t('options.about.permissionPage', [host])
    : i18n.t('options.about.permissionApi', [host]);
}

/** What the About page says of this installation. */
export interface AboutFacts {
  readonly version: string;
  /** For example `Chromium 156`. */
  readonly browser: string;
  /** API permissions of the manifest that are granted, for example `storage`. */
  readonly permissions: readonly string[];
  /** Match patterns of the hosts that are granted. */
  readonly origins: readonly string[];
}

interface Brand {
  readonly brand: string;
  readonly version: string;
}

/**
 * The browser's name and main version. Chromium browsers list brands, one of them a decoy
 * (`Not.A/Brand`, W3C user agent client hints) and one the engine; the most specific one is shown.
 */
export function browserName(brands: readonly Brand[] | undefined, userAgent: string): string {
  const real = (brands ?? []).filter(({ brand }) => !/not.*brand/i.test(brand));
  const shown = real.find(({ brand }) => brand !== 'Chromium') ?? real[0];
  if (shown) return `${shown.brand} ${shown.version}`;
  const match = /(Firefox|Edg|Chrome)\/(\d+)/.exec(userAgent);
  return match ? `${match[1]} ${match[2]}` : userAgent;
}
