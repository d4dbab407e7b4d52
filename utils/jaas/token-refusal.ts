/**
 * Why an organisation's token service gave no admin token, or one that is not used:
 *
 * * `not-asked`: the question that it was for is over, or there is no service for it any more.
 * * `not-allowed`: it knows the person, who may not moderate (`access_denied`, RFC 6749, 4.2.2.1).
 * * `signed-out`: it wants a login first (`login_required` and the like, OpenID Connect Core, 3.1.2.6).
 * * `dismissed`: the person closed the window of the login.
 * * `service-error`: any other error that it named.
 * * `no-redirect`: it showed a page where it should have answered.
 * * `no-answer`: nothing came in time.
 * * `wrong-address`: nothing could be opened there, or the answer went elsewhere.
 * * `no-permission`: the browser does not let Gavel open it (`identity`).
 * * `wrong-state`: the answer is not one to this question.
 * * `not-a-token`: no token in the answer, or nothing that is one as JaaS takes it.
 * * `wrong-app-id`: it is for another AppID.
 * * `foreign-signature`: not signed by the key that belongs to the AppID.
 * * `too-long`: good for longer than ten minutes, or it does not say for how long.
 * * `extra-claims`: it would open a meeting too (`room`, `context`).
 * * `not-admin`: it is not an admin token (`admin`, `aud`, `iss`).
 */
export const TOKEN_REFUSALS = [
  'not-asked',
  'not-allowed',
  'signed-out',
  'dismissed',
  'service-error',
  'no-redirect',
  'no-answer',
  'wrong-address',
  'no-permission',
  'wrong-state',
  'not-a-token',
  'wrong-app-id',
  'foreign-signature',
  'too-long',
  'extra-claims',
  'not-admin',
] as const;
export type TokenRefusal = (typeof TOKEN_REFUSALS)[number];
