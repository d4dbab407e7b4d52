import { i18n } from '#i18n';
import { Button } from '~/components/ui/Button';
import { moment } from '~/components/ui/moment';
import { Notice } from '~/components/ui/Notice';
import { Phrase } from '~/components/ui/Phrase';
import { outcomeWords } from '~/components/ui/words/outcome';
import { whomOf } from '~/components/ui/words/whom';
import { mayBeDone } from '~/utils/jaas/may-be-done';
import type { Action } from '~/utils/journal/action';

/** A meeting that was to end at a time and, as far as Gavel knows, did not: why, and the ways on. */
export function EndNews({
  action,
  onEndNow,
  onKnown,
}: {
  readonly action: Action;
  readonly onEndNow: () => void;
  readonly onKnown: () => void;
}) {
  const [step] = action.steps;
  const at = moment(action.schedule?.dueAt ?? 0, Date.now());
  const words = step?.outcome ? outcomeWords(step.outcome, step.operation, action) : null;
  const isUnclear = step?.outcome != null && mayBeDone(step.outcome);
  return (
    <Notice tone={isUnclear ? 'warn' : 'danger'} role="alert">
      <p class="lead">
        <Phrase
          text={(room) =>
            isUnclear
              ? i18n.t('popup.endAt.unclear', [room, at])
              : i18n.t('popup.endAt.notEnded', [room, at])
          }
        >
          <bdi>{whomOf(action)}</bdi>
        </Phrase>
      </p>
      {words && <p>{[words.happened, words.next].filter(Boolean).join(' ')}</p>}
      <p class="buttons">
        <Button onClick={onEndNow}>{i18n.t('popup.endAt.endNow')}</Button>
        <Button onClick={onKnown}>{i18n.t('popup.endAt.dismiss')}</Button>
      </p>
    </Notice>
  );
}
