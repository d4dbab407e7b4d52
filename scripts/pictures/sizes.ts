/** A viewport in CSS pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
  /** Device pixels a CSS pixel; 1 when left out. */
  readonly scale?: number;
}

export const LAPTOP: Size = { width: 1280, height: 720 };
export const DESKTOP: Size = { width: 1920, height: 1080 };
export const PHONE: Size = { width: 360, height: 640 };
/** What a page is laid out in on a laptop at 200 % zoom. */
export const ZOOMED: Size = { width: 640, height: 360, scale: 2 };

export const EVERY_SIZE = [LAPTOP, DESKTOP, PHONE] as const;
