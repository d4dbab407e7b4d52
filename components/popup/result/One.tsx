import { useId } from 'preact/hooks';
import { i18n } from '#i18n';
import { whomOf } from '~/components/ui/labels/action';
import { verdictLabel } from '~/components/ui/labels/verdict';
import { Notice } from '~/components/ui/Notice';
import { Person } from '~/components/ui/Person';
import { Phrase } from '~/components/ui/Phrase';
import { clock, useNow } from '~/components/ui/time';
import type { Action } from '~/utils/journal/action';
import { closedUntil, isKeptClosed } from '~/utils/journal/closures';
import type { VerdictKind } from '~/utils/journal/verdict';
import { type FrameProps, ResultFrame } from './Frame';
import { factsOf, isFresh } from './facts';
import { type Offers, OutcomeNotices } from './OutcomeNotice';
import { Verdict } from './Verdict';

/** What became of one record: the verdict, whom it is about, what it rests on, and what can be done next. */
export function ResultOfOne({
  request,
  action,
  offers,
  ...frame
}: FrameProps & { readonly action: Action; readonly offers: Offers }) {
  const isOver = action.state === 'done';
  const now = useNow(!isOver || (action.leftAt === null && isFresh(action.endedAt)));
  const { kind, tone, headline } = verdictLabel(action, now);
  const { target, token } = action;
  const next = nextOf(action, kind);
  const headId = useId();
  return (
    <ResultFrame {...frame} request={request} isGood={tone === 'good'} headId={headId}>
      {/* Only what is new is read out: not the person's id once more. */}
      <div class="one" role="status" aria-atomic="false" aria-busy={!isOver}>
        <Verdict id={headId} tone={tone}>
          <Phrase text={headline}>
            <bdi>{whomOf(action)}</bdi>
          </Phrase>
        </Verdict>
        {target !== null && <Person target={target} />}
        {token !== null && (
          <p class="where">
            <bdi>{whomOf(action)}</bdi>
          </p>
        )}
        <Basis action={action} now={now} />
      </div>
      {next !== null && <Notice>{next}</Notice>}
      <OutcomeNotices action={action} offers={offers} />
      {isKeptClosed(action, now) && (
        <Notice>{i18n.t('popup.closure.until', [clock(closedUntil(action) ?? now)])}</Notice>
      )}
    </ResultFrame>
  );
}

/** What the verdict rests on, each with its time. */
function Basis({ action, now }: { readonly action: Action; readonly now: number }) {
  return (
    <ul class="basis">
      {factsOf(action, now).map(({ key, text, tone, at }) => (
        <li key={key}>
          <span class={tone === 'plain' ? 'dot' : `dot dot--${tone}`} aria-hidden="true" />
          <span>{text}</span>{' '}
          {at !== null && <time dateTime={new Date(at).toISOString()}>{clock(at, true)}</time>}
        </li>
      ))}
    </ul>
  );
}

/** What to advise the host; null where nothing can be done, or not in this meeting. */
function nextOf({ frame, target }: Action, kind: VerdictKind): string | null {
  const next = frame === null ? undefined : nextSteps[kind];
  // Whom the meeting page has lost has no tile.
  const isNowhere = next === kickByHand && target?.participantId === null;
  return next === undefined || isNowhere ? null : next();
}

const kickByHand = () => i18n.t('popup.result.next.kick');

/** What the host can do in the meeting, where there is something to be done. */
const nextSteps: Partial<Record<VerdictKind, () => string>> = {
  banned: () => i18n.t('popup.result.next.banOnly'),
  bannedBack: () => i18n.t('popup.result.next.back'),
  bannedHere: kickByHand,
  bannedNotRemoved: kickByHand,
  bannedUnseen: () => i18n.t('popup.result.next.look'),
  notBanned: kickByHand,
  notBannedHere: kickByHand,
  notBannedUnseen: () => i18n.t('popup.result.next.look'),
  back: () => i18n.t('popup.result.next.back'),
  notRemoved: kickByHand,
  notRemovedHere: kickByHand,
  removalUnseen: () => i18n.t('popup.result.next.look'),
};
