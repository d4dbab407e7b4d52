import * as z from 'zod';
import { phaseSchema } from '~/utils/borders/schemas';
import { type Frame, frameSchema, meetingSchema } from '~/utils/journal/action';
import { type Sight, sightSchema } from '~/utils/messages/messages-sight';
import { type SessionItem, sessionItem } from '~/utils/storage/item';

const reportSchema = z.object({
  meeting: meetingSchema,
  frame: frameSchema,
  phase: phaseSchema,
  count: z.int().nullable(),
  joinedAt: z.number().nullable(),
  /** What the page does to the panel; missing until the panel has said something of it. */
  sight: z.exactOptional(sightSchema),
});

/** A meeting page that a panel has reported. AppID and room come from the frame's address. */
export type MeetingReport = z.infer<typeof reportSchema>;

/** The meeting pages that are open now. */
export interface Meetings {
  all(): Promise<MeetingReport[]>;
  at(frame: Frame): Promise<MeetingReport | null>;
  note(report: MeetingReport): Promise<void>;
  /** Notes how a panel fares. Returns whether that is news of a known meeting. */
  see(frame: Frame, sight: Sight): Promise<boolean>;
  forget(gone: (report: MeetingReport) => boolean): Promise<void>;
}

type Stored = Record<string, MeetingReport>;

/** One tab's pages are not listed beyond this: a page can make as many frames as it likes. */
const MOST_PER_TAB = 25;

/** Keeps the open meetings in session storage, so that a stopped worker finds them again. */
export function openMeetings(
  item: SessionItem<Stored> = sessionItem('meetings', z.record(z.string(), reportSchema), {}),
): Meetings {
  return {
    all: async () => Object.values(await item.get()),
    at: async (frame) => (await item.get())[keyOf(frame)] ?? null,
    async note(report) {
      await item.change((before) => {
        const known = before[keyOf(report.frame)];
        const { tabId } = report.frame;
        const here = Object.values(before).filter(({ frame }) => frame.tabId === tabId);
        if (!known && here.length >= MOST_PER_TAB) return before;
        const kept = known?.sight === undefined ? report : { ...report, sight: known.sight };
        return { ...before, [keyOf(report.frame)]: kept };
      });
    },
    async see(frame, sight) {
      let news = false;
      await item.change((before) => {
        const known = before[keyOf(frame)];
        news = known !== undefined && (known.sight ?? 'shown') !== sight;
        return known && news ? { ...before, [keyOf(frame)]: { ...known, sight } } : before;
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

function keyOf(frame: Frame): string {
  return `${frame.tabId}:${frame.frameId}`;
}
