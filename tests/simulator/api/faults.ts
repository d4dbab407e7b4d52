import type { ApiRequest } from './record';
import type { Base, Operation } from './routes';

/** Which requests a fault is for; an empty match is for all. */
interface FaultMatch {
  readonly operation?: Operation;
  readonly base?: Base;
  readonly appId?: string;
  readonly userId?: string;
  readonly participantId?: string;
  readonly conferenceFullName?: string;
  readonly phoneNo?: string;
  /** The token that a BAN_JWT names. */
  readonly jwt?: string;
}

const MATCHED = [
  'operation',
  'base',
  'appId',
  'userId',
  'participantId',
  'conferenceFullName',
  'phoneNo',
  'jwt',
] as const satisfies (keyof FaultMatch)[];

/** `'html'`, `'challenge'`, `'1MB'` and `'not-utf8'` are prepared bodies; any other text is sent as it is. */
export type FaultBody = string | Uint8Array | 'html' | 'challenge' | '1MB' | 'not-utf8' | '';

export interface Fault {
  readonly match?: FaultMatch;
  /** How many requests it hits; all until removed when left out. */
  readonly times?: number;
  /** Answered in place of the true status. The operation is then carried out only for a 2xx. */
  readonly status?: number;
  /** Overrides that rule: the operation is, or is not, carried out. */
  readonly perform?: boolean;
  readonly body?: FaultBody;
  readonly headers?: Readonly<Record<string, string>>;
  /** The `Retry-After` header: seconds, or an HTTP date. */
  readonly retryAfter?: number | string;
  /** The server's clock is ahead by this: in `Date` and in judging the token's times. */
  readonly dateSkewSeconds?: number;
  /** Milliseconds before anything is done or answered. */
  readonly delayMs?: number;
  /** Milliseconds after the operation was, or was not, carried out, and before it is answered. */
  readonly holdMs?: number;
  /**
   * The same two moments, until `release()`, or until the client goes: a request is in hand for as long
   * as a test needs, however long that takes.
   */
  readonly held?: 'undone' | 'unanswered';
  /**
   * The connection is reset before the request is read; closed after it was read, unanswered; or cut off
   * in the middle of the answer's body. `never-ends`: it stays open in the middle of the answer's body.
   */
  readonly drop?: 'before-read' | 'after-read' | 'mid-response' | 'never-ends';
}

/** A scripted fault in the hands of a test. */
export interface Scripted {
  /** It hits no further request; those that it holds stay held. */
  remove(): void;
  /** It holds nothing any more: neither what it holds now, nor what comes later. */
  release(): void;
}

/** A fault that hits a request, and when it stops holding it. */
export type Hit = Fault & { readonly released: Promise<void> };

/** The scripted faults, first match wins. */
export class FaultBook {
  #faults: { readonly hit: Hit; left: number }[] = [];

  add(fault: Fault): Scripted {
    let release = () => {};
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    const entry = { hit: { ...fault, released }, left: fault.times ?? Number.POSITIVE_INFINITY };
    this.#faults.push(entry);
    return {
      remove: () => {
        this.#faults = this.#faults.filter((each) => each !== entry);
      },
      release,
    };
  }

  clear(): void {
    this.#faults = [];
  }

  /** The fault for a request, used up by one. */
  take(request: ApiRequest): Hit | undefined {
    const entry = this.#faults.find(({ hit, left }) => left > 0 && matches(hit.match, request));
    if (entry === undefined) return undefined;
    entry.left -= 1;
    return entry.hit;
  }
}

function matches(match: FaultMatch | undefined, request: ApiRequest): boolean {
  return MATCHED.every((field) => match?.[field] === undefined || match[field] === request[field]);
}

/** The bytes and media type of a fault's body. */
export function renderBody(body: FaultBody): { readonly bytes: Uint8Array; readonly type: string } {
  if (typeof body !== 'string') return { bytes: body, type: 'application/octet-stream' };
  if (body === '1MB') return { bytes: Buffer.alloc(1024 * 1024, 'x'), type: 'text/plain' };
  if (body === 'not-utf8') {
    const bytes = Uint8Array.from([0x7b, 0xff, 0xfe, 0xc3, 0x28, 0xed, 0xa0, 0x80, 0x00, 0x7d]);
    return { bytes, type: 'application/json; charset=utf-8' };
  }
  if (body === 'challenge')
    return { bytes: Buffer.from(CHALLENGE), type: 'text/html; charset=UTF-8' };
  if (body === 'html') return { bytes: Buffer.from(GATEWAY_PAGE), type: 'text/html' };
  const json = /^\s*[[{]/.test(body);
  return { bytes: Buffer.from(body), type: json ? 'application/json' : 'text/plain' };
}

/** As Cloudflare answers in place of the server that it stands before. */
const CHALLENGE =
  '<!DOCTYPE html><html lang="en-US"><head><title>Just a moment...</title>' +
  '<script>window._cf_chl_opt={}</script></head><body></body></html>';

const GATEWAY_PAGE =
  '<html>\r\n<head><title>Error</title></head>\r\n<body>\r\n<center><h1>Error</h1></center>\r\n' +
  '<hr><center>nginx</center>\r\n<script>document.title = "ran";</script></body>\r\n</html>\r\n';
