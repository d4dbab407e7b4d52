import type { Bans } from '../meeting/bans';
import type { Meeting } from '../meeting/meeting';
import { parseConferenceFullName } from '../room-name';
import { type Command, parseBanJwt, parseCommand } from './body';
import type { Phones } from './phones';
import type { ApiRequest } from './record';
import type { Route } from './routes';
import type { TokenCheck } from './token';

/** The meetings and bans that the API works on; whoever keeps them. */
export interface ApiWorld {
  bans(appId: string): Bans;
  /** For calls by telephone, which may come before anybody else. */
  meeting(appId: string, room: string): Meeting;
  /** The meeting of exactly this MUC node, while somebody is in it. */
  running(
    appId: string,
    node: string,
  ):
    | { participant(id: string): unknown; kick(id: string): unknown; destroy(): unknown }
    | undefined;
}

/** An answer, and the deed it stands for, to be done only when no fault prevents it. */
export interface Answer {
  readonly status: number;
  readonly body: string;
  readonly deed?: () => void;
}

const refusal = (status: number, message: string): Answer => ({
  status,
  body: JSON.stringify({ status, message }),
});

/**
 * What JaaS would answer. Statuses and bodies of success are not documented, so they differ on
 * purpose: bans answer with nothing, commands with JSON.
 */
export function decide(
  route: Route,
  request: ApiRequest,
  token: TokenCheck,
  world: ApiWorld,
  phones: Phones,
): Answer {
  if (route.kind === 'unknown') return refusal(404, 'Not Found');
  if (request.method !== 'POST') return refusal(405, 'Method Not Allowed');
  if (!token.ok) return refusal(token.status, token.status === 401 ? 'Unauthorized' : 'Forbidden');
  const { sub: appId } = token.claims;
  if (route.kind === 'command') return decideCommand(route, request, appId, world, phones);

  if (route.appId !== appId) return refusal(403, 'Forbidden');
  const bans = world.bans(route.appId);
  if (route.kind === 'ban-user') {
    return { status: 200, body: '', deed: () => bans.userIds.add(route.userId) };
  }
  if (!isJson(request)) return refusal(415, 'Unsupported Media Type');
  const jwt = parseBanJwt(request.rawBody);
  if (jwt === undefined) return refusal(400, 'jwt is missing');
  return { status: 200, body: '', deed: () => bans.tokens.add(jwt) };
}

function decideCommand(
  route: Route,
  request: ApiRequest,
  appId: unknown,
  world: ApiWorld,
  phones: Phones,
): Answer {
  if (!isJson(request)) return refusal(415, 'Unsupported Media Type');
  const command = parseCommand(request.rawBody);
  // Only DESTROY is documented at the classic address.
  const known = route.base === 'current' || (request.operation ?? 'DESTROY') === 'DESTROY';
  if (!known) return refusal(404, 'Not Found');
  if (command === undefined) return refusal(400, 'The command was not understood');
  const conference = parseConferenceFullName(command.payload.conferenceFullName);
  if (conference === undefined) return refusal(400, 'conferenceFullName was not understood');
  if (conference.appId !== appId) return refusal(403, 'Forbidden');
  return carryOut(command, conference, world, phones);
}

function carryOut(
  command: Command,
  { appId, room }: { readonly appId: string; readonly room: string },
  world: ApiWorld,
  phones: Phones,
): Answer {
  const running = world.running(appId, room);
  const done = (deed: () => void): Answer => ({ status: 200, body: '{"success":true}', deed });
  switch (command.action) {
    case 'DESTROY':
      if (running === undefined) return refusal(404, 'No such meeting');
      return done(() => running.destroy());
    case 'KICK_PARTICIPANT': {
      const { participantId } = command.payload;
      if (running?.participant(participantId) === undefined)
        return refusal(404, 'No such participant');
      return done(() => running.kick(participantId));
    }
    case 'DIAL_OUT_PARTICIPANT':
      return done(() => phones.call(world.meeting(appId, room), command.payload.phoneNo));
    case 'HANG_UP_CALL': {
      const { phoneNo } = command.payload;
      const meeting = world.meeting(appId, room);
      if (!phones.has(meeting, phoneNo)) return refusal(404, 'No such call');
      return done(() => phones.hangUp(meeting, phoneNo));
    }
  }
}

function isJson(request: ApiRequest): boolean {
  return /^application\/json\s*(;|$)/i.test(request.headers['content-type'] ?? '');
}
