import { i18n } from '#i18n';
import { clock } from '~/components/ui/clock';
import type { Action, Change, Target } from '~/utils/journal/action';
import { characterName } from '~/utils/names/character-name';
import { safeName } from '~/utils/names/safe-name';

/** What a host must read before they confirm. */
export interface Caution {
  readonly code: Change | 'moderator' | 'shared' | 'namesakes' | 'deceptive';
  readonly text: string;
}

/** Everything about the target that could make this the wrong person or do more than is meant. */
export function cautionsOf({ kind, target, changes }: Action): Caution[] {
  if (target === null) return [];
  const cautions: Caution[] = changes.map((code) => ({ code, text: changed(code, target) }));
  if (target.role === 'moderator') {
    cautions.push({ code: 'moderator', text: i18n.t('popup.caution.moderator') });
  }
  if (kind === 'ban' && target.sharedBy > 1) {
    const count = target.sharedBy;
    cautions.push({ code: 'shared', text: i18n.t('popup.caution.shared', [String(count)]) });
  }
  if (target.namesakes > 1) cautions.push({ code: 'namesakes', text: namesakes(target) });
  const { suspicious } = safeName(target.name);
  if (suspicious.length > 0) {
    cautions.push({
      code: 'deceptive',
      text: i18n.t('popup.caution.deceptive', [suspicious.map(characterName).join(', ')]),
    });
  }
  return cautions;
}

function changed(code: Change, target: Target): string {
  switch (code) {
    case 'gone':
      return i18n.t('popup.caution.gone');
    case 'renamed':
      return i18n.t('popup.caution.renamed');
    case 'role':
      return target.role === 'moderator'
        ? i18n.t('popup.caution.roleUp')
        : i18n.t('popup.caution.roleDown');
    case 'user-id':
      return i18n.t('popup.caution.userId');
    case 'rejoined':
      return i18n.t('popup.caution.rejoined');
    case 'yourself':
      return i18n.t('popup.batch.leftOutYourself');
    case 'unseen':
      return i18n.t('popup.caution.unseen');
  }
}

function namesakes({ name, namesakes: count, joinedAt }: Target): string {
  // Isolated (FSI, PDI): a name of another direction must not turn the words around it.
  const shown = `“\u2068${safeName(name).text ?? ''}\u2069”`;
  const who =
    count === 2
      ? i18n.t('popup.caution.twoNamesakes', [shown])
      : i18n.t('popup.caution.namesakes', [String(count), shown]);
  const which =
    joinedAt === null
      ? i18n.t('popup.caution.compareId')
      : i18n.t('popup.caution.joinedAt', [clock(joinedAt)]);
  return `${who} ${which}`;
}
