/**
 * Whatever lies in a damaged record, as JSON. A record can hold what JSON cannot (a loop, a big
 * number, nothing at all); then as much as can be said of it, as a JSON string.
 */
export function rawText(raw: unknown): string {
  try {
    const text: string | undefined = JSON.stringify(raw, (_, value: unknown) =>
      typeof value === 'bigint' ? String(value) : value,
    );
    return text ?? 'null';
  } catch {
    return JSON.stringify(String(raw));
  }
}
