import { i18n } from '#i18n';
import { Button } from '~/components/ui/Button';
import { HelpLink } from '~/components/ui/HelpLink';
import { helpOfOutcome } from '~/components/ui/help';
import { type Offer, otherBase, outcomeLabel, type Tone } from '~/components/ui/labels/outcome';
import { Notice } from '~/components/ui/Notice';
import type { Base } from '~/utils/jaas/operation';
import type { Outcome } from '~/utils/jaas/outcome';
import type { Action } from '~/utils/journal/action';
import { standingOf } from '~/utils/journal/evidence';

/** What the buttons of an outcome do. */
export interface Offers {
  readonly openKeys: () => void;
  readonly allowAccess: () => void;
  /** Asks for the same once more, at the named base address if there is one. */
  readonly repeat: (base: Base | null) => void;
}

/** What went wrong, where it is the same for several requests once. */
interface Trouble {
  readonly outcome: Outcome;
  /** What happened and, of each request, whether anything was done. */
  readonly reason: readonly string[];
  readonly next: string | null;
  readonly api: string | null;
  readonly offers: readonly Offer[];
  readonly tone: Tone;
}

/** What went wrong: what happened, whether anything was done, what to do next. */
export function OutcomeNotices({
  action,
  offers,
}: {
  readonly action: Action;
  readonly offers: Offers;
}) {
  return (
    <>
      {troublesOf(action).map((trouble) => (
        <OutcomeNotice key={trouble.reason.join()} trouble={trouble} offers={offers} />
      ))}
    </>
  );
}

function troublesOf(action: Action): Trouble[] {
  const troubles = new Map<string, Trouble>();
  for (const step of action.steps) {
    if (step.outcome === null || standingOf(step, action) === 'accepted') continue;
    const words = outcomeLabel(step.outcome, step.operation, action);
    const { happened, other, done, ...rest } = words;
    const key = JSON.stringify([happened, other, rest]);
    const reason = troubles.get(key)?.reason ?? [happened, other];
    troubles.set(key, {
      ...rest,
      outcome: step.outcome,
      reason: [...reason, done].filter((text) => text !== null),
      offers: withRepeat(rest.offers, action),
    });
  }
  return [...troubles.values()];
}

/** Whoever has put the key right can ask once more, and need not find the person anew. */
function withRepeat(offers: readonly Offer[], { kind }: Action): readonly Offer[] {
  const isOfKey = offers.includes('open-keys') && !offers.includes('repeat');
  return isOfKey ? [...offers, kind === 'ban-token' ? 'paste-again' : 'repeat'] : offers;
}

function OutcomeNotice({
  trouble: { outcome, reason, next, api, offers, tone },
  offers: { openKeys, allowAccess, repeat },
}: {
  readonly trouble: Trouble;
  readonly offers: Offers;
}) {
  const act: Record<Offer, () => void> = {
    'open-keys': openKeys,
    permissions: allowAccess,
    repeat: () => repeat(null),
    'paste-again': () => repeat(null),
    'other-base': () => repeat(otherBase(outcome.base)),
  };
  return (
    <Notice tone={tone} role="alert">
      <p>
        {reason.join(' ')} <HelpLink topic={helpOfOutcome(outcome.code)} />
      </p>
      {api !== null && (
        <p class="hint">
          <bdi>{api}</bdi>
        </p>
      )}
      {next !== null && <p>{next}</p>}
      {offers.length > 0 && (
        <p class="buttons">
          {offers.map((offer) => (
            <Button key={offer} onClick={act[offer]}>
              {labels[offer]()}
            </Button>
          ))}
        </p>
      )}
    </Notice>
  );
}

const labels: Record<Offer, () => string> = {
  'open-keys': () => i18n.t('popup.openKeys'),
  permissions: () => i18n.t('popup.allowAccess'),
  repeat: () => i18n.t('popup.tryAgain'),
  'paste-again': () => i18n.t('popup.byHand.token'),
  'other-base': () => i18n.t('popup.otherBase'),
};
