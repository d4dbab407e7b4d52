import type { Participant } from '~/utils/meeting/snapshot';
import { avatarColours, initials } from '~/utils/names/avatar';
import { Icon, type IconName } from './Icon';

/** What stands in a circle in the place of letters. */
const GLYPHS: Record<Participant['kind'], IconName> = {
  person: 'person',
  'dial-in': 'phone',
  bot: 'bot',
};

/**
 * A person's circle as Jitsi draws it. No picture is loaded from anywhere. The letters are drawn by the style sheet,
 * so that a row's text begins with the name.
 */
export function Avatar({
  name,
  kind = 'person',
  look = '',
}: {
  /** As the person chose it; null for none. */
  readonly name: string | null;
  readonly kind?: Participant['kind'];
  /** `faded` for somebody who is not here, `speaking` with a ring around it for whoever spoke last. */
  readonly look?: '' | 'faded' | 'speaking' | 'large';
}) {
  const { fill, ink } = avatarColours(name);
  const letters = kind === 'person' ? initials(name) : '';
  return (
    <span
      class={look === '' ? 'avatar' : `avatar avatar--${look}`}
      aria-hidden="true"
      data-initials={letters}
      style={{ '--fill': fill, '--ink': ink }}
    >
      {letters === '' && <Icon name={GLYPHS[kind]} size={16} />}
    </span>
  );
}
