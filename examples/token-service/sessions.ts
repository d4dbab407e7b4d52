import { randomBytes } from 'node:crypto';

/** Who is signed in to the application, in memory. Your application has its own. */
export interface Sessions {
  /** A new session, whose id is a secret. */
  start(personId: string): string;
  find(id: string | undefined): string | null;
  end(id: string | undefined): void;
  /** Signs a person out in every browser. */
  endAll(personId: string): void;
}

/** @param lifeMs from the sign-in on, whatever happens in between */
export function createSessions(lifeMs: number, now: () => number): Sessions {
  const sessions = new Map<string, { readonly personId: string; readonly endsAt: number }>();
  const endWhere = (isMeant: (session: { personId: string; endsAt: number }) => boolean) => {
    for (const [id, session] of sessions) if (isMeant(session)) sessions.delete(id);
  };
  return {
    start: (personId) => {
      endWhere(({ endsAt }) => endsAt <= now());
      const id = secret();
      sessions.set(id, { personId, endsAt: now() + lifeMs });
      return id;
    },
    find: (id = '') => {
      const session = sessions.get(id);
      return session !== undefined && session.endsAt > now() ? session.personId : null;
    },
    end: (id = '') => {
      sessions.delete(id);
    },
    endAll: (personId) => endWhere((session) => session.personId === personId),
  };
}

/** 256 bits that nobody guesses, in base64url. */
export const secret = (): string => randomBytes(32).toString('base64url');

/**
 * Sets and reads the cookies of one origin. Over TLS they are `Secure`, and their names say so to the
 * browser: nobody in between and no other subdomain can set them (`__Host-`). `Lax` sends them along
 * with a navigation from elsewhere, such as Gavel's, and with nothing else from elsewhere.
 */
export function createCookies(origin: string): {
  readonly set: (name: string, value: string) => string;
  readonly clear: (name: string) => string;
  readonly read: (header: string | undefined, name: string) => string | undefined;
} {
  const isSecure = origin.startsWith('https:');
  const full = (name: string) => (isSecure ? `__Host-${name}` : name);
  const attributes = `Path=/; HttpOnly; SameSite=Lax${isSecure ? '; Secure' : ''}`;
  return {
    set: (name, value) => `${full(name)}=${value}; ${attributes}`,
    clear: (name) => `${full(name)}=; Max-Age=0; ${attributes}`,
    read: (header = '', name) => {
      const pairs = header.split(/;\s*/).map((pair) => pair.split('='));
      return pairs.find(([key]) => key === full(name))?.[1];
    },
  };
}
