import * as z from 'zod';

/** What the first steps remember of what cannot be read elsewhere. */
const startMarksSchema = z.object({
  v: z.literal(1),
  /** A key was checked once and was good. */
  checked: z.boolean(),
  /** A joined meeting was seen once. */
  joined: z.boolean(),
  /** The person put the steps away. */
  hidden: z.boolean(),
});
export type StartMarks = z.infer<typeof startMarksSchema>;

export const noMarks: StartMarks = { v: 1, checked: false, joined: false, hidden: false };

/** As much of `browser.storage.local` as is needed here. */
export interface Area {
  get(key: string): Promise<Record<string, unknown>>;
  set(items: Record<string, unknown>): Promise<void>;
}

export interface StartStore {
  read(): Promise<StartMarks>;
  /** Adds marks; a mark is never taken back. */
  mark(marks: Partial<Omit<StartMarks, 'v'>>): Promise<StartMarks>;
}

const KEY = 'start';

/** The marks of the first steps in an extension storage area. */
export function startStore(area: Area): StartStore {
  async function read(): Promise<StartMarks> {
    return startMarksSchema.safeParse((await area.get(KEY))[KEY]).data ?? noMarks;
  }
  return {
    read,
    async mark(marks) {
      const after = { ...(await read()), ...marks };
      await area.set({ [KEY]: after });
      return after;
    },
  };
}
