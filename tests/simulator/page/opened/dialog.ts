import type { ReactNode } from 'react';
import { createElement, FocusOn, useEffect } from './libraries';

interface DialogProps {
  readonly name: string;
  readonly title: string;
  readonly size: 'medium' | 'large';
  /** It was closed, and stays a moment longer, with the focus still its own. */
  readonly leaving: boolean;
  readonly close: () => void;
  readonly children: ReactNode;
}

/** How long a closed dialog is still there, in milliseconds (jitsi-meet `DialogTransition`). */
export const LEAVES_MS = 150;

/** jitsi-meet `BaseDialog`: over everything, closed by Escape wherever it is pressed and by a press beside it. */
export function Dialog({ name, title, size, leaving, close, children }: DialogProps): ReactNode {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key === 'Escape') close();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [close]);
  const unmount = leaving ? ' unmount' : '';
  return createElement(
    'div',
    { className: `dialog-container${unmount}`, 'data-opened': name },
    createElement('div', { className: 'dialog-backdrop' }),
    createElement(
      FocusOn,
      {
        className: 'dialog-lock',
        autoFocus: true,
        onClickOutside: close,
        returnFocus: isInTheViewport,
      },
      createElement(
        'div',
        {
          className: `dialog ${size}${unmount}`,
          role: 'dialog',
          'aria-modal': true,
          'aria-label': title,
          'data-autofocus': true,
          tabIndex: -1,
        },
        children,
      ),
    ),
  );
}

/** The focus does not go back to what has slid away, since the page would scroll to it. */
export function isInTheViewport(element: Element): boolean {
  const { left, top, right, bottom } = element.getBoundingClientRect();
  return left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight;
}
