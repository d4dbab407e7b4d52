import type { Accessibility, Frame, Page } from 'puppeteer-core';
import type { AxNode } from './ax-node';
import { MeetingPage } from './panel';
import { waitFor } from './wait';

/** A meeting inside another site's page: looked at frame by frame, clicked as a person does. */
export class FramedMeeting extends MeetingPage {
  readonly #path: string;

  constructor(frame: Frame, title: string, outputDir: string) {
    super(frame.page(), title, outputDir);
    this.#path = pathOf(frame);
  }

  override async tree(): Promise<AxNode | null> {
    // Another one, where the browser has moved it into a process of its own since.
    const frame = this.page.frames().find((one) => pathOf(one) === this.#path);
    if (frame === undefined) return null;
    // Puppeteer has it for every frame, and declares it for pages only.
    const { accessibility } = frame as unknown as { readonly accessibility: Accessibility };
    return accessibility.snapshot({ interestingOnly: false });
  }
}

/** The frame of this page that shows this path, as soon as it is there. */
export async function frameAt(page: Page, path: string): Promise<Frame> {
  const frame = await waitFor(() => page.frames().find((one) => pathOf(one) === path));
  if (frame) return frame;
  throw new Error(`No frame shows ${path}: ${page.frames().map((one) => one.url())}`);
}

function pathOf(frame: Frame): string {
  return new URL(frame.url() || 'about:blank').pathname;
}
