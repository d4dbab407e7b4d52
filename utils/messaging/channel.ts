/** What the background tells its own pages and panels; carries nothing, they ask again. */
export const CHANGED = 'gavel.changed';

/** The background asks a panel who is here now; answered with a `Look`. */
export const LOOK = 'gavel.look';
