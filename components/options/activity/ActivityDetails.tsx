import { useMemo } from 'preact/hooks';
import { i18n } from '#i18n';
import type { Action } from '~/utils/actions/action';
import { CopyButton } from '../CopyButton';
import { type DetailFact, detailsOf, detailsText } from './details';

/** Everything that the journal knows of an action, and a way to take it along. */
export function ActivityDetails({ action }: { action: Action }) {
  const details = useMemo(() => detailsOf(action), [action]);
  return (
    <div class="details">
      <Facts facts={details.facts} />
      {details.steps.length > 0 && (
        <ol class="details-steps" aria-label={i18n.t('options.activity.steps')}>
          {details.steps.map((step, at) => (
            <li key={action.steps[at]?.operation ?? at}>
              <p class="details-step">
                <span class={`dot dot--${step.tone}`} aria-hidden="true" />
                <span>{step.text}</span>
              </p>
              <Facts facts={step.facts} />
            </li>
          ))}
        </ol>
      )}
      <div class="row">
        <CopyButton text={detailsText(details)} name={i18n.t('options.activity.copyDetails')} />
      </div>
    </div>
  );
}

function Facts({ facts }: { facts: readonly DetailFact[] }) {
  return (
    <dl class="details-facts">
      {facts.map(({ name, value, mono }) => (
        <div key={name} class="details-fact">
          <dt>{name}</dt>
          <dd class={mono ? 'mono' : ''}>
            <bdi>{value}</bdi>
          </dd>
        </div>
      ))}
    </dl>
  );
}
