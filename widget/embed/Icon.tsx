/** Line drawings on a 24-pixel grid. */
const PATHS = {
  person: 'M12 11a4 4 0 1 0 0-8 4 4 0 0 0 0 8M4 21c0-4 3.5-6.5 8-6.5s8 2.5 8 6.5',
  new: 'M12 20h8M4 20l1-4L16 5l3 3L8 19z',
  close: 'M6 6l12 12M18 6L6 18',
  send: 'M12 20V5M5 11l7-7 7 7',
  stop: 'M7 7h10v10H7z',
  copy: 'M9 9h11v11H9zM5 15H4V4h11v1',
  done: 'M5 13l4 4L19 7',
  up: 'M7 11v9H4v-9zM7 11l4-8c2 0 3 1 3 3l-1 4h6l-1.5 10H7',
  down: 'M17 13V4h3v9zM17 13l-4 8c-2 0-3-1-3-3l1-4H5L6.5 4H17',
  open: 'M6 9l6 6 6-6',
} as const;

export function Icon({ name }: { name: keyof typeof PATHS }) {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}
