// @vitest-environment node
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { natureOf } from '~/utils/jaas/nature';
import { wildText } from './samples';

function read(status: number, body: string, headers: Record<string, string> = {}) {
  return natureOf({ status, headers: new Headers(headers) }, body);
}

const HTML = { 'content-type': 'text/html; charset=utf-8' };
const JSON_TYPE = { 'content-type': 'application/json' };
const PAGE = '<html><body>Welcome</body></html>';

describe('F10: a success', () => {
  test.each<[string, string, Record<string, string>]>([
    ['a page by its type', 'Sign in', HTML],
    ['a page whose type is shouted', 'Sign in', { 'content-type': 'TEXT/HTML' }],
    ['XHTML', '<x/>', { 'content-type': 'application/xhtml+xml' }],
    ['a page of two types', 'Sign in', { 'content-type': 'text/html, text/html' }],
    ['a page without a type', '<!DOCTYPE html><title>x</title>', {}],
    ['a page that is called JSON', PAGE, JSON_TYPE],
    ['a page that is called text', PAGE, { 'content-type': 'text/plain' }],
    ['a page in capitals', '<HTML><HEAD></HEAD></HTML>', {}],
    ['a page behind a byte order mark and blanks', '\ufeff\r\n\t <!doctype html>', {}],
    ['a page behind a comment', '<!-- served by x --><html>', {}],
    ['a page behind several', '<!-- a -->\n<!-- b -->\n<p>hello', {}],
    ['a page behind an XML declaration', '<?xml version="1.0"?><!DOCTYPE html PUBLIC "x">', {}],
    ['a piece of a page', '<meta http-equiv="refresh" content="0;url=/login">', {}],
    ['a script', '<script>location="/login"</script>', {}],
    ['a comment that breaks off', '<!-- served by', {}],
    ['a page in UTF-16', '\0<\0h\0t\0m\0l\0>', {}],
    ['an error of a store of files', '<?xml version="1.0"?><Error><Code>x</Code></Error>', {}],
  ])('%s is no answer of JaaS’s', (_, body, headers) => {
    expect(read(200, body, headers)).toBe('page');
    expect(read(202, body, headers)).toBe('page');
  });

  test.each([
    '{"error_code":"forbidden"}',
    '{"error_code":403}',
    '{"errorCode":"X1"}',
    '{"error":"no"}',
    '{"Error":{"message":"no"}}',
    '{"errors":["no"]}',
    '{"errors":[{"detail":"no"}]}',
    '{"success":false}',
    '{"success":"false","message":"no"}',
    '{"ok":false}',
    '{"status":"error"}',
    '{"status":"FAILED"}',
    '{"status":"fail","data":{}}',
    '{"result":"failure"}',
    '{"statusCode":404,"message":"Not Found"}',
    '{"status_code":500}',
    '{"status-code":"503"}',
    '{"status":403}',
    '{"code":401,"message":"no"}',
    '{"httpStatus":429}',
    '{"data":{"response":{"success":false}}}',
    '{"response":{"statusCode":502}}',
    '[{"error":"no"}]',
    '  \n{"fault":{"faultstring":"Rejected"}}',
    '"{\\"success\\":false}"',
    '{"body":"{\\"error\\":\\"no\\"}"}',
  ])('%s says that it failed, whatever it is called', (body) => {
    for (const headers of [{}, JSON_TYPE, HTML, { 'content-type': 'text/plain' }]) {
      expect(read(200, body, headers)).toBe('failure');
    }
  });

  test.each([
    '',
    ' \n',
    'OK',
    'true',
    'null',
    '"accepted"',
    '[]',
    '{}',
    '{"status":"ok"}',
    '{"status_code":200}',
    '{"status":200}',
    '{"code":0,"error":null}',
    '{"error":false,"errors":[]}',
    '{"error":"","error_code":0}',
    '{"error":{},"success":true}',
    '{"errors":"none"}',
    '{"banned":true,"userId":"error"}',
    '{"message":"error-free"}',
    '{"name":"<html>"}',
    '{"broken": ',
    'error-free since 2020',
    '1 < 2',
  ])('%j is JaaS’s own', (body) => {
    for (const headers of [{}, JSON_TYPE, { 'content-type': 'text/plain' }]) {
      expect(read(200, body, headers)).toBeUndefined();
    }
  });

  it('is JSON or nothing, although a server calls all that it sends HTML', () => {
    for (const body of ['', '  ', '{"status":"ok"}', '{}', 'true']) {
      expect(read(200, body, HTML)).toBeUndefined();
    }
  });
});

