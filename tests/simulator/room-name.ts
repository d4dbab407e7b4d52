/**
 * The room part of a meeting's MUC address, from a URL's last path segment: percent-decode (kept as
 * it is when that fails), NFKC, lower-case, percent-encode, lower-case (jitsi-meet
 * `getBackendSafeRoomName`). Written apart from the extension's own function on purpose: a mistake
 * there must not be repeated here.
 */
export function backendSafeRoomName(segment: string): string {
  let room = segment;
  try {
    room = decodeURIComponent(segment);
  } catch {
    // Jitsi keeps a segment that is not valid percent-encoding.
  }
  return encodeURIComponent(room.normalize('NFKC').toLowerCase()).toLowerCase();
}

/** An AppID as Jitsi recognises it (jitsi-meet `doc/jaas/move-to-jaas.sh`). */
export const APP_ID = /^vpaas-magic-cookie-[0-9a-z]+$/;

/** `<room>@conference.<appId>.8x8.vc`. */
export function conferenceFullName(appId: string, room: string, domain = '8x8.vc'): string {
  return `${backendSafeRoomName(room)}@conference.${appId}.${domain}`;
}

/** The inverse of {@link conferenceFullName}; undefined when it is not such an address. */
export function parseConferenceFullName(
  value: string,
): { readonly room: string; readonly appId: string } | undefined {
  const match = /^([^@]+)@conference\.([^.]+)\.(?:stage\.)?8x8\.vc$/.exec(value);
  const [, room, appId] = match ?? [];
  if (room === undefined || appId === undefined || !APP_ID.test(appId)) return undefined;
  return { room, appId };
}
