/** The domain of the simulated service: JaaS's own. */
export const DOMAIN = '8x8.vc';
/** Where recorders log in; clients hide participants of this domain (jitsi-meet `hiddenDomain`). */
export const RECORDER_DOMAIN = `recorder.${DOMAIN}`;
/** Where the services that look after rooms log in, as Jicofo's `focus` does. */
export const AUTH_DOMAIN = `auth.${DOMAIN}`;

export interface ProsodySetup {
  /** The server's own folder: absolute, empty, without quotes in its name. */
  readonly folder: string;
  /** Each gets a MUC at `conference.<AppID>.8x8.vc`. */
  readonly appIds: readonly string[];
  /** The room service's account at {@link AUTH_DOMAIN}. */
  readonly service: { readonly user: string; readonly password: string };
  /** On 127.0.0.1: BOSH at `/http-bind`, and XMPP over TCP. Both without TLS. */
  readonly httpPort: number;
  readonly xmppPort: number;
  /** Prosody refuses to run as root unless told to. */
  readonly asRoot: boolean;
}

/**
 * A Prosody that does what clients of a Jitsi deployment need of it and nothing else: anonymous
 * users over BOSH and TCP on loopback, and rooms in which everybody sees everybody's address.
 */
export function prosodyConfig(setup: ProsodySetup): string {
  const { folder, appIds, service, httpPort, xmppPort, asRoot } = setup;
  const mucs = appIds.map(
    (appId) => `
Component "conference.${appId}.${DOMAIN}" "muc"
  storage = "memory"
  restrict_room_creation = false
  muc_room_locking = false
  muc_room_default_public_jids = true
  muc_tombstones = false
`,
  );
  return `
run_as_root = ${asRoot}
pidfile = "${folder}/prosody.pid"
data_path = "${folder}/data"
log = { info = "${folder}/prosody.log" }

modules_enabled = { "bosh", "disco", "ping", "posix", "saslauth" }
modules_disabled = { "s2s", "offline", "s2s_auth_certs" }

interfaces = { "127.0.0.1" }
c2s_ports = { ${xmppPort} }
c2s_direct_tls_ports = { }
s2s_ports = { }
http_interfaces = { "127.0.0.1" }
http_ports = { ${httpPort} }
https_ports = { }
http_default_host = "${DOMAIN}"

-- On loopback only, and in front of it a proxy that speaks TLS.
c2s_require_encryption = false
allow_unencrypted_plain_auth = true
consider_bosh_secure = true
network_settings = { read_timeout = 600 }

VirtualHost "${DOMAIN}"
  authentication = "anonymous"

VirtualHost "${RECORDER_DOMAIN}"
  authentication = "anonymous"

VirtualHost "${AUTH_DOMAIN}"
  authentication = "internal_plain"
  admins = { "${service.user}@${AUTH_DOMAIN}" }
${mucs.join('')}`;
}
