import * as z from 'zod';
import { phaseSchema } from '~/utils/borders/schemas';
import type { AppId, KeyId } from '~/utils/jaas/ids';
import { PARTICIPANT_ID_LIMIT } from '~/utils/jaas/ids';
import type { PhoneNumber } from '~/utils/jaas/phone-number';
import { USER_ID_LIMIT } from '~/utils/jaas/user-id';
import {
  type Action,
  type ActionKind,
  type Change,
  type ClosureMinutes,
  CONFIRM_WITHIN_MS,
  type Frame,
  sameFrame,
  sameMeeting,
  seenTargetSchema,
  type Target,
} from '~/utils/journal/action';
import type { Journal } from '~/utils/journal/journal';
import { requestState } from '~/utils/journal/request-summary';
import type { Preset } from '~/utils/meeting/presets';

/** What is asked for about one person; without a target, about the meeting. */
export interface RequestItem {
  readonly kind: ActionKind;
  readonly target: Target | null;
  /** By what they were chosen; left out where by hand. */
  readonly chosenBy?: Preset;
  /** What the question tells besides. */
  readonly changes?: readonly Change[];
}

/** What somebody asks for, before it is written down: 1…n records under one confirmation. */
export interface Request {
  readonly meeting: Action['meeting'];
  readonly frame: Frame | null;
  readonly items: readonly RequestItem[];
  readonly base?: Action['base'];
  /** For a call, and for the end of one. */
  readonly phone?: PhoneNumber | undefined;
}

/** Returns a new record that waits for its confirmation. `request` is its own id where it is alone. */
export function pendingAction(
  { meeting, frame, base = null, phone }: Omit<Request, 'items'>,
  { kind, target, chosenBy, changes = [] }: RequestItem,
  { id, request = id }: { readonly id: string; readonly request?: string },
  now: number,
): Action {
  return {
    v: 1,
    id,
    kind,
    state: 'pending',
    meeting,
    frame,
    target,
    token: null,
    ...(chosenBy === undefined ? {} : { chosenBy }),
    ...(phone === undefined ? {} : { phone }),
    keyId: null,
    base,
    note: '',
    stagedAt: now,
    expiresAt: now + CONFIRM_WITHIN_MS,
    confirmedAt: null,
    endedAt: null,
    steps: [],
    leftAt: null,
    backAt: null,
    changes: [...changes],
    told: [...changes],
    request,
  };
}

/** Whether records that wait ask for the same as a new request: then there is nothing to add. */
export function asksForTheSame(waiting: readonly Action[], request: Request): boolean {
  const [first] = waiting;
  const there = new Set(waiting.map(itemKey));
  return (
    first !== undefined &&
    waiting.length === request.items.length &&
    sameMeeting(first.meeting, request.meeting) &&
    sameFrame(first.frame, request.frame) &&
    first.base === (request.base ?? null) &&
    first.phone === request.phone &&
    request.items.every((item) => there.has(itemKey(item)))
  );
}

function itemKey({ kind, target, chosenBy }: RequestItem): string {
  return JSON.stringify([kind, target?.participantId, target?.userId, chosenBy]);
}

/** A step back that clocks are corrected by, in milliseconds; a longer one was made by somebody. */
export const CORRECTION_MS = 2000;

/** Whether a request may not be confirmed any more. A clock that was set back ends it too. */
export function isExpired(action: Action, now: number): boolean {
  if (action.state !== 'pending') return false;
  return now >= action.expiresAt || now < action.stagedAt - CORRECTION_MS;
}

/** Which key would sign for an AppID. */
export type KeyReadiness = 'none' | 'ready' | 'locked' | 'damaged';

/** Who signs for an AppID, and whether they can now. */
export interface SignerState {
  readonly state: KeyReadiness;
  /** Null where a token service signs. */
  readonly keyId: KeyId | null;
  /** The host of the token service; undefined where a key of this browser signs. */
  readonly service?: string | undefined;
}

/** Returns what a record says of who signs for it. */
export function signerOf({ keyId, service }: SignerState): Pick<Action, 'keyId' | 'service'> {
  return { keyId, ...(service !== undefined && { service }) };
}

export interface RequestDeps {
  readonly journal: Journal;
  readonly now: () => number;
  readonly newId: () => string;
  readonly keyFor: (appId: AppId) => Promise<SignerState>;
  /** What the action's meeting page shows right now. */
  readonly look: (action: Pick<Action, 'frame'>) => Promise<Seen>;
}

/**
 * Told of a request at the moment it is written down as confirmed; where it is one record, its first
 * step is `sending` already. `written` resolves when that is on the disk; it rejects where it is not,
 * and then nothing was confirmed.
 */
export type Depart = (confirmed: readonly Action[], written: Promise<unknown>) => void;

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
  | 'replaced'
  | 'not-in-meeting'
  | 'gone'
  | 'no-record'
  | 'changed'
  | 'journal-failed';

export type Staged =
  | { readonly ok: true; readonly id: string }
  | { readonly ok: false; readonly code: RequestRefusal };

/** What came of a question about a request. `records` are all of it as they stand now. */
export type Answered =
  | { readonly ok: true; readonly records: readonly Action[] }
  | {
      readonly ok: false;
      readonly code: RequestRefusal;
      readonly records: readonly Action[];
    };

/** What the host said yes to. */
export interface Confirmation {
  readonly id: string;
  readonly alsoRemove: boolean;
  readonly note: string;
  /** For how long a meeting that is to be ended is kept closed. */
  readonly keepClosed?: ClosureMinutes | undefined;
  /** All that was on the screen: everybody listed; one without ids where it is about the meeting. */
  readonly seen: readonly {
    readonly id: string;
    readonly kind: ActionKind;
    readonly participantId: string | null;
    readonly userId: string | null;
    readonly name: string | null;
  }[];
}

/** Why an AppID's key cannot sign now. */
export const KEY_REFUSALS = { none: 'no-key', damaged: 'damaged-key', locked: 'locked' } as const;

/** Returns why a request cannot be confirmed or cancelled (any more). */
export function whyNot(records: readonly Action[]): RequestRefusal {
  if (records.length === 0) return 'no-record';
  const state = requestState(records);
  if (state === 'pending' || state === 'expired') return 'expired';
  if (state === 'cancelled' || state === 'replaced') return state;
  return 'already-confirmed';
}

/** Somebody in another room of the meeting: `room` is its name, null where it has none. */
const elsewhereSchema = z.object({
  participantId: z.string().max(PARTICIPANT_ID_LIMIT),
  userId: z.string().max(USER_ID_LIMIT).nullable(),
  room: seenTargetSchema.shape.name,
});

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
      /** Left out where there is none. */
      name: z.exactOptional(seenTargetSchema.shape.name.unwrap()),
    })
    .nullable(),
  participants: z.array(seenTargetSchema).max(2000),
  /** Who is in other rooms of the meeting, as far as the page knows. */
  elsewhere: z.array(elsewhereSchema).max(2000),
});
export type Look = z.infer<typeof lookSchema>;

/** What is known of a meeting page: `absent` where it is gone, null where its panel does not answer. */
export type Seen = Look | 'absent' | null;
