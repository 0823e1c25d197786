const PATHS = {
  start: 'M4 11.5 12 5l8 6.5V20h-5.5v-5h-5v5H4z',
  knowledge: 'M5 4h9l5 5v11H5zM14 4v5h5M8.5 13h7M8.5 16.5h7',
  try: 'M4 5h16v11h-8l-4.5 4v-4H4z',
  conversations: 'M3.5 5h11v8H9l-3 3v-3H3.5zM17.5 9h3v7.5H18v3l-3.5-3h-4',
  unanswered: 'M4 4.5h16v12h-8l-4.5 4v-4H4zM9.8 8.7a2.2 2.2 0 1 1 3.2 2c-.7.4-1 .8-1 1.3M12 14v.1',
  insight: 'M4 20h16M6.5 20v-6M12 20V5M17.5 20v-9.5',
  inbox: 'M4 13.5 6.5 5h11L20 13.5V19H4zM4 13.5h5a3 3 0 0 0 6 0h5',
  settings: 'M4 7h9M17 7h3M4 12h3M11 12h9M4 17h9M17 17h3M13 5v4M7 10v4M13 15v4',
  lessons:
    'M4 5.5h7a1.5 1.5 0 0 1 1 .5v13a2 2 0 0 0-1.5-.5H4zM20 5.5h-7a1.5 1.5 0 0 0-1 .5M12 19a2 2 0 0 1 1.5-.5H20v-13',
  review: 'M4 5h11v14H4zM7 9h5M7 12h3M12.5 16l2 2 5.5-6',
  words: 'M3.5 17l4-11 4 11M5 13.5h5M13.5 9h7L18 6.5M20.5 15h-7l2.5 2.5',
  tests: 'M9 4h6v3H9zM9 5H5.5v15h13V5H15M8.5 13l2.5 2.5 4.5-5',
  teach: 'M12 5 2.5 9.5 12 14l9.5-4.5zM6.5 11.5V16c1.5 1.5 3.5 2 5.5 2s4-.5 5.5-2v-4.5M21.5 9.5V15',
  compare: 'M12 4v16M5 8h14M5 8l-2.5 6h5zM19 8l-2.5 6h5zM8.5 20h7',
  approved: 'M5 4.5h14v10h-8l-4 4v-4H5zM8.5 9.5l2.5 2.5 4.5-5',
  back: 'M14.5 5 8 12l6.5 7',
  decision: 'M12 3.5 21 12l-9 8.5L3 12zM12 8v5M12 16v.1',
  menu: 'M4 7h16M4 12h16M4 17h16',
  check: 'M5 12.5 10 17.5 19 7',
  search: 'M11 4.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM16 16l4.5 4.5',
  upload: 'M12 16V4.5M7 9l5-4.5L17 9M4.5 15v4.5h15V15',
  appearance:
    'M12 4a8 8 0 1 0 0 16c1.5 0 2-1 1.5-2-.7-1.4.2-3 2-3H18a2 2 0 0 0 2-2c0-5-3.6-9-8-9zM8 11v.1M12 8v.1M16 11v.1',
  team: 'M9 5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7zM2.5 20c0-3.5 2.5-5.5 6.5-5.5s6.5 2 6.5 5.5M16 5.5a3.5 3.5 0 0 1 0 6.5M18 15c2.3.6 3.5 2.3 3.5 5',
  audit: 'M6 4h12v16H6zM9 8.5h6M9 12h6M9 15.5h4',
  person: 'M12 4.5a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM4.5 20.5c0-4 3-6 7.5-6s7.5 2 7.5 6',
  bots: 'M4.5 8h15v11h-15zM12 8V4.5M9 13v1.5M15 13v1.5M2.5 12v4M21.5 12v4',
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
