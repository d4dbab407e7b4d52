import type { Openings } from '../opened/openings';
import type { Notices } from '../session';
import { el } from './dom';

const NOTICE_MS = 5000;

/** Notifications at the bottom left, the overlay over everything, and what else the meeting says. */
export class Dialogs implements Notices {
  readonly notifications = el('div', { class: 'notifications', id: 'notifications-container' });
  readonly overlayElement = el('div', { class: 'overlay', hidden: '' }, el('div', {}));

  constructor(private readonly openings: Openings) {}

  notify(text: string): void {
    const notice = el('div', { class: 'notification' }, text);
    this.notifications.append(notice);
    setTimeout(() => notice.remove(), NOTICE_MS);
  }

  overlay(text: string | undefined): void {
    this.overlayElement.hidden = text === undefined;
    this.overlayElement.firstElementChild?.replaceChildren(text ?? '');
  }

  kicked(): Promise<void> {
    this.openings.open('kicked');
    return this.openings.closed('kicked');
  }
}
