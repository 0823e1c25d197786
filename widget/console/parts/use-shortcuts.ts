import { useEffect, useRef } from 'react';

/** By modifier and key: `ctrl Enter`, `alt KeyN`. The command key of a Mac counts as Ctrl. */
export function useShortcuts(shortcuts: Readonly<Record<string, () => unknown>>): void {
  const latest = useRef(shortcuts);
  latest.current = shortcuts;
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent): void {
      const modifier = event.ctrlKey || event.metaKey ? 'ctrl' : event.altKey ? 'alt' : undefined;
      const act = modifier && latest.current[`${modifier} ${event.code}`];
      if (!act) return;
      event.preventDefault();
      act();
    }
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, []);
}
