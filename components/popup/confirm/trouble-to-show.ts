import type { TroubleCode } from '~/components/popup/state';
import type { KeyState } from '~/utils/messages/protocol-panel';

/**
 * The trouble that is still true and not said elsewhere in the view of a question.
 *
 * @param changed whether the view itself says what has changed since it was asked
 */
export function troubleToShow(
  trouble: TroubleCode | null,
  keyState: KeyState['state'],
  changed: boolean,
): TroubleCode | null {
  if (keyState === 'none') return 'no-key';
  if (keyState === 'damaged') return 'damaged';
  if (trouble === 'no-key' || trouble === 'locked') return null;
  return trouble === 'changed' && changed ? null : trouble;
}
