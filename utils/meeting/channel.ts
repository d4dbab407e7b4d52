/** Name of the event, dispatched on `document`, whose `detail` is a snapshot as JSON text. */
export const SNAPSHOT_EVENT = 'gavel:snapshot';

/** Version of the snapshot's shape; the panel refuses any other. */
export const SNAPSHOT_VERSION = 1;
