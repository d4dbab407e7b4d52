import * as z from 'zod';
import { appIdSchema } from '~/utils/borders/schemas';
import type { AppId } from '~/utils/jaas/ids';
import { rsaPublicJwkSchema } from '~/utils/keys/import/jwk';
import { LABEL_LIMIT } from '~/utils/keys/key-record';
import { type Item, item, type StorageArea } from '~/utils/storage/item';

/** The longest address of a token service, in UTF-16 code units. */
export const SERVICE_URL_LIMIT = 2048;

/** Why something is no address of a token service. */
export type ServiceUrlRefusal =
  | 'empty'
  | 'not-an-address'
  | 'not-https'
  | 'with-password'
  | 'with-fragment'
  | 'reserved-parameter';

export type ReadServiceUrl =
  | { readonly ok: true; readonly url: string }
  | { readonly ok: false; readonly code: ServiceUrlRefusal };

/** What Gavel adds to the address itself; see `authorizationUrl`. */
const RESERVED_PARAMETERS = [
  'response_type',
  'client_id',
  'scope',
  'redirect_uri',
  'state',
  'app_id',
  'action',
  'room',
  'prompt',
] as const;

/** What never leaves this device, so that nobody can read along: for those who build their service. */
const THIS_DEVICE = 'localhost';

/**
 * Reads the address of a token service: `https` (`http` on this device only), no password, no fragment
 * (RFC 6749, 3.1). It may have parameters of its own. Returns it as browsers write it. Never throws.
 */
export function readServiceUrl(text: string): ReadServiceUrl {
  const trimmed = text.trim();
  if (trimmed === '') return { ok: false, code: 'empty' };
  if (trimmed.length > SERVICE_URL_LIMIT || !URL.canParse(trimmed)) {
    return { ok: false, code: 'not-an-address' };
  }
  const url = new URL(trimmed);
  const isSafe =
    url.protocol === 'https:' || (url.protocol === 'http:' && url.hostname === THIS_DEVICE);
  if (!isSafe) return { ok: false, code: 'not-https' };
  if (url.username !== '' || url.password !== '') return { ok: false, code: 'with-password' };
  if (trimmed.includes('#')) return { ok: false, code: 'with-fragment' };
  if (RESERVED_PARAMETERS.some((name) => url.searchParams.has(name))) {
    return { ok: false, code: 'reserved-parameter' };
  }
  // Longer as browsers write it, where letters are escaped.
  if (url.href.length > SERVICE_URL_LIMIT) return { ok: false, code: 'not-an-address' };
  return { ok: true, url: url.href };
}

/** The host of a token service with its port, as it is shown; such as `app.example.com`. */
export function serviceHost({ url }: Pick<TokenService, 'url'>): string {
  return new URL(url).host;
}

/** What a token service is called: its label, else its host. */
export function serviceTitle(service: Pick<TokenService, 'url' | 'label'>): string {
  return service.label || serviceHost(service);
}

const serviceUrlSchema = z.string().refine((text) => {
  const read = readServiceUrl(text);
  return read.ok && read.url === text;
});

/**
 * A route of an organisation's own application that gives admin tokens to whom it knows as a host. Holds no
 * secret: the public key only says which tokens are of the AppID.
 */
export const tokenServiceSchema = z.object({
  appId: appIdSchema,
  url: serviceUrlSchema,
  /** Of the key that the service signs with. */
  publicJwk: rsaPublicJwkSchema,
  label: z.string().max(LABEL_LIMIT),
});
export type TokenService = z.infer<typeof tokenServiceSchema>;

/** Each is read by itself: one that cannot be read takes no other one along. */
const tokenServicesSchema = z
  .array(z.unknown())
  .transform((all) => all.flatMap((one) => tokenServiceSchema.safeParse(one).data ?? []));

/** Token services that a policy may have, at most. */
export const SERVICES_AT_MOST = 50;

const ITEM = 'token-services';

/** Whether an item of the storage is about token services. */
export function isAboutServices(name: string): boolean {
  return name === ITEM;
}

/** The token services that were set up by hand on this device, oldest first; one an AppID. */
export function ownTokenServices(area: StorageArea): Item<TokenService[]> {
  return item(area, ITEM, tokenServicesSchema, []);
}

/** Keeps a token service that was set up by hand, in place of the one of its AppID. */
export async function keepService(
  own: Pick<Item<TokenService[]>, 'change'>,
  service: TokenService,
): Promise<void> {
  await own.change((before) => [...without(before, service.appId), service]);
}

/** Removes what was set up by hand for an AppID. */
export async function removeService(
  own: Pick<Item<TokenService[]>, 'change'>,
  appId: AppId,
): Promise<void> {
  await own.change((before) => without(before, appId));
}

function without(services: readonly TokenService[], appId: AppId): TokenService[] {
  return services.filter((service) => service.appId !== appId);
}

/** A token service that signs. */
export interface ServiceInUse extends TokenService {
  /** The organisation's policy has it: the host does not remove it. */
  readonly fixed: boolean;
}

/**
 * Returns the token services that sign, one an AppID: those of the organisation's policy, and of the host's own those
 * for other AppIDs.
 */
export function servicesInUse(
  fixed: readonly TokenService[],
  own: readonly TokenService[],
): ServiceInUse[] {
  const others = own.filter(({ appId }) => serviceOf(fixed, appId) === undefined);
  return [
    ...fixed.map((service) => ({ ...service, fixed: true })),
    ...others.map((service) => ({ ...service, fixed: false })),
  ];
}

/** Returns the service of an AppID, the first where there are several. */
export function serviceOf<S extends TokenService>(
  services: readonly S[],
  appId: AppId,
): S | undefined {
  return services.find((service) => service.appId === appId);
}
