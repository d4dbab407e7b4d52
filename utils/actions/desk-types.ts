import type { AppId } from '~/utils/jaas/app-id';
import type { KeyId } from '~/utils/jaas/key-id';
import type { Action } from '~/utils/journal/action';
import type { Journal } from '~/utils/journal/journal';
import type { Look } from './look';

/** Which key would sign for an AppID. */
export type KeyReadiness = 'none' | 'ready' | 'locked' | 'damaged';

export interface DeskDeps {
  readonly journal: Journal;
  readonly now: () => number;
  readonly newId: () => string;
  readonly keyFor: (appId: AppId) => Promise<{ state: KeyReadiness; keyId: KeyId | null }>;
  /** What the action's meeting page shows right now; null where no panel answers. */
  readonly look: (action: Pick<Action, 'frame'>) => Promise<Look | null>;
}

/**
 * Told of a request at the moment it is written down as confirmed, its first step `sending`. `written`
 * resolves when that is on the disk; it rejects where it is not, and then nothing was confirmed.
 */
export type Depart = (action: Action, written: Promise<unknown>) => void;

export type DeskRefusal =
  | 'no-key'
  | 'damaged-key'
  | 'locked'
  | 'no-user-id'
  | 'bad-user-id'
  | 'no-participant-id'
  | 'yourself'
  | 'bad-token'
  | 'bad-time'
  | 'other-meeting'
  | 'expired'
  | 'already-confirmed'
  | 'cancelled'
  | 'gone'
  | 'changed'
  | 'journal-failed';

export type Staged =
  | { readonly ok: true; readonly id: string }
  | { readonly ok: false; readonly code: DeskRefusal };

export type Answered =
  | { readonly ok: true; readonly action: Action }
  | { readonly ok: false; readonly code: DeskRefusal; readonly action: Action | null };

export interface Confirmation {
  readonly id: string;
  readonly alsoRemove: boolean;
  readonly note: string;
  /** What the person saw; null where the action has no target. */
  readonly seen: {
    readonly participantId: string | null;
    readonly userId: string | null;
    readonly name: string | null;
  } | null;
}

/** Why an AppID's key cannot sign now. */
export const KEY_REFUSALS = { none: 'no-key', damaged: 'damaged-key', locked: 'locked' } as const;
