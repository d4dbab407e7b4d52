/** Names that need no quoting in any shell and cannot be taken for an option. */
const PLAIN_NAME = /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}$/;

/**
 * The commands that turn other files into one that Gavel reads. Each writes a new file. The name of
 * the host's file is put in only where it is safe in every shell; a placeholder stands in otherwise.
 */
export function commands(fileName: string | undefined) {
  const from = fileName !== undefined && PLAIN_NAME.test(fileName) ? fileName : 'your-key-file';
  const to = from === 'gavel-key.pem' ? 'gavel-key-2.pem' : 'gavel-key.pem';
  return {
    /** `ssh-keygen -p` rewrites in place, hence the copy. Asks for the old passphrase if there is one. */
    openssh: `cp ${from} ${to} && chmod 600 ${to} && ssh-keygen -p -m PEM -N "" -f ${to}`,
    /** Asks for the old passphrase and for a new one. */
    pkcs8: `openssl pkcs8 -topk8 -v2 aes256 -in ${from} -out ${to}`,
    pkcs12: `openssl pkcs12 -in ${from} -nocerts -aes256 -out ${to}`,
    putty: `puttygen ${from} -O private-openssh -o ${to}`,
  };
}
export type Commands = ReturnType<typeof commands>;
