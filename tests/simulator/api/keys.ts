import { importSPKI } from 'jose';

/** A public key as it is uploaded in the JaaS console. */
export interface RegisteredKey {
  readonly appId: string;
  /** The part of the `kid` after the slash. */
  readonly keyId: string;
  readonly publicKeyPem: string;
}

type PublicKey = Awaited<ReturnType<typeof importSPKI>>;

/** The public keys the simulator knows, by `kid`; an AppID may have several. */
export class KeyCards {
  readonly #keys = new Map<string, Promise<PublicKey>>();

  register(key: RegisteredKey): void {
    const imported = importSPKI(key.publicKeyPem, 'RS256');
    // The failure is reported where the key is used; without this it would also be unhandled.
    imported.catch(() => undefined);
    this.#keys.set(`${key.appId}/${key.keyId}`, imported);
  }

  unregister(key: Pick<RegisteredKey, 'appId' | 'keyId'>): void {
    this.#keys.delete(`${key.appId}/${key.keyId}`);
  }

  async find(kid: string): Promise<PublicKey | undefined> {
    return this.#keys.get(kid);
  }
}
