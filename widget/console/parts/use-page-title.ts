import { useEffect } from 'react';

/** What the browser's tab is called, the most particular first: `Knowledge · Larch & Loft · Foyer`. */
export function usePageTitle(...names: (string | undefined)[]): void {
  const title = [...names, 'Foyer'].filter(Boolean).join(' · ');
  useEffect(() => {
    document.title = title;
  }, [title]);
}
