import { createHash } from 'node:crypto';
import type { ServerResponse } from 'node:http';

/** What a route answers, still without any web server. */
export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body: string;
}

/** In every answer: an address with a token is neither kept nor told to the next page. */
const ALWAYS = { 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' };

const STYLE =
  'body{font:1rem/1.5 system-ui,sans-serif;max-width:26rem;margin:3rem auto;padding:0 1rem}' +
  'label,input{display:block;width:100%;box-sizing:border-box;font:inherit}' +
  'input{margin:.25rem 0 1rem;padding:.5rem}button{font:inherit;padding:.5rem 1rem}';

/**
 * Pages load nothing and run nothing. `form-action` is left out: Chromium applies it to the redirects
 * after a form too, and the one after the login leads to another origin.
 */
const POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`,
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** @param headers by their names in lower case */
export function redirect(location: string, headers: Reply['headers'] = {}): Reply {
  return { status: 302, headers: { ...ALWAYS, ...headers, location }, body: '' };
}

/**
 * @param main HTML; what comes from outside has been through {@link escapeHtml}
 * @param headers by their names in lower case
 */
export function page(
  status: number,
  title: string,
  main: string,
  headers: Reply['headers'] = {},
): Reply {
  const body =
    '<!doctype html><html lang="en"><head><meta charset="utf-8">' +
    '<meta name="viewport" content="width=device-width">' +
    `<title>${title}</title><style>${STYLE}</style></head>` +
    `<body><main><h1>${title}</h1>${main}</main></body></html>\n`;
  return {
    status,
    headers: {
      ...ALWAYS,
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': POLICY,
      'x-content-type-options': 'nosniff',
      ...headers,
    },
    body,
  };
}

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

export function send(response: ServerResponse, reply: Reply): void {
  for (const [name, value] of Object.entries(reply.headers)) response.setHeader(name, value);
  response.statusCode = reply.status;
  response.end(reply.body);
}
