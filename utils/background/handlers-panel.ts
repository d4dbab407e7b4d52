import type { Staged } from '~/utils/actions/desk-types';
import type { Request } from '~/utils/actions/request';
import { wishesOf } from '~/utils/actions/requests';
import type { Action, Frame, Meeting } from '~/utils/journal/action';
import type { Batch } from '~/utils/journal/batch-summary';
import { sameFrame } from '~/utils/journal/frame';
import type { Handlers } from '~/utils/messages/router';
import type { PanelSender } from '~/utils/messages/sender';
import type { HandlerDeps } from './handlers';
import { endOf } from './handlers-pages';
import { ownActions, PANEL_REMEMBERS_MS } from './views';

interface Deps extends HandlerDeps {
  readonly stage: (request: Request) => Promise<Staged>;
  /** The last batch among what a panel remembers. */
  readonly batchOf: (own: readonly Action[]) => Promise<Batch | null>;
}

type PanelMessage =
  | 'panel.report'
  | 'panel.state'
  | 'panel.ask'
  | 'panel.show-request'
  | 'panel.saw-leave'
  | 'panel.place'
  | 'panel.open-options';

/** What a panel reports and asks of its own meeting. It confirms nothing. */
export function panelHandlers(deps: Deps): Pick<Handlers, PanelMessage> {
  const { desk, journal, meetings, now, changed, stage } = deps;

  async function panelState(place: Pick<PanelSender, 'frame' | 'meeting'>) {
    await desk.settle();
    const [key, actions] = await Promise.all([
      deps.keyState(place.meeting.appId),
      journal.current(now() - PANEL_REMEMBERS_MS),
    ]);
    const end = await endOf(place.meeting, deps.ends.endAt, now());
    const own = ownActions(place, actions, now());
    const quiet = (await deps.isQuiet(place.frame.tabId)) && { quiet: true };
    return { key, actions: own, batch: await deps.batchOf(own), ...end, ...quiet };
  }

  async function stageAsked(
    asked: Parameters<Handlers['panel.ask']>[0],
    frame: Frame,
    meeting: Meeting,
  ): Promise<Staged> {
    if (asked.kind === 'end-meeting')
      return stage({ kind: asked.kind, meeting, frame, target: null });
    if (!('targets' in asked))
      return stage({ kind: asked.kind, meeting, frame, target: asked.target });
    const kind = asked.kind === 'ban-many' ? 'ban' : 'remove';
    const wishes = wishesOf(kind, asked.targets);
    const staged = await desk.stageMany({ meeting, frame, wishes });
    if (staged.ok) changed(frame);
    return staged;
  }

  return {
    'panel.report': async (report, { frame, meeting }) => {
      const before = await meetings.at(frame);
      await meetings.note({ ...report, frame, meeting });
      // Open pages list the meetings, and the first steps wait for a joined one.
      if (before?.phase !== report.phase) changed(null);
      return panelState({ frame, meeting });
    },
    'panel.state': (_, place) => panelState(place),
    'panel.ask': async (asked, { frame, meeting, windowId }) => {
      const staged = await stageAsked(asked, frame, meeting);
      if (staged.ok) deps.showConfirmation(windowId, frame.tabId);
      return staged;
    },
    'panel.show-request': async (_, { frame, windowId }) => {
      const waits = (await desk.settle()).some(
        (action) => action.frame && sameFrame(action.frame, frame),
      );
      if (waits) deps.showConfirmation(windowId, frame.tabId);
      return {};
    },
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
    'panel.place': async ({ place }) => {
      if (place) await deps.places.set(place);
      return { place: place ?? (await deps.places.get()) };
    },
    'panel.open-options': async () => {
      await deps.openOptions();
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
