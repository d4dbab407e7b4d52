import { readFile } from 'node:fs/promises';
import { startOrganisation } from './organisation';
import { readSettings, type Settings } from './settings';
import { type SigningKey, signingKey, throwAwayKey } from './signer';

async function readKey({ keyFile, keyPem }: Settings): Promise<SigningKey> {
  const pem = keyFile === null ? keyPem : await readFile(keyFile, 'utf8');
  if (pem !== null) return signingKey(pem);
  console.info(
    'No key is given (GAVEL_KEY_FILE or GAVEL_KEY_PEM): this run makes a throw-away key.\n' +
      'JaaS refuses its tokens until you upload the public key below to the JaaS console.\n',
  );
  return throwAwayKey();
}

async function readJson(file: string): Promise<object> {
  const text = await readFile(file, 'utf8');
  try {
    return Object(JSON.parse(text));
  } catch {
    // The reason that Node gives quotes the file, in which there may be a key.
    throw new Error(`${file} is not JSON.`);
  }
}

async function main(): Promise<void> {
  const [file] = process.argv.slice(2);
  const fromFile = file === undefined ? {} : await readJson(file);
  const read = readSettings({ ...fromFile, ...process.env });
  if ('problems' in read) throw new Error(read.problems.join('\n'));
  const { settings } = read;
  const organisation = await startOrganisation({
    ...settings,
    key: await readKey(settings),
    sessionMs: settings.sessionHours * 60 * 60_000,
    log: (line) => console.info(JSON.stringify(line)),
    onError: (error) => console.error(error instanceof Error ? error.message : 'Unknown error'),
  });
  const { accounts, redirectUris } = organisation;
  const people = accounts.map(({ username, password }) => {
    const role = settings.hosts.includes(username) ? 'host' : 'not a host';
    return `  ${username} / ${password} (${role})`;
  });
  console.info(
    [
      `Open          ${organisation.origins.app}`,
      `Token route   ${organisation.tokenUrl}`,
      `AppID         ${organisation.appId}`,
      'Accounts',
      ...people,
      'Redirect addresses that are allowed (GAVEL_REDIRECT_URIS)',
      ...(redirectUris.length === 0 ? ['  none: every request is refused'] : redirectUris),
      'Public key, for Gavel and for the JaaS console',
      organisation.publicKeyPem,
    ].join('\n'),
  );
}

main().catch((error) => {
  console.error(error instanceof Error ? error.message : 'Unknown error');
  process.exitCode = 1;
});
