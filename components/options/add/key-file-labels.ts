import { i18n } from '#i18n';
import { type Command, MAKE_RSA } from '~/utils/keys/import/commands';
import type { KeyFileRefusal } from '~/utils/keys/import/refusal';
import { numberLabel, plural } from '~/utils/language';

/** What is said about a key file that was not taken. */
export interface KeyFileLabels {
  /** What it is, or what is wrong with it. */
  readonly text: string;
  /** What to do, where the text does not say it already. */
  readonly advice?: string;
  /** A command that does it, to copy. */
  readonly command?: Command;
  /** Beside which field it stands, if not the key's. */
  readonly field?: 'filePassphrase';
}

/** The one place that turns a refused key file into words. A new code does not compile without. */
export function keyFileLabel(refusal: KeyFileRefusal): KeyFileLabels {
  switch (refusal.code) {
    case 'empty':
      return { text: i18n.t('keyFile.empty') };
    case 'too-large':
      return {
        text: i18n.t('keyFile.tooLarge', [size(refusal.params.bytes), size(refusal.params.most)]),
      };
    case 'not-a-key':
      return { text: i18n.t('keyFile.notAKey') };
    case 'truncated':
      return { text: i18n.t('keyFile.truncated') };
    case 'mangled':
      return { text: i18n.t('keyFile.mangled') };
    case 'letters-lost':
      return { text: i18n.t('keyFile.lettersLost', [refusal.params.letters]) };
    case 'foreign-letters':
      return { text: i18n.t('keyFile.foreignLetters', [refusal.params.letters]) };
    case 'one-case':
      return { text: i18n.t('keyFile.oneCase') };
    case 'masked':
      return { text: i18n.t('keyFile.masked') };
    case 'shortened':
      return { text: i18n.t('keyFile.shortened') };
    case 'inconsistent':
      return { text: i18n.t('keyFile.inconsistent') };
    case 'refused-by-browser':
      return { text: i18n.t('keyFile.refusedByBrowser') };
    case 'several-keys':
      return { text: plural('keyFile.severalKeys', refusal.params.count) };

    case 'public-key':
      return { text: i18n.t('keyFile.publicKey'), advice: i18n.t('keyFile.publicKeyAdvice') };
    case 'ssh-public-key':
      return { text: i18n.t('keyFile.sshPublicKey') };
    case 'certificate':
      return { text: i18n.t('keyFile.certificate'), advice: i18n.t('keyFile.publicKeyAdvice') };
    case 'certificate-request':
      return {
        text: i18n.t('keyFile.certificateRequest'),
        advice: i18n.t('keyFile.publicKeyAdvice'),
      };
    case 'token':
      return { text: i18n.t('keyFile.token'), advice: i18n.t('keyFile.publicKeyAdvice') };

    case 'openssh':
      return {
        text: i18n.t('keyFile.openssh'),
        advice: i18n.t('keyFile.opensshAdvice'),
        command: refusal.params.command,
      };
    case 'pem-encrypted':
      return {
        text: i18n.t('keyFile.pemEncrypted'),
        advice: i18n.t('keyFile.pemEncryptedAdvice'),
        command: refusal.params.command,
      };
    case 'pkcs12':
      return {
        text: i18n.t('keyFile.pkcs12'),
        advice: i18n.t(
          refusal.params.legacy ? 'keyFile.pkcs12LegacyAdvice' : 'keyFile.pkcs12Advice',
        ),
        command: refusal.params.command,
      };
    case 'putty':
      return {
        text: i18n.t('keyFile.putty'),
        advice: i18n.t('keyFile.puttyAdvice'),
        command: refusal.params.command,
      };
    case 'jks':
      return {
        text: i18n.t('keyFile.jks'),
        advice: i18n.t('keyFile.jksAdvice'),
        command: refusal.params.command,
      };
    case 'other-file':
      return { text: i18n.t(`keyFile.otherFile.${refusal.params.kind}`) };

    case 'needs-passphrase':
      return { text: i18n.t('keyFile.needsPassphrase'), field: 'filePassphrase' };
    case 'wrong-passphrase':
      return { text: i18n.t('keyFile.wrongPassphrase'), field: 'filePassphrase' };
    case 'unsupported-encryption':
      return {
        text: i18n.t('keyFile.unsupportedEncryption', [refusal.params.name]),
        advice: i18n.t('keyFile.encryptAgainAdvice'),
        command: refusal.params.command,
      };
    case 'too-many-rounds':
      return {
        text: i18n.t('keyFile.tooManyRounds', [
          numberLabel(refusal.params.rounds),
          numberLabel(refusal.params.most),
        ]),
        advice: i18n.t('keyFile.encryptAgainAdvice'),
        command: refusal.params.command,
      };
    case 'encrypted-jwk':
      return { text: i18n.t('keyFile.encryptedJwk') };
    case 'jwk-incomplete':
      return { text: i18n.t('keyFile.jwkIncomplete') };

    case 'ec-key':
      return { text: i18n.t('keyFile.ecKey'), ...makeRsa() };
    case 'ed25519-key':
      return { text: i18n.t('keyFile.ed25519Key'), ...makeRsa() };
    case 'other-algorithm':
      return { text: i18n.t('keyFile.otherAlgorithm', [refusal.params.name]), ...makeRsa() };
    case 'too-short':
      return {
        text: i18n.t('keyFile.tooShort', [
          String(refusal.params.bits),
          String(refusal.params.least),
        ]),
        ...makeRsa(),
      };
    case 'too-big':
      return {
        text: i18n.t('keyFile.tooBig', [String(refusal.params.bits), String(refusal.params.most)]),
        ...makeRsa(),
      };
  }
}

function makeRsa() {
  return { advice: i18n.t('keyFile.makeRsaAdvice'), command: MAKE_RSA };
}

function size(bytes: number): string {
  return `${Math.ceil(bytes / 1024)} kB`;
}
