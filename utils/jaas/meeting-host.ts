/** The hosts of JaaS meeting pages; a room's address ends with its page's host (JaaS docs). */
export const MEETING_HOSTS = ['8x8.vc', 'stage.8x8.vc'] as const;
export type MeetingHost = (typeof MEETING_HOSTS)[number];
