/** A program that people type commands into: PowerShell 5 and later, Windows' cmd, and sh and its like. */
export const SHELLS = ['powershell', 'cmd', 'posix'] as const;
export type Shell = (typeof SHELLS)[number];

/** A command as each of them takes it. */
export type Command = Readonly<Record<Shell, string>>;

/** Names that need no quoting in any shell and cannot be taken for an option. */
const PLAIN_NAME = /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}$/;
/** What can be read, in a name that is no longer than people give them. */
const READABLE = /^[^\p{C}\p{Zl}\p{Zp}]{1,100}$/u;
/** What no quoting takes the meaning from: `%` in cmd, `\` in fish, and `"`, which no Windows file has. */
const UNQUOTABLE: Record<Shell, RegExp> = { powershell: /["\\]/, cmd: /["%!\\]/, posix: /\\/ };
/** PowerShell takes each of them for `'`. */
const SINGLE_QUOTES = /['\u2018-\u201b]/g;

const STANDS_IN = 'your-key-file';

/** The name of the host's file for a shell, or what stands in for it where no quoting is safe. */
function quoted(name: string | undefined, shell: Shell): string {
  if (name === undefined || !READABLE.test(name) || UNQUOTABLE[shell].test(name)) return STANDS_IN;
  if (PLAIN_NAME.test(name)) return name;
  // One that begins with a dash would be an option.
  if (shell === 'powershell') return `'.\\${name.replace(SINGLE_QUOTES, '$&$&')}'`;
  if (shell === 'cmd') return `".\\${name}"`;
  return `'./${name.replaceAll("'", "'\\''")}'`;
}

/** The same in all of them, but for the name of the file. */
function alike(of: (from: string) => string, name: string | undefined): Command {
  return {
    powershell: of(quoted(name, 'powershell')),
    cmd: of(quoted(name, 'cmd')),
    posix: of(quoted(name, 'posix')),
  };
}

/**
 * The commands that turn other files into one that Gavel reads. Each writes a new file and leaves the
 * host's as it is.
 *
 * @param name of the host's file, put in where it is safe
 */
export function commands(name: string | undefined) {
  // Windows and macOS know no capitals in names.
  const to = name?.toLowerCase() === 'gavel-key.pem' ? 'gavel-key-2.pem' : 'gavel-key.pem';
  return {
    openssh: opensshCommand(name, to),
    /** Asks for the old passphrase and for a new one. */
    pkcs8: alike((from) => `openssl pkcs8 -topk8 -v2 aes256 -in ${from} -out ${to}`, name),
    pkcs12: alike((from) => `openssl pkcs12 -in ${from} -nocerts -aes256 -out ${to}`, name),
    legacyPkcs12: alike(
      (from) => `openssl pkcs12 -legacy -in ${from} -nocerts -aes256 -out ${to}`,
      name,
    ),
    jks: alike(
      (from) =>
        `keytool -importkeystore -srckeystore ${from} -destkeystore gavel-key.p12 -deststoretype PKCS12`,
      name,
    ),
    /** Windows' PuTTYgen has no commands: there it opens the file. */
    putty: {
      ...alike((from) => `puttygen ${from}`, name),
      posix: `puttygen ${quoted(name, 'posix')} -O private-openssh -o ${to}`,
    },
  };
}
export type Commands = ReturnType<typeof commands>;

/**
 * `ssh-keygen -p` rewrites in place, hence the copy, which nobody else may read: it refuses to look at any
 * other. It asks for the old passphrase if there is one. PowerShell hands on an empty argument in some of its
 * versions only (PowerShell/PowerShell#10219), so that there it asks for the new passphrase too.
 */
function opensshCommand(name: string | undefined, to: string): Command {
  return {
    powershell: [
      `Copy-Item -LiteralPath ${quoted(name, 'powershell')} -Destination ${to} -ErrorAction Stop`,
      `icacls ${to} /inheritance:r /grant:r "\${env:USERDOMAIN}\\\${env:USERNAME}:F"`,
      `ssh-keygen -p -m PEM -f ${to}`,
    ].join('; '),
    cmd: `copy ${quoted(name, 'cmd')} ${to} && (icacls ${to} /inheritance:r /grant:r "%USERDOMAIN%\\%USERNAME%:F" & ssh-keygen -p -m PEM -N "" -f ${to})`,
    posix: `cp ${quoted(name, 'posix')} ${to} && chmod 600 ${to} && ssh-keygen -p -m PEM -N "" -f ${to}`,
  };
}

const RSA = 'openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:4096 -out gavel-key.pem';
const PUBLIC_HALF = 'openssl pkey -in gavel-key.pem -pubout -out gavel-key.pub';

/** Makes a PKCS#8 key of 4096 bits and its public half; both names are new files. */
export const MAKE_RSA: Command = {
  powershell: `${RSA}; if ($?) { ${PUBLIC_HALF} }`,
  cmd: `${RSA} && ${PUBLIC_HALF}`,
  posix: `${RSA} && ${PUBLIC_HALF}`,
};
