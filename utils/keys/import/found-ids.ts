import { linesOf } from './pieces';
import { decodeBase64, decodeText } from './text';

/**
 * The ids that stand beside a key, to fill a form with; none of them is checked. `several`: there is more than
 * one that it could be, as `appId/keyId`, and only the host knows which.
 */
export type FoundIds =
  | { readonly found: 'one'; readonly appId: string; readonly keyId: string | null }
  | { readonly found: 'several'; readonly candidates: readonly string[] };

/** More are not shown. */
const MOST_CANDIDATES = 5;

/** An AppID, with what stands behind a slash. */
const APP_ID =
  /(\/?)\b(vpaas-magic-cookie-[0-9a-z]{1,64})(?:\/([A-Za-z0-9_-]{1,64}))?(?![\w-])(.?.?)/g;
const KEY_ID = /^[A-Za-z0-9_-]{1,64}$/;
/** The name in front of a value, on its line. */
const NAME = /([A-Za-z_][\w.-]{0,60})["'`]?\s{0,20}(?:=>|[:=(,])\s{0,20}["'`]{0,2}$/;
/** Longer than a name and what stands around it. */
const BEFORE = 120;

/** Collects the ids in the texts of a file, whose layers are taken off one after the other. */
export class IdFinder {
  /** `appId/keyId` that stands at the name of a key id. */
  readonly #named = new Set<string>();
  /** `appId/keyId` that stands anywhere, but in an address or at the name of a room. */
  readonly #anywhere = new Set<string>();
  /** Key ids without an AppID, at the name of a key id. */
  readonly #keyIds = new Set<string>();
  /** AppIDs at the name of one, and all others. */
  readonly #namedApps = new Set<string>();
  readonly #apps = new Set<string>();

  /**
   * Takes in a text that may have ids in it, each at its name.
   *
   * @param name what the whole text is called in the one that it was taken from
   */
  look(text: string, name = ''): void {
    if (text.includes('vpaas-magic-cookie-')) this.#lookForApps(name ? `${name}=${text}` : text);
    for (const line of linesOf(text)) if (line.name !== '') this.lookAt(line.name, line.value);
  }

  /** Takes in one value by its name. */
  lookAt(name: string, value: string): void {
    const bare = asWritten(value.trim());
    if (isNameOfKeyId(name) && KEY_ID.test(bare) && !bare.startsWith('vpaas-'))
      this.#keyIds.add(bare);
    if (bare.startsWith('vpaas-magic-cookie-')) this.#lookForApps(`${name}=${bare}`);
  }

  #lookForApps(text: string): void {
    for (const match of text.matchAll(APP_ID)) {
      const [, slash, appId = '', keyId, after = ''] = match;
      const before = text.slice(Math.max(0, match.index - BEFORE), match.index);
      const name = plain(NAME.exec(before.slice(before.lastIndexOf('\n') + 1))?.[1] ?? '');
      this.#apps.add(appId);
      if (/(?:appid|tenant|^sub|customerid)$/.test(name)) this.#namedApps.add(appId);
      const inAddress = slash !== '' || /^[/?#@%]|^[.:]\w/.test(after);
      if (keyId === undefined || inAddress) continue;
      const kid = `${appId}/${keyId}`;
      if (/(?:kid|keyid|apikey)$/.test(name)) this.#named.add(kid);
      if (!/room|meet|conf|link|url|uri|path|subject|sub$|topic|channel/.test(name)) {
        this.#anywhere.add(kid);
      }
    }
  }

  /**
   * What was found: what stands at the name of a key id; without that, the only one that there is. Undefined
   * where there is nothing to fill in.
   */
  ids(): FoundIds | undefined {
    for (const kids of [this.#named, this.#together(), this.#anywhere]) {
      const [first = '', ...more] = kids;
      if (more.length > 0) {
        return { found: 'several', candidates: [...kids].slice(0, MOST_CANDIDATES) };
      }
      const [appId, keyId] = first.split('/');
      if (appId && keyId) return { found: 'one', appId, keyId };
    }
    const [appId, ...others] = this.#ownApps();
    return appId === undefined || others.length > 0
      ? undefined
      : { found: 'one', appId, keyId: null };
  }

  /** Key ids and AppIDs that stand apart. */
  #together(): Set<string> {
    const pairs = [...this.#ownApps()].flatMap((appId) =>
      [...this.#keyIds].map((keyId) => `${appId}/${keyId}`),
    );
    return new Set(pairs);
  }

  #ownApps(): ReadonlySet<string> {
    return this.#namedApps.size > 0 ? this.#namedApps : this.#apps;
  }
}

/** A Kubernetes Secret has each value in base64, also the short ones. */
function asWritten(value: string): string {
  const bytes = value.length % 4 === 0 ? decodeBase64(value) : null;
  const text = bytes && decodeText(bytes);
  return text !== null && /^[\w/-]{4,}\s*$/.test(text) ? text.trim() : value;
}

function plain(name: string): string {
  return name.replace(/[^A-Za-z0-9]/g, '').toLowerCase();
}

/** A name of JaaS's key id, and not of another service's (`AWS_ACCESS_KEY_ID`, `private_key_id`). */
function isNameOfKeyId(name: string): boolean {
  return /^(?:my|the|jaas|jitsi|8x8|vpaas|meet|jwt|app|api|signing|token|next|vite|react|public|dev|prod|production|stage|staging|test)*(?:kid|keyid|apikeyid)$/.test(
    plain(name),
  );
}
