import * as z from 'zod';
import type { Frame } from '~/utils/journal/action';
import { type SessionItem, sessionItem } from '~/utils/storage/item';
import { frameKey, isInTab } from './frame-key';

/** Participant ids by frame. */
const byFrameSchema = z.record(z.string(), z.array(z.string()));
type ByFrame = z.infer<typeof byFrameSchema>;

/** Participants of one frame who are remembered as told of; the oldest are forgotten first. */
const TOLD_AT_MOST = 500;

/** Frames that this is remembered of: a page can make as many as it likes. */
const FRAMES_AT_MOST = 25;

/** Who is in the open meetings although they were banned, and of whom the person was told. */
export interface BannedHere {
  /** Whether there is anybody in any meeting. */
  any(): Promise<boolean>;
  /** Who is in this frame's meeting now, by participant id. */
  set(frame: Frame, participantIds: readonly string[]): Promise<void>;
  /** Those who were not told of in this frame yet; from now on they were. */
  take(frame: Frame, participantIds: readonly string[]): Promise<string[]>;
  /** Pages that are gone: nobody is there any more. */
  forgetFrames(frames: readonly Frame[]): Promise<void>;
  /** A tab that is closed: its number may be given to another one. */
  forgetTab(tabId: number): Promise<void>;
}

/** Keeps both in session storage, so that a stopped worker finds them again and repeats nothing. */
export function openBannedHere(
  here: SessionItem<ByFrame> = sessionItem('banned-here', byFrameSchema, {}),
  told: SessionItem<ByFrame> = sessionItem('banned-told', byFrameSchema, {}),
): BannedHere {
  return {
    any: async () => Object.values(await here.get()).some((ids) => ids.length > 0),

    async set(frame, participantIds) {
      const key = frameKey(frame);
      // Nearly every report is "nobody", and then there is nothing to write.
      if (participantIds.length === 0 && !(key in (await here.get()))) return;
      await here.change(({ [key]: _, ...others }) =>
        participantIds.length === 0 ? others : { ...others, [key]: [...participantIds] },
      );
    },

    async take(frame, participantIds) {
      const key = frameKey(frame);
      let news: string[] = [];
      await told.change((before) => {
        const known = before[key] ?? [];
        news = participantIds.filter((id) => !known.includes(id));
        const { [key]: _, ...others } = before;
        const latest = Object.entries(others).slice(1 - FRAMES_AT_MOST);
        return {
          ...Object.fromEntries(latest),
          [key]: [...known, ...news].slice(-TOLD_AT_MOST),
        };
      });
      return news;
    },

    async forgetFrames(frames) {
      const gone = new Set(frames.map(frameKey));
      await here.change((before) => without(before, (key) => gone.has(key)));
    },

    async forgetTab(tabId) {
      await here.change((before) => without(before, (key) => isInTab(key, tabId)));
      await told.change((before) => without(before, (key) => isInTab(key, tabId)));
    },
  };
}

function without(before: ByFrame, gone: (key: string) => boolean): ByFrame {
  return Object.fromEntries(Object.entries(before).filter(([key]) => !gone(key)));
}
