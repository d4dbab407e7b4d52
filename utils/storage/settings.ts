import * as z from 'zod';
import { orderSchema } from '~/utils/borders/schemas';
import { type FixableSetting, fixable, type Item, item, type StorageArea } from './item';

/** What an organisation has fixed of the settings. What is left out is for the host to choose. */
export interface FixedSettings {
  readonly autoLockMinutes?: number;
  /** Null for ever. */
  readonly keepActivityDays?: number | null;
  readonly peopleAtOnce?: number;
}

/** Reads what is fixed now. */
type Fixed<Name extends keyof FixedSettings> = () => Promise<Pick<FixedSettings, Name>>;

/**
 * How many people of a batch may be worked on at the same time. Chromium opens six connections to one
 * host (over HTTP/1.1): more would only wait there, with their time limit running.
 */
export const AT_ONCE = { least: 1, most: 6, usual: 4 } as const;

/**
 * The setting of that number; the usual one where there is none or it cannot be read. Storage that fails
 * keeps no batch from being worked on.
 */
export function peopleAtOnce(
  area: StorageArea,
  fixed: Fixed<'peopleAtOnce'>,
): FixableSetting<number> {
  const people = z.int().min(AT_ONCE.least).max(AT_ONCE.most);
  const stored = item(area, 'people-at-once', people, AT_ONCE.usual);
  const own = { ...stored, get: () => stored.get().catch(() => AT_ONCE.usual) };
  return fixable(own, async () => (await fixed()).peopleAtOnce);
}

const pixels = z.number().max(100_000);

/**
 * Where the panel's card stands, in CSS pixels from the viewport's top left, whether it is open, and how large
 * the host has drawn it, if they have.
 */
export const placeSchema = z.object({
  left: pixels.min(-10_000),
  top: pixels.min(-10_000),
  open: z.boolean(),
  width: z.exactOptional(pixels.min(0)),
  height: z.exactOptional(pixels.min(0)),
});
export type StoredPlace = z.infer<typeof placeSchema>;

/** Where the panel's card was left on this device; null where it was never moved. */
export function panelPlace(area: StorageArea): Item<StoredPlace | null> {
  return item(area, 'panel-place', placeSchema.nullable(), null);
}

/** The order of the panel's list that the host chose on this device; null where they chose none. */
export function panelOrder(area: StorageArea): Item<z.output<typeof orderSchema> | null> {
  return item(area, 'panel-order', orderSchema.nullable(), null);
}

const firstStepsSchema = z.object({
  /** A joined meeting was seen once. */
  joined: z.boolean(),
  /** The person put the steps away. */
  hidden: z.boolean(),
});
export type FirstSteps = z.infer<typeof firstStepsSchema>;

export const NO_STEPS: FirstSteps = { joined: false, hidden: false };

/** What the first steps remember of what cannot be read elsewhere. */
export function firstSteps(area: StorageArea): Item<FirstSteps> {
  return item(area, 'first-steps', firstStepsSchema, NO_STEPS);
}

/** The choices of how long activity is kept, in days; null keeps everything. */
export const RETENTION_CHOICES = [30, 90, 365, 730, null] as const;

/** A year: as long as somebody may have to account for a ban, and no longer by itself. */
const RETENTION_DEFAULT = 365;

/**
 * For how many days after it was asked for an action is kept; null for ever. A setting that cannot be
 * read keeps everything, for what is deleted does not come back.
 */
export function activityRetention(
  area: StorageArea,
  fixed: Fixed<'keepActivityDays'>,
): FixableSetting<number | null> {
  const days = z.int().min(1).nullable();
  const own = item(area, 'activity-retention', days, RETENTION_DEFAULT, null);
  return fixable(own, async () => (await fixed()).keepActivityDays);
}

/** The choices of when unlocked keys lock automatically, in minutes; null for when the browser ends. */
export const AUTO_LOCK_CHOICES = [5, 15, 30, 60, 240, null] as const;

/** Long enough for a meeting not to be interrupted twice, short enough for a lunch break. */
const AUTO_LOCK_DEFAULT = 30;

/** After how many minutes unlocked keys lock automatically; null for not before the browser ends. */
export function autoLock(
  area: StorageArea,
  fixed: Fixed<'autoLockMinutes'>,
): FixableSetting<number | null> {
  const own = item(area, 'auto-lock', z.int().min(1).nullable(), AUTO_LOCK_DEFAULT);
  return fixable(own, async () => (await fixed()).autoLockMinutes);
}
