import { fixtureText } from '../../keys/fixture';
import { JWK } from './profile';

/** Every private number in the spellings that it could be stored in, and lines of the key file. */
const NEEDLES = [
  ...[JWK.d, JWK.p, JWK.q, JWK.dp, JWK.dq, JWK.qi].flatMap((member) => {
    const bytes = Buffer.from(member, 'base64url');
    const encodings = ['base64url', 'base64', 'hex', 'latin1'] as const;
    return encodings.map((encoding) => bytes.subarray(3, 27).toString(encoding));
  }),
  ...fixtureText('pkcs8.pem').split('\n').slice(8, 20),
];

/** What of the private key, or of these other secrets, stands in a text. */
export function secretsIn(text: string, others: readonly string[]): string[] {
  const parts = text.match(/[A-Za-z0-9_-]{16,}/g) ?? [];
  const decoded = parts.map((part) => Buffer.from(part, 'base64url').toString('latin1'));
  const searched = [text, ...decoded].join('\n');
  return [...NEEDLES, ...others].filter((needle) => needle !== '' && searched.includes(needle));
}
