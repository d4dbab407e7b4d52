/**
 * Where bugs go: the worker's own console, by kind and place only. Messages of exceptions are left
 * out, for they may quote what was being handled.
 */
export function reportBug(error: unknown): void {
  const kind = error instanceof Error ? error.name : typeof error;
  const where = error instanceof Error ? (error.stack?.split('\n')[1]?.trim() ?? '') : '';
  // biome-ignore lint/suspicious/noConsole: the one place that reports, and it names no values
  console.error('Gavel: unexpected', kind, where);
}
