import { useEffect, useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { Button } from '~/components/ui/Button';
import { ConfirmButton } from '~/components/ui/ConfirmButton';
import { HelpLink } from '~/components/ui/HelpLink';
import { helpOfOutcome } from '~/components/ui/help';
import { Icon } from '~/components/ui/Icon';
import { outcomeLabel } from '~/components/ui/labels/outcome';
import { Notice } from '~/components/ui/Notice';
import type { AppId, KeyId } from '~/utils/jaas/ids';
import { hostOf } from '~/utils/jaas/operation';
import type { Outcome } from '~/utils/jaas/outcome';
import { standingOf } from '~/utils/journal/evidence';
import { ask, onChanged } from '~/utils/messages/client';

/** What is tested: a key, or the AppID's token service where no key is named. */
export interface Tested {
  readonly appId: AppId;
  readonly keyId: KeyId | null;
}

type State = 'idle' | 'asking' | 'running' | 'refused' | Outcome;

/** How far the test of a key is. */
interface JaasTest {
  readonly state: State;
  ask(): void;
  run(): Promise<void>;
  /** Puts the question or the answer away; a test that is under way goes on. */
  forget(): void;
}

/** The test of one key, from the question to JaaS's answer. */
export function useJaasTest(tested: Tested, test: TestKey): JaasTest {
  const [state, setState] = useState<State>('idle');
  return {
    state,
    ask: () => setState((before) => (before === 'running' ? before : 'asking')),
    forget: () => setState((before) => (before === 'running' ? before : 'idle')),
    async run() {
      setState('running');
      await test(tested, (told) => setState(told ?? 'running'));
    },
  };
}

/** The last word on a key is JaaS's own: one harmless request, explained and confirmed first. */
export function TestWithJaas({
  id,
  service,
  test,
  onClosed,
}: {
  /** Of what is tested. */
  id: string;
  /** The host of the token service that is tested; null where it is a key. */
  service: string | null;
  test: JaasTest;
  /** The question was answered, and is gone. */
  onClosed: () => void;
}) {
  const { state } = test;
  const words = wordsFor(service);
  const cancel = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (state === 'asking') cancel.current?.focus();
  }, [state]);

  return (
    <>
      {state === 'asking' && (
        <section class="key-test__question" aria-labelledby={`test-${id}`}>
          <h4 id={`test-${id}`}>{words.title()}</h4>
          <p>{words.means()}</p>
          <div class="cluster cluster--end">
            <Button
              ref={cancel}
              onClick={() => {
                test.forget();
                onClosed();
              }}
            >
              {i18n.t('options.cancel')}
            </Button>
            <ConfirmButton
              content={id}
              label={i18n.t('options.doctor.testSend')}
              look="primary"
              onConfirm={() => {
                void test.run();
                onClosed();
              }}
            />
          </div>
        </section>
      )}
      <div role="status" class={state === 'idle' || state === 'asking' ? '' : 'key__check'}>
        {state !== 'idle' && state !== 'asking' && <Answer state={state} service={service} />}
      </div>
    </>
  );
}

/** What is said of a test, by what is tested. */
const KEY_WORDS = {
  title: () => i18n.t('options.doctor.testTitle'),
  means: () => i18n.t('options.doctor.testMeans'),
  good: (host: string) => i18n.t('options.doctor.testGood', [host]),
  trouble: (host: string) => i18n.t('options.doctor.testTrouble', [host]),
};
const SERVICE_WORDS: typeof KEY_WORDS = {
  title: () => i18n.t('options.organisation.testTitle'),
  means: () => i18n.t('options.organisation.testMeans'),
  good: (host) => i18n.t('options.organisation.testGood', [host]),
  trouble: (host) => i18n.t('options.organisation.testTrouble', [host]),
};
const wordsFor = (service: string | null) => (service === null ? KEY_WORDS : SERVICE_WORDS);

/** Nothing is seen of a meeting that nobody has. */
const TEST = { kind: 'test-key', leftAt: null } as const;

function Answer({
  state,
  service,
}: {
  state: 'running' | 'refused' | Outcome;
  service: string | null;
}) {
  if (state === 'running') return <p class="hint">{i18n.t('options.doctor.testRunning')}</p>;
  if (state === 'refused') {
    return <Notice tone="danger">{i18n.t('options.doctor.testRefused')}</Notice>;
  }
  const host = state.base === null ? '–' : hostOf(state.base);
  const words = wordsFor(service);
  const about = { ...TEST, ...(service !== null && { service }) };
  const { happened, next, other, api, tone } = outcomeLabel(state, 'end-meeting', about);
  if (
    standingOf({ operation: 'end-meeting', state: state.result, outcome: state }, TEST) ===
    'accepted'
  ) {
    return (
      <Notice tone="good">
        <p class="key-test__good">
          <Icon name="check" size={18} />
          {words.good(host)}
        </p>
        {other !== null && <p>{other}</p>}
      </Notice>
    );
  }
  return (
    <Notice tone={tone}>
      <p>
        {[happened, other, next].filter((text) => text !== null).join(' ')}{' '}
        <HelpLink topic={helpOfOutcome(state.code)} />
      </p>
      {api !== null && (
        <p class="hint">
          <bdi>{api}</bdi>
        </p>
      )}
      <p class="hint">{words.trouble(host)}</p>
    </Notice>
  );
}

/**
 * Ends a meeting that nobody has, and tells the outcome as soon as there is one; null while it is under
 * way.
 */
export type TestKey = (
  tested: Tested,
  told: (test: Outcome | 'refused' | null) => void,
) => Promise<void>;

/** How often the record is looked at besides the background's own word, in milliseconds. */
const LOOK_EVERY_MS = 2000;

/**
 * Has the background test a key with JaaS, and follows the journal's record of it to its end. A
 * message that is not answered says nothing of the test: only the record does.
 */
export const testWithJaas: TestKey = async ({ appId, keyId }, told) => {
  const id = crypto.randomUUID();
  const answer = await ask('key.test', { id, appId, keyId }).catch(() => null);
  if (answer?.ok === false) return told('refused');
  const outcome = await outcomeOf(id);
  told(outcome ?? 'refused');
};

/** The outcome as soon as the record has one; null if there is no such record. */
async function outcomeOf(id: string) {
  for (;;) {
    const said = changeOrTime();
    const answer = await ask('request.records', { id }).catch(() => 'unanswered' as const);
    if (answer !== 'unanswered') {
      const [record] = answer.records;
      if (record === undefined) return null;
      const outcome = record.steps[0]?.outcome ?? null;
      if (outcome !== null) return outcome;
    }
    await said;
  }
}

function changeOrTime(): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      stop();
      resolve();
    };
    const timer = setTimeout(done, LOOK_EVERY_MS);
    const stop = onChanged(done);
  });
}
