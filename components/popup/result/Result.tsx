import type { ReadRecords } from '~/components/popup/confirm/People';
import type { FrameProps } from './Frame';
import { ResultOfMany } from './Many';
import { ResultOfOne } from './One';
import type { Offers } from './OutcomeNotice';

/** What became of a confirmed request: of one as a verdict and what it rests on, of many person by person. */
export function ResultView({
  read,
  offers,
  busy,
  onStop,
  ...frame
}: FrameProps & {
  readonly read: ReadRecords;
  readonly offers: Offers;
  readonly busy: boolean;
  readonly onStop: () => void;
}) {
  const { only } = frame.request;
  return only === null ? (
    <ResultOfMany
      {...frame}
      read={read}
      busy={busy}
      onStop={onStop}
      onRepeat={() => offers.repeat(null)}
    />
  ) : (
    <ResultOfOne {...frame} action={only} offers={offers} />
  );
}
