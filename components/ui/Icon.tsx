const paths = {
  gavel: 'M13.6 3.4 20.6 10.4M10.4 6.6l7 7M12 5l7 7M14 10l-9.6 9.6M4 22h9',
  close: 'M6 6l12 12M18 6L6 18',
  sort: 'M8 4v16M8 4L5 7M8 4l3 3M16 20V4M16 20l-3-3M16 20l3-3',
  select: 'M4 4h16v16H4zM8 12l3 3 5.5-6',
  grip: 'M9 6h.01M9 12h.01M9 18h.01M15 6h.01M15 12h.01M15 18h.01',
  more: 'M6 12h.01M12 12h.01M18 12h.01',
  check: 'M5 12l5 5L20 7',
  copy: 'M9 9h11v11H9zM5 15H4V4h11v1',
  next: 'M9 5l7 7-7 7',
} as const;

/** A line drawing, 24 by 24; decoration only, so the control around it carries the name. */
export function Icon({ name, size = 18 }: { name: keyof typeof paths; size?: number }) {
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
