import { i18n } from '#i18n';
import { ConfirmButton } from '~/components/ui/ConfirmButton';
import { whomOf } from '~/components/ui/labels/action';
import { outcomeLabel } from '~/components/ui/labels/outcome';
import { Notice } from '~/components/ui/Notice';
import { Phrase } from '~/components/ui/Phrase';
import { clock } from '~/components/ui/time';
import type { Action } from '~/utils/journal/action';
import { closedUntil, timesEndedAgain } from '~/utils/journal/closures';
import { plural } from '~/utils/language';
import type { KeptClosed } from '~/utils/messages/protocol-pages';

export interface ClosureActs {
  readonly onStopClosure: (id: string) => void;
  readonly onGoOnClosing: (id: string) => void;
}

/** The meetings that are kept closed, whether a tab shows them or not. */
export function Closures({
  closed,
  ...acts
}: { readonly closed: readonly KeptClosed[] } & ClosureActs) {
  return closed.map((one) => <KeptClosedMeeting key={one.action.id} {...one} {...acts} />);
}

function KeptClosedMeeting({
  action,
  paused,
  onStopClosure,
  onGoOnClosing,
}: KeptClosed & ClosureActs) {
  const { id } = action;
  return (
    <Notice tone={paused ? 'warn' : 'plain'} role="status">
      <p class="lead">
        <Phrase
          text={(room) => i18n.t('popup.closure.kept', [room, clock(closedUntil(action) ?? 0)])}
        >
          <bdi>{whomOf(action)}</bdi>
        </Phrase>
      </p>
      <p>{paused ? i18n.t('popup.closure.paused') : sofar(action)}</p>
      <div class="buttons">
        <button type="button" class="button" onClick={() => onStopClosure(id)}>
          {i18n.t('popup.closure.stop')}
        </button>
        {paused && (
          <ConfirmButton
            content={id}
            label={i18n.t('popup.closure.goOn')}
            onConfirm={() => onGoOnClosing(id)}
          />
        )}
      </div>
    </Notice>
  );
}

/** How often it was open again so far, and what came of the last end where it did not go well. */
function sofar(action: Action): string {
  const times = timesEndedAgain(action);
  const last = action.closure?.ends.findLast(({ outcome }) => outcome !== null);
  const isWell = last === undefined || last.state === 'accepted' || isNobody(last.outcome?.code);
  const words = isWell || !last.outcome ? null : outcomeLabel(last.outcome, 'end-meeting', action);
  return [
    times === 0 ? i18n.t('popup.closure.notOpened') : plural('popup.closure.opened', times),
    words?.happened,
  ]
    .filter(Boolean)
    .join(' ');
}

const isNobody = (code: string | undefined) => code === 'no-such-meeting';

/** A meeting that could not be kept closed any longer: why. */
export function ClosureNews({ action }: { readonly action: Action }) {
  const last = action.closure?.ends.at(-1);
  const words = last?.outcome ? outcomeLabel(last.outcome, 'end-meeting', action) : null;
  return (
    <>
      <p class="lead">
        <Phrase
          text={(room) =>
            i18n.t('popup.closure.given', [room, clock(action.closure?.over?.at ?? 0)])
          }
        >
          <bdi>{whomOf(action)}</bdi>
        </Phrase>
      </p>
      {words && <p>{[words.happened, words.next].filter(Boolean).join(' ')}</p>}
    </>
  );
}
