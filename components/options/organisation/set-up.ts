import { i18n } from '#i18n';
import { serviceUrlLabel } from '~/components/ui/labels/token';
import { parseAppId, splitKid } from '~/utils/jaas/ids';
import { type PublicRefusalCode, readPublicKey } from '~/utils/keys/import/public-key';
import { importPublicKey } from '~/utils/keys/import/verify';
import { readServiceUrl, type TokenService } from '~/utils/organisation/token-service';

/** The form as it was typed. */
export interface Draft {
  readonly url: string;
  readonly appId: string;
  readonly publicKey: string;
  readonly label: string;
}

export const EMPTY: Draft = { url: '', appId: '', publicKey: '', label: '' };

/** What is wrong, by field, in words. */
export type DraftErrors = Partial<Record<Exclude<keyof Draft, 'label'>, string>>;

export type ReadDraft =
  | { readonly ok: true; readonly service: TokenService }
  | { readonly ok: false; readonly errors: DraftErrors };

/** Reads the form. Of the AppID's field the `AppID/key ID` of the console is taken too. */
export async function readDraft(draft: Draft): Promise<ReadDraft> {
  const url = readServiceUrl(draft.url);
  const typed = draft.appId.trim();
  const appId = splitKid(typed)?.appId ?? parseAppId(typed);
  const key = await readPublicKey(draft.publicKey);
  const isUsable =
    key.ok &&
    (await importPublicKey(key.jwk).then(
      () => true,
      () => false,
    ));
  if (url.ok && appId !== null && key.ok && isUsable) {
    const label = draft.label.trim();
    return { ok: true, service: { appId, url: url.url, publicJwk: key.jwk, label } };
  }
  return {
    ok: false,
    errors: {
      ...(!url.ok && { url: serviceUrlLabel(url.code) }),
      ...(appId === null && { appId: appIdProblem(typed) }),
      ...(!(key.ok && isUsable) && { publicKey: problems[key.ok ? 'not-rsa' : key.code]() }),
    },
  };
}

function appIdProblem(typed: string): string {
  return typed === ''
    ? i18n.t('options.organisation.appIdEmpty')
    : i18n.t('options.organisation.appIdWrong');
}

const problems: Record<PublicRefusalCode, () => string> = {
  empty: () => i18n.t('options.organisation.publicKeyEmpty'),
  'too-large': () => i18n.t('options.doctor.notPublic'),
  'not-a-public-key': () => i18n.t('options.doctor.notPublic'),
  'not-rsa': () => i18n.t('options.organisation.publicKeyNotRsa'),
  'private-key': () => i18n.t('options.organisation.publicKeyPrivate'),
};
