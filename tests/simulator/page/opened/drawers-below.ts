/** Narrower windows have drawers instead of popovers, in pixels. */
export const DRAWERS_BELOW = 480;
