import type { Row } from '../row';
import { activity } from './activity';
import { batch } from './batch';
import { busy } from './busy';
import { bytes } from './bytes';
import { confirmAwake, confirmStopped } from './confirm';
import { confirmation } from './confirmation';
import { crowdJoins } from './crowd-joins';
import { idle } from './idle';
import { longMeeting } from './long-meeting';
import { oneChange } from './one-change';
import { openPanel } from './open-panel';
import { unlock } from './unlock';

/** Every row, in the order of the table. */
export const ROWS: readonly Row[] = [
  confirmAwake,
  confirmStopped,
  confirmation,
  busy,
  openPanel,
  oneChange,
  crowdJoins,
  idle,
  batch,
  activity,
  unlock,
  bytes,
  longMeeting,
];
