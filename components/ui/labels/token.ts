import { i18n } from '#i18n';
import type { TokenRefusal } from '~/utils/jaas/token-refusal';
import type { ServiceUrlRefusal } from '~/utils/organisation/token-service';

const REFUSALS: Record<TokenRefusal, () => string> = {
  'not-asked': () => i18n.t('token.refusal.notAsked'),
  'not-allowed': () => i18n.t('token.refusal.notAllowed'),
  'signed-out': () => i18n.t('token.refusal.signedOut'),
  dismissed: () => i18n.t('token.refusal.dismissed'),
  'service-error': () => i18n.t('token.refusal.serviceError'),
  'no-redirect': () => i18n.t('token.refusal.noRedirect'),
  'no-answer': () => i18n.t('token.refusal.noAnswer'),
  'wrong-address': () => i18n.t('token.refusal.wrongAddress'),
  'no-permission': () => i18n.t('token.refusal.noPermission'),
  'wrong-state': () => i18n.t('token.refusal.wrongState'),
  'not-a-token': () => i18n.t('token.refusal.notAToken'),
  'wrong-app-id': () => i18n.t('token.refusal.wrongAppId'),
  'foreign-signature': () => i18n.t('token.refusal.foreignSignature'),
  'too-long': () => i18n.t('token.refusal.tooLong'),
  'extra-claims': () => i18n.t('token.refusal.extraClaims'),
  'not-admin': () => i18n.t('token.refusal.notAdmin'),
};

/** Why an organisation's token service gave no token that is used, in words. */
export function tokenRefusalLabel(why: TokenRefusal): string {
  return REFUSALS[why]();
}

const URLS: Record<ServiceUrlRefusal, () => string> = {
  empty: () => i18n.t('token.address.empty'),
  'not-an-address': () => i18n.t('token.address.notAnAddress'),
  'not-https': () => i18n.t('token.address.notHttps'),
  'with-password': () => i18n.t('token.address.withPassword'),
  'with-fragment': () => i18n.t('token.address.withFragment'),
  'reserved-parameter': () => i18n.t('token.address.reservedParameter'),
};

/** Why something is no address of a token service, in words. */
export function serviceUrlLabel(code: ServiceUrlRefusal): string {
  return URLS[code]();
}
