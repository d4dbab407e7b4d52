import type { Page } from 'puppeteer-core';

/** Where a test can run a function: a page or a worker of Chromium, or a page of Firefox. */
export type Evaluates = Pick<Page, 'evaluate'>;
