import type { Batch } from '~/utils/journal/batch-summary';
import type { DeskRefusal } from './desk-types';

export type BatchAnswered =
  | { readonly ok: true; readonly batch: Batch }
  | { readonly ok: false; readonly code: DeskRefusal; readonly batch: Batch | null };

/** Why a batch cannot be confirmed or cancelled (any more). */
export function whyNotMany({ state }: Batch): DeskRefusal {
  if (state === 'staged' || state === 'expired') return 'expired';
  if (state === 'cancelled' || state === 'replaced') return 'cancelled';
  return 'already-confirmed';
}
