/** One line for each decision. It never holds a token, a state or anything of a key. */
export interface AuditLine {
  readonly time: string;
  readonly who: string | null;
  readonly app_id: string | null;
  /** What the host is about to do, in Gavel's own words. A hint: the token itself is not bound to it. */
  readonly action: string | null;
  /** A hint, like `action`. */
  readonly room: string | null;
  /** The id of the token that was given; JaaS sees it too. */
  readonly jti: string | null;
  /** `token`, `login`, an OAuth error, `bad_request` or `method_not_allowed`. */
  readonly decision: string;
}

const ACTIONS: readonly string[] = [
  'ban',
  'remove',
  'ban-token',
  'end-meeting',
  'call',
  'hang-up',
  'test-key',
  'set-up',
];

/** Whoever can send a request can write into the audit: not without end. */
const LONGEST = 200;

export function auditLine(
  request: { readonly query: URLSearchParams; readonly person: { readonly id: string } | null },
  decision: string,
  jti: string | null,
  now: number,
): AuditLine {
  const hint = (name: string) => request.query.get(name)?.slice(0, LONGEST).toWellFormed() ?? null;
  const action = hint('action');
  return {
    time: new Date(now).toISOString(),
    who: request.person?.id ?? null,
    app_id: hint('app_id'),
    action: action === null || ACTIONS.includes(action) ? action : 'unknown',
    room: hint('room'),
    jti,
    decision,
  };
}
