const paths = {
  gavel: 'M13.6 3.4 20.6 10.4M10.4 6.6l7 7M12 5l7 7M14 10l-9.6 9.6M4 22h9',
  close: 'M6 6l12 12M18 6L6 18',
  search: 'M11 4.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13M20 20l-4.4-4.4',
  sort: 'M8 4v16M8 4L5 7M8 4l3 3M16 20V4M16 20l-3-3M16 20l3-3',
  select: 'M4 4h16v16H4zM8 12l3 3 5.5-6',
  grip: 'M9 6h.01M9 12h.01M9 18h.01M15 6h.01M15 12h.01M15 18h.01',
  more: 'M6 12h.01M12 12h.01M18 12h.01',
  check: 'M5 12l5 5L20 7',
  copy: 'M9 9h11v11H9zM5 15H4V4h11v1',
  next: 'M9 5l7 7-7 7',
  activity: 'M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16M12 8v4l3 2',
  options: 'M4 8h8M18 8h2M4 16h2M12 16h8M15 5.5v5M9 13.5v5',
  person: 'M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8M4.5 20c.6-4 3.6-5.5 7.5-5.5s6.9 1.5 7.5 5.5',
  phone:
    'M5 4h4l1.5 4.5-2 1.5a12 12 0 0 0 5.5 5.5l1.5-2L20 15v4a1 1 0 0 1-1 1C11 20 4 13 4 5a1 1 0 0 1 1-1',
  key: 'M8 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8M12 12h9v4M17 12v3',
  mic: 'M12 3a3 3 0 0 0-3 3v6a3 3 0 0 0 6 0V6a3 3 0 0 0-3-3M5.5 11.5a6.5 6.5 0 0 0 13 0M12 18v3',
  micOff:
    'M9 9.5V12a3 3 0 0 0 4.5 2.6M15 11V6a3 3 0 0 0-5.7-1.2M5.5 11.5a6.5 6.5 0 0 0 10 5.5M12 18v3M4 3l16 18',
  camera: 'M3 6.5h12v11H3zM15 10.5l6-3.5v10l-6-3.5',
  screen: 'M3 4.5h18v12H3zM8 20.5h8M12 13.5v-6M9.5 9.5L12 7l2.5 2.5',
  bot: 'M5 9h14v10H5zM12 9V5M9 13.5h.01M15 13.5h.01',
} as const;

export type IconName = keyof typeof paths;

/** A line drawing, 24 by 24; decoration only, so the control around it carries the name. */
export function Icon({ name, size = 18 }: { name: IconName; size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      stroke-width="1.8"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      <path d={paths[name]} />
    </svg>
  );
}
