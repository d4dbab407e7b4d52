import type { ActionView, PanelState } from '~/utils/messages/protocol-panel';

/** A request about many people that waits for its confirmation. */
export interface WaitingBatch {
  readonly kind: 'ban' | 'remove';
  readonly total: number;
}

/** The actions of this frame, by whom they are about. */
export interface ActionIndex {
  /** The newest about a participant; for people who are not here also by user id. */
  of(participantId: string, userId: string | null): ActionView | null;
  /** When JaaS accepted a ban of this user id, in milliseconds since 1970, or null. */
  bannedAt(userId: string | null): number | null;
  /** Whether JaaS accepted a ban of anybody. */
  readonly bans: boolean;
  /** The newest request to end this meeting. */
  readonly endMeeting: ActionView | null;
  readonly waitingBatch: WaitingBatch | null;
}

/** A request that the host took back says nothing about anybody. */
export function isSilent(action: ActionView): boolean {
  return action.state === 'cancelled' || action.state === 'replaced';
}

/** Whether something is being sent, so that asking for more has to wait. */
export function isRunning(action: ActionView | null): boolean {
  return action?.state === 'confirmed';
}

/** @param actions newest first */
export function indexActions(actions: PanelState['actions']): ActionIndex {
  const byParticipant = new Map<string, ActionView>();
  const byUser = new Map<string, ActionView>();
  const banned = new Map<string, number>();
  const telling = actions.filter((action) => !isSilent(action));

  for (const action of telling) {
    const { participantId = null, userId = null } = action.target ?? {};
    const user = userId?.trim();
    if (participantId !== null) {
      if (!byParticipant.has(participantId)) byParticipant.set(participantId, action);
    } else if (user !== undefined && !byUser.has(user)) {
      byUser.set(user, action);
    }
    const ban = action.steps.find((one) => one.operation === 'ban-user');
    if (user !== undefined && ban?.state === 'accepted' && !banned.has(user)) {
      banned.set(user, ban.endedAt ?? action.stagedAt);
    }
  }
  return {
    of: (participantId, userId) =>
      byParticipant.get(participantId) ?? byUser.get(userId?.trim() ?? '') ?? null,
    bannedAt: (userId) => banned.get(userId?.trim() ?? '') ?? null,
    bans: banned.size > 0,
    endMeeting: telling.find(({ kind }) => kind === 'end-meeting') ?? null,
    waitingBatch: waitingBatch(telling),
  };
}

/** People without a user id are only removed, also where the request is a ban. */
function waitingBatch(actions: readonly ActionView[]): WaitingBatch | null {
  const waits = actions.filter(({ batch, state }) => batch !== null && state === 'staged');
  if (waits.length === 0) return null;
  const kind = waits.some((one) => one.kind === 'ban') ? 'ban' : 'remove';
  return { kind, total: waits.length };
}
