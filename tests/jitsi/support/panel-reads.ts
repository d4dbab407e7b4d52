import type { MeetingPage } from '../../e2e/support/panel';
import { waitFor } from '../../e2e/support/wait';

/** Waits until the row of this person reads this; returns all that it reads. */
export async function rowReads(page: MeetingPage, name: string, wanted: RegExp): Promise<string> {
  const text = await waitFor(async () => {
    const row = await page.panel.row(name);
    return wanted.test(row) && row;
  });
  return text ?? page.fail(`has a row of ${name} that does not read ${wanted}`);
}

/** Waits until the row of this person does not read this any more. */
export async function rowStopsReading(
  page: MeetingPage,
  name: string,
  unwanted: RegExp,
): Promise<void> {
  const gone = await waitFor(async () => !unwanted.test(await page.panel.row(name)));
  if (!gone) await page.fail(`has a row of ${name} that still reads ${unwanted}`);
}
