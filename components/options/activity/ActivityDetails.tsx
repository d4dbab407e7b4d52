import { useMemo } from 'preact/hooks';
import { i18n } from '#i18n';
import { KeyFacts } from '~/components/ui/KeyFacts';
import type { Action } from '~/utils/journal/action';
import { CopyButton } from '../CopyButton';
import { detailsOf, detailsText } from './details';

const LOOK = { list: 'details-facts', row: 'details-fact' } as const;

/** Everything that the journal knows of an action, and a way to take it along. */
export function ActivityDetails({ action }: { action: Action }) {
  const details = useMemo(() => detailsOf(action), [action]);
  return (
    <div class="details">
      <KeyFacts look={LOOK} facts={details.facts} />
      {details.steps.length > 0 && (
        <ol class="details-steps" aria-label={i18n.t('options.activity.steps')}>
          {details.steps.map((step, at) => (
            <li key={action.steps[at]?.operation ?? at}>
              <p class="details-step">
                <span class={`dot dot--${step.tone}`} aria-hidden="true" />
                <span>{step.text}</span>
              </p>
              <KeyFacts look={LOOK} facts={step.facts} />
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
