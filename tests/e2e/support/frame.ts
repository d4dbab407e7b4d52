import type { Accessibility, Frame, Page } from 'puppeteer-core';
import type { AxNode } from './ax-node';
import { MeetingPage } from './panel';
import { waitFor } from './wait';

/** A meeting inside another site's page: looked at frame by frame, clicked as a person does. */
export class FramedMeeting extends MeetingPage {
  constructor(
    readonly frame: Frame,
    title: string,
    outputDir: string,
  ) {
    super(frame.page(), title, outputDir);
  }

  override async tree(): Promise<AxNode | null> {
    // Puppeteer has it for every frame, and declares it for pages only.
    const { accessibility } = this.frame as unknown as { readonly accessibility: Accessibility };
    return accessibility.snapshot({ interestingOnly: false });
  }
}

/** The frame of this page that shows this path, as soon as it is there. */
export async function frameAt(page: Page, path: string): Promise<Frame> {
  const isIt = (frame: Frame) => new URL(frame.url() || 'about:blank').pathname === path;
  const frame = await waitFor(() => page.frames().find(isIt));
  if (frame) return frame;
  throw new Error(`No frame shows ${path}: ${page.frames().map((one) => one.url())}`);
}
