// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { i18n } from '#i18n';

describe('the words of the interface', () => {
  it('come from the one file of English texts', () => {
    expect(i18n.t('extension.name')).toBe('Gavel for JaaS meetings');
  });
});
