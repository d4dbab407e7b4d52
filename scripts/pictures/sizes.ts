/** A viewport in CSS pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
  /** Device pixels a CSS pixel; 1 when left out. */
  readonly scale?: number;
  /** A device that is used with the fingers. */
  readonly touch?: boolean;
}

export const LAPTOP: Size = { width: 1280, height: 720 };
export const DESKTOP: Size = { width: 1920, height: 1080 };
export const PHONE: Size = { width: 360, height: 640 };
/** What a page is laid out in on a laptop at 200 % zoom. */
export const ZOOMED: Size = { width: 640, height: 360, scale: 2 };

/** The same at 400 %, of a laptop's window and of a whole screen's. */
export const ZOOMED_MOST: readonly Size[] = [
  { width: 320, height: 180, scale: 4 },
  { width: 320, height: 256, scale: 4 },
];
/** As high as a toolbar's popup may get, at the width that ours has. */
export const TALLEST_POPUP: Size = { width: 380, height: 600 };
/** What is left of it at the side of a narrow screen. */
export const NARROW_POPUP: Size = { width: 320, height: 600 };

/** A phone of today, upright and on its side. */
export const TALL_PHONE: Size = { width: 390, height: 844, touch: true };
export const WIDE_PHONE: Size = { width: 844, height: 390, touch: true };
/** Small frames in which sites embed meetings, and what is left of a small window at 400 % zoom. */
export const SMALL: readonly Size[] = [
  { width: 320, height: 180 },
  { width: 321, height: 240 },
  { width: 322, height: 256 },
  { width: 460, height: 340 },
  { width: 640, height: 360 },
  { width: 700, height: 300 },
];

export const EVERY_SIZE = [LAPTOP, DESKTOP, PHONE] as const;
