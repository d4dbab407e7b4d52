import type { ExportFile } from '~/components/options/activity/activity-port';

/** Long enough for the slowest disk to have taken the file over. */
const KEPT_MS = 60_000;

/** Hands a file to the browser as a download. */
export function saveFile({ name, type, parts }: ExportFile): void {
  const url = URL.createObjectURL(new Blob([...parts], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), KEPT_MS);
}
