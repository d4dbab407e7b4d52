import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AUTH_DOMAIN, type ProsodySetup, prosodyConfig } from './config';
import { freePorts } from './free-port';
import { Guarded } from './guarded';

export interface Prosody {
  /** BOSH: `http://127.0.0.1:<port>/http-bind`. */
  readonly httpPort: number;
  readonly xmppPort: number;
  /** An account that may do everything in every room. */
  readonly service: ProsodySetup['service'];
  /** Ends the server as its init script would; its rooms are gone, its address is kept. */
  pause(): Promise<void>;
  /** Starts it again at the same address. */
  resume(): Promise<void>;
  /** What the server logged. */
  log(): string;
  /** Ends the server and deletes its folder. */
  stop(): Promise<void>;
}

/** Somebody else may take a port between its choice and its use. */
const TRIES = 3;

/**
 * Starts a Prosody of its own on free ports of loopback, with configuration and data in a temporary
 * folder. It ends with this process, however that ends.
 *
 * @throws with its log when it does not listen in time
 */
export async function startProsody(
  executable: string,
  appIds: readonly string[],
): Promise<Prosody> {
  for (let attempts = 1; ; attempts += 1) {
    const folder = mkdtempSync(join(tmpdir(), 'gavel-prosody-'));
    try {
      return await startIn(folder, executable, appIds);
    } catch (error) {
      rmSync(folder, { recursive: true, force: true });
      if (attempts === TRIES) throw error;
    }
  }
}

async function startIn(
  folder: string,
  executable: string,
  appIds: readonly string[],
): Promise<Prosody> {
  const [httpPort = 0, xmppPort = 0] = await freePorts(2);
  const service = { user: 'focus', password: randomBytes(16).toString('hex') };
  const asRoot = process.getuid?.() === 0;
  const config = join(folder, 'prosody.cfg.lua');
  writeFileSync(config, prosodyConfig({ folder, appIds, service, httpPort, xmppPort, asRoot }));
  writeAccount(folder, service);

  const log = () => readFileSync(join(folder, 'prosody.log'), 'utf8');
  const start = () =>
    Guarded.start(folder, [executable, '-F', '--config', config], [httpPort, xmppPort], log);
  let running = await start();
  return {
    httpPort,
    xmppPort,
    service,
    log,
    pause: () => running.stop(),
    resume: async () => {
      running = await start();
    },
    stop: async () => {
      await running.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The room service's account, as Prosody's internal storage keeps it. */
function writeAccount(folder: string, { user, password }: ProsodySetup['service']): void {
  const accounts = join(folder, 'data', AUTH_DOMAIN.replaceAll('.', '%2e'), 'accounts');
  mkdirSync(accounts, { recursive: true });
  writeFileSync(join(accounts, `${user}.dat`), `return { ["password"] = "${password}" };\n`);
}
