import * as z from 'zod';
import { phaseSchema } from '~/utils/borders/schemas';
import type { AppId, KeyId } from '~/utils/jaas/ids';
import { PARTICIPANT_ID_LIMIT } from '~/utils/jaas/ids';
import type { PhoneNumber } from '~/utils/jaas/phone-number';
import { USER_ID_LIMIT } from '~/utils/jaas/user-id';
import {
  type Action,
  type ActionKind,
  CONFIRM_WITHIN_MS,
  type Frame,
  sameFrame,
  sameMeeting,
  type Target,
  targetSchema,
} from '~/utils/journal/action';
import type { Batch } from '~/utils/journal/batch-summary';
import type { Journal } from '~/utils/journal/journal';

/** What somebody asks for, before it is written down. */
export interface Request {
  readonly kind: ActionKind;
  readonly meeting: Action['meeting'];
  readonly frame: Frame | null;
  readonly target: Target | null;
  readonly base?: Action['base'];
  readonly batch?: Action['batch'];
  /** For a call, and for the end of one. */
  readonly phone?: PhoneNumber | undefined;
}

/** A new record that waits for its confirmation. */
export function stagedAction(request: Request, id: string, now: number): Action {
  return {
    v: 1,
    id,
    kind: request.kind,
    state: 'pending',
    meeting: request.meeting,
    frame: request.frame,
    target: request.target,
    token: null,
    ...(request.phone === undefined ? {} : { phone: request.phone }),
    keyId: null,
    base: request.base ?? null,
    note: '',
    stagedAt: now,
    expiresAt: now + CONFIRM_WITHIN_MS,
    confirmedAt: null,
    endedAt: null,
    steps: [],
    leftAt: null,
    backAt: null,
    changes: [],
    batch: request.batch ?? null,
  };
}

/** Whether a waiting action asks for the same as a new request: then there is nothing to add. */
export function asksTheSame(action: Action, request: Request): boolean {
  return (
    action.kind === request.kind &&
    sameMeeting(action.meeting, request.meeting) &&
    sameFrame(action.frame, request.frame) &&
    action.target?.participantId === request.target?.participantId &&
    action.target?.userId === request.target?.userId &&
    action.phone === request.phone &&
    action.base === (request.base ?? null) &&
    action.batch === (request.batch ?? null)
  );
}

/** A step back that clocks are corrected by, in milliseconds; a longer one was made by somebody. */
const CORRECTION_MS = 2000;

/** Whether a request may not be confirmed any more. A clock that was set back ends it too. */
export function isExpired(action: Action, now: number): boolean {
  if (action.state !== 'pending') return false;
  return now >= action.expiresAt || now < action.stagedAt - CORRECTION_MS;
}

/** Which key would sign for an AppID. */
export type KeyReadiness = 'none' | 'ready' | 'locked' | 'damaged';

export interface RequestDeps {
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

export type RequestRefusal =
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
  | { readonly ok: false; readonly code: RequestRefusal };

export type Answered =
  | { readonly ok: true; readonly action: Action }
  | { readonly ok: false; readonly code: RequestRefusal; readonly action: Action | null };

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

export type BatchAnswered =
  | { readonly ok: true; readonly batch: Batch }
  | { readonly ok: false; readonly code: RequestRefusal; readonly batch: Batch | null };

/** Why a batch cannot be confirmed or cancelled (any more). */
export function whyNotMany({ state }: Batch): RequestRefusal {
  if (state === 'pending' || state === 'expired') return 'expired';
  if (state === 'cancelled' || state === 'replaced') return 'cancelled';
  return 'already-confirmed';
}

/** What a panel sees right now: a claim, shown for confirmation, never believed. */
export const lookSchema = z.object({
  phase: phaseSchema,
  roomJid: z.string().max(4096).nullable(),
  breakout: z.boolean(),
  visitor: z.boolean(),
  me: z
    .object({
      participantId: z.string().max(PARTICIPANT_ID_LIMIT),
      userId: z.string().max(USER_ID_LIMIT).nullable(),
    })
    .nullable(),
  participants: z.array(targetSchema).max(2000),
});
export type Look = z.infer<typeof lookSchema>;
