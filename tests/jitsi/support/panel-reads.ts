import type { MeetingPage } from '../../e2e/support/panel';
import { waitFor } from '../../e2e/support/wait';

/** Waits until the row of this person does not read this any more. */
export async function rowStopsReading(
  page: MeetingPage,
  name: string,
  unwanted: RegExp,
): Promise<void> {
  const gone = await waitFor(async () => !unwanted.test(await page.panel.row(name)));
  if (!gone) await page.fail(`has a row of ${name} that still reads ${unwanted}`);
}
