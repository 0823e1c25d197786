import { useLocation } from '@tanstack/react-router';
import { useEffect } from 'react';

/** What the address names after its # is seen as soon as it is there. */
export function useMeantInSight(isLoaded: boolean): void {
  const { hash } = useLocation();
  useEffect(() => {
    if (!isLoaded || hash === '') return;
    const frame = requestAnimationFrame(() => document.getElementById(hash)?.scrollIntoView());
    return () => cancelAnimationFrame(frame);
  }, [isLoaded, hash]);
}
