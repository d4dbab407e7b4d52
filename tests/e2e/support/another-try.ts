import { beforeEach } from 'vitest';
import { closeLeftPopups } from './world';

beforeEach(async ({ task }) => {
  if ((task.result?.retryCount ?? 0) > 0) await closeLeftPopups();
});
