import type { Controls } from '../controls';
import { el } from './dom';
import { icon } from './icons';

/** The chat at the left, 315 px. Nothing is sent: it is there for its place and its input. */
export class Chat {
  readonly input = el('textarea', {
    rows: '1',
    placeholder: 'Type a message',
    'aria-label': 'Message',
  });
  readonly element: HTMLElement;

  constructor(controls: Controls) {
    const close = { class: 'plain', 'aria-label': 'Close chat', click: controls.toggleChat };
    this.element = el(
      'div',
      { id: 'sideToolbarContainer', class: 'chat' },
      el(
        'div',
        { class: 'chat-header' },
        el('strong', {}, 'Chat'),
        el('button', close, icon('close')),
      ),
      el(
        'div',
        { class: 'chat-messages' },
        el('p', {}, 'There are no messages in the meeting yet.'),
      ),
      el('div', { class: 'chat-input' }, this.input),
    );
  }
}
