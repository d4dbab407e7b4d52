/** What the background tells its own pages and panels; carries nothing, they ask again. */
export const CHANGED = 'gavel.changed';

/** The background tells a panel that somebody was banned; carries nothing, the panel asks again. */
export const BANS_CHANGED = 'gavel.bans-changed';

/** The background asks a panel who is here now; answered with a `Look`. */
export const LOOK = 'gavel.look';
