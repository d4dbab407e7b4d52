import type { ReactNode } from 'react';
import { Audio, Kicked, More, Security, Settings, TITLES } from './contents';
import { Dialog, LEAVES_MS } from './dialog';
import { Drawer } from './drawer';
import { DRAWERS_BELOW } from './drawers-below';
import { createElement, createRoot, useEffect, useState } from './libraries';
import type { DialogName, Openings, PopupName } from './openings';
import { Popover } from './popover';

const CONTENTS = { settings: Settings, security: Security, kicked: Kicked };

/** Draws what is open, now and from now on. */
export function draw(openings: Openings): void {
  const container = document.createElement('div');
  document.getElementById('react')?.append(container);
  createRoot(container).render(createElement(Opened, { openings }));
}

function Opened({ openings }: { readonly openings: Openings }): ReactNode {
  useChanges((changed) => openings.subscribe(changed));
  useChanges((changed) => {
    window.addEventListener('resize', changed);
    return () => window.removeEventListener('resize', changed);
  });
  return createElement(
    'div',
    null,
    createElement(CurrentDialog, { openings, current: openings.dialog }),
    createElement(Popup, { openings, name: 'audio' }),
    createElement(Popup, { openings, name: 'more' }),
  );
}

interface CurrentDialogProps {
  readonly openings: Openings;
  readonly current: DialogName | undefined;
}

/** The open dialog, or the one that has just been closed. */
function CurrentDialog({ openings, current }: CurrentDialogProps): ReactNode {
  const [last, setLast] = useState<DialogName | undefined>(undefined);
  useEffect(() => {
    if (current !== undefined) {
      setLast(current);
      return undefined;
    }
    const timer = setTimeout(() => setLast(undefined), LEAVES_MS);
    return () => clearTimeout(timer);
  }, [current]);
  const name = current ?? last;
  const [close] = useState(() => () => {
    if (openings.dialog !== undefined) openings.close(openings.dialog);
  });
  if (name === undefined) return null;
  return createElement(
    Dialog,
    {
      key: name,
      name,
      title: TITLES[name],
      size: name === 'settings' ? 'large' : 'medium',
      leaving: current === undefined,
      close,
    },
    createElement(CONTENTS[name], { close }),
  );
}

/** A popover, or in a narrow window a drawer. */
function Popup({ openings, name }: { openings: Openings; name: PopupName }): ReactNode {
  const isOpen = openings.isOpen(name);
  const trigger = openings.trigger(name);
  const [close] = useState(() => () => openings.close(name));
  const content = createElement(name === 'audio' ? Audio : More, { openings });
  const common = { name, title: TITLES[name], close };
  if (innerWidth < DRAWERS_BELOW) return createElement(Drawer, { ...common, isOpen }, content);
  if (!isOpen || trigger === undefined) return null;
  const align = name === 'audio' ? 'end' : 'middle';
  return createElement(Popover, { ...common, trigger, align }, content);
}

/** Draws anew whenever that calls. */
function useChanges(subscribe: (changed: () => void) => () => void): void {
  const [, redraw] = useState({});
  useEffect(() => {
    const off = subscribe(() => redraw({}));
    // Something may have changed since it was drawn first.
    redraw({});
    return off;
  }, []);
}
