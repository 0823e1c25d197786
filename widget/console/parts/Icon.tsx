const PATHS = {
  start: 'M4 11.5 12 5l8 6.5V20h-5.5v-5h-5v5H4z',
  knowledge: 'M5 4h9l5 5v11H5zM14 4v5h5M8.5 13h7M8.5 16.5h7',
  try: 'M4 5h16v11h-8l-4.5 4v-4H4z',
  conversations: 'M3.5 5h11v8H9l-3 3v-3H3.5zM17.5 9h3v7.5H18v3l-3.5-3h-4',
  settings: 'M4 7h9M17 7h3M4 12h3M11 12h9M4 17h9M17 17h3M13 5v4M7 10v4M13 15v4',
  back: 'M14.5 5 8 12l6.5 7',
  menu: 'M4 7h16M4 12h16M4 17h16',
  check: 'M5 12.5 10 17.5 19 7',
  search: 'M11 4.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM16 16l4.5 4.5',
  upload: 'M12 16V4.5M7 9l5-4.5L17 9M4.5 15v4.5h15V15',
  leave: 'M10 4.5H4.5v15H10M15 8l4.5 4-4.5 4M19 12H9',
} as const;

export type IconName = keyof typeof PATHS;

/** A line drawing beside words; it never stands alone, so it is hidden from screen readers. */
export function Icon({ name, size = 20 }: { name: IconName; size?: number }) {
  return (
    <svg
      aria-hidden="true"
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.75"
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      <path d={PATHS[name]} />
    </svg>
  );
}
