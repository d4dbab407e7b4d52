import * as z from 'zod';
import { type Frame, frameSchema, meetingSchema } from '~/utils/actions/action';
import { phaseSchema } from '~/utils/meeting/snapshot';
import { type SessionItem, sessionItem } from '~/utils/storage/session-item';

const reportSchema = z.object({
  meeting: meetingSchema,
  frame: frameSchema,
  phase: phaseSchema,
  count: z.int().nullable(),
  joinedAt: z.number().nullable(),
});

/** A meeting page that a panel has reported. AppID and room come from the frame's address. */
export type MeetingReport = z.infer<typeof reportSchema>;

/** The meeting pages that are open now. */
export interface Meetings {
  all(): Promise<MeetingReport[]>;
  at(frame: Frame): Promise<MeetingReport | null>;
  note(report: MeetingReport): Promise<void>;
  forget(gone: (report: MeetingReport) => boolean): Promise<void>;
}

type Stored = Record<string, MeetingReport>;

/** Keeps the open meetings in session storage, so that a stopped worker finds them again. */
export function openMeetings(
  item: SessionItem<Stored> = sessionItem('meetings', z.record(z.string(), reportSchema), {}),
): Meetings {
  return {
    all: async () => Object.values(await item.get()),
    at: async (frame) => (await item.get())[keyOf(frame)] ?? null,
    async note(report) {
      await item.change((before) => ({ ...before, [keyOf(report.frame)]: report }));
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
