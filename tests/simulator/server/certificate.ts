import { generate } from 'selfsigned';

/** Host names the certificate is for; browsers are told not to check it anyway. */
const HOSTS = [
  '8x8.vc',
  'stage.8x8.vc',
  'frankfurt.8x8.vc',
  'api-vo.jitsi.net',
  'host.example',
  'localhost',
] as const;

/** A fresh self-signed certificate and its key, as PEM. */
export async function createCertificate(): Promise<{
  readonly key: string;
  readonly cert: string;
}> {
  const altNames = HOSTS.map((value) => ({ type: 2 as const, value }));
  const made = await generate([{ name: 'commonName', value: HOSTS[0] }], {
    keySize: 2048,
    algorithm: 'sha256',
    extensions: [{ name: 'subjectAltName', altNames }],
  });
  return { key: made.private, cert: made.cert };
}
