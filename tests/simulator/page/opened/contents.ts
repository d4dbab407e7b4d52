import type { ReactNode } from 'react';
import { createElement, useState } from './libraries';
import type { OpeningName, Openings } from './openings';

/** Accessible names, none of which an extension's tests would look for. */
export const TITLES: Readonly<Record<OpeningName, string>> = {
  settings: 'App settings',
  security: 'Security options',
  kicked: 'Ouch! You were kicked out of the meeting',
  audio: 'Audio devices',
  more: 'More actions menu',
};

const TABS = ['Audio', 'Video', 'Virtual backgrounds', 'Notifications', 'Profile', 'Shortcuts'];

/** With tabs at the left; narrow, either the tabs or one of them, from which Back leads to them. */
export function Settings({ close }: { readonly close: () => void }): ReactNode {
  const [tab, choose] = useState('Audio');
  const [tabsOnly, showTabs] = useState(false);
  const tabs = TABS.map((each) =>
    createElement(
      'button',
      {
        key: each,
        role: 'tab',
        'aria-selected': each === tab,
        onClick: () => {
          choose(each);
          showTabs(false);
        },
      },
      each,
    ),
  );
  const fields = Array.from({ length: 12 }, (_, at) =>
    createElement(
      'label',
      { key: at },
      createElement('input', { type: 'checkbox', defaultChecked: at % 2 === 0 }),
      `${tab}: choice ${at + 1}`,
    ),
  );
  return createElement(
    'div',
    { className: `settings${tabsOnly ? ' tabs-only' : ''}` },
    createElement('div', { className: 'settings-tabs', role: 'tablist' }, ...tabs),
    createElement(
      'div',
      { className: 'settings-pane' },
      createElement(
        'div',
        { className: 'dialog-header' },
        createElement(
          'button',
          { className: 'plain back', 'aria-label': 'Back to tabs', onClick: () => showTabs(true) },
          '‹ Back',
        ),
        createElement('h2', null, tab),
        cross(close),
      ),
      createElement('div', { className: 'settings-content' }, ...fields),
    ),
  );
}

export function Security({ close }: { readonly close: () => void }): ReactNode {
  return createElement(
    'div',
    { className: 'security' },
    header(TITLES.security, close),
    createElement('p', null, 'Who wants to join can be asked to wait, or for a password.'),
    createElement(
      'button',
      { role: 'switch', 'aria-checked': false, 'aria-label': 'Waiting room for guests' },
      'Waiting room',
    ),
    createElement('input', { type: 'text', 'aria-label': 'Room password', placeholder: 'None' }),
    createElement('button', { className: 'primary' }, 'Set room password'),
  );
}

export function Kicked({ close }: { readonly close: () => void }): ReactNode {
  return createElement(
    'div',
    { className: 'kicked' },
    header(TITLES.kicked, close),
    createElement('p', null, 'You were removed from the meeting.'),
    createElement('button', { className: 'primary', onClick: close }, 'Very well'),
  );
}

const DEVICES = ['Default', 'Headset', 'Built-in', 'Webcam'];

export function Audio(): ReactNode {
  const list = (kind: string) =>
    DEVICES.map((each) =>
      createElement('li', { key: each, role: 'radio', tabIndex: 0 }, `${each} (${kind})`),
    );
  return createElement(
    'div',
    { className: 'audio-devices' },
    createElement('h3', null, 'Microphones'),
    createElement('ul', { role: 'radiogroup' }, ...list('in')),
    createElement('h3', null, 'Loudspeakers'),
    createElement('ul', { role: 'radiogroup' }, ...list('out')),
  );
}

const ITEMS: readonly (readonly [string, 'settings' | 'security' | undefined])[] = [
  ['Sim profile', undefined],
  ['Performance', undefined],
  ['Full screen', undefined],
  ['Security options', 'security'],
  ['Closed captions', undefined],
  ['Start recording', undefined],
  ['Share a video', undefined],
  ['Whiteboard', undefined],
  ['Noise suppression', undefined],
  ['App settings', 'settings'],
  ['Keyboard shortcuts', undefined],
];

export function More({ openings }: { readonly openings: Openings }): ReactNode {
  const items = ITEMS.map(([name, opens]) =>
    createElement(
      'div',
      {
        key: name,
        role: 'menuitem',
        tabIndex: 0,
        onClick: () => {
          openings.close('more');
          if (opens !== undefined) openings.open(opens);
        },
      },
      name,
    ),
  );
  return createElement('div', { className: 'overflow-menu', role: 'menu' }, ...items);
}

function header(title: string, close: () => void): ReactNode {
  const heading = createElement('h2', null, title);
  return createElement('div', { className: 'dialog-header' }, heading, cross(close));
}

function cross(close: () => void): ReactNode {
  const props = { className: 'plain', 'aria-label': 'Close dialog', onClick: close };
  return createElement('button', props, '×');
}
