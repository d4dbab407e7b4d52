import { i18n } from '#i18n';
import { Button } from '~/components/ui/Button';
import { type Offer, type OutcomeLabels, otherBase } from '~/components/ui/labels/outcome';
import { Notice } from '~/components/ui/Notice';
import type { Base } from '~/utils/jaas/operation';
import type { Outcome } from '~/utils/jaas/outcome';

/** What the buttons of an outcome do. */
export interface Offers {
  readonly openKeys: () => void;
  readonly allowAccess: () => void;
  /** Asks for the same once more, at the named base address if there is one. */
  readonly repeat: (base: Base | null) => void;
}

/** What went wrong: what happened, whether anything was done, what to do next. */
export function OutcomeNotice({
  outcome,
  words,
  offers,
}: {
  readonly outcome: Outcome;
  readonly words: OutcomeLabels;
  readonly offers: Offers;
}) {
  const { happened, done, other, next, api, tone } = words;
  const act: Record<Offer, () => void> = {
    'open-keys': offers.openKeys,
    permissions: offers.allowAccess,
    repeat: () => offers.repeat(null),
    'paste-again': () => offers.repeat(null),
    'other-base': () => offers.repeat(otherBase(outcome.base)),
  };
  return (
    <Notice tone={tone} role="alert">
      <p>{[happened, other, done, next].filter((text) => text !== null).join(' ')}</p>
      {api !== null && (
        <p class="hint">
          <bdi>{api}</bdi>
        </p>
      )}
      {words.offers.length > 0 && (
        <p class="buttons">
          {words.offers.map((offer) => (
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
  repeat: () => i18n.t('popup.repeat'),
  'paste-again': () => i18n.t('popup.byHand.token'),
  'other-base': () => i18n.t('popup.otherBase'),
};
