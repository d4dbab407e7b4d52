import type { IdentityMode } from './options';
import type { Occupant } from './protocol';

type SourceInfo = { readonly muted: boolean; readonly videoType: string | undefined };
/** By `audio` or `video`, then by the source's name. */
export type Sources = Map<string, Map<string, SourceInfo>>;

export type Identity = { readonly user: Readonly<Record<string, string>> };

/** lib-jitsi-meet's `JitsiParticipant` before October 2023: an `_identity`, and no getter for it. */
export class JitsiParticipant {
  _displayName: string | undefined;
  _role: Occupant['role'];
  _botType: string | undefined;
  _identity?: Identity;
  readonly _properties = new Map<string, unknown>();
  readonly _sources: Sources = new Map();
  /** For the mode in which only the store tells the identity; private so that nothing enumerates it. */
  readonly #storeIdentity: Identity | undefined;

  constructor(
    private readonly occupant: Occupant,
    private readonly roomJid: string,
    identity: Identity | undefined,
    storeIdentity?: Identity,
  ) {
    this.#storeIdentity = storeIdentity;
    this._displayName = occupant.name;
    this._role = occupant.role;
    this._botType = occupant.botType;
    if (identity !== undefined) this._identity = identity;
    if (occupant.handRaised) this._properties.set('raisedHand', String(Date.now()));
  }

  get storeIdentity() {
    return this.#storeIdentity;
  }
  getId() {
    return this.occupant.id;
  }
  getJid() {
    return `${this.roomJid}/${this.occupant.id}`;
  }
  getDisplayName() {
    return this._displayName;
  }
  getRole() {
    return this._role;
  }
  isModerator() {
    return this._role === 'moderator';
  }
  getBotType() {
    return this._botType;
  }
  getProperty(name: string) {
    return this._properties.get(name);
  }
  getSources() {
    return this._sources;
  }
  /** From `<SourceInfo>` of a presence. */
  _setSources(mediaType: string, muted: boolean, sourceName: string, videoType?: string) {
    const sources = this._sources.get(mediaType) ?? new Map<string, SourceInfo>();
    this._sources.set(mediaType, sources.set(sourceName, { muted, videoType }));
  }
  isHidden() {
    return this.occupant.hidden;
  }
  isHiddenFromRecorder() {
    return false;
  }
  isReplacing() {
    return false;
  }
  getStatus() {
    return undefined;
  }
  getStatsID() {
    return this.occupant.name;
  }
  getFeatures() {
    const jigasi = this.occupant.dialIn ? ['http://jitsi.org/protocol/jigasi'] : [];
    return Promise.resolve(new Set(jigasi));
  }
}

/** The class since then. */
class IdentifiedParticipant extends JitsiParticipant {
  getIdentity() {
    return this._identity;
  }
}

/** Where each age of Jitsi keeps the identity. */
export function createParticipant(
  occupant: Occupant,
  roomJid: string,
  mode: IdentityMode,
): JitsiParticipant {
  const identity = occupant.user && { user: occupant.user };
  if (mode === 'getter') return new IdentifiedParticipant(occupant, roomJid, identity);
  const held = mode === 'field' ? identity : undefined;
  return new JitsiParticipant(occupant, roomJid, held, mode === 'store' ? identity : undefined);
}
