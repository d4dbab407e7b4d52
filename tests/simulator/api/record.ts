import type { IncomingHttpHeaders } from 'node:http';
import type { Base, Operation } from './routes';
import type { TokenCheck } from './token';

/** One request the API was asked, and what became of it. */
export interface ApiRequest {
  /** Milliseconds since the epoch on the simulator's clock, without any fault's skew. */
  readonly at: number;
  readonly host: string;
  readonly base: Base;
  readonly method: string;
  /** The request target as sent, undecoded. */
  readonly path: string;
  readonly headers: Readonly<IncomingHttpHeaders>;
  /** Empty when the connection was dropped before the request was read. */
  rawBody: string;
  /** Undefined for an unknown address or action. */
  operation?: Operation;
  /** The AppID in the path, or in the conference's full name. */
  appId?: string;
  /** Decoded from the path. */
  userId?: string;
  participantId?: string;
  conferenceFullName?: string;
  phoneNo?: string;
  /** The token that is to be banned. */
  jwt?: string;
  /** How the token was judged; undefined when the request was dropped unread. */
  token?: TokenCheck;
  /** Whether the operation was carried out, whatever was answered. */
  performed: boolean;
  /** The status answered; `aborted`: the client went away before there was an answer. */
  status: number | 'pending' | 'dropped' | 'aborted';
}
