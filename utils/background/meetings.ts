import { browser } from 'wxt/browser';
import * as z from 'zod';
import { type Look, lookSchema, type Seen } from '~/utils/actions/request';
import { phaseSchema } from '~/utils/borders/schemas';
import {
  type Frame,
  frameKey,
  frameSchema,
  type Meeting,
  meetingSchema,
  sameMeeting,
} from '~/utils/journal/action';
import { LOOK, OPEN, type SEARCH } from '~/utils/messages/client';
import {
  otherRoomsShape,
  type Visibility,
  visibilitySchema,
} from '~/utils/messages/protocol-panel';
import { type Item, sessionItem } from '~/utils/storage/item';

const reportSchema = z.object({
  meeting: meetingSchema,
  frame: frameSchema,
  phase: phaseSchema,
  count: z.int().nullable(),
  joinedAt: z.number().nullable(),
  ...otherRoomsShape,
  /** What the page does to the panel; missing until the panel has said something of it. */
  visibility: z.exactOptional(visibilitySchema),
});

/** A meeting page that a panel has reported. AppID and room come from the frame's address. */
export type MeetingReport = z.infer<typeof reportSchema>;

/** The meeting pages that are open now. */
export interface Meetings {
  all(): Promise<MeetingReport[]>;
  at(frame: Frame): Promise<MeetingReport | null>;
  note(report: MeetingReport): Promise<void>;
  /** Notes how a panel fares. Returns whether that is news of a known meeting. */
  see(frame: Frame, visibility: Visibility): Promise<boolean>;
  forget(gone: (report: MeetingReport) => boolean): Promise<void>;
}

type Stored = Record<string, MeetingReport>;

/** One tab's pages are not listed beyond this: a page can make as many frames as it likes. */
const MOST_PER_TAB = 25;

/** Keeps the open meetings in session storage, so that a stopped worker finds them again. */
export function openMeetings(
  item: Item<Stored> = sessionItem('meetings', z.record(z.string(), reportSchema), {}),
): Meetings {
  return {
    all: async () => Object.values(await item.get()),
    at: async (frame) => (await item.get())[frameKey(frame)] ?? null,
    async note(report) {
      await item.change((before) => {
        const known = before[frameKey(report.frame)];
        const { tabId } = report.frame;
        const here = Object.values(before).filter(({ frame }) => frame.tabId === tabId);
        if (!known && here.length >= MOST_PER_TAB) return before;
        const kept =
          known?.visibility === undefined ? report : { ...report, visibility: known.visibility };
        return { ...before, [frameKey(report.frame)]: kept };
      });
    },
    async see(frame, visibility) {
      let news = false;
      await item.change((before) => {
        const known = before[frameKey(frame)];
        news = known !== undefined && (known.visibility ?? 'shown') !== visibility;
        return known && news ? { ...before, [frameKey(frame)]: { ...known, visibility } } : before;
      });
      return news;
    },
    async forget(gone) {
      await item.change((before) =>
        Object.fromEntries(Object.entries(before).filter(([, report]) => !gone(report))),
      );
    },
  };
}

/** Whether this frame shows this meeting, as far as its panel has reported. */
export async function isOpen(
  frame: Frame,
  meeting: Meeting,
  meetings: Pick<Meetings, 'at'>,
): Promise<boolean> {
  return sameMeeting((await meetings.at(frame))?.meeting, meeting);
}

/** Whether such a name is of a frame in this tab. */
export function isInTab(key: string, tabId: number): boolean {
  return key.startsWith(`${tabId}:`);
}

/** Sends to a frame's panel; rejects where there is none. */
function tell({ tabId, frameId, documentId }: Frame, type: string): Promise<unknown> {
  // Another document in the same frame is another page.
  const where = documentId === undefined ? { frameId } : { documentId };
  return browser.tabs.sendMessage(tabId, { type }, where);
}

/** How long a panel may take to say what it sees, in milliseconds. */
const ANSWER_WITHIN_MS = 1500;

/** `absent`: no panel is there (any more). `late`: one is, and it did not answer in time or not well. */
export type Answer = Look | 'absent' | 'late';

/** Asks a frame's panel what it sees. */
export async function lookAt(frame: Frame): Promise<Answer> {
  const answer = tell(frame, LOOK).catch((): unknown => 'absent');
  const late = new Promise<'late'>((resolve) => setTimeout(resolve, ANSWER_WITHIN_MS, 'late'));
  const said = await Promise.race([answer, late]);
  return said === 'absent' ? said : (lookSchema.safeParse(said).data ?? 'late');
}

/**
 * Brings a meeting's tab to the front and has its panel open the card; false where there is no panel any more.
 *
 * @param how `SEARCH` has the focus go to its search
 */
export async function openPanel(
  frame: Frame,
  how: typeof OPEN | typeof SEARCH = OPEN,
): Promise<boolean> {
  const opened = await tell(frame, how).then(
    () => true,
    () => false,
  );
  if (opened) await showTab(frame.tabId);
  return opened;
}

/** Brings a tab to the front. It may be closed by now: then there is nothing to show. */
export async function showTab(tabId: number): Promise<void> {
  const shown = await browser.tabs.update(tabId, { active: true }).catch(() => undefined);
  if (shown?.windowId !== undefined) {
    await browser.windows.update(shown.windowId, { focused: true }).catch(() => undefined);
  }
}

/** What a frame's panel sees. */
export async function seenAt(frame: Frame): Promise<Seen> {
  const answer = await lookAt(frame);
  return answer === 'late' ? null : answer;
}
