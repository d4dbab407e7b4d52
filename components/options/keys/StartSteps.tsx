import { i18n } from '#i18n';
import { Icon } from '~/components/ui/Icon';
import { type StepName, type StepState, stepNames } from './steps';

const words: Record<StepName, { title: () => string; hint: () => string }> = {
  add: {
    title: () => i18n.t('options.start.add'),
    hint: () => i18n.t('options.start.addHint'),
  },
  check: {
    title: () => i18n.t('options.start.check'),
    hint: () => i18n.t('options.start.checkHint'),
  },
  join: {
    title: () => i18n.t('options.start.join'),
    hint: () => i18n.t('options.start.joinHint'),
  },
};

const stateWords: Record<StepState, () => string> = {
  done: () => i18n.t('options.start.done'),
  next: () => i18n.t('options.start.next'),
  later: () => i18n.t('options.start.later'),
};

/** The way from a fresh installation to a meeting; each step ticks itself off. */
export function StartSteps({
  steps,
  onHide,
}: {
  steps: Record<StepName, StepState>;
  onHide: () => void;
}) {
  return (
    <section class="start" aria-labelledby="start-title">
      <div class="row row--apart">
        <h2 id="start-title">{i18n.t('options.start.title')}</h2>
        {steps.add === 'done' && (
          <button type="button" class="link hint" onClick={onHide}>
            {i18n.t('options.start.hide')}
          </button>
        )}
      </div>
      <ol class="start-steps">
        {stepNames.map((name, index) => (
          <li
            key={name}
            class={`start-step start-step--${steps[name]}`}
            {...(steps[name] === 'next' ? { 'aria-current': 'step' as const } : {})}
          >
            <span class="start-mark" aria-hidden="true">
              {steps[name] === 'done' ? <Icon name="check" size={14} /> : index + 1}
            </span>
            <span>
              <strong>{words[name].title()}</strong>{' '}
              <span class="visually-hidden">{stateWords[steps[name]]()}</span>
              {steps[name] === 'next' && <span class="hint start-hint">{words[name].hint()}</span>}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
