/** The simulator's own drawings, as strokes in a box of 24. */
const SHAPES = {
  mic: 'M12 3a3 3 0 0 0-3 3v6a3 3 0 0 0 6 0V6a3 3 0 0 0-3-3ZM5.5 11.5a6.5 6.5 0 0 0 13 0M12 18v3',
  micOff:
    'M12 3a3 3 0 0 0-3 3v6a3 3 0 0 0 6 0V6a3 3 0 0 0-3-3ZM5.5 11.5a6.5 6.5 0 0 0 13 0M12 18v3M4 20 20 4',
  camera:
    'M3 7.5A1.5 1.5 0 0 1 4.5 6h9A1.5 1.5 0 0 1 15 7.5v9a1.5 1.5 0 0 1-1.5 1.5h-9A1.5 1.5 0 0 1 3 16.5ZM15 11l6-3.5v9L15 13',
  cameraOff:
    'M3 7.5A1.5 1.5 0 0 1 4.5 6h9A1.5 1.5 0 0 1 15 7.5v9a1.5 1.5 0 0 1-1.5 1.5h-9A1.5 1.5 0 0 1 3 16.5ZM15 11l6-3.5v9L15 13M3 21 21 3',
  share: 'M3 6h18v11H3ZM8 20.5h8M8.5 14c.5-3 2-4.5 5-4.5M11.5 7.5l2.5 2-2.5 2',
  chat: 'M4 5h16v11h-8l-5 4v-4H4ZM8 9h8M8 12h5',
  hand: 'M8 13V5.5a1.250 1.250 0 0 1 2.5 0V11V4.200a1.250 1.250 0 0 1 2.5 0V11V5.200a1.250 1.250 0 0 1 2.5 0V12.5l1.200-2.300a1.300 1.300 0 0 1 2.300 1.200C17.5 17 16.5 21 12.5 21C8.5 21 7.5 18.5 4.800 13.800a1.250 1.250 0 0 1 2.100-1.300L8 14',
  people:
    'M9 11a3 3 0 1 0 0-6 3 3 0 0 0 0 6ZM3.5 19c0-3 2.200-5 5.5-5s5.5 2 5.5 5ZM16.5 10.5a2.300 2.300 0 1 0 0-4.600M17 13.5c2.300.2 3.700 1.900 3.700 4.5h-3',
  tiles: 'M4 4h6.5v6.5H4ZM13.5 4H20v6.5h-6.5ZM4 13.5h6.5V20H4ZM13.5 13.5H20V20h-6.5Z',
  invite:
    'M9.5 11.5a3.200 3.200 0 1 0 0-6.400 3.200 3.200 0 0 0 0 6.400ZM3.5 20c0-3.200 2.5-5.5 6-5.5s6 2.300 6 5.5ZM18.5 4v6M15.5 7h6',
  more: 'M5 12m-1.700 0a1.700 1.700 0 1 0 3.400 0a1.700 1.700 0 1 0-3.400 0M12 12m-1.700 0a1.700 1.700 0 1 0 3.400 0a1.700 1.700 0 1 0-3.400 0M19 12m-1.700 0a1.700 1.700 0 1 0 3.400 0a1.700 1.700 0 1 0-3.400 0',
  hangup:
    'M3 14.5c0-6.5 18-6.5 18 0c0 1.5-1 2-2 1.800l-2.5-.6c-.8-.2-1-.7-1-1.5v-1.5c-2-.7-5-.7-7 0v1.5c0 .8-.2 1.300-1 1.5l-2.5.6c-1 .2-2-.3-2-1.800Z',
  settings:
    'M12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6ZM12 3v3M12 18v3M3 12h3M18 12h3M5.6 5.6l2.1 2.1M16.3 16.3l2.1 2.1M18.4 5.6l-2.1 2.1M7.7 16.3l-2.1 2.1',
  close: 'M5 5l14 14M19 5 5 19',
  caret: 'M6 15l6-6 6 6',
  moderator: 'M4 4h16v16H4ZM8 16V8l4 5 4-5v8',
  phone:
    'M6 3h3l1.5 5-2 1.5a12 12 0 0 0 6 6l1.5-2 5 1.5v3c0 1.5-1 2-2 2C10.5 20 4 13.5 4 5c0-1 .5-2 2-2Z',
} as const;

export type IconName = keyof typeof SHAPES;

const SVG = 'http://www.w3.org/2000/svg';

export function icon(name: IconName, size = 24): SVGSVGElement {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('width', String(size));
  svg.setAttribute('height', String(size));
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('d', SHAPES[name]);
  svg.append(path);
  return svg;
}
