/**
 * Gavel's id in Firefox, also that of its policies (docs/organisations.md). A placeholder until the owner sets
 * it: after the first upload to addons.mozilla.org it can never change (docs/releasing.md).
 */
export const GECKO_ID = 'gavel@gavel.example';
