import { Button } from '~/components/ui/Button';
import { missedLabel, selectedLabel, selectionNotes } from '~/components/ui/labels/selection';
import { plural } from '~/utils/language';
import type { Asked, Chosen } from './use-choice';

/** In sight under the list while many are being chosen: how many, what to know, and what to do. */
export function ChosenFoot({
  chosen,
  onAsk,
}: {
  readonly chosen: Chosen;
  readonly onAsk: (asked: Asked) => void;
}) {
  const { tally } = chosen;
  const missed = missedLabel(chosen.missed);
  const removal = chosen.asked('remove');
  const ban = chosen.asked('ban');
  const removes = removal.targets.length;
  // Of whom none can be banned, a ban would do no more than a removal.
  const bans = ban.targets.length === tally.noUserId ? 0 : ban.targets.length;
  return (
    <div class="actions chosen">
      <div class="chosen__tally" role="status">
        <strong>{selectedLabel(tally.all)}</strong>
        {[...(missed === null ? [] : [missed]), ...selectionNotes(tally)].map((note) => (
          <span key={note}>{note}</span>
        ))}
      </div>
      {removes > 0 && (
        <Button onClick={() => onAsk(removal)}>{plural('popup.batch.remove', removes)}</Button>
      )}
      {bans > 0 && (
        <Button look="danger-quiet" onClick={() => onAsk(ban)}>
          {plural('popup.batch.ban', bans)}
        </Button>
      )}
    </div>
  );
}
