import { type Action, type Frame, sameFrame } from '~/utils/journal/action';
import { asksFrom } from '~/utils/journal/evidence';
import type { Journal } from '~/utils/journal/journal';
import type { Handlers } from '~/utils/messages/router';

export interface WitnessDeps {
  readonly journal: Pick<Journal, 'aboutParticipant' | 'update'>;
  readonly now: () => number;
  /** Told after every change of a record. */
  readonly changed: (frame: Frame) => void;
  /** What a change of an end means for those that are scheduled. */
  readonly followEnd: (action: Action) => void;
}

/** Writes down what a panel saw of what was asked for in its own frame. */
export function witnessHandlers({
  journal,
  now,
  changed,
  followEnd,
}: WitnessDeps): Pick<Handlers, 'panel.saw-leave' | 'panel.saw-still'> {
  return {
    'panel.saw-leave': async ({ participantId }, { frame }) => {
      for (const action of await journal.aboutParticipant(participantId)) {
        if (!sameFrame(action.frame, frame) || !sawLeave(action, participantId)) continue;
        const result = await journal.update(action.id, (current) =>
          sawLeave(current, participantId) ? { ...current, leftAt: now() } : null,
        );
        if (result?.changed) changed(frame);
      }
      return {};
    },
    'panel.saw-still': async ({ id }, { frame }) => {
      const result = await journal.update(id, (action) =>
        sameFrame(action.frame, frame) && sawStill(action, now())
          ? { ...action, stillAt: now() }
          : null,
      );
      if (!result?.changed) return {};
      changed(frame);
      if (result.action.kind === 'end-meeting') followEnd(result.action);
      return {};
    },
  };
}

/** Whether an action asked for this participant to be removed and they were not seen leaving yet. */
function sawLeave(action: Action, participantId: string): boolean {
  return (
    action.leftAt === null &&
    action.target?.participantId === participantId &&
    action.steps.some((step) => step.operation === 'kick' && step.state !== 'waiting')
  );
}

/** Whether an action is about somebody or something that JaaS does not know, and it is time to say what is seen. */
function sawStill(action: Action, now: number): boolean {
  const from = asksFrom(action);
  return from !== null && from <= now;
}
