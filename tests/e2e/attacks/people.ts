import type { JoinOptions } from '~/tests/simulator/meeting/participant';

/** People whose names and ids are weapons. Every user id is one that JaaS could have. */
export const HOSTILE: readonly (JoinOptions & { readonly userId: string })[] = [
  { name: '<img src=x onerror=alert(1)>', userId: '<script>alert(1)</script>' },
  { name: '=HYPERLINK("https://evil.example","Ann")', userId: '=1+1' },
  { name: '../../../etc/passwd', userId: '../../ban/users/auth0|victim' },
  { name: 'A\r\nX-Evil: 1', userId: 'a\r\nX-Evil: 1\r\n\r\nGET /' },
  { name: 'Host\u0000', userId: 'null\u0000byte' },
  { name: '\u202Enna\u202C', userId: 'auth0|\u202Emitciv' },
  { name: 'x'.repeat(5000), userId: `long-${'y'.repeat(400)}` },
  { name: '💥'.repeat(300), userId: 'auth0|💥' },
  { name: '%s%n{{7*7}}', userId: 'a?b=c#d&e=f%2F..%2f' },
  { name: 'Z\u0334\u0335a\u0336\u0337lgo', userId: '__proto__' },
  { name: '{"v":1}', userId: '{"participantId":"p"}' },
];

/** Somebody the host means to keep: the attackers take her name. */
export const ANN: JoinOptions & { readonly userId: string } = {
  name: 'Ann Kim',
  userId: 'auth0|ann',
};
