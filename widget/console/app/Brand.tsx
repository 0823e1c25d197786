/** Foyer's mark: an open door. */
export function Brand() {
  return (
    <span className="mark">
      <svg aria-hidden="true" width="26" height="26" viewBox="0 0 24 24" fill="none">
        <rect x="3" y="2.5" width="18" height="19" rx="4" fill="currentColor" opacity="0.18" />
        <path d="M8 6.5 15.5 4.5v15L8 17.5z" fill="currentColor" />
        <circle cx="13.3" cy="12.2" r="1" fill="#fff" />
      </svg>
      Foyer
    </span>
  );
}
