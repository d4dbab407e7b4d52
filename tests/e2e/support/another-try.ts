import { beforeEach } from 'vitest';
import { closeLeftPopups } from './world';

// Of a test that failed, or of its last try: the next one is not to meet somebody else's question.
beforeEach(closeLeftPopups);
