import { describe, expect, it } from 'vitest';
import { browser } from 'wxt/browser';
import { ContentScriptContext } from '~/utils/injected/content-script-context';
import { createI18n } from '~/utils/injected/i18n';

describe('the texts of what is injected', () => {
  const { t } = createI18n();

  it('are those of the language file, with what is filled in', () => {
    expect(t('panel.open')).toBe('Open Gavel');
    expect(t('panel.row.banName', ['Mallory'])).toBe('Ban Mallory');
  });
});

describe('a content script', () => {
  it('is not ended by an event of the page, as WXT’s own is by whoever knows the extension’s id', () => {
    const { signal } = new ContentScriptContext();
    const name = `${browser.runtime.id}:panel:wxt:content-script-started`;
    for (const type of [name, `${browser.runtime.id}:panel`]) {
      document.dispatchEvent(new CustomEvent(type, { detail: { contentScriptName: 'panel' } }));
    }
    expect(signal.aborted).toBe(false);
  });
});
