import type { IncomingMessage, ServerResponse } from 'node:http';
import { parseConferenceFullName } from '../room-name';
import { namedOperation, parseBanJwt, parseJson } from './body';
import { type Fault, type FaultBook, renderBody } from './faults';
import type { KeyCards } from './keys';
import { type Answer, type ApiWorld, decide } from './operations';
import type { Phones } from './phones';
import type { ApiRequest } from './record';
import type { Route } from './routes';
import { verifyAdminToken } from './token';

export interface ApiParts {
  readonly now: () => number;
  readonly keys: KeyCards;
  readonly faults: FaultBook;
  readonly world: ApiWorld;
  readonly phones: Phones;
  readonly requests: ApiRequest[];
}

/** Answers one API request and records it. */
export async function handleApi(
  parts: ApiParts,
  route: Route,
  incoming: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const request = openRecord(parts, route, incoming);
  response.once('close', () => {
    if (request.status === 'pending') request.status = 'aborted';
  });
  const rawBody = await readText(incoming);
  if (rawBody === undefined) return;
  describe(request, route, rawBody);
  const fault = parts.faults.take(request);

  if (fault?.delayMs !== undefined) await delay(fault.delayMs, response);
  if (fault?.held === 'undone') await unlessGone(fault.released, response);
  if (response.destroyed) return;
  if (fault?.drop === 'before-read') {
    request.rawBody = '';
    request.status = 'dropped';
    incoming.socket.destroy();
    return;
  }

  const now = parts.now() + (fault?.dateSkewSeconds ?? 0) * 1000;
  const token = await verifyAdminToken(incoming.headers.authorization, parts.keys, now / 1000);
  request.token = token;
  const answer = decide(route, request, token, parts.world, parts.phones);
  if (isPerformed(fault, answer)) {
    request.performed = answer.deed !== undefined;
    answer.deed?.();
  }
  if (fault?.holdMs !== undefined) await delay(fault.holdMs, response);
  if (fault?.held === 'unanswered') await unlessGone(fault.released, response);
  if (response.destroyed) return;
  if (fault?.drop === 'after-read') {
    request.status = 'dropped';
    incoming.socket.destroy();
    return;
  }
  request.status = fault?.status ?? answer.status;
  send(response, request.status, answer, fault, now);
  if (fault?.drop === 'mid-response') request.status = 'dropped';
}

function openRecord(parts: ApiParts, route: Route, incoming: IncomingMessage): ApiRequest {
  const request: ApiRequest = {
    at: parts.now(),
    host: incoming.headers.host ?? '',
    base: route.base,
    method: incoming.method ?? '',
    path: incoming.url ?? '',
    headers: incoming.headers,
    rawBody: '',
    performed: false,
    status: 'pending',
  };
  parts.requests.push(request);
  return request;
}

function describe(request: ApiRequest, route: Route, rawBody: string): void {
  request.rawBody = rawBody;
  if (route.kind === 'ban-user') {
    Object.assign(request, { operation: 'BAN_USER', appId: route.appId, userId: route.userId });
  } else if (route.kind === 'ban-jwt') {
    const jwt = parseBanJwt(rawBody);
    Object.assign(request, { operation: 'BAN_JWT', appId: route.appId }, jwt && { jwt });
  } else if (route.kind === 'command') {
    const operation = namedOperation(rawBody);
    if (operation !== undefined) request.operation = operation;
    const { payload } = Object(parseJson(rawBody)) as { payload?: unknown };
    const fields = Object(payload) as Record<string, unknown>;
    for (const field of ['conferenceFullName', 'participantId', 'phoneNo'] as const) {
      const value = fields[field];
      if (typeof value === 'string') request[field] = value;
    }
    const conference = parseConferenceFullName(request.conferenceFullName ?? '');
    if (conference !== undefined) request.appId = conference.appId;
  }
}

function isPerformed(fault: Fault | undefined, answer: Answer): boolean {
  if (fault?.perform !== undefined) return fault.perform;
  if (fault?.drop === 'after-read') return false;
  return fault?.status === undefined || (fault.status >= 200 && fault.status < 300)
    ? answer.deed !== undefined
    : false;
}

function send(
  response: ServerResponse,
  status: number,
  answer: Answer,
  fault: Fault | undefined,
  now: number,
): void {
  const { bytes, type } = renderBody(fault?.body ?? (fault?.status ? '' : answer.body));
  const breaksOff = fault?.drop === 'mid-response' || fault?.drop === 'never-ends';
  const promised = breaksOff ? bytes.length + 64 : bytes.length;
  response.sendDate = false;
  response.writeHead(status, {
    Date: new Date(now).toUTCString(),
    // A reused connection that breaks is retried by the browser itself; one request each keeps
    // what the client sent and what arrived the same number.
    Connection: 'close',
    ...(bytes.length > 0 && { 'Content-Type': type }),
    ...(![204, 304].includes(status) && { 'Content-Length': String(promised) }),
    ...(fault?.retryAfter !== undefined && { 'Retry-After': String(fault.retryAfter) }),
    ...fault?.headers,
  });
  if (fault?.drop === 'never-ends') {
    response.write(bytes.length > 0 ? bytes : ' ');
    return;
  }
  if (fault?.drop === 'mid-response') {
    response.flushHeaders();
    // Only once it is on its way may the promise of `Content-Length` be broken.
    response.write(bytes.length > 0 ? bytes : ' ', () => response.socket?.end());
    return;
  }
  response.end(bytes);
}

/** Undefined when the client breaks off while it is sending. */
async function readText(incoming: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
  } catch {
    return undefined;
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** Waits for this, but not for a client that has gone. */
async function unlessGone(event: Promise<void>, response: ServerResponse): Promise<void> {
  const gone = new Promise<void>((resolve) => {
    if (response.destroyed) resolve();
    else response.once('close', resolve);
  });
  await Promise.race([event, gone]);
}

/** Waits, but not for a client that has gone. */
function delay(ms: number, response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, Math.min(ms, 2 ** 31 - 1));
    timer.unref();
    response.once('close', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
