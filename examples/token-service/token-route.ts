import { randomUUID } from 'node:crypto';
import { adminToken, VALID_FOR_S } from './admin-token';
import { type AuditLine, auditLine } from './audit';
import { page, type Reply, redirect } from './reply';
import type { Signer } from './signer';

/** Who is signed in to the application, and whether they may moderate at this very moment. */
export interface Person {
  readonly id: string;
  readonly isHost: boolean;
}

export interface TokenService {
  readonly appId: string;
  readonly keyId: string;
  /** Gavel's redirect addresses, one for each browser. Only these are ever redirected to. */
  readonly redirectUris: readonly string[];
  readonly sign: Signer;
  /** Counts a token of this person; false when there were too many in a minute. */
  readonly admits: (personId: string) => boolean;
  /** In milliseconds since 1970. */
  readonly now: () => number;
  readonly log: (line: AuditLine) => void;
  /** Told why the signer failed. The person is not. */
  readonly onSignerError: (error: unknown) => void;
}

export interface TokenRequest {
  readonly method: string;
  readonly query: URLSearchParams;
  readonly person: Person | null;
  /** Sends the browser to the application's login, which comes back to this very request. */
  readonly login: () => Promise<Reply>;
}

type Decision =
  | { readonly kind: 'page'; readonly status: 400 | 405; readonly text: string }
  | { readonly kind: 'login' }
  | { readonly kind: 'token'; readonly redirectUri: string; readonly state: string }
  | Refusal;

interface Refusal {
  readonly kind: 'refusal';
  readonly redirectUri: string;
  readonly error: string;
  readonly description: string;
  readonly state: string | null;
}

/** Gavel's 128 bits are 22 characters of base64url. */
const STATE = /^[A-Za-z0-9_-]{22,256}$/;

/** Decides what a request gets. Looks nowhere but at what it is given. */
function decide(
  { method, query, person }: Omit<TokenRequest, 'login'>,
  service: Pick<TokenService, 'appId' | 'redirectUris'>,
): Decision {
  if (method !== 'GET') return { kind: 'page', status: 405, text: 'Only GET is answered here.' };
  const redirectUri = only(query, 'redirect_uri');
  // A page and no redirect: an address that is not on the list would make this an open redirector.
  if (redirectUri === null || !service.redirectUris.includes(redirectUri)) {
    return { kind: 'page', status: 400, text: 'This redirect_uri is not allowed here.' };
  }
  if (only(query, 'client_id') !== 'gavel') {
    return { kind: 'page', status: 400, text: 'This client_id is not known here.' };
  }
  const state = only(query, 'state');
  const refuse = (error: string, description: string): Decision => ({
    kind: 'refusal',
    redirectUri,
    error,
    description,
    state,
  });
  if (new Set(query.keys()).size !== query.size) {
    return refuse('invalid_request', 'A parameter is given twice');
  }
  if (only(query, 'response_type') !== 'token') {
    return refuse('unsupported_response_type', 'Only response_type=token is answered');
  }
  if (only(query, 'scope') !== 'jaas.admin') {
    return refuse('invalid_scope', 'Only scope=jaas.admin is given');
  }
  if (state === null || !STATE.test(state)) {
    return refuse('invalid_request', 'state is missing, or shorter than 128 bits in base64url');
  }
  if (only(query, 'app_id') !== service.appId) {
    return refuse('invalid_request', 'This app_id is not served here');
  }
  const prompt = only(query, 'prompt');
  if (prompt !== null && prompt !== 'none') {
    return refuse('invalid_request', 'prompt is none or left out');
  }
  if (person === null) {
    return prompt === 'none' ? refuse('login_required', 'Nobody is signed in') : { kind: 'login' };
  }
  if (!person.isHost) return refuse('access_denied', 'You may not moderate meetings here');
  return { kind: 'token', redirectUri, state };
}

/** The whole route: decides, signs, and writes one audit line. */
export async function tokenRoute(request: TokenRequest, service: TokenService): Promise<Reply> {
  const jti = randomUUID();
  const decision = decide(request, service);
  const audit = (outcome: string) => {
    const token = outcome === 'token' ? jti : null;
    service.log(auditLine(request, outcome, token, service.now()));
  };
  const refuse = ({ redirectUri, error, description, state }: Omit<Refusal, 'kind'>) => {
    audit(error);
    return answer(redirectUri, { error, error_description: description, state });
  };

  if (decision.kind === 'page') {
    audit(decision.status === 405 ? 'method_not_allowed' : 'bad_request');
    const headers = decision.status === 405 ? { allow: 'GET' } : {};
    return page(decision.status, 'This does not work', `<p>${decision.text}</p>`, headers);
  }
  if (decision.kind === 'login') {
    audit('login');
    return request.login();
  }
  if (decision.kind === 'refusal') return refuse(decision);
  if (!service.admits(request.person?.id ?? '')) {
    const description = 'Too many tokens in a minute. Try again in a minute';
    return refuse({ ...decision, error: 'temporarily_unavailable', description });
  }
  let token: string;
  try {
    token = await adminToken({ ...service, now: service.now(), jti }, service.sign);
  } catch (error) {
    service.onSignerError(error);
    return refuse({ ...decision, error: 'server_error', description: 'Signing failed' });
  }
  audit('token');
  return answer(decision.redirectUri, {
    access_token: token,
    token_type: 'Bearer',
    expires_in: String(VALID_FOR_S),
    state: decision.state,
  });
}

/** The value of a parameter that is there exactly once and not empty (RFC 6749 §3.1), or null. */
function only(query: URLSearchParams, name: string): string | null {
  const [value = '', ...more] = query.getAll(name);
  return value === '' || more.length > 0 ? null : value;
}

/** What is behind `#` never leaves the browser: no server along the way reads the token. */
function answer(redirectUri: string, parameters: Record<string, string | null>): Reply {
  const given = Object.entries(parameters).filter(([, value]) => value !== null);
  return redirect(`${redirectUri}#${new URLSearchParams(given as [string, string][])}`);
}