describe('F11: a refusal', () => {
  const CHALLENGE =
    '<!DOCTYPE html><html lang="en-US"><head><title>Just a moment...</title></head></html>';
  test.each<[string, number, string, Record<string, string>]>([
    ['a challenge of Cloudflare, by its header', 403, '', { 'cf-mitigated': 'challenge' }],
    ['one on another status', 503, CHALLENGE, { 'cf-mitigated': 'challenge' }],
    ['one that is called a success', 200, CHALLENGE, { 'cf-mitigated': 'challenge' }],
    ['one without the header', 403, CHALLENGE, HTML],
    ['one from when it was a 503', 503, '<html><title>Just a moment...</title></html>', HTML],
    ['a block of Cloudflare', 403, '<title>Attention Required! | Cloudflare</title>', HTML],
    ['an error page of Cloudflare', 403, '<div id="cf-error-details">1020</div>', HTML],
    ['a block of Imperva', 403, '<p>Incapsula incident ID: 1-2</p>', HTML],
    ['a block of F5', 403, '<html>The requested URL was rejected. Please…</html>', HTML],
    ['a captcha of AWS', 405, '', { 'x-amzn-waf-action': 'captcha' }],
    ['a proxy', 407, '', {}],
    ['a network that wants a login', 511, PAGE, HTML],
  ])('by %s is of something in front of JaaS', (_, status, body, headers) => {
    expect(read(status, body, headers)).toBe('in-front');
  });

  it('in HTML is a page, which JaaS’s own servers send too, and nothing more', () => {
    const prosody = '<!DOCTYPE html><html><head><title>403 Forbidden</title></head></html>';
    for (const status of [401, 403, 404, 502]) expect(read(status, prosody, HTML)).toBe('page');
    expect(read(520, '<div id="cf-error-details">520</div>', HTML)).toBe('page');
  });

  it('in JSON is JaaS’s, whatever it says', () => {
    for (const body of ['{"error":"no"}', '{"message":"Just a moment"}', '']) {
      expect(read(403, body, JSON_TYPE)).toBeUndefined();
    }
  });
});

describe('F12: a redirect', () => {
  it.each([301, 302, 303, 307, 308])('is one by its status, %i', (status) => {
    expect(read(status, PAGE, HTML)).toBe('redirect');
  });

  it('is one where the browser tells nothing of it', () => {
    const headers = new Headers();
    expect(natureOf({ status: 0, type: 'opaqueredirect', headers }, '')).toBe('redirect');
    expect(natureOf({ status: 0, type: 'basic', headers }, '')).toBeUndefined();
  });
});

it('is told of any status, type and body, in a time that grows with its length', () => {
  const types = fc.oneof(wildText, fc.constantFrom('text/html', 'application/json', ''));
  fc.assert(
    fc.property(fc.integer(), types, fc.oneof(wildText, fc.json()), (status, type, body) => {
      const headers = { get: (name: string) => (name === 'content-type' ? type : null) };
      const known = ['redirect', 'in-front', 'page', 'failure', undefined];
      expect(known).toContain(natureOf({ status, headers }, body));
    }),
  );
  const deep = `${'{"a":'.repeat(9000)}1${'}'.repeat(9000)}`;
  expect(read(200, deep)).toBeUndefined();
});
