import { i18n } from '#i18n';
import { shortTime } from '~/components/ui/time';
import type { KeyCard } from './key-cards';

/** What a key is called: its label, else its AppID, else that it cannot be read. */
export function keyTitle(key: { label: string | null; appId: string | null }): string {
  return key.label || key.appId || i18n.t('options.damaged.title');
}

/** A fingerprint of bare hex digits in pairs, which are easier to compare. */
export function colons(fingerprint: string): string {
  return fingerprint.replace(/..(?=.)/g, '$&:');
}

/** `4f:9a:11:…:c2`: enough to tell keys apart at a glance; the whole one is shown on demand. */
export function shortFingerprint(fingerprint: string): string {
  const pairs = colons(fingerprint).split(':');
  return [...pairs.slice(0, 3), '…', ...pairs.slice(-1)].join(':');
}

/** The facts of a key in one line, most lasting first. */
export function keyFacts(key: KeyCard, now: number): string[] {
  return [
    i18n.t('options.keys.facts.size', [String(key.bits)]),
    i18n.t('options.keys.facts.fingerprint', [shortFingerprint(key.fingerprint)]),
    i18n.t('options.keys.facts.added', [shortTime(key.addedAt, now)]),
    key.lastUsedAt === undefined
      ? i18n.t('options.keys.facts.neverUsed')
      : i18n.t('options.keys.facts.lastUsed', [shortTime(key.lastUsedAt, now)]),
  ];
}
