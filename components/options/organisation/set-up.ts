import { i18n } from '#i18n';
import { openFile } from '~/components/options/add/key-source';
import { serviceUrlLabel } from '~/components/ui/labels/token';
import { parseAppId, splitKid } from '~/utils/jaas/ids';
import { bitsOf, type RsaPublicJwk } from '~/utils/keys/import/jwk';
import { type PublicRefusalCode, readPublicKey } from '~/utils/keys/import/public-key';
import { MAX_FILE_BYTES, MIN_BITS } from '~/utils/keys/import/refusal';
import { decodeText } from '~/utils/keys/import/text';
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
  | {
      readonly ok: false;
      readonly errors: DraftErrors;
      /** A private key stands where the public one should. */
      readonly isPrivate: boolean;
    };

/** Reads the form. Of the AppID's field the `AppID/key ID` of the console is taken too. */
export async function readDraft(draft: Draft): Promise<ReadDraft> {
  const url = readServiceUrl(draft.url);
  const typed = draft.appId.trim();
  const appId = splitKid(typed)?.appId ?? parseAppId(typed);
  const key = await readPublicKey(draft.publicKey);
  const wrongKey = key.ok ? await keyProblem(key.jwk) : problems[key.code]();
  if (url.ok && appId !== null && key.ok && wrongKey === null) {
    const label = draft.label.trim();
    return { ok: true, service: { appId, url: url.url, publicJwk: key.jwk, label } };
  }
  return {
    ok: false,
    errors: {
      ...(!url.ok && { url: serviceUrlLabel(url.code) }),
      ...(appId === null && { appId: appIdProblem(typed) }),
      ...(wrongKey !== null && { publicKey: wrongKey }),
    },
    isPrivate: !key.ok && key.code === 'private-key',
  };
}

type ReadFile =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly error: string };

/** Reads the file of a public key as it would be pasted. What is none is not handed on, a private key least of all. */
export async function readKeyFile(file: File): Promise<ReadFile> {
  const opened = await openFile(file);
  if (!opened.ok || opened.file.bytes.length > MAX_FILE_BYTES) {
    return { ok: false, error: problems['too-large']() };
  }
  const { bytes } = opened.file;
  // DER is no text: its base64 is.
  const text = decodeText(bytes) ?? btoa(String.fromCharCode(...bytes));
  const read = await readPublicKey(text);
  return read.ok ? { ok: true, text } : { ok: false, error: problems[read.code]() };
}

/** Why no token could be recognised with a public key, in words; null where nothing stands against it. */
async function keyProblem(jwk: RsaPublicJwk): Promise<string | null> {
  const bits = bitsOf(jwk);
  if (bits < MIN_BITS) return i18n.t('keyFile.tooShort', [String(bits), String(MIN_BITS)]);
  return importPublicKey(jwk).then(() => null, problems['not-rsa']);
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
