import { wordsOf } from '~/utils/meeting/roster-view';
import { partsOf } from '~/utils/names/matches';

/** A text with what the search has matched in it marked. */
export function Marked({ text, query }: { readonly text: string; readonly query: string }) {
  if (query === '') return text;
  const parts = partsOf(text, wordsOf(query));
  return <>{parts.map(({ text: part, found }) => (found ? <mark>{part}</mark> : part))}</>;
}
