import { Fragment } from 'preact';
import { i18n } from '#i18n';
import { baseLabels } from '~/components/options/keys/KeyDetails';
import { autoLockLabel } from '~/components/options/protect/Protection';
import { serviceUrlLabel } from '~/components/ui/labels/token';
import { Notice } from '~/components/ui/Notice';
import { MIN_BITS } from '~/utils/keys/import/refusal';
import { LABEL_LIMIT } from '~/utils/keys/key-record';
import { numberLabel } from '~/utils/language';
import {
  isFixedField,
  MOST_KEEP_DAYS,
  MOST_LOCK_MINUTES,
  type Policy,
  type PolicyProblem,
  type ReadPolicy,
} from '~/utils/organisation/policy';
import { serviceHost } from '~/utils/organisation/token-service';
import { AT_ONCE } from '~/utils/storage/settings';
import { keepLabel } from './Retention';

/** All that the organisation has set, and what of its policy is wrong; nothing where it has set nothing. */
export function OrganisationSettings({ read: { policy, problems } }: { read: ReadPolicy }) {
  const lines = policyLines(policy);
  if (lines.length === 0 && problems.length === 0) return null;
  return (
    <section class="page__section" aria-labelledby="organisation-title">
      <h2 id="organisation-title">{i18n.t('policy.title')}</h2>
      <p class="intro">{i18n.t('policy.intro')}</p>
      {lines.length > 0 && (
        <dl class="pairs organisation">
          {lines.map(([name, values]) => (
            <Fragment key={name}>
              <dt>{name}</dt>
              <dd>
                {values.map((value) => (
                  <div key={value}>
                    <bdi>{value}</bdi>
                  </div>
                ))}
              </dd>
            </Fragment>
          ))}
        </dl>
      )}
      {problems.length > 0 && (
        <Notice tone="warn">
          <strong>{i18n.t('policy.wrong')}</strong>
          <ul class="organisation__problems">
            {problems.map((problem) => (
              <li key={`${problem.field} ${problem.code}`}>
                <bdi class="mono">{problem.field}</bdi>
                <span>{problemLabel(problem)}</span>
              </li>
            ))}
          </ul>
        </Notice>
      )}
    </section>
  );
}

type Line = readonly [name: string, values: readonly string[]];

/** What is set, in words. */
function policyLines(policy: Policy): readonly Line[] {
  const services = policy.tokenServices.map((service) =>
    i18n.t('policy.service', [serviceHost(service), service.label || service.appId]),
  );
  return [
    several(i18n.t('policy.services'), services),
    single(i18n.t('policy.ownKeys'), policy.ownKeys, (value) => i18n.t(`policy.own.${value}`)),
    single(i18n.t('policy.passphrase'), policy.requirePassphrase, (isRequired) =>
      isRequired ? i18n.t('policy.required') : i18n.t('policy.notRequired'),
    ),
    single(i18n.t('options.protect.autoLock'), policy.autoLockMinutes, autoLockLabel),
    single(i18n.t('options.keys.base'), policy.base, (base) => baseLabels[base]()),
    single(i18n.t('options.activity.keep'), policy.keepActivityDays, keepLabel),
    single(i18n.t('options.batch.atOnce'), policy.peopleAtOnce, String),
    several(i18n.t('options.moreHosts.title'), policy.extraHosts),
  ].flat();
}

function single<T>(name: string, value: T | undefined, label: (value: T) => string): Line[] {
  return value === undefined ? [] : [[name, [label(value)]]];
}

function several(name: string, values: readonly string[]): Line[] {
  return values.length === 0 ? [] : [[name, values]];
}

/** What is wrong with a part of the policy, for whoever can mend it. */
function problemLabel({ field, code }: PolicyProblem): string {
  switch (code) {
    case 'bad-value':
      return isFixedField(field) ? wanted[field]() : i18n.t('policy.problem.unknown');
    case 'unknown-field':
      return i18n.t('policy.problem.unknown');
    case 'not-a-list':
      return i18n.t('policy.problem.notAList');
    case 'too-many':
      return i18n.t('policy.problem.tooMany');
    case 'not-an-entry':
      return i18n.t('policy.problem.notAnEntry');
    case 'bad-app-id':
      return i18n.t('options.add.appIdShape');
    case 'bad-label':
      return i18n.t('policy.problem.label', [numberLabel(LABEL_LIMIT)]);
    case 'second-of-app-id':
      return i18n.t('policy.problem.secondOfAppId');
    case 'not-a-host':
      return i18n.t('options.moreHosts.notAHost');
    case 'empty':
      return i18n.t('policy.problem.empty');
    case 'not-an-address':
    case 'not-https':
    case 'with-password':
    case 'with-fragment':
    case 'reserved-parameter':
      return serviceUrlLabel(code);
    case 'private-key':
      return i18n.t('policy.problem.privateKey');
    case 'too-short':
      return i18n.t('policy.problem.tooShort', [String(MIN_BITS)]);
    case 'not-rsa':
      return i18n.t('policy.problem.notRsa');
    case 'too-large':
    case 'not-a-public-key':
      return i18n.t('policy.problem.notPublic');
  }
}

/** What each field takes. */
const wanted = {
  ownKeys: () => i18n.t('policy.wanted.ownKeys'),
  requirePassphrase: () => i18n.t('policy.wanted.requirePassphrase'),
  autoLockMinutes: () => i18n.t('policy.wanted.autoLockMinutes', [String(MOST_LOCK_MINUTES)]),
  base: () => i18n.t('policy.wanted.base'),
  keepActivityDays: () => i18n.t('policy.wanted.keepActivityDays', [String(MOST_KEEP_DAYS)]),
  peopleAtOnce: () => i18n.t('policy.wanted.peopleAtOnce', [String(AT_ONCE.most)]),
};
