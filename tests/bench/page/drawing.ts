/** An element of the panel's, in plain data. */
export interface Drawing {
  readonly tag: string;
  readonly svg: boolean;
  readonly attributes: readonly (readonly [name: string, value: string])[];
  readonly children: readonly (Drawing | string)[];
}

/** What one opening took, in milliseconds from the click. */
export interface Opened {
  /** Until the browser has drawn the card with its first rows. */
  readonly first: number;
  /** Until the browser has drawn all rows. */
  readonly all: number;
}

/** Lists of the same rows, drawn without Gavel. */
export interface Lists {
  plain(card: Drawing, css: string): Promise<Opened>;
  react(card: Drawing, css: string): Promise<Opened>;
  /** Keeps a plain list in the page, so that {@link change} has something to change. */
  keep(card: Drawing, css: string): void;
  /** Changes the name in one row, so many times. */
  change(times: number, everyMs: number): Promise<void>;
}
