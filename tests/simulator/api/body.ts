import { z } from 'zod';
import type { Operation } from './routes';

const conferenceFullName = z.string().min(1);
const phoneNo = z.string().regex(/^\+[1-9]\d{4,14}$/);

/** The bodies of the meeting commands (JaaS docs, "conference commands"). */
const Command = z.discriminatedUnion('action', [
  z.object({ action: z.literal('DESTROY'), payload: z.object({ conferenceFullName }) }),
  z.object({
    action: z.literal('KICK_PARTICIPANT'),
    payload: z.object({ conferenceFullName, participantId: z.string().min(1) }),
  }),
  z.object({
    action: z.enum(['DIAL_OUT_PARTICIPANT', 'HANG_UP_CALL']),
    payload: z.object({ conferenceFullName, phoneNo }),
  }),
]);
const BanJwt = z.object({ jwt: z.string().min(1) });

export type Command = z.infer<typeof Command>;

/** Undefined when the body is not JSON; the caller then answers 400. */
export function parseJson(raw: string): unknown {
  try {
    return JSON.parse(raw);
  } catch {
    return undefined;
  }
}

export function parseCommand(raw: string): Command | undefined {
  return Command.safeParse(parseJson(raw)).data;
}

export function parseBanJwt(raw: string): string | undefined {
  return BanJwt.safeParse(parseJson(raw)).data?.jwt;
}

/** The operation a body names, however wrong the rest of it is, so that faults can match it. */
export function namedOperation(raw: string): Operation | undefined {
  const named = z.object({ action: z.string() }).safeParse(parseJson(raw)).data?.action;
  return COMMANDS.find((each) => each === named);
}

const COMMANDS = ['DESTROY', 'KICK_PARTICIPANT', 'DIAL_OUT_PARTICIPANT', 'HANG_UP_CALL'] as const;
