import '~/utils/borders/zod-jitless';
import { browser } from 'wxt/browser';
import { defineBackground } from 'wxt/utils/define-background';
import { createBackground } from '~/utils/background/background';
import { onNoticeClicked } from '~/utils/background/banned-present';

export default defineBackground(() => {
  // Listeners first and synchronously: a worker that an event has woken is given only those.
  const background = createBackground();
  browser.runtime.onMessage.addListener((message, sender, sendResponse) => {
    // `answer` never rejects: whoever asked is not left waiting.
    void background.answer(message, sender).then(sendResponse);
    return true;
  });
  browser.tabs.onRemoved.addListener(background.tabClosed);
  browser.storage.onChanged.addListener(background.storageChanged);
  browser.alarms.onAlarm.addListener(background.alarmRang);
  browser.runtime.onInstalled.addListener(background.installed);
  browser.permissions.onAdded.addListener(background.accessChanged);
  browser.permissions.onRemoved.addListener(background.accessChanged);
  browser.runtime.onStartup.addListener(background.browserStarted);
  browser.commands.onCommand.addListener(background.commanded);
  onNoticeClicked(background.noticeClicked);
  void background.start();
});
