import type { ComponentChildren } from 'preact';
import { i18n } from '#i18n';
import { whomOf } from '~/components/ui/labels/action';
import { Phrase } from '~/components/ui/Phrase';
import type { ActionKind } from '~/utils/journal/action';
import type { RequestSummary } from '~/utils/journal/request-summary';
import { plural } from '~/utils/language';

/** The question in words, as the heading of what asks it. `count`: how many people it is about. */
export function Question({
  request,
  count = request.total,
}: {
  readonly request: RequestSummary;
  readonly count?: number;
}) {
  const { kind, only } = request;
  if (only === null) {
    return (
      <>
        {kind === 'ban'
          ? plural('popup.batch.banTitle', count)
          : plural('popup.batch.removeTitle', count)}
      </>
    );
  }
  return (
    <Phrase text={(whom) => questions[kind](whom)}>
      <bdi>{whomOf(only)}</bdi>
    </Phrase>
  );
}

const questions: Record<ActionKind, (whom: string) => string> = {
  ban: (whom) => i18n.t('popup.confirm.banTitle', [whom]),
  'ban-token': (whom) => i18n.t('popup.confirm.banTitle', [whom]),
  remove: (whom) => i18n.t('popup.confirm.removeTitle', [whom]),
  'end-meeting': (whom) => i18n.t('popup.confirm.endTitle', [whom]),
  'test-key': (whom) => i18n.t('popup.confirm.endTitle', [whom]),
  call: (whom) => i18n.t('popup.confirm.callTitle', [whom]),
  'hang-up': (whom) => i18n.t('popup.confirm.hangUpTitle', [whom]),
};

/**
 * The whole act, as its button says it.
 *
 * @param count how many people something is done about
 * @param alsoRemove whether a ban is followed by a removal; null where there is nobody to remove
 */
export function actLabel(
  { kind, only }: RequestSummary,
  count: number,
  alsoRemove: boolean | null,
): string {
  if (only === null) {
    return kind === 'ban' ? plural('popup.batch.ban', count) : plural('popup.batch.remove', count);
  }
  if (kind === 'ban' && alsoRemove !== null) {
    return alsoRemove ? i18n.t('popup.confirm.banAndRemove') : i18n.t('popup.confirm.banOnly');
  }
  return acts[kind]();
}

const acts: Record<ActionKind, () => string> = {
  ban: () => i18n.t('popup.confirm.ban'),
  'ban-token': () => i18n.t('popup.confirm.banToken'),
  remove: () => i18n.t('popup.confirm.remove'),
  'end-meeting': () => i18n.t('popup.confirm.end'),
  'test-key': () => i18n.t('popup.confirm.end'),
  call: () => i18n.t('popup.confirm.call'),
  'hang-up': () => i18n.t('popup.confirm.hangUp'),
};

/** The same where the keys are locked and are opened first. */
export const unlockAnd: Record<ActionKind, () => string> = {
  ban: () => i18n.t('popup.unlock.ban'),
  'ban-token': () => i18n.t('popup.unlock.ban'),
  remove: () => i18n.t('popup.unlock.remove'),
  'end-meeting': () => i18n.t('popup.unlock.end'),
  'test-key': () => i18n.t('popup.unlock.end'),
  call: () => i18n.t('popup.unlock.call'),
  'hang-up': () => i18n.t('popup.unlock.hangUp'),
};

/** Red is for what cannot be undone, and for nothing else. */
export function actLook(kind: ActionKind): 'danger' | 'primary' {
  return kind === 'remove' || kind === 'call' || kind === 'hang-up' ? 'primary' : 'danger';
}

/** What follows, in one plain line, and below it what is known of that; nothing more than JaaS documents. */
export function Consequence({
  small,
  children,
}: {
  readonly small: string;
  readonly children: ComponentChildren;
}) {
  return (
    <div class="consequence">
      <p class="lead">{children}</p>
      <p class="hint">{small}</p>
    </div>
  );
}

/** The consequence of a request. Who is in a meeting by name is not known here: the host may not be in it. */
export function ConsequenceOf({ request }: { readonly request: RequestSummary }) {
  const { kind, frame, only } = request;
  switch (kind) {
    case 'ban':
    case 'ban-token':
      return (
        <Consequence small={i18n.t('popup.confirm.banMeans')}>
          {only === null ? (
            i18n.t('popup.batch.banMeans')
          ) : (
            <Phrase text={(whom) => i18n.t('popup.confirm.banConsequence', [whom])}>
              <bdi>{whomOf(only)}</bdi>
            </Phrase>
          )}
        </Consequence>
      );
    case 'remove':
      return (
        <Consequence small={i18n.t('popup.confirm.removeMeans')}>
          {i18n.t('popup.confirm.removeConsequence')}
        </Consequence>
      );
    case 'end-meeting':
    case 'test-key':
      return (
        <Consequence small={i18n.t('popup.confirm.endMeans')}>
          {frame === null
            ? i18n.t('popup.confirm.endByNameConsequence')
            : i18n.t('popup.confirm.endConsequence')}
        </Consequence>
      );
    case 'call':
      return (
        <Consequence small={i18n.t('popup.confirm.callMeans')}>
          {i18n.t('popup.confirm.callConsequence')}
        </Consequence>
      );
    case 'hang-up':
      return (
        <Consequence small={i18n.t('popup.confirm.hangUpMeans')}>
          {i18n.t('popup.confirm.hangUpConsequence')}
        </Consequence>
      );
  }
}
