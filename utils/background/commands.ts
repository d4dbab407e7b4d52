import type { Request, Staged } from '~/utils/actions/request';
import type { Frame } from '~/utils/journal/action';
import type { MeetingReport, Meetings } from './meetings';

export interface CommandDeps {
  readonly meetings: Pick<Meetings, 'all'>;
  /** Asks for something, which then waits for its confirmation. */
  readonly stage: (request: Request) => Promise<Staged>;
  /** Opens a frame's panel, with the focus in its search; false where there is no panel any more. */
  readonly openSearch: (frame: Frame) => Promise<boolean>;
  /** Brings Gavel's window up for a request. */
  readonly showRequest: (windowId: number | null, request: string) => Promise<void>;
  /** Opens the popup, which shows the meetings there are, or says that there is none. */
  readonly openPopup: (windowId: number | null) => Promise<unknown>;
}

/** The tab that was in front when the keys were pressed. */
interface Tab {
  readonly id?: number | undefined;
  readonly windowId?: number | undefined;
}

/**
 * Does what a key of the browser stands for (`commands` in the manifest), for the meeting of the tab in front. Nothing is sent by it: the end of a
 * meeting is asked for, as by the button. Where the tab has no meeting, or more than one, the popup says so.
 */
export function createCommands(deps: CommandDeps) {
  return async (command: string, tab: Tab | undefined): Promise<void> => {
    const windowId = tab?.windowId ?? null;
    const meeting = only(
      (await deps.meetings.all()).filter(({ frame }) => frame.tabId === tab?.id),
    );
    if (meeting !== null && (await isDone(command, meeting, windowId))) return;
    await deps.openPopup(windowId);
  };

  async function isDone(
    command: string,
    { meeting, frame }: MeetingReport,
    windowId: number | null,
  ): Promise<boolean> {
    if (command === 'find-participant') return deps.openSearch(frame);
    if (command !== 'end-meeting') return false;
    const items = [{ kind: 'end-meeting', target: null } as const];
    const staged = await deps.stage({ meeting, frame, items });
    if (staged.ok) await deps.showRequest(windowId, staged.id);
    return staged.ok;
  }
}

function only<T>(all: readonly T[]): T | null {
  const [first, second] = all;
  return first === undefined || second !== undefined ? null : first;
}
