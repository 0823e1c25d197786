import type { ReactNode } from 'react';
import './tabs.css';

/** What the link of each tab takes, so that the one of this page is marked. */
export const TAB = {
  activeOptions: { exact: true, includeSearch: false },
  activeProps: { 'aria-current': 'page' },
} as const;

/** Pages that belong together; `children` are list items with a link each. */
export function Tabs({ label, children }: { label: string; children: ReactNode }) {
  return (
    <nav aria-label={label}>
      <ul className="plain tabs">{children}</ul>
    </nav>
  );
}
