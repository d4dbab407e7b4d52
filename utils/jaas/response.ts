/** The longest time read from `Retry-After`, in milliseconds: what is beyond a day is no plan. */
const RETRY_AFTER_LIMIT_MS = 86_400_000;

/** What an HTTP response says, as far as it matters here. */
export interface Answer {
  status: number;
  /** From `Retry-After`, in milliseconds from when the response came; at most a day. */
  retryAfterMs?: number;
  /** How far the server's clock is before this device's, from `Date`, in milliseconds. */
  clockAheadMs?: number;
  /** The beginning of the body, decoded; neither cut nor redacted yet. */
  body?: string;
}

/**
 * Reads status and headers of a response. A header that is not understood counts as missing.
 *
 * @param now this device's clock when the headers came, in milliseconds since 1970; a `Retry-After` date is taken
 *   relative to the server's own `Date` where there is one, so that a skewed clock does no harm
 */
export function answerOf(status: number, headers: Pick<Headers, 'get'>, now: number): Answer {
  const serverDate = httpDate(headers.get('date') ?? '');
  const retryAfterMs = retryAfter(headers.get('retry-after') ?? '', serverDate ?? now);
  return {
    status,
    ...(serverDate === undefined ? {} : { clockAheadMs: serverDate - now }),
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  };
}

/** Seconds or an HTTP date (RFC 9110, section 10.2.3), as milliseconds from `now`. */
function retryAfter(text: string, now: number): number | undefined {
  const date = httpDate(text);
  const ms = /^\d+$/.test(text) ? Number(text) * 1000 : date === undefined ? undefined : date - now;
  return ms === undefined ? undefined : Math.min(Math.max(ms, 0), RETRY_AFTER_LIMIT_MS);
}

/** An HTTP date in its preferred form (RFC 9110, section 5.6.7), in milliseconds since 1970. */
function httpDate(text: string): number | undefined {
  if (!/^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/.test(text))
    return undefined;
  const ms = Date.parse(text);
  return Number.isNaN(ms) ? undefined : ms;
}
