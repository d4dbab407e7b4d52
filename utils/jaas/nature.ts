/**
 * What an answer is by its headers and body, where that says more than its status. `redirect`: it names another
 * address. `in-front`: something between this device and JaaS refused. `page`: a web page, which no answer of JaaS to
 * a request is known to be. `failure`: a success by its status whose body says that it failed.
 */
export type Nature = 'redirect' | 'in-front' | 'page' | 'failure';

/** What is looked at of a response. */
export interface Received {
  readonly status: number;
  /** As `Response.type` says; a redirect that is not followed is opaque. */
  readonly type?: ResponseType;
  readonly headers: Pick<Headers, 'get'>;
}

/** Statuses that name another address (Fetch standard, "redirect status"). */
const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/**
 * What an answer is, or undefined where nothing speaks against its being JaaS's own. Total.
 *
 * A refusal in HTML may well be JaaS's: its Prosody answers so. So of a refusal only what names itself counts as
 * something in front: two statuses, a header, the text of a challenge.
 *
 * @param body the beginning of the body, as text
 */
export function natureOf({ status, type, headers }: Received, body: string): Nature | undefined {
  if (type === 'opaqueredirect' || REDIRECTS.has(status)) return 'redirect';
  if (PROXY.has(status) || CHALLENGE_HEADERS.some((name) => headers.get(name))) return 'in-front';
  const page = isPage(headers.get('content-type') ?? '', body);
  if (page && mayBeChallenge(status) && CHALLENGE.test(body)) return 'in-front';
  if (page) return 'page';
  return isSuccess(status) && saysFailure(body) ? 'failure' : undefined;
}

const isSuccess = (status: number) => status >= 200 && status <= 299;

/** Only a proxy answers so (RFC 9110, 15.5.8), and a network that wants a login first (RFC 6585, 6). */
const PROXY: ReadonlySet<number> = new Set([407, 511]);

/** How Cloudflare and AWS mark what they themselves answered in place of the server. */
const CHALLENGE_HEADERS = ['cf-mitigated', 'x-amzn-waf-action'] as const;

/** 429 asks to wait, whoever says it; a success is never told as a refusal; other 5xx are faults. */
function mayBeChallenge(status: number): boolean {
  return (status >= 400 && status <= 499 && status !== 429) || status === 503;
}

/** What pages of firewalls say of themselves: Cloudflare, Imperva, F5, Akamai, AWS. */
const CHALLENGE =
  /<title>\s*(?:just a moment|attention required! \| cloudflare)|\bcf-chl|_cf_chl_opt|cf-error-details|checking your browser before|incapsula incident|_incapsula_resource|the requested url was rejected|errors\.edgesuite\.net|aws-?waf-?(?:token|captcha)|awswafintegration/i;

/** Media types of pages, however they are spelled. */
const PAGE_TYPE =
  /^\s*(?:text\/html|application\/xhtml\+xml|(?:text|application)\/xml)\s*(?:$|[;,])/i;

/** What may stand before the first tag: a byte order mark, blanks, comments, an XML declaration. */
const BEFORE_TAG = /^(?:[\s\0\ufeff\ufffd]+|<!--[\s\S]*?(?:-->|$)|<\?[\s\S]*?(?:\?>|$))+/;

/** Any tag, a declaration, or one that the text breaks off in. */
const TAG = /^<(?:!|\/?[a-z])/i;

/**
 * Whether a body is a web page, by its type or its beginning: servers that answer everything with one page also
 * leave the type out, or give another. XML counts: JaaS documents JSON alone. A blank body is none, and JSON is
 * none whatever its type, since some servers call all that they send HTML.
 */
function isPage(type: string, body: string): boolean {
  if (body.trim() === '') return false;
  return beginsAsPage(body) || (PAGE_TYPE.test(type) && parsedJson(body) === undefined);
}

/** Whether a body begins as a page does: whatever else comes of it, it is one. */
export function beginsAsPage(body: string): boolean {
  const text = body.replaceAll('\0', '').replace(BEFORE_TAG, '');
  return TAG.test(text) || (text === '' && body.includes('<'));
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text.trim());
  } catch {
    return undefined;
  }
}

/** How deep a body is looked into: an answer in an answer in an answer. */
const DEPTH = 5;

/** Whether JSON says that it failed, at whatever depth. Text that is no JSON says nothing. */
function saysFailure(body: string): boolean {
  return fails(parsedJson(body), DEPTH);
}

function fails(value: unknown, depth: number): boolean {
  if (depth === 0) return false;
  if (typeof value === 'string')
    return /^\s*[[{]/.test(value) && fails(parsedJson(value), depth - 1);
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(
    ([name, member]) => memberFails(name, member) || fails(member, depth - 1),
  );
}

/** Members by their names without case, `_` and `-`. */
const ERRORS = new Set([
  'error',
  'errors',
  'errorcode',
  'errormessage',
  'errordescription',
  'err',
  'exception',
  'fault',
]);
const SUCCESSES = new Set(['success', 'successful', 'succeeded', 'ok', 'accepted', 'issuccess']);
const STATUSES = new Set(['status', 'result', 'state', 'outcome', 'statustext']);
const NUMBERS = new Set(['statuscode', 'httpstatus', 'httpstatuscode', 'httpcode', 'responsecode']);
/** Other things are called so too, so only what can be a status of HTTP counts. */
const LOOSE_NUMBERS = new Set(['status', 'code']);

const FAILED =
  /^(?:errors?|errored|fail(?:ed|ure)?|fault|ko|nok|not[ _-]?ok|refused|rejected|denied|forbidden|unauthori[sz]ed|unsuccessful|exception|timeout)$/i;
const NOTHING = /^(?:|0+|false|none|null|nil|ok|success)$/i;

function memberFails(name: string, member: unknown): boolean {
  const plain = name.toLowerCase().replace(/[_-]/g, '');
  if (ERRORS.has(plain)) return isSomething(member);
  if (SUCCESSES.has(plain)) return member === false || /^(?:false|no)$/i.test(textOf(member));
  if (STATUSES.has(plain) && FAILED.test(textOf(member))) return true;
  const number = numberOf(member);
  if (NUMBERS.has(plain)) return number >= 400;
  return LOOSE_NUMBERS.has(plain) && number >= 400 && number <= 599;
}

/** Whether a member that only errors have holds one. */
function isSomething(member: unknown): boolean {
  if (typeof member === 'string') return !NOTHING.test(member.trim());
  if (typeof member === 'object' && member !== null) return Object.keys(member).length > 0;
  return Boolean(member);
}

function textOf(member: unknown): string {
  return typeof member === 'string' ? member.trim() : '';
}

function numberOf(member: unknown): number {
  if (typeof member === 'number') return member;
  return /^\d{3}$/.test(textOf(member)) ? Number(textOf(member)) : Number.NaN;
}
