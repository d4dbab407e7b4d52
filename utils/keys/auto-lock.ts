import * as z from 'zod';

/** The choices, in minutes; null stands for the end of the browser session. */
export const autoLockChoices = [5, 15, 30, 60, 240, null] as const;

/** Long enough for a meeting not to be interrupted twice, short enough for a lunch break. */
export const AUTO_LOCK_DEFAULT = 30;

const autoLockSchema = z.object({ v: z.literal(1), minutes: z.int().min(1).nullable() });

const AUTO_LOCK_ITEM = 'auto-lock';

/** As much of `browser.storage.local` as is needed here. */
export interface AutoLockArea {
  get(key: string): Promise<Record<string, unknown>>;
  set(items: Record<string, unknown>): Promise<void>;
}

/** After how many minutes unlocked keys lock by themselves; null for not before the browser ends. */
export async function readAutoLock(area: AutoLockArea): Promise<number | null> {
  const { data } = autoLockSchema.safeParse((await area.get(AUTO_LOCK_ITEM))[AUTO_LOCK_ITEM]);
  return data === undefined ? AUTO_LOCK_DEFAULT : data.minutes;
}

export async function writeAutoLock(area: AutoLockArea, minutes: number | null): Promise<void> {
  await area.set({ [AUTO_LOCK_ITEM]: autoLockSchema.parse({ v: 1, minutes }) });
}

/** The same as `unlock` takes it, in milliseconds. */
export function lockAfterMs(minutes: number | null): number | null {
  return minutes === null ? null : minutes * 60_000;
}
