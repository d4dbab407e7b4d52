/** What is banned for one AppID. A ban has no room, no end and no undo (JaaS docs). */
export class Bans {
  readonly userIds = new Set<string>();
  readonly tokens = new Set<string>();

  /** Whether a *new connection* with this identity is refused; nobody present is touched. */
  refuses(person: { readonly userId?: string | undefined; readonly token?: string | undefined }) {
    return (
      (person.userId !== undefined && this.userIds.has(person.userId)) ||
      (person.token !== undefined && this.tokens.has(person.token))
    );
  }
}

/** Thrown by `join` for a banned person, unless `force` was given. */
export class BannedError extends Error {
  override readonly name = 'BannedError';
}
