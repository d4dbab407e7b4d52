import { useCallback, useEffect } from 'preact/hooks';
import { i18n } from '#i18n';
import { type Loaded, useLoaded } from '~/components/options/use-loaded';
import { Icon } from '~/components/ui/Icon';
import type { Item } from '~/utils/storage/item';
import type { FirstSteps } from '~/utils/storage/settings';
import { NO_STEPS } from '~/utils/storage/settings';

import { ConsoleGuide } from './ConsoleGuide';
import type { KeyCard, KeyCards } from './key-cards';

const words: Record<StepName, { title: () => string; hint: () => string }> = {
  get: {
    title: () => i18n.t('options.start.get'),
    hint: () => i18n.t('options.start.getHint'),
  },
  add: {
    title: () => i18n.t('options.start.add'),
    hint: () => i18n.t('options.start.addHint'),
  },
  test: {
    title: () => i18n.t('options.start.test'),
    hint: () => i18n.t('options.start.testHint'),
  },
  join: {
    title: () => i18n.t('options.start.join'),
    hint: () => i18n.t('options.start.joinHint'),
  },
};

const stateLabel: Record<StepState, () => string> = {
  done: () => i18n.t('options.start.done'),
  next: () => i18n.t('options.start.next'),
  later: () => i18n.t('options.start.later'),
};

/** The way from a fresh installation to a meeting; each step ticks itself off. */
export function StartSteps({
  start,
  begun,
}: {
  start: Start;
  /** A key is in the form already. */
  begun: boolean;
}) {
  const steps = begun ? haveBegun(start.steps) : start.steps;
  return (
    <section class="start" aria-labelledby="start-title">
      <div class="cluster cluster--apart">
        <h2 id="start-title">{i18n.t('options.start.title')}</h2>
        {steps.add === 'done' && (
          <button type="button" class="link hint" onClick={start.hide}>
            {i18n.t('options.start.hide')}
          </button>
        )}
      </div>
      <ol class="start__steps">
        {stepNames.map((name, index) => (
          <li
            key={name}
            class={`start__step start__step--${steps[name]}`}
            {...(steps[name] === 'next' ? { 'aria-current': 'step' as const } : {})}
          >
            <span class="start__mark" aria-hidden="true">
              {steps[name] === 'done' ? <Icon name="check" size={14} /> : index + 1}
            </span>
            <span>
              <strong>{words[name].title()}</strong>{' '}
              <span class="visually-hidden">{stateLabel[steps[name]]()}</span>
              {steps[name] === 'next' && <span class="hint start__hint">{words[name].hint()}</span>}
            </span>
          </li>
        ))}
      </ol>
      {steps.add !== 'done' && <ConsoleGuide />}
    </section>
  );
}

const stepNames = ['get', 'add', 'test', 'join'] as const;
type StepName = (typeof stepNames)[number];
type StepState = 'done' | 'next' | 'later';
type Steps = Readonly<Record<StepName, StepState>>;

/** What is known of this installation from outside the marks. */
interface StartFacts {
  readonly keys: number;
  /** JaaS accepts some key. */
  readonly accepted: boolean;
  /** A tab shows a joined meeting now, or the journal has a record of one. */
  readonly met: boolean;
}

/** Which step is done and which one comes next. A step that is done stays done in any order. */
function startSteps(facts: StartFacts, marks: FirstSteps): Steps {
  const done: Record<StepName, boolean> = {
    get: facts.keys > 0,
    add: facts.keys > 0,
    test: facts.accepted,
    join: marks.joined || facts.met,
  };
  const next = stepNames.find((name) => !done[name]);
  const state = (name: StepName): StepState => {
    if (done[name]) return 'done';
    return name === next ? 'next' : 'later';
  };
  return { get: state('get'), add: state('add'), test: state('test'), join: state('join') };
}

/** A key that is in the form was got; what comes next is to add it. */
function haveBegun(steps: Steps): Steps {
  return steps.get === 'next' ? { ...steps, get: 'done', add: 'next' } : steps;
}

/**
 * Whether JaaS accepts a key, as far as is known: by its own last word, or, of a key from before that was noted, as
 * it has signed for a request.
 */
function isAccepted({ jaas, lastUsedAt }: KeyCard): boolean {
  return jaas === undefined ? lastUsedAt !== undefined : jaas.verdict === 'accepted';
}

/** The steps are shown until all are done or the person, who has a key by then, puts them away. */
function showSteps(steps: Steps, marks: FirstSteps): boolean {
  if (stepNames.every((name) => steps[name] === 'done')) return false;
  return !(marks.hidden && steps.add === 'done');
}

/** What the first steps are told from outside. */
export interface StartPort {
  /** What is remembered of what cannot be read elsewhere. */
  readonly marks: Item<FirstSteps>;
  /** A tab shows a joined meeting now, or the journal has a record of one. */
  met(): Promise<boolean>;
  watch(changed: () => void): () => void;
}

export interface Start {
  readonly visible: boolean;
  readonly steps: Steps;
  hide(): void;
}

/** The first steps as they stand. They appear only when it is known that they are needed. */
export function useStart(port: StartPort, cards: Loaded<KeyCards>): Start {
  const read = useCallback(async () => {
    const [marks, met] = await Promise.all([port.marks.get(), port.met().catch(() => false)]);
    return { marks, met };
  }, [port]);
  const [known, reload] = useLoaded(read, port.watch);
  // A mark is never taken back.
  const mark = useCallback(
    (more: Partial<FirstSteps>) => port.marks.change((before) => ({ ...before, ...more })),
    [port],
  );
  const { marks, met } = known.state === 'ready' ? known.value : { marks: NO_STEPS, met: false };

  useEffect(() => {
    if (met && !marks.joined) mark({ joined: true }).catch(() => undefined);
  }, [mark, met, marks.joined]);

  const keys = cards.state === 'ready' ? cards.value.entries : [];
  const readable = keys.filter((key) => key.state === 'ready');
  const steps = startSteps(
    { keys: readable.length, accepted: readable.some(isAccepted), met },
    marks,
  );
  return {
    // Who signs in at their organisation needs no key, and none of these steps.
    visible:
      known.state === 'ready' &&
      cards.state === 'ready' &&
      cards.value.services.length === 0 &&
      showSteps(steps, marks),
    steps,
    hide: () => void mark({ hidden: true }).then(reload, () => undefined),
  };
}
